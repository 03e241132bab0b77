"""Keep what was signed of each professional's participation."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1320"
down_revision = "2026_11_22_1310"


def upgrade() -> None:
    op.execute("""create table participation_statement (
        cpts_id uuid not null, professional_id uuid not null, month date not null, version integer not null,
        issued_at timestamptz not null, issued_by uuid not null, signed text not null,
        primary key (cpts_id, professional_id, month, version),
        constraint ck_participation_statement_month check (extract(day from month) = 1))""")
    for statement in cpts_isolation("participation_statement"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table participation_statement")
