"""State needs, follow them, and keep who they are about sealed apart.

Keys begin with `cpts_id`, by which a national deployment distributes these tables. Sealed columns are AES-256-GCM
ciphertext: no index, check or default here could know what they hold.
"""

from alembic import op

from carekit.db import cpts_isolation
from carekit.idempotency import idempotency_tables
from carekit.inbox import inbox_tables
from carekit.mail import mail_tables
from carekit.outbox import outbox_tables

revision = "2026_11_21_2100"
down_revision = None

KNOWN = [
    """create table known_cpts (
        cpts_id uuid not null, name text not null, time_zone text not null, described_at timestamptz not null,
        constraint pk_known_cpts primary key (cpts_id))""",
    """create table known_commune (
        cpts_id uuid not null, code text not null, name text not null, department text not null, population
        integer not null, lat double precision, lon double precision, neighbours text[] not null, constraint
        pk_known_commune primary key (cpts_id, code))""",
    """create table known_closure (
        cpts_id uuid not null, starts_on date not null, ends_on date not null, label text not null, constraint
        pk_known_closure primary key (cpts_id, starts_on, ends_on))""",
    """create table known_structure (
        cpts_id uuid not null, finess text not null, name text not null, category_code text, commune_code text,
        constraint pk_known_structure primary key (cpts_id, finess))""",
    """create table known_professional (
        cpts_id uuid not null, professional_id uuid not null, rpps text, family_name text not null, given_name
        text not null, title text, sex text, profession_code text not null, specialty_codes text[] not null,
        is_general_practitioner boolean not null, is_member boolean not null, is_volunteer boolean not null,
        left_on date, email text, phone text, accepts_new_patients boolean, places jsonb not null, offer jsonb not
        null, absences jsonb not null, structure_finess text[] not null, described_at timestamptz not null,
        constraint pk_known_professional primary key (cpts_id, professional_id))""",
]

REFERRALS = [
    """create table case_counter (
        cpts_id uuid not null, year integer not null, last integer not null, constraint pk_case_counter primary
        key (cpts_id, year))""",
    """create table referral (
        id uuid not null, cpts_id uuid not null, case_year integer not null, case_counter integer not null,
        stage1_id uuid not null, kind text not null, status text not null, status_before_hold text, held_until
        timestamptz, reason_code text, need_codes text[] not null, urgency text not null, age_band text not null,
        sex text not null, commune_code text, constraints jsonb not null, medical_criteria text[] not null,
        social_situation boolean not null, advance_choice boolean not null, usual_professional_id uuid,
        priority_class integer not null, base_class integer not null, times_raised integer not null,
        other_classes_met integer not null, priority_rule_version text not null, priority_explanation jsonb not
        null, expert_class integer, decided_class integer, target_at timestamptz, rises_at timestamptz,
        referrer_account_id uuid, referrer_professional_id uuid, referrer_name text not null, referrer_structure
        text, stated_at timestamptz not null, qualified_at timestamptz, placed_at timestamptz, ended_at
        timestamptz, last_movement_at timestamptz not null, is_stalled boolean not null, placed_professional_id
        uuid, first_appointment text not null, first_appointment_at timestamptz, first_appointment_id uuid,
        declaration text not null, outcome_code text, possible_duplicate_of uuid, merged_into uuid, version
        integer not null, constraint pk_referral primary key (cpts_id, id), constraint ck_referral_kind check
        (kind in ('medecin_traitant', 'care', 'social', 'specialist', 'discharge', 'dental', 'imaging_biology',
        'psychiatry', 'snp')), constraint ck_referral_status check (status in ('draft', 'stated', 'qualified',
        'searching', 'proposed', 'placed', 'closed', 'on_hold', 'redirected', 'withdrawn')), constraint
        ck_referral_status_before_hold check (status_before_hold in ('draft', 'stated', 'qualified', 'searching',
        'proposed', 'placed', 'closed', 'on_hold', 'redirected', 'withdrawn')), constraint ck_referral_urgency
        check (urgency in ('normal', 'soon', 'urgent')), constraint ck_referral_age_band check (age_band in
        ('0-1', '2-5', '6-15', '16-39', '40-69', '70-79', '80+', 'unknown')), constraint ck_referral_sex check
        (sex in ('female', 'male', 'unknown')), constraint uq_referral_case_number unique (cpts_id, case_year,
        case_counter), constraint ck_referral_class check (priority_class between 1 and 5 and base_class between 1
        and 5), constraint ck_referral_first_appointment check (first_appointment in ('awaited', 'booked',
        'stated', 'waived')), constraint ck_referral_declaration check (declaration in ('awaited', 'confirmed',
        'waived')), constraint ck_referral_placed_with check (status not in ('placed', 'closed') or
        placed_professional_id is not null))""",
    """create table timeline_entry (
        id uuid not null, cpts_id uuid not null, referral_id uuid not null, code text not null, at timestamptz not
        null, by_account_id uuid, by_professional_id uuid, by_name text not null, details jsonb not null,
        constraint pk_timeline_entry primary key (cpts_id, id), constraint fk_timeline_entry_referral foreign key
        (cpts_id, referral_id) references referral (cpts_id, id))""",
    """create table consent (
        referral_id uuid not null, cpts_id uuid not null, search boolean not null, bulletin_sharing boolean not
        null, given text not null, given_at timestamptz not null, recorded_by uuid, withdrawn_at timestamptz,
        constraint pk_consent primary key (cpts_id, referral_id), constraint ck_consent_is_given check (search),
        constraint fk_consent_referral foreign key (cpts_id, referral_id) references referral (cpts_id, id))""",
    """create table refused_consent (
        id uuid not null, cpts_id uuid not null, kind text not null, commune_code text, refused_on date not null,
        recontact_on date, referrer_account_id uuid, referrer_structure text, constraint pk_refused_consent
        primary key (cpts_id, id), constraint ck_refused_consent_kind check (kind in ('medecin_traitant', 'care',
        'social', 'specialist', 'discharge', 'dental', 'imaging_biology', 'psychiatry', 'snp')))""",
]

