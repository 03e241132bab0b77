"""Let everybody keep filters of the queue under a name, on the server."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0641"
down_revision = "2026_11_22_0640"

STATEMENTS = [
    """create table saved_filter (
        id uuid not null, cpts_id uuid not null, account_id uuid not null, name text not null, filters jsonb not
        null, is_default boolean not null, saved_at timestamptz not null,
        constraint pk_saved_filter primary key (cpts_id, id))""",
    "create unique index uq_saved_filter_name on saved_filter (cpts_id, account_id, lower(name))",
    "create unique index uq_saved_filter_default on saved_filter (cpts_id, account_id) where is_default",
    *cpts_isolation("saved_filter"),
]


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table saved_filter")
