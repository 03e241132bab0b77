"""Know how many live in each commune: what they can reach is counted in people.

What is known already stays without it until the directory tells it again, which its worker does at its start.
"""

from alembic import op

revision = "2026_11_22_1640"
down_revision = "2026_11_22_1615"


def upgrade() -> None:
    op.execute("alter table known_commune add column population integer")


def downgrade() -> None:
    op.execute("alter table known_commune drop column population")
