"""Keep the gaps that the discrimination monitor found beyond chance, until somebody looks at them."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0722"
down_revision = "2026_11_22_0721"

TABLES = {
    "gap_alert": """create table gap_alert (
        cpts_id uuid not null, dimension text not null, group_code text not null, measure text not null,
        found_on date not null, p_value double precision not null, looked_at timestamptz, looked_by_name text,
        constraint pk_gap_alert primary key (cpts_id, dimension, group_code, measure))""",
    "gap_look": """create table gap_look (
        cpts_id uuid not null, looked_on date not null, constraint pk_gap_look primary key (cpts_id))""",
}


def upgrade() -> None:
    for table, statement in TABLES.items():
        op.execute(statement)
        for wall in cpts_isolation(table):
            op.execute(wall)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.execute(f"drop table {table}")
