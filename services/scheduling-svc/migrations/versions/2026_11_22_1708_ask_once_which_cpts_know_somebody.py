"""Ask once which CPTS know one of so many professionals: the national SAS asks across the walls between CPTS.

The function walks through each wall in turn, as the service did with two statements for each CPTS of the platform,
and leaves the transaction walled into none.
"""

from alembic import op

revision = "2026_11_22_1708"
down_revision = "2026_11_22_1700"


def upgrade() -> None:
    op.execute(
        """
        create function cpts_knowing(wanted text[]) returns setof uuid language plpgsql as $$
        declare
            each uuid;
        begin
            for each in select cpts_id from known_cpts order by cpts_id loop
                perform set_config('app.cpts_id', each::text, true);
                if exists (select from known_professional where rpps = any(wanted)) then
                    return next each;
                end if;
            end loop;
            perform set_config('app.cpts_id', '', true);
        end
        $$
        """
    )


def downgrade() -> None:
    op.execute("drop function cpts_knowing(text[])")
