"""Keep how much cheaper another plan might be, when the solver was stopped before it proved that none is."""

from alembic import op

revision = "2026_11_22_1310"
down_revision = "2026_11_22_1240"


def upgrade() -> None:
    op.execute("alter table plan add column unproved bigint not null default 0 check (unproved >= 0)")
    op.execute("alter table plan alter column unproved drop default")


def downgrade() -> None:
    op.execute("alter table plan drop column unproved")
