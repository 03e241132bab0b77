"""Say when a participant left: who stepped back from a placement follows the request no longer."""

from alembic import op

revision = "2026_11_21_2330"
down_revision = "2026_11_21_2110"


def upgrade() -> None:
    op.execute("alter table participant add column left_at timestamptz")


def downgrade() -> None:
    op.execute("alter table participant drop column left_at")
