"""A cancellation that arrives before its booking is remembered; the relay keeps each aggregate's facts in order."""

from alembic import op

from carekit.db import cpts_isolation
from carekit.outbox import OUTBOX_IN_ORDER

revision = "2026_11_22_0020"
down_revision = "2026_11_22_0015"


def upgrade() -> None:
    op.execute(
        "create table known_cancellation (cpts_id uuid not null, appointment_id uuid not null, "
        "heard_at timestamptz not null, primary key (cpts_id, appointment_id))"
    )
    for statement in (*cpts_isolation("known_cancellation"), OUTBOX_IN_ORDER):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop index ix_outbox_event_subject")
    op.execute("drop table known_cancellation")
