"""A mail is delivered once a server reports it; one that comes back is no longer."""

from alembic import op

from carekit.mail import REPORTS_READ, REPORTS_UNREAD

revision = "2026_11_22_1009"
down_revision = "2026_11_22_1008"


def upgrade() -> None:
    for statement in REPORTS_READ:
        op.execute(statement)


def downgrade() -> None:
    for statement in REPORTS_UNREAD:
        op.execute(statement)
