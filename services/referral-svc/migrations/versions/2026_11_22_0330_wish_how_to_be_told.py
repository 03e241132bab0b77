"""Let everybody say how he is told: at once, in a digest, or in the application; and SMS where they are set up."""

from alembic import op

from carekit.db import cpts_isolation
from carekit.sms import sms_tables

revision = "2026_11_22_0330"
down_revision = "2026_11_22_0311"

TABLES = [
    """create table known_account (
        cpts_id uuid not null, account_id uuid not null, email text not null, roles text[] not null, seen_at
        timestamptz not null, constraint pk_known_account primary key (cpts_id, account_id))""",
    """create table notification_setting (
        cpts_id uuid not null, person_id uuid not null, kind text not null, rhythm text not null, changed_at
        timestamptz not null, constraint pk_notification_setting primary key (cpts_id, person_id, kind),
        constraint ck_notification_setting_kind check (kind in ('outcome', 'report', 'message', 'silent')),
        constraint ck_notification_setting_rhythm check (rhythm in ('immediate', 'daily', 'weekly', 'off')))""",
    """create table digest_entry (
        id uuid not null, cpts_id uuid not null, person_id uuid not null, kind text not null, referral_id uuid not
        null, notice_id uuid, due_at timestamptz not null, constraint pk_digest_entry primary key (cpts_id, id),
        constraint ck_digest_entry_kind check (kind in ('outcome', 'report', 'message', 'silent')),
        constraint fk_digest_entry_referral foreign key (cpts_id, referral_id) references referral (cpts_id, id))""",
    "create index ix_digest_entry_due on digest_entry (cpts_id, due_at)",
]
WALLED = ["known_account", "notification_setting", "digest_entry"]


def upgrade() -> None:
    for statement in [*TABLES, *sms_tables()]:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    for table in [*reversed(WALLED), "outgoing_sms"]:
        op.execute(f"drop table {table}")
