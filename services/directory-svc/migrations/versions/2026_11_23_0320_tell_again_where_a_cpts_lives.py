"""Tell every CPTS again at the next start of the worker: who knew its name alone now needs its time zone as well."""

from alembic import op

revision = "2026_11_23_0320"
down_revision = "2026_11_22_2240"


def upgrade() -> None:
    op.execute(
        """
        do $$
        declare
            each uuid;
        begin
            for each in select id from cpts order by id loop
                perform set_config('app.cpts_id', each::text, true);
                delete from description where type = 'cpts.described.v1';
            end loop;
            perform set_config('app.cpts_id', '', true);
        end
        $$
        """
    )


def downgrade() -> None:
    """What was told again stays true."""