FOLLOWUP = [
    """create table participant (
        id uuid not null, cpts_id uuid not null, referral_id uuid not null, part text not null, account_id uuid,
        professional_id uuid, name text not null, joined_at timestamptz not null, constraint pk_participant
        primary key (cpts_id, id), constraint ck_participant_part check (part in ('referrer', 'medecin_traitant',
        'accepting_professional', 'named')), constraint fk_participant_referral foreign key (cpts_id, referral_id)
        references referral (cpts_id, id))""",
    """create table notice (
        id uuid not null, cpts_id uuid not null, referral_id uuid not null, participant_id uuid not null, subject
        text not null, channel text not null, state text not null, queued_at timestamptz not null, state_at
        timestamptz not null, waived_reason text, constraint pk_notice primary key (cpts_id, id), constraint
        ck_notice_state check (state in ('queued', 'sent', 'delivered', 'read', 'failed', 'waived')), constraint
        fk_notice_referral foreign key (cpts_id, referral_id) references referral (cpts_id, id), constraint
        fk_notice_participant foreign key (cpts_id, participant_id) references participant (cpts_id, id))""",
]

DISCLOSURE = [
    """create table tenant_key (
        cpts_id uuid not null, wrapped_key bytea not null, created_at timestamptz not null, constraint
        pk_tenant_key primary key (cpts_id))""",
    """create table data_key (
        referral_id uuid not null, cpts_id uuid not null, wrapped_key bytea not null, constraint pk_data_key
        primary key (cpts_id, referral_id))""",
    """create table sealed_person (
        referral_id uuid not null, cpts_id uuid not null, version integer not null, family_name bytea not null,
        birth_name bytea not null, given_name bytea not null, birth bytea not null, address bytea not null,
        contact bytea not null, nir bytea not null, cover bytea not null, wishes bytea not null, social_criteria
        bytea not null, informed_by bytea not null, same_by_date bytea, same_by_year bytea, constraint
        pk_sealed_person primary key (cpts_id, referral_id))""",
    """create table sealed_care_bulletin (
        referral_id uuid not null, cpts_id uuid not null, version integer not null, updated_at timestamptz not
        null, updated_by_name text not null, difficulty bytea not null, care_asked bytea not null, usual_carers
        bytea not null, treatment bytea not null, mobility bytea not null, preferences bytea not null, constraint
        pk_sealed_care_bulletin primary key (cpts_id, referral_id))""",
    """create table sealed_social_bulletin (
        referral_id uuid not null, cpts_id uuid not null, version integer not null, updated_at timestamptz not
        null, updated_by_name text not null, rights bytea not null, resources bytea not null, housing bytea not
        null, guardianship bytea not null, professionals_involved bytea not null, wish bytea not null, constraint
        pk_sealed_social_bulletin primary key (cpts_id, referral_id))""",
    """create table disclosure_grant (
        id uuid not null, cpts_id uuid not null, referral_id uuid not null, professional_id uuid not null,
        bulletin text not null, ground text not null, opened_at timestamptz not null, opened_by_account_id uuid,
        opened_by_name text not null, appointment_id uuid, revoked_at timestamptz, revoked_reason text, constraint
        pk_disclosure_grant primary key (cpts_id, id), constraint ck_disclosure_grant_bulletin check (bulletin in
        ('care', 'social', 'name')), constraint ck_disclosure_grant_ground check ( ground in ('care_team',
        'recorded_consent', 'identified_exchange', 'named_handover')))""",
    """create table reading (
        cpts_id uuid not null, position integer not null, referral_id uuid not null, at timestamptz not null,
        reader_account_id uuid, reader_professional_id uuid, reader_name text not null, what text not null, ground
        text not null, hash bytea not null, constraint pk_reading primary key (cpts_id, position))""",
    """create table reading_head (
        cpts_id uuid not null, position integer not null, hash bytea not null, constraint pk_reading_head primary
        key (cpts_id))""",
]


