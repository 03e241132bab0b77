"""Share the duties of the territory: rotas, who takes part, duties and swaps.

An act on a whole rota is on nobody's agenda: `agenda_act.professional_id` may be empty.
"""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1340"
down_revision = "2026_11_22_1320"

TABLES = [
    """create table rota (
        rota_id uuid primary key, cpts_id uuid not null,
        kind varchar not null constraint ck_rota_kind check (kind in ('saturday', 'public_holiday', 'house')),
        name varchar not null, starts_on date not null, ends_on date not null,
        weekdays smallint[] not null, closed_on date[] not null, from_time time not null, to_time time not null,
        seats integer not null constraint ck_rota_seats check (seats between 1 and 5), skills text[] not null,
        rest_days integer not null constraint ck_rota_rest check (rest_days >= 1),
        most integer, within_days integer not null, apart jsonb not null, weight integer not null,
        site_name varchar, site_address varchar, site_phone varchar,
        slot_minutes integer not null, audience text[] not null,
        status varchar not null constraint ck_rota_status check (status in ('draft', 'published')),
        version integer not null, made_by uuid not null, made_at timestamptz not null,
        published_by uuid, published_at timestamptz,
        constraint ck_rota_period check (starts_on <= ends_on),
        constraint ck_rota_times check (from_time < to_time))""",
    "create index ix_rota_period on rota (cpts_id, ends_on, starts_on)",
    """create table rota_member (
        rota_id uuid not null references rota on delete cascade, professional_id uuid not null,
        cpts_id uuid not null,
        share integer not null constraint ck_rota_member_share check (share between 10 and 100),
        skills text[] not null, unavailable date[] not null, wanted date[] not null, unwanted date[] not null,
        primary key (rota_id, professional_id))""",
    """create table duty (
        duty_id uuid primary key, cpts_id uuid not null,
        rota_id uuid not null references rota on delete cascade, on_day date not null,
        professional_id uuid, is_pinned boolean not null, opening_id uuid)""",
    # One person has one seat of a day, whatever two swaps accepted at the same instant think.
    "create unique index duty_one_seat_each on duty (rota_id, on_day, professional_id) "
    "where professional_id is not null",
    "create index ix_duty_of_professional on duty (cpts_id, professional_id, on_day)",
    "create index ix_duty_on_day on duty (cpts_id, on_day)",
    """create table duty_swap (
        swap_id uuid primary key, cpts_id uuid not null,
        duty_id uuid not null references duty on delete cascade, offered_by uuid not null,
        in_return date[] not null,
        status varchar not null
            constraint ck_duty_swap_status check (status in ('open', 'accepted', 'withdrawn')),
        accepted_by uuid, given_duty_id uuid, offered_at timestamptz not null, settled_at timestamptz)""",
    "create unique index duty_offered_once on duty_swap (duty_id) where status = 'open'",
    "create index ix_duty_swap_in_time on duty_swap (cpts_id, offered_at)",
]
WALLED = ("rota", "rota_member", "duty", "duty_swap")


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)
    op.execute("alter table agenda_act alter column professional_id drop not null")


def downgrade() -> None:
    # The row-level wall hides every CPTS's rows from a migration; acts on rotas go with them.
    op.execute("alter table agenda_act no force row level security")
    op.execute("delete from agenda_act where professional_id is null")
    op.execute("alter table agenda_act force row level security")
    op.execute("alter table agenda_act alter column professional_id set not null")
    for table in reversed(WALLED):
        op.execute(f"drop table {table}")
