"""Know each account once: its name, roles and address beside each other, and the last day it was here."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0615"
down_revision = "2026_11_22_0356"

ONE = [
    "alter table known_account no force row level security",
    "alter table colleague no force row level security",
    """alter table known_account alter column email drop not null, add column professional_id uuid,
        add column name text, add column seen_on date""",
    # Until it comes again, an account whose name nobody had noted is called by its address.
    "update known_account set name = email, seen_on = seen_at::date",
    """insert into known_account (cpts_id, account_id, professional_id, name, roles, seen_on, seen_at)
        select cpts_id, account_id, professional_id, name, roles, seen_on, seen_on from colleague
        on conflict (cpts_id, account_id) do update set professional_id = excluded.professional_id,
        name = excluded.name, seen_on = greatest(known_account.seen_on, excluded.seen_on)""",
    """alter table known_account alter column name set not null, alter column seen_on set not null,
        drop column seen_at""",
    "alter table known_account force row level security",
    "drop table colleague",
]
TWO = [
    """create table colleague (
        cpts_id uuid not null, account_id uuid not null, professional_id uuid, name text not null, roles text[] not
        null, seen_on date not null, constraint pk_colleague primary key (cpts_id, account_id))""",
    "alter table known_account no force row level security",
    """insert into colleague select cpts_id, account_id, professional_id, name, roles, seen_on from known_account
        where roles && array['referrer', 'professional', 'care_coordinator', 'social_coordinator',
        'health_mediator', 'case_manager', 'guest']""",
    "delete from known_account where email is null",
    "alter table known_account add column seen_at timestamptz",
    "update known_account set seen_at = seen_on",
    """alter table known_account alter column seen_at set not null, alter column email set not null,
        drop column professional_id, drop column name, drop column seen_on""",
    "alter table known_account force row level security",
]


def upgrade() -> None:
    for statement in ONE:
        op.execute(statement)


def downgrade() -> None:
    for statement in [*TWO, *cpts_isolation("colleague")]:
        op.execute(statement)
