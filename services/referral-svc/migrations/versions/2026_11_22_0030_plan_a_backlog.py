"""Plan a backlog: plans and their rows, and the departures that make one.

A wave remembers the plan it came from, so that the share of what was planned can be told from what was asked by
hand.
"""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0030"
down_revision = "2026_11_22_0023"

TABLES = [
    """create table departure (
        id uuid not null, cpts_id uuid not null, professional_id uuid not null, leaves_on date not null, announced_at
        timestamptz not null, announced_by_account_id uuid, announced_by_name text not null, searched_again integer
        not null, stated_again integer not null, out_of_reach integer not null, ended_at timestamptz,
        constraint pk_departure primary key (cpts_id, id),
        constraint uq_departure_once unique (cpts_id, professional_id))""",
    """create table departure_case (
        departure_id uuid not null, referral_id uuid not null, cpts_id uuid not null, from_referral_id uuid,
        constraint pk_departure_case primary key (cpts_id, departure_id, referral_id),
        constraint fk_departure_case_departure foreign key (cpts_id, departure_id) references departure (cpts_id, id),
        constraint fk_departure_case_referral foreign key (cpts_id, referral_id) references referral (cpts_id,
        id))""",
    """create table plan (
        id uuid not null, cpts_id uuid not null, state text not null, departure_id uuid, rule_version text not null,
        weeks integer not null, cost bigint not null, before jsonb not null, after jsonb not null, doctors jsonb not
        null, made_at timestamptz not null, made_by_account_id uuid, made_by_name text not null, started_at
        timestamptz, started_by_account_id uuid, started_by_name text, ended_at timestamptz, version integer not null,
        constraint pk_plan primary key (cpts_id, id),
        constraint fk_plan_departure foreign key (cpts_id, departure_id) references departure (cpts_id, id),
        constraint ck_plan_state check (state in ('draft', 'started', 'finished', 'cancelled')))""",
    """create table plan_row (
        id uuid not null, cpts_id uuid not null, plan_id uuid not null, referral_id uuid not null, position integer
        not null, proposed_professional_id uuid, professional_id uuid, km double precision, distance_band text,
        reasons jsonb not null, waited_days double precision not null, is_overdue boolean not null, state text not
        null, by_hand boolean not null, reason_code text, next_try_at timestamptz, wave_id uuid, changed_at
        timestamptz, changed_by_name text, version integer not null,
        constraint pk_plan_row primary key (cpts_id, id),
        constraint uq_plan_row_position unique (cpts_id, plan_id, position),
        constraint uq_plan_row_referral unique (cpts_id, plan_id, referral_id),
        constraint fk_plan_row_plan foreign key (cpts_id, plan_id) references plan (cpts_id, id),
        constraint fk_plan_row_referral foreign key (cpts_id, referral_id) references referral (cpts_id, id),
        constraint fk_plan_row_wave foreign key (cpts_id, wave_id) references wave (cpts_id, id),
        constraint ck_plan_row_state check (state in ('planned', 'unplaced', 'taken_out', 'sent', 'skipped')),
        constraint ck_plan_row_planned_for_somebody check (state not in ('planned', 'sent') or professional_id is not
        null), constraint ck_plan_row_sent_by_a_wave check ((state = 'sent') = (wave_id is not null)))""",
]

INDEXES = [
    # One draft at a time: a newer one replaces it.
    "create unique index uq_plan_one_draft on plan (cpts_id) where state = 'draft'",
    "create index ix_plan_made_at on plan (cpts_id, made_at)",
    "create index ix_plan_row_referral on plan_row (cpts_id, referral_id)",
    "create index ix_plan_row_professional on plan_row (cpts_id, plan_id, professional_id)",
    "create index ix_departure_case_referral on departure_case (cpts_id, referral_id)",
]

WALLED = ["departure", "departure_case", "plan", "plan_row"]


def upgrade() -> None:
    for statement in [*TABLES, *INDEXES]:
        op.execute(statement)
    op.execute("alter table wave add column plan_id uuid")
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    op.execute("alter table wave drop column plan_id")
    for table in ["plan_row", "plan", "departure_case", "departure"]:
        op.execute(f"drop table {table}")
