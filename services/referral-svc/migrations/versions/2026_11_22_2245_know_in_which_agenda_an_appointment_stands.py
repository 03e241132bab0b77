"""Know in which kind of agenda an appointment stands, and which profession sees the person."""

from alembic import op

revision = "2026_11_22_2245"
down_revision = "2026_11_22_2000"


def upgrade() -> None:
    op.execute("alter table known_appointment add column agenda_kind varchar, add column profession_code varchar")


def downgrade() -> None:
    op.execute("alter table known_appointment drop column agenda_kind, drop column profession_code")
