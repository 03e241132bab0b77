"""Rule sets are drafted, adopted, in force from a date, and kept as they were adopted.

Also why the coordinator decided a class. An adopted set is refused any change by the database itself: only the
instant at which it came into force may be written, once.
"""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0120"
down_revision = "2026_11_22_0110"

KEPT = """create function cpts_rule_set_is_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.in_force_since is null
        and row(new.version, new.data, new.author_name, new.adopted_at, new.in_force_from)
            is not distinct from row(old.version, old.data, old.author_name, old.adopted_at, old.in_force_from) then
        return new;
    end if;
    raise exception 'an adopted rule set is never edited' using errcode = 'restrict_violation';
end $$"""

UP = [
    """alter table cpts_rule_set
        add column note text not null default '',
        add column drafted_by_name text not null default '',
        add column in_force_from date,
        add column in_force_since timestamptz""",
    """update cpts_rule_set set in_force_from = (adopted_at at time zone 'Europe/Paris')::date,
        in_force_since = adopted_at, drafted_by_name = author_name""",
    """alter table cpts_rule_set alter column in_force_from set not null, alter column note drop default,
        alter column drafted_by_name drop default""",
    KEPT,
    """create trigger cpts_rule_set_is_kept before update or delete on cpts_rule_set
        for each row execute function cpts_rule_set_is_kept()""",
    """create table rule_draft (
        cpts_id uuid not null, data jsonb not null, based_on text not null, note text not null, author_account_id
        uuid, author_name text not null, saved_at timestamptz not null, version integer not null,
        constraint pk_rule_draft primary key (cpts_id))""",
    *cpts_isolation("rule_draft"),
    "alter table referral add column decided_reason text",
]


def upgrade() -> None:
    for statement in UP:
        op.execute(statement)


def downgrade() -> None:
    op.execute("alter table referral drop column decided_reason")
    op.execute("drop table rule_draft")
    op.execute("drop trigger cpts_rule_set_is_kept on cpts_rule_set")
    op.execute("drop function cpts_rule_set_is_kept()")
    op.execute(
        """alter table cpts_rule_set drop column note, drop column drafted_by_name, drop column in_force_from,
            drop column in_force_since"""
    )
