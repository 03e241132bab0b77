"""Count the returns home that are refused, and say of which hospital a social service is."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0720"
down_revision = "2026_11_22_0710"


def upgrade() -> None:
    op.execute(
        """create table home_return_refusal (
        id uuid not null, cpts_id uuid not null, refused_on date not null, finess text, hospital_name text,
        via text not null, constraint pk_home_return_refusal primary key (cpts_id, id),
        constraint ck_home_return_refusal_via check (via in ('asked', 'redirected')))"""
    )
    op.execute("create index ix_home_return_refusal_day on home_return_refusal (cpts_id, refused_on)")
    for statement in cpts_isolation("home_return_refusal"):
        op.execute(statement)
    op.execute("alter table partner_route add column finess text")


def downgrade() -> None:
    op.execute("alter table partner_route drop column finess")
    op.execute("drop table home_return_refusal")
