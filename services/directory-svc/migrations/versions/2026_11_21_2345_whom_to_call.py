"""A CPTS says by which telephone its coordination is reached."""

from alembic import op

revision = "2026_11_21_2345"
down_revision = "0001"


def upgrade() -> None:
    op.execute("alter table cpts add column coordination_phone text")


def downgrade() -> None:
    op.execute("alter table cpts drop column coordination_phone")
