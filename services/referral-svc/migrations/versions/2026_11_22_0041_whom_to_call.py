"""Know by which telephone the coordination of a CPTS is reached, as directory-svc says it."""

from alembic import op

revision = "2026_11_22_0041"
down_revision = "2026_11_22_0040"


def upgrade() -> None:
    op.execute("alter table known_cpts add column coordination_phone text")


def downgrade() -> None:
    op.execute("alter table known_cpts drop column coordination_phone")
