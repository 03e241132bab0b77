"""An agenda that two of the office describe at once keeps what the first one said."""

from alembic import op

revision = "2026_11_22_2005"
down_revision = "2026_11_22_1945"


def upgrade() -> None:
    op.execute("alter table agenda add column version integer not null default 1")
    op.execute("alter table agenda alter column version drop default")


def downgrade() -> None:
    op.execute("alter table agenda drop column version")
