"""Sort requests of unscheduled care by a script that the CPTS publishes, and know the person's own doctor.

A referral known before names no own doctor until its next event.
"""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1310"
down_revision = "2026_11_22_1255"

TRIAGE = [
    """create table triage (
        cpts_id uuid not null, referral_id uuid not null, script_version varchar not null, answers jsonb not null,
        status varchar not null constraint ck_triage_status
            check (status in ('asking', 'red_flag', 'sorted', 'not_snp', 'ended')),
        triage_class varchar constraint ck_triage_class
            check (triage_class in ('half_day', 'hours_24', 'hours_48')),
        profession_code varchar, modality varchar, due_at timestamptz, opened_at timestamptz not null,
        pool_asked_at timestamptz,
        disposition varchar constraint ck_triage_disposition
            check (disposition in ('emergency', 'sas', 'sos_medecins', 'not_snp')),
        ended_at timestamptz, version integer not null,
        primary key (cpts_id, referral_id),
        constraint ck_triage_ended
            check ((status = 'ended') = (ended_at is not null and disposition is not null)))""",
    """create table triage_act (
        act_id uuid primary key, cpts_id uuid not null, referral_id uuid not null, act varchar not null,
        question varchar, answer varchar, disposition varchar, author_id uuid not null, author_name varchar not null,
        author_roles text[] not null, at timestamptz not null)""",
    "create index ix_triage_act_referral on triage_act (cpts_id, referral_id, at)",
    """create table published_script (
        cpts_id uuid not null, version varchar not null, number integer not null, data jsonb not null,
        note varchar not null, signed_by varchar not null, drafted_by_name varchar not null,
        published_by uuid not null, published_by_name varchar not null, published_at timestamptz not null,
        primary key (cpts_id, version), constraint published_script_number unique (cpts_id, number))""",
    """create table script_draft (
        cpts_id uuid primary key, data jsonb not null, based_on varchar not null, note varchar not null,
        saved_by_name varchar not null, saved_at timestamptz not null, version integer not null)""",
    "create index ix_known_referral_snp on known_referral (cpts_id, referral_id) where kind = 'snp'",
]
WALLED = ("triage", "triage_act", "published_script", "script_draft")


def upgrade() -> None:
    op.execute("alter table known_referral add column usual_professional_id uuid")
    for statement in TRIAGE:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    for table in WALLED:
        op.execute(f"drop table {table}")
    op.execute("drop index ix_known_referral_snp")
    op.execute("alter table known_referral drop column usual_professional_id")
