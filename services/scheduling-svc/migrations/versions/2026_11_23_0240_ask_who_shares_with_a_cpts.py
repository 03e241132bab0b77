"""Ask which CPTS share slots with one, and whose: its members read those beside their own."""

from alembic import op

revision = "2026_11_23_0240"
down_revision = "2026_11_23_0205"


def upgrade() -> None:
    op.execute("create index ix_opening_shared on opening (cpts_id) where shared_with <> '{}'")
    op.execute(
        """
        create function sharing_with(wanted uuid) returns table (cpts_id uuid, professional_id uuid)
        language plpgsql as $$
        declare
            here text := current_setting('app.cpts_id', true);
            each uuid;
        begin
            for each in select k.cpts_id from known_cpts k where k.cpts_id <> wanted order by k.cpts_id loop
                perform set_config('app.cpts_id', each::text, true);
                return query select distinct o.cpts_id, o.professional_id from opening o
                    where o.shared_with <> '{}' and wanted = any(o.shared_with);
            end loop;
            perform set_config('app.cpts_id', coalesce(here, ''), true);
        end
        $$
        """
    )


def downgrade() -> None:
    op.execute("drop function sharing_with(uuid)")
    op.execute("drop index ix_opening_shared")
