"""Remember which half-days without enough home visits the coordination was written to about."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_2010"
down_revision = "2026_11_22_2005"


def upgrade() -> None:
    op.execute(
        """create table home_visit_warning (
            cpts_id uuid not null, day date not null, half varchar not null
                constraint ck_home_visit_warning_half check (half in ('morning', 'afternoon')),
            told_on date not null, primary key (cpts_id, day, half))"""
    )
    for statement in cpts_isolation("home_visit_warning"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table home_visit_warning")
