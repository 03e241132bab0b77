"""The booking of a shared slot places a person who needs unscheduled care: which appointment it was stands on her
request, so that its cancellation brings the request back.
"""

from alembic import op

revision = "2026_11_22_1008"
down_revision = "2026_11_22_1001"


def upgrade() -> None:
    op.execute("alter table referral add column placed_by_appointment_id uuid")


def downgrade() -> None:
    op.execute("alter table referral drop column placed_by_appointment_id")
