"""Know which languages a professional speaks and where a wheelchair gets in: a search may ask for it.

What is known already stays without them until the directory tells it again, which its worker does at its start.
"""

from alembic import op

revision = "2026_11_22_1610"
down_revision = "2026_11_22_1430"


def upgrade() -> None:
    op.execute("alter table known_professional add column languages text[] not null default '{}'")
    op.execute("alter table known_professional alter column languages drop default")
    op.execute("alter table known_place add column accessible boolean")


def downgrade() -> None:
    op.execute("alter table known_place drop column accessible")
    op.execute("alter table known_professional drop column languages")
