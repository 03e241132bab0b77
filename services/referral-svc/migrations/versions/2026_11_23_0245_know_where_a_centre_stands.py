"""Know the address of a centre, a booth or a team where an appointment stands: no directory tells of it."""

from alembic import op

revision = "2026_11_23_0245"
down_revision = "2026_11_23_0005"


def upgrade() -> None:
    op.execute("alter table known_appointment add column place_street varchar, add column place_postal_code varchar")


def downgrade() -> None:
    op.execute("alter table known_appointment drop column place_street, drop column place_postal_code")
