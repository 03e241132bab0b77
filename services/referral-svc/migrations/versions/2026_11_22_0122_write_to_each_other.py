"""Let those who take part in a request write to each other, sealed, and say how far each has read."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0122"
down_revision = "2026_11_22_0121"

TABLES = [
    """create table thread_message (
        id uuid not null, cpts_id uuid not null, referral_id uuid not null, author_account_id uuid,
        author_professional_id uuid, author_name text not null, sent_at timestamptz not null, words bytea not null,
        constraint pk_thread_message primary key (cpts_id, id),
        constraint fk_thread_message_referral
        foreign key (cpts_id, referral_id) references referral (cpts_id, id))""",
    """create table thread_reader (
        cpts_id uuid not null, referral_id uuid not null, account_id uuid not null, name text not null, read_until
        timestamptz not null, constraint pk_thread_reader primary key (cpts_id, referral_id, account_id))""",
    "create index ix_thread_message_referral on thread_message (cpts_id, referral_id, sent_at)",
]
WALLED = ["thread_message", "thread_reader"]


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    for table in WALLED:
        op.execute(f"drop table {table}")
