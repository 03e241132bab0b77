"""Keep the busy times of outside calendars, and the hash of the address of each private feed."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1645"
down_revision = "2026_11_22_1640"

TABLES = [
    """create table outside_calendar (
        professional_id uuid not null, calendar_id uuid not null, cpts_id uuid not null, label varchar not null,
        host varchar, address bytea, etag varchar, last_modified varchar, busy tstzmultirange not null,
        known_until timestamptz, state varchar not null constraint ck_outside_calendar_state
            check (state in ('waiting', 'read', 'failing')),
        problem varchar, attempts integer not null, next_at timestamptz, read_at timestamptz,
        added_by uuid not null, added_at timestamptz not null, primary key (professional_id, calendar_id))""",
    """create table calendar_feed (
        cpts_id uuid not null, professional_id uuid not null, token_hash bytea not null, made_by uuid not null,
        made_at timestamptz not null, primary key (cpts_id, professional_id))""",
    "create unique index uq_calendar_feed_token_hash on calendar_feed (token_hash)",
]
WALLED = ("outside_calendar", "calendar_feed")


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    for table in WALLED:
        op.execute(f"drop table {table}")
