"""Follow cases by name, keep routes to partners, hand cases over by name; let a grant name an account and end."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0355"
down_revision = "2026_11_22_0341"

TABLES = [
    """create table colleague (
        cpts_id uuid not null, account_id uuid not null, professional_id uuid, name text not null, roles text[] not
        null, seen_on date not null, constraint pk_colleague primary key (cpts_id, account_id))""",
    """create table holder_leave (
        id uuid not null, cpts_id uuid not null, account_id uuid not null, name text not null,
        replacement_account_id uuid not null, replacement_name text not null, starts_on date not null, ends_on date
        not null, announced_at timestamptz not null, announced_by_name text not null, started_at timestamptz,
        ended_at timestamptz, constraint pk_holder_leave primary key (cpts_id, id),
        constraint ck_holder_leave_dates check (starts_on <= ends_on),
        constraint ck_holder_leave_another check (account_id <> replacement_account_id))""",
    """create table partner_route (
        id uuid not null, cpts_id uuid not null, kind text not null, name text not null, contact_name text not null,
        phone text not null, email text not null, place text not null, hours text not null, serves text not null,
        may_tell text[] not null, is_active boolean not null, version integer not null, edited_at timestamptz not
        null, edited_by_name text not null, constraint pk_partner_route primary key (cpts_id, id),
        constraint ck_partner_route_kind check (kind in ('pass', 'dental_pass', 'cpam', 'mas', 'ccas', 'dac',
        'ssiad', 'ngo', 'county_social', 'hospital_social', 'town_health', 'child_protection', 'adult_protection',
        'prosecutor', 'other')),
        constraint ck_partner_route_may_tell check (may_tell <@ array['name', 'care', 'social']))""",
    """create table handover (
        id uuid not null, cpts_id uuid not null, referral_id uuid not null, account_id uuid, professional_id uuid,
        route_id uuid, to_name text not null, told text[] not null, reason_code text not null, channel text not
        null, agreed text not null, agreed_on date not null, informed boolean, handed_at timestamptz not null,
        handed_by_account_id uuid, handed_by_name text not null, until date, answer text not null, answered_at
        timestamptz, answered_by_name text, outcome_code text, outcome_at timestamptz, revoked_at timestamptz,
        revoked_reason text, constraint pk_handover primary key (cpts_id, id),
        constraint fk_handover_referral foreign key (cpts_id, referral_id) references referral (cpts_id, id),
        constraint fk_handover_route foreign key (cpts_id, route_id) references partner_route (cpts_id, id),
        constraint ck_handover_one_receiver check (num_nonnulls(account_id, professional_id, route_id) = 1),
        constraint ck_handover_told check (told <@ array['name', 'care', 'social']),
        constraint ck_handover_agreed check (agreed in ('oral', 'written', 'representative', 'danger')),
        constraint ck_handover_danger_is_reported check (agreed <> 'danger' or
        reason_code in ('report_child', 'report_adult')),
        constraint ck_handover_answer check (answer in ('awaited', 'accepted', 'declined')))""",
]
INDEXES = [
    "create unique index uq_holder_leave_open on holder_leave (cpts_id, account_id) where ended_at is null",
    "create index ix_handover_referral on handover (cpts_id, referral_id, handed_at)",
    "create index ix_handover_account on handover (cpts_id, account_id) where revoked_at is null",
    "create index ix_handover_professional on handover (cpts_id, professional_id) where revoked_at is null",
]
HOLDERS = [
    """alter table referral add column holder_account_id uuid, add column holder_name text,
        add column holder_away_account_id uuid, add column holder_away_name text""",
    "create index ix_referral_holder on referral (cpts_id, holder_account_id) where holder_account_id is not null",
    "create index ix_referral_away on referral (cpts_id, holder_away_account_id) "
    "where holder_away_account_id is not null",
]
GRANTS = [
    """alter table disclosure_grant alter column professional_id drop not null,
        add column account_id uuid, add column to_name text, add column handover_id uuid,
        add column expires_at timestamptz,
        add constraint ck_disclosure_grant_reader check (num_nonnulls(professional_id, account_id) = 1)""",
    "create index ix_disclosure_grant_account on disclosure_grant (cpts_id, account_id, referral_id) "
    "where revoked_at is null and account_id is not null",
]
WALLED = ["colleague", "holder_leave", "partner_route", "handover"]


def upgrade() -> None:
    for statement in [*TABLES, *INDEXES, *HOLDERS, *GRANTS]:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    # A grant to an account cannot be said any longer: whoever held it reads no more.
    op.execute("alter table disclosure_grant no force row level security")
    op.execute("delete from disclosure_grant where professional_id is null")
    op.execute("alter table disclosure_grant force row level security")
    op.execute(
        """alter table disclosure_grant drop constraint ck_disclosure_grant_reader, drop column account_id,
            drop column to_name, drop column handover_id, drop column expires_at,
            alter column professional_id set not null"""
    )
    op.execute(
        """alter table referral drop column holder_account_id, drop column holder_name,
            drop column holder_away_account_id, drop column holder_away_name"""
    )
    for table in reversed(WALLED):
        op.execute(f"drop table {table}")
