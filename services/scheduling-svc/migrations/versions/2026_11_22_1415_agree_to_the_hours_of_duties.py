"""Whoever is on duty says himself that his duties open hours to others than his own patients."""

from alembic import op

revision = "2026_11_22_1415"
down_revision = "2026_11_22_1410"


def upgrade() -> None:
    op.execute("alter table rota_member add column agreed_at timestamptz")


def downgrade() -> None:
    op.execute("alter table rota_member drop column agreed_at")
