"""Keep under how many home visits of doctors a half-day is short."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1710"
down_revision = "2026_11_22_1708"


def upgrade() -> None:
    op.execute(
        """create table home_visit_threshold (
            cpts_id uuid not null, version integer not null, least integer not null, set_by uuid not null,
            set_by_name varchar not null, set_at timestamptz not null, primary key (cpts_id, version))"""
    )
    for statement in cpts_isolation("home_visit_threshold"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table home_visit_threshold")
