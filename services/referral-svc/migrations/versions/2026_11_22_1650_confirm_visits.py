"""Know the appointments of requests, and what the person was told of each."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1650"
down_revision = "2026_11_22_1600"

TABLES = [
    """create table known_appointment (
        cpts_id uuid not null, appointment_id uuid not null, referral_id uuid not null,
        professional_id uuid not null, starts_at timestamptz not null, modality varchar not null,
        place_label varchar, commune_code varchar, primary key (cpts_id, appointment_id))""",
    "create index ix_known_appointment_referral_id on known_appointment (referral_id)",
    """create table visit_confirmation (
        id uuid primary key, cpts_id uuid not null, referral_id uuid not null, appointment_id uuid not null,
        way varchar not null constraint ck_visit_confirmation_way check (way in ('sms', 'mail')),
        what varchar not null constraint ck_visit_confirmation_what check (what in ('booked', 'moved', 'cancelled')),
        state varchar not null constraint ck_visit_confirmation_state check (state in ('queued', 'sent', 'failed')),
        attempts integer not null, next_attempt_at timestamptz not null, asked_at timestamptz not null,
        asked_by_account_id uuid, sent_at timestamptz)""",
    "create index ix_visit_confirmation_referral_id on visit_confirmation (referral_id)",
    "create index ix_visit_confirmation_due on visit_confirmation (next_attempt_at) where state = 'queued'",
]
WALLED = ("known_appointment", "visit_confirmation")


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    for table in WALLED:
        op.execute(f"drop table {table}")