INDEXES = [
    # The order of the queue (referrals.repository.QUEUE_ORDER), open requests only.
    """create index ix_referral_queue on referral (
        cpts_id, (case when is_stalled then 0 else 1 end), priority_class, (-other_classes_met),
        coalesce(qualified_at, stated_at), id) where status not in ('closed', 'redirected', 'withdrawn')""",
    "create index ix_referral_referrer on referral (cpts_id, referrer_account_id)",
    "create index ix_referral_structure on referral (cpts_id, referrer_structure)",
    "create index ix_referral_placed on referral (cpts_id, placed_professional_id)",
    "create index ix_referral_rises on referral (cpts_id, rises_at) where rises_at is not null",
    "create index ix_referral_held on referral (cpts_id, held_until) where status = 'on_hold'",
    "create index ix_timeline_entry_referral on timeline_entry (cpts_id, referral_id, at, id)",
    "create index ix_refused_consent_referrer on refused_consent (cpts_id, referrer_account_id)",
    "create index ix_participant_referral on participant (cpts_id, referral_id)",
    "create index ix_participant_account on participant (cpts_id, account_id)",
    "create index ix_participant_professional on participant (cpts_id, professional_id)",
    "create index ix_notice_referral on notice (cpts_id, referral_id)",
    "create index ix_notice_participant on notice (cpts_id, participant_id)",
    "create index ix_notice_by_mail on notice (cpts_id, id) where state in ('queued', 'sent')",
    "create index ix_sealed_person_same_by_date on sealed_person (cpts_id, same_by_date)",
    "create index ix_sealed_person_same_by_year on sealed_person (cpts_id, same_by_year)",
    "create index ix_disclosure_grant_standing on disclosure_grant (cpts_id, professional_id, referral_id) "
    "where revoked_at is null",
    "create index ix_disclosure_grant_referral on disclosure_grant (cpts_id, referral_id)",
    "create index ix_reading_referral on reading (cpts_id, referral_id, position desc)",
]

#: The log of readings is appended to; whoever changes it must break the chain and this trigger.
APPEND_ONLY = [
    """create function reading_is_append_only() returns trigger language plpgsql as
        $$ begin raise exception 'readings are never changed or deleted'; end $$""",
    """create trigger reading_append_only before update or delete on reading
        for each row execute function reading_is_append_only()""",
]

#: Walled by CPTS. `known_cpts` is not: timers ask it which CPTS to walk through, and it names nobody.
WALLED = [
    "known_commune", "known_closure", "known_structure", "known_professional", "case_counter", "referral",
    "timeline_entry", "consent", "refused_consent", "participant", "notice", "tenant_key", "data_key",
    "sealed_person", "sealed_care_bulletin", "sealed_social_bulletin", "disclosure_grant", "reading",
    "reading_head",
]  # fmt: skip
KIT = ["outbox_delivery", "outbox_event", "inbox_event", "inbox_version", "idempotency_key", "outgoing_mail"]


def upgrade() -> None:
    kit = [*outbox_tables(), *inbox_tables(), *idempotency_tables(), *mail_tables()]
    for statement in [*kit, *KNOWN, *REFERRALS, *FOLLOWUP, *DISCLOSURE, *INDEXES, *APPEND_ONLY]:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    for table in ["notice", "participant", "consent", "timeline_entry", "referral"]:
        op.execute(f"drop table {table}")
    for table in [*WALLED, "known_cpts", *KIT]:
        op.execute(f"drop table if exists {table}")
    op.execute("drop function reading_is_append_only()")
