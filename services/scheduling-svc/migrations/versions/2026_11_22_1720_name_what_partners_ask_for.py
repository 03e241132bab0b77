"""Keep what the software of partners calls the appointments that it asks for."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1720"
down_revision = "2026_11_22_1710"


def upgrade() -> None:
    op.execute(
        """create table gap_appointment (
            cpts_id uuid not null, appointment_id uuid not null, partner_id uuid not null,
            identifier_system varchar, identifier_value varchar, is_request boolean not null,
            asked_at timestamptz not null, professional_id uuid not null, slot_id uuid not null,
            starts_at timestamptz not null, ends_at timestamptz not null,
            primary key (cpts_id, appointment_id),
            constraint gap_identifier_once unique (cpts_id, partner_id, identifier_system, identifier_value))"""
    )
    op.execute("create index ix_gap_appointment_of_partner on gap_appointment (cpts_id, partner_id, appointment_id)")
    for statement in cpts_isolation("gap_appointment"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table gap_appointment")
