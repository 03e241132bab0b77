"""Ask professionals and hear their answers; keep the rules by which they are chosen.

`answer_link` and `default_rule_set` are not walled by CPTS: the first is read before anybody knows whose it is
and holds a hash, the second belongs to the platform. Neither holds a person's data.
"""

import json

import sqlalchemy as sa
from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_21_2110"
down_revision = "2026_11_21_2100"

TABLES = [
    """create table default_rule_set (
        version text not null, data jsonb not null, author_name text not null, adopted_at timestamptz not null,
        constraint pk_default_rule_set primary key (version))""",
    """create table cpts_rule_set (
        cpts_id uuid not null, version text not null, data jsonb not null, author_account_id uuid, author_name text
        not null, adopted_at timestamptz not null, constraint pk_cpts_rule_set primary key (cpts_id, version))""",
    """create table wave (
        id uuid not null, cpts_id uuid not null, referral_id uuid not null, number integer not null, ring_km double
        precision not null, rule_version text not null, seed text not null, inputs jsonb not null, reasons jsonb not
        null, by_hand boolean not null, asked_at timestamptz not null, answer_by timestamptz not null,
        asked_by_account_id uuid, asked_by_name text not null,
        constraint pk_wave primary key (cpts_id, id),
        constraint uq_wave_number unique (cpts_id, referral_id, number),
        constraint fk_wave_referral foreign key (cpts_id, referral_id) references referral (cpts_id, id))""",
    """create table solicitation (
        id uuid not null, cpts_id uuid not null, referral_id uuid not null, wave_id uuid not null, professional_id
        uuid not null, card jsonb not null, distance_band text not null, state text not null, asked_at timestamptz
        not null, answer_by timestamptz not null, link_ends_at timestamptz not null, remind_at timestamptz,
        reminded_at timestamptz, answer text, condition_code text, reason_code text, answered_at timestamptz,
        answered_by text, yes_rank integer, ended_at timestamptz,
        constraint pk_solicitation primary key (cpts_id, id),
        constraint fk_solicitation_wave foreign key (cpts_id, wave_id) references wave (cpts_id, id),
        constraint uq_solicitation_yes_rank unique (cpts_id, referral_id, yes_rank),
        constraint ck_solicitation_state check (state in ('asked', 'silent', 'yes', 'no', 'chosen', 'declined',
        'thanked', 'released')),
        constraint ck_solicitation_answer check (answer in ('yes', 'no', 'never_this_kind', 'pause')),
        constraint ck_solicitation_condition_code check (condition_code in ('from_next_month', 'in_three_months',
        'practice_only', 'home_only', 'with_colleague', 'teleconsultation_first')),
        constraint ck_solicitation_reason_code check (reason_code in ('no_capacity', 'too_far',
        'outside_competence', 'no_home_visits', 'absent', 'other')),
        constraint ck_solicitation_answered_by check (answered_by in ('link', 'self', 'delegate')),
        constraint ck_solicitation_yes_has_rank check (state <> 'yes' or yes_rank is not null))""",
    """create table answer_link (
        token_hash bytea not null, of_cpts uuid not null, solicitation_id uuid not null, ends_at timestamptz not null,
        constraint pk_answer_link primary key (token_hash),
        constraint ck_answer_link_token_hash check (octet_length(token_hash) = 32))""",
    """create table solicitation_setting (
        cpts_id uuid not null, professional_id uuid not null, weekly_cap integer, paused_until timestamptz,
        places_left integer, declined_kinds text[] not null, delegates_may_answer boolean not null, counted_since
        timestamptz not null, version integer not null,
        constraint pk_solicitation_setting primary key (cpts_id, professional_id),
        constraint ck_solicitation_setting_numbers check (weekly_cap >= 0 and places_left >= 0))""",
]

INDEXES = [
    # One professional is asked once per request, unless the search stopped or another was chosen meanwhile.
    """create unique index uq_solicitation_asked_once on solicitation (cpts_id, referral_id, professional_id)
        where state not in ('released', 'thanked')""",
    "create index ix_solicitation_professional on solicitation (cpts_id, professional_id, asked_at)",
    "create index ix_solicitation_asked_at on solicitation (cpts_id, asked_at)",
    "create index ix_solicitation_in_hand on solicitation (cpts_id, professional_id) where state in ('asked', 'yes')",
    """create index ix_solicitation_due on solicitation (cpts_id, (least(remind_at, answer_by)))
        where state = 'asked'""",
    "create index ix_solicitation_wave on solicitation (cpts_id, wave_id)",
    "create index ix_answer_link_ends_at on answer_link (ends_at)",
    """create index ix_referral_placements on referral (cpts_id, placed_professional_id, placed_at)
        where placed_professional_id is not null""",
]

WALLED = ["cpts_rule_set", "wave", "solicitation", "solicitation_setting"]

#: As it was on this day; `matching.rules` holds the same, and a test compares them.
DEFAULT = {
    "version": "maillage-2026-1",
    "classes": [
        {
            "number": 1,
            "criteria": ["treatment_stopped", "discharge_within_7_days", "expert_flag"],
            "target_days": 2,
            "answer_within_hours": 4,
            "medical": True,
        },
        {
            "number": 2,
            "criteria": ["ald", "two_or_more_chronic_conditions", "pregnancy", "child_under_2"],
            "target_days": 7,
            "answer_within_hours": 12,
            "medical": True,
        },
        {
            "number": 3,
            "criteria": ["age_70_or_more", "dependency", "nursing_home", "handicap"],
            "target_days": 14,
            "answer_within_hours": 48,
            "medical": True,
        },
        {
            "number": 4,
            "criteria": ["c2s", "ame", "no_open_rights", "isolation", "homelessness"],
            "target_days": 14,
            "answer_within_hours": 48,
            "medical": False,
        },
        {"number": 5, "criteria": [], "target_days": 30, "answer_within_hours": 48, "medical": True},
    ],
    "to_check": ["regular_medication", "specialist_care", "chronic_follow_up"],
    "wave_size": 3,
    "usual_doctor_hours": 24,
    "usual_doctor_visits": 3,
    "rings_km": [5, 10, 20],
    "distance_bands_km": [2, 5, 10, 20],
    "weekday_opening": [8, 20],
    "saturday_opening": [8, 12],
    "link_days": 8,
    "proposals": 3,
    "weekly_cap": 3,
    "pause_days": 7,
    "share_months": 12,
    "shortfall_step": 0.5,
    "bound_placements": 1,
    "card_residents": 1000,
    "card_persons": 5,
}


def upgrade() -> None:
    for statement in [*TABLES, *INDEXES]:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)
    op.execute(
        sa.text(
            "insert into default_rule_set (version, data, author_name, adopted_at) "
            "values (:version, cast(:data as jsonb), 'Maillage', timestamptz '2026-11-21 00:00:00+00')"
        ).bindparams(version=DEFAULT["version"], data=json.dumps(DEFAULT))
    )


def downgrade() -> None:
    op.execute("drop index ix_referral_placements")
    for table in ["answer_link", "solicitation", "wave", "solicitation_setting", "cpts_rule_set", "default_rule_set"]:
        op.execute(f"drop table {table}")
