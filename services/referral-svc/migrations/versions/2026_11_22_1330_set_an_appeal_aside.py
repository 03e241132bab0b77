"""Keep which appeals a reader set aside as not for him."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1330"
down_revision = "2026_11_22_1315"


def upgrade() -> None:
    op.execute(
        "create table appeal_aside (cpts_id uuid not null, appeal_id uuid not null, account_id uuid not null, "
        "set_aside_at timestamptz not null, "
        "constraint pk_appeal_aside primary key (cpts_id, appeal_id, account_id), "
        "constraint fk_appeal_aside_appeal foreign key (cpts_id, appeal_id) references appeal (cpts_id, id))"
    )
    for statement in cpts_isolation("appeal_aside"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table appeal_aside")
