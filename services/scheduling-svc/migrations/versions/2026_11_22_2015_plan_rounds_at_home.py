"""Know who volunteers to visit at home, what is to be visited, and which rounds were published; let a CPTS say how
fast its roads are."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_2015"
down_revision = "2026_11_22_2010"

ROUNDS = [
    """create table round_volunteer (
        cpts_id uuid not null, professional_id uuid not null, communes text[] not null, skills text[] not null,
        hours jsonb not null, joined_at timestamptz not null, changed_by uuid not null,
        changed_at timestamptz not null,
        primary key (cpts_id, professional_id))""",
    """create table round_day (
        cpts_id uuid not null, day date not null, rounds_id uuid not null, version integer not null,
        published integer not null,
        primary key (cpts_id, day))""",
    """create table published_rounds (
        cpts_id uuid not null, day date not null, number integer not null, stops jsonb not null,
        published_by uuid not null, published_by_name varchar not null, published_at timestamptz not null,
        primary key (cpts_id, day, number))""",
    """create table round_visit (
        cpts_id uuid not null, visit_id uuid not null, day date not null, referral_id uuid not null,
        commune_code varchar not null, minutes integer not null, from_time time not null, to_time time not null,
        profession_code varchar not null, skills text[] not null, choice_recorded varchar not null,
        barred uuid[] not null, professional_id uuid, hours_from time, starts_at timestamptz,
        is_pinned boolean not null, appointment_id uuid,
        outcome varchar constraint ck_round_visit_outcome
            check (outcome in ('done', 'not_found', 'to_see_again')),
        outcome_at timestamptz, follows uuid, withdrawn_at timestamptz, noted_by uuid not null,
        noted_by_name varchar not null, noted_at timestamptz not null,
        primary key (cpts_id, visit_id),
        constraint ck_round_visit_window check (from_time <= to_time),
        constraint ck_round_visit_placed check (
            (professional_id is null) = (starts_at is null) and (professional_id is null) = (hours_from is null)),
        constraint ck_round_visit_told check (appointment_id is null or professional_id is not null))""",
    "create index ix_round_visit_day on round_visit (cpts_id, day)",
    "create index ix_round_visit_referral on round_visit (cpts_id, referral_id)",
]
WALLED = ("round_volunteer", "round_day", "published_rounds", "round_visit")
RULES = {"travel_kmh": 40, "detour_percent": 130, "least_travel_minutes": 5}


def upgrade() -> None:
    for statement in ROUNDS:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)
    for name, usual in RULES.items():
        op.execute(f"alter table agenda_rule add column {name} integer not null default {usual}")
        op.execute(f"alter table agenda_rule alter column {name} drop default")


def downgrade() -> None:
    for name in RULES:
        op.execute(f"alter table agenda_rule drop column {name}")
    for table in WALLED:
        op.execute(f"drop table {table}")
