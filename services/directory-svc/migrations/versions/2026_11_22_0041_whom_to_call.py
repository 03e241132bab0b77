"""A CPTS says by which telephone its coordination is reached."""

from alembic import op

revision = "2026_11_22_0041"
down_revision = "2026_11_21_2350"


def upgrade() -> None:
    op.execute("alter table cpts add column coordination_phone text")


def downgrade() -> None:
    op.execute("alter table cpts drop column coordination_phone")
