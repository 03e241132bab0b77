"""Keep the day on which a person who had refused was asked again.

Old code never writes the column: null says that she was not asked yet.
"""

from alembic import op

revision = "2026_11_21_2345"
down_revision = "2026_11_21_2330"


def upgrade() -> None:
    op.execute("alter table refused_consent add column recontacted_on date")


def downgrade() -> None:
    op.execute("alter table refused_consent drop column recontacted_on")
