"""Call professionals in order, and log the attempts to reach the person.

An answer may come by voice; a wave may be one call. A claim keeps two coordinators from calling the same
professional at once.
"""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0121"
down_revision = "2026_11_22_0120"

TABLES = [
    """create table call_claim (
        cpts_id uuid not null, professional_id uuid not null, referral_id uuid not null, account_id uuid not null,
        by_name text not null, until timestamptz not null,
        constraint pk_call_claim primary key (cpts_id, professional_id))""",
    """create table call_attempt (
        id uuid not null, cpts_id uuid not null, referral_id uuid not null, professional_id uuid not null, outcome
        text not null, call_again_at timestamptz, at timestamptz not null, by_account_id uuid, by_name text not null,
        constraint pk_call_attempt primary key (cpts_id, id),
        constraint fk_call_attempt_referral foreign key (cpts_id, referral_id) references referral (cpts_id, id),
        constraint ck_call_attempt_outcome check (outcome in ('accepts', 'refuses', 'never_this_kind', 'call_again',
        'no_answer', 'voicemail')),
        constraint ck_call_attempt_call_again check ((outcome = 'call_again') = (call_again_at is not null)))""",
    """create table reach_attempt (
        id uuid not null, cpts_id uuid not null, referral_id uuid not null, outcome text not null, at timestamptz not
        null, on_day date not null, led_to_hold boolean not null, by_account_id uuid, by_name text not null,
        constraint pk_reach_attempt primary key (cpts_id, id),
        constraint fk_reach_attempt_referral foreign key (cpts_id, referral_id) references referral (cpts_id, id),
        constraint ck_reach_attempt_outcome check (outcome in ('reached', 'no_answer', 'voicemail',
        'wrong_number')))""",
]
INDEXES = [
    "create index ix_call_attempt_referral on call_attempt (cpts_id, referral_id, at)",
    "create index ix_call_claim_referral on call_claim (cpts_id, referral_id)",
    "create index ix_reach_attempt_referral on reach_attempt (cpts_id, referral_id, at)",
]
WALLED = ["call_claim", "call_attempt", "reach_attempt"]


def upgrade() -> None:
    for statement in [*TABLES, *INDEXES]:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)
    op.execute("alter table referral add column by_phone_since timestamptz")
    op.execute("alter table wave add column by_phone boolean not null default false")
    _channels("'link', 'self', 'delegate', 'phone'")


def downgrade() -> None:
    op.execute("update solicitation set answered_by = 'delegate' where answered_by = 'phone'")
    _channels("'link', 'self', 'delegate'")
    op.execute("alter table wave drop column by_phone")
    op.execute("alter table referral drop column by_phone_since")
    for table in WALLED:
        op.execute(f"drop table {table}")


def _channels(allowed: str) -> None:
    op.execute(
        f"""alter table solicitation drop constraint ck_solicitation_answered_by,
            add constraint ck_solicitation_answered_by check (answered_by in ({allowed}))"""
    )
