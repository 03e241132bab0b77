"""Open agendas and book slots without ever booking twice.

Keys begin with `professional_id`, because what may never overlap is one professional's time (a national
deployment distributes these tables by it). `appointment_never_overlaps` is the last line behind the row lock.
"""

from alembic import op

from carekit.db import cpts_isolation
from carekit.idempotency import idempotency_tables
from carekit.inbox import inbox_tables
from carekit.outbox import outbox_tables

revision = "2026_11_21_2100"
down_revision = None

KNOWN = [
    "create table known_cpts (cpts_id uuid primary key, name varchar not null, time_zone varchar not null)",
    """create table known_commune (
        cpts_id uuid not null, code varchar not null, name varchar not null,
        lat double precision, lon double precision, primary key (cpts_id, code))""",
    """create table known_professional (
        cpts_id uuid not null, professional_id uuid not null, display_name varchar not null,
        profession_code varchar not null, is_member boolean not null, absences jsonb not null,
        primary key (cpts_id, professional_id))""",
    """create table known_place (
        cpts_id uuid not null, professional_id uuid not null, place_id uuid not null,
        profession_code varchar not null, label varchar not null, commune_code varchar, commune_name varchar,
        lat double precision, lon double precision,
        position point generated always as (point(lon * 0.7, lat)) stored,
        primary key (cpts_id, professional_id, place_id))""",
    "create index ix_known_place_near on known_place using gist (cpts_id, profession_code, position)",
    """create table known_referral (
        cpts_id uuid not null, referral_id uuid not null, kind varchar not null, status varchar not null,
        placed_professional_id uuid, version integer not null, primary key (cpts_id, referral_id))""",
    """create table agenda_rule (
        cpts_id uuid not null, version integer not null,
        horizon_weeks integer not null constraint ck_agenda_rule_horizon check (horizon_weeks between 1 and 52),
        hold_minutes integer not null constraint ck_agenda_rule_hold check (hold_minutes between 1 and 60),
        afternoon_from time not null, set_by uuid not null, set_at timestamptz not null,
        primary key (cpts_id, version))""",
]

AGENDA = [
    """create table opening (
        professional_id uuid not null, opening_id uuid not null, cpts_id uuid not null, place_id uuid,
        kind varchar not null constraint ck_opening_kind check (kind in ('one_off', 'weekly')),
        weekdays smallint[] not null, starts_on date not null, ends_on date,
        from_time time not null, to_time time not null,
        slot_minutes integer not null constraint ck_opening_slot_minutes check (slot_minutes between 5 and 480),
        modality varchar not null constraint ck_opening_modality check (modality in ('AMB', 'HH', 'VR')),
        audience text[] not null, exceptions date[] not null, version integer not null,
        created_by uuid not null, created_at timestamptz not null,
        changed_by uuid not null, changed_at timestamptz not null,
        primary key (professional_id, opening_id),
        constraint ck_opening_times check (from_time < to_time))""",
    "create index ix_opening_opening_id on opening (opening_id)",
    "create index ix_opening_cpts_id on opening (cpts_id, professional_id, opening_id)",
    """create table closure (
        professional_id uuid not null, closure_id uuid not null, cpts_id uuid not null,
        starts_at timestamptz not null, ends_at timestamptz not null,
        closed_by uuid not null, closed_at timestamptz not null,
        primary key (professional_id, closure_id),
        constraint ck_closure_span check (starts_at < ends_at))""",
    "create index ix_closure_closure_id on closure (closure_id)",
    """create table slot_horizon (
        cpts_id uuid not null, professional_id uuid not null, kept_until date not null,
        primary key (cpts_id, professional_id))""",
    """create table slot (
        professional_id uuid not null, slot_id uuid not null, cpts_id uuid not null, opening_id uuid not null,
        place_id uuid, profession_code varchar not null, modality varchar not null, audience text[] not null,
        starts_at timestamptz not null, ends_at timestamptz not null,
        status varchar not null constraint ck_slot_status check (status in ('free', 'held', 'booked')),
        hold_id uuid, held_by uuid, held_until timestamptz,
        primary key (professional_id, slot_id),
        constraint ck_slot_span check (starts_at < ends_at),
        constraint ck_slot_hold check ((status = 'held') = (hold_id is not null and held_until is not null)),
        constraint slot_derived_once unique (professional_id, opening_id, starts_at)) with (fillfactor = 80)""",
    "create index ix_slot_slot_id on slot (slot_id)",
    "create index ix_slot_agenda on slot (professional_id, starts_at)",
    # Searches read these two: the free slots of one place in order, and all of a CPTS in order.
    "create index ix_slot_free_at_place on slot (professional_id, place_id, starts_at, slot_id) "
    "where status = 'free'",
    "create index ix_slot_free_first on slot (cpts_id, starts_at, slot_id) where status = 'free'",
    "create index ix_slot_taken on slot (professional_id, starts_at, ends_at) where status <> 'free'",
    "create index ix_slot_held_until on slot (held_until) where status = 'held'",
]

APPOINTMENTS = [
    """create table appointment (
        professional_id uuid not null, appointment_id uuid not null, cpts_id uuid not null,
        slot_id uuid, referral_id uuid, starts_at timestamptz not null, ends_at timestamptz not null,
        modality varchar not null, place_label varchar, commune_code varchar,
        status varchar not null constraint ck_appointment_status check (status in ('held', 'booked', 'arrived',
            'fulfilled', 'no_show', 'cancelled_by_patient', 'cancelled_by_practice')),
        reason_code varchar not null, booked_by uuid not null, booked_at timestamptz not null,
        cancel_reason varchar, cancelled_at timestamptz, outcome_at timestamptz, version integer not null,
        primary key (professional_id, appointment_id),
        constraint ck_appointment_span check (starts_at < ends_at))""",
    """alter table appointment add constraint appointment_never_overlaps exclude using gist
        (professional_id with =, tstzrange(starts_at, ends_at) with &&)
        where (status in ('held', 'booked', 'arrived', 'fulfilled', 'no_show'))""",
    "create index ix_appointment_appointment_id on appointment (appointment_id)",
    "create index ix_appointment_referral on appointment (cpts_id, referral_id) where referral_id is not null",
    "create index ix_appointment_in_time on appointment (cpts_id, starts_at, appointment_id)",
    """create table agenda_act (
        act_id uuid primary key, cpts_id uuid not null, professional_id uuid not null, subject_id uuid not null,
        act varchar not null, reason_code varchar, author_id uuid not null, author_roles text[] not null,
        at timestamptz not null)""",
    "create index ix_agenda_act_subject_id on agenda_act (subject_id, at)",
]

WALLED = (
    "known_commune", "known_professional", "known_place", "known_referral", "agenda_rule", "opening", "closure",
    "slot_horizon", "slot", "appointment", "agenda_act",
)  # fmt: skip


def upgrade() -> None:
    for statement in (*KNOWN, *AGENDA, *APPOINTMENTS, *outbox_tables(), *inbox_tables(), *idempotency_tables()):
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    for table in (
        *WALLED, "known_cpts", "outbox_delivery", "outbox_event", "inbox_event", "inbox_version", "idempotency_key",
    ):  # fmt: skip
        op.execute(f"drop table {table}")
