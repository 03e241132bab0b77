"""Keep street and postal code of an agenda that nobody logs in to, so that a confirmation says where it is."""

from alembic import op

revision = "2026_11_23_0245"
down_revision = "2026_11_23_0240"


def upgrade() -> None:
    op.execute("alter table agenda add column street varchar, add column postal_code varchar")


def downgrade() -> None:
    op.execute("alter table agenda drop column street, drop column postal_code")
