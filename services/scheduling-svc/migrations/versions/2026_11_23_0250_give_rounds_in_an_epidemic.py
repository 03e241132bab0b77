"""Keep which volunteers of rounds an epidemic plan gave hours to, and theirs before: what it takes to come back."""

from alembic import op

revision = "2026_11_23_0250"
down_revision = "2026_11_23_0245"


def upgrade() -> None:
    op.execute("alter table epidemic_switch add column rounds jsonb not null default '[]'")


def downgrade() -> None:
    op.execute("alter table epidemic_switch drop column rounds")
