"""The relay keeps each aggregate's facts in order: it looks up those that came earlier."""

from alembic import op

from carekit.outbox import OUTBOX_IN_ORDER

revision = "2026_11_21_2340"
down_revision = "0001"


def upgrade() -> None:
    op.execute(OUTBOX_IN_ORDER)


def downgrade() -> None:
    op.execute("drop index ix_outbox_event_subject")
