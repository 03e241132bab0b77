"""Let an owner name other CPTS whose members see what he opens to the CPTS, and ask where somebody is a member.

The function walks through each wall in turn, as `cpts_knowing`, and leaves the transaction behind the wall where it
found it.
"""

from alembic import op

revision = "2026_11_23_0200"
down_revision = "2026_11_22_2020"


def upgrade() -> None:
    op.execute("alter table opening add column shared_with uuid[] not null default '{}'")
    op.execute("alter table slot add column shared_with uuid[] not null default '{}'")
    op.execute(
        """
        create function cpts_of_member(wanted text) returns setof uuid language plpgsql as $$
        declare
            here text := current_setting('app.cpts_id', true);
            each uuid;
        begin
            for each in select cpts_id from known_cpts order by cpts_id loop
                perform set_config('app.cpts_id', each::text, true);
                if exists (select from known_professional where rpps = wanted and is_member) then
                    return next each;
                end if;
            end loop;
            perform set_config('app.cpts_id', coalesce(here, ''), true);
        end
        $$
        """
    )


def downgrade() -> None:
    op.execute("drop function cpts_of_member(text)")
    op.execute("alter table slot drop column shared_with")
    op.execute("alter table opening drop column shared_with")
