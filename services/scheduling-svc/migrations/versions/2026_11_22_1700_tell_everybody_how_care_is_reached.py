"""Tell everybody how care is reached here: versions with their author and date."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1700"
down_revision = "2026_11_22_1645"


def upgrade() -> None:
    op.execute(
        "create table public_information (cpts_id uuid not null, version integer not null check (version > 0), "
        "lead varchar not null, advice jsonb not null, written_by uuid not null, written_by_name varchar not null, "
        "written_at timestamptz not null, constraint pk_public_information primary key (cpts_id, version))"
    )
    for statement in cpts_isolation("public_information"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table public_information")
