"""The directory's first tables: territory, national registers, sheets, members, imports."""

from __future__ import annotations

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from carekit.db import cpts_isolation
from carekit.idempotency import idempotency_tables
from carekit.outbox import outbox_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CODES = Path(__file__).parents[2] / "src" / "directory_svc" / "reference" / "data"
CODE_LISTS = {
    "profession": "professions",
    "specialty": "specialties",
    "structure_category": "structure_categories",
    "language": "languages",
}
WALLED = (
    "contact_correction",
    "description",
    "membership",
    "sheet_change",
    "volunteer",
    "cpts_closure",
    "cpts_commune",
)
TABLES = (
    """
    create table absence (id uuid not null, professional_id uuid not null, starts_on date not null, ends_on date
    not null, reason_code text not null, stated_at timestamptz not null, constraint pk_absence primary key (id),
    constraint ck_absence_dates_in_order check (starts_on <= ends_on))
    """,
    "create index ix_absence_professional on absence (professional_id, ends_on)",
    """
    create table commune (code text collate "C" not null, name text not null, name_key text collate "C" not
    null, kind text not null, parent_code text, department text not null, region text not null, epci_siren text,
    epci_name text, population integer not null, postal_codes text[] not null, lat double precision, lon double
    precision, at point generated always as (point(6371.0 * radians(lon), 6371.0 * asinh(tan(radians(lat)))))
    stored, content_hash bigint not null, constraint pk_commune primary key (code))
    """,
    "create index ix_commune_at on commune using gist (at)",
    "create index ix_commune_name_key on commune (name_key)",
    """
    create table commune_outline (code text collate "C" not null, geometry jsonb not null, neighbours text[] not
    null, content_hash bigint not null, constraint pk_commune_outline primary key (code))
    """,
    """
    create table contact_correction (cpts_id uuid not null, professional_id uuid not null, email text, phone
    text, mssante text, source text not null, corrected_at timestamptz not null, corrected_by text not null,
    constraint pk_contact_correction primary key (cpts_id, professional_id))
    """,
    """
    create table cpts (id uuid not null, name text not null, finess text, time_zone text not null, version
    integer not null, founded_at timestamptz not null, constraint pk_cpts primary key (id))
    """,
    "create unique index uq_cpts_finess on cpts (finess)",
    """
    create table description (cpts_id uuid not null, type text not null, subject text not null, version integer
    not null, described_at timestamptz not null, data jsonb not null, constraint pk_description primary key
    (cpts_id, type, subject))
    """,
    """
    create table import_job (id uuid not null, source text not null, state text not null, path text not null,
    size bigint not null, digest text not null, requested_by text not null, requested_at timestamptz not null,
    started_at timestamptz, finished_at timestamptz, loaded_at timestamptz, attempts integer not null,
    lines_read bigint not null, lines_total bigint, created bigint not null, changed bigint not null, unchanged
    bigint not null, rejected bigint not null, error_code text, error text, constraint pk_import_job primary key
    (id), constraint ck_import_job_state check (state in ('queued', 'running', 'done', 'failed')))
    """,
    "create index ix_import_job_waiting on import_job (id) where state in ('queued', 'running')",
    "create unique index uq_import_job_running on import_job (state) where state = 'running'",
    """
    create table language (code text collate "C" not null, label text not null, constraint pk_language primary
    key (code))
    """,
    """
    create table membership (id uuid not null, cpts_id uuid not null, professional_id uuid not null, joined_on
    date not null, left_on date, leave_reason text, stated_at timestamptz not null, stated_by text not null,
    constraint pk_membership primary key (id), constraint ck_membership_dates_in_order check (joined_on <=
    left_on))
    """,
    """
    create unique index uq_membership_present on membership (cpts_id, professional_id) where left_on is null
    """,
    """
    create table name_form (form text collate "C" not null, family_key text collate "C" not null, constraint
    pk_name_form primary key (form, family_key))
    """,
    """
    create table offer (professional_id uuid not null, version integer not null, accepts_new_patients boolean,
    capacity integer, working_time double precision, home_visits boolean, teleconsultation boolean, languages
    text[] not null, wheelchair_accessible boolean, min_age smallint, max_age smallint, tiers_payant boolean,
    source text, confirmed_at timestamptz, confirmed_by text, constraint pk_offer primary key (professional_id),
    constraint ck_offer_ages_in_order check (min_age <= max_age))
    """,
    "create index ix_offer_accepting on offer (professional_id) where accepts_new_patients",
    """
    create table practice_place (professional_id uuid not null, rank smallint not null, place_key text collate
    "C" not null, id uuid generated always as (overlay(overlay(md5(professional_id::text || place_key) placing
    '8' from 13) placing '8' from 17)::uuid) stored not null, label text, address text, postal_code text,
    commune_code text collate "C", commune_name text, phone text, email text, structure_finess text, sector_code
    text, mode_code text, profession_code text collate "C" not null, name_key text collate "C" not null, lat
    double precision, lon double precision, at point generated always as (point(6371.0 * radians(lon), 6371.0 *
    asinh(tan(radians(lat))))) stored, constraint pk_practice_place primary key (professional_id, rank))
    """,
    "create index ix_practice_place_at_10 on practice_place using gist (at) where profession_code = '10'",
    "create index ix_practice_place_at_60 on practice_place using gist (at) where profession_code = '60'",
    "create index ix_practice_place_at_others on practice_place using gist (at) "
    "where profession_code not in ('10', '60')",
    """
    create index ix_practice_place_commune on practice_place (commune_code, profession_code, name_key,
    professional_id)
    """,
    """
    create table profession (code text collate "C" not null, label text not null, constraint pk_profession
    primary key (code))
    """,
    """
    create table professional (id uuid not null, rpps text, family_name text not null, given_name text not null,
    name_key text collate "C" not null, title text, sex text, profession_code text collate "C" not null,
    specialty_codes text[] not null, is_general_practitioner boolean not null, content_hash bigint not null,
    registered_at timestamptz not null, constraint pk_professional primary key (id))
    """,
    "create index ix_professional_name_key on professional (name_key, id)",
    """
    create table sheet_change (id uuid not null, cpts_id uuid not null, professional_id uuid not null,
    changed_at timestamptz not null, account_id uuid, author_name text not null, author_role text not null, act
    text not null, before jsonb not null, after jsonb not null, constraint pk_sheet_change primary key (id))
    """,
    "create index ix_sheet_change_professional on sheet_change (cpts_id, professional_id, id)",
    """
    create table specialty (code text collate "C" not null, label text not null, constraint pk_specialty primary
    key (code))
    """,
    """
    create table structure (key text collate "C" not null, finess text, legal_finess text, name text not null,
    name_key text collate "C" not null, category_code text collate "C", category_label text, address text,
    postal_code text, commune_code text collate "C", commune_name text, phone text, lat double precision, lon
    double precision, at point generated always as (point(6371.0 * radians(lon), 6371.0 *
    asinh(tan(radians(lat))))) stored, source text not null, content_hash bigint not null, registered_at
    timestamptz not null, constraint pk_structure primary key (key))
    """,
    "create index ix_structure_at on structure using gist (at)",
    "create index ix_structure_commune on structure (commune_code, category_code)",
    "create index ix_structure_name_key on structure (name_key, key)",
    """
    create table structure_category (code text collate "C" not null, label text not null, constraint
    pk_structure_category primary key (code))
    """,
    """
    create table volunteer (cpts_id uuid not null, professional_id uuid not null, since timestamptz not null,
    constraint pk_volunteer primary key (cpts_id, professional_id))
    """,
    """
    create table cpts_closure (id uuid not null, cpts_id uuid not null, starts_on date not null, ends_on date
    not null, label text not null, constraint pk_cpts_closure primary key (id), constraint
    ck_cpts_closure_dates_in_order check (starts_on <= ends_on), constraint fk_cpts_closure_cpts_id foreign
    key(cpts_id) references cpts (id))
    """,
    "create index ix_cpts_closure_cpts_id on cpts_closure (cpts_id)",
    """
    create table cpts_commune (cpts_id uuid not null, commune_code text collate "C" not null, constraint
    pk_cpts_commune primary key (cpts_id, commune_code), constraint fk_cpts_commune_cpts_id foreign key(cpts_id)
    references cpts (id))
    """,
    """
    create table import_rejection (import_id uuid not null, line bigint not null, reason text not null, excerpt
    text not null, constraint pk_import_rejection primary key (import_id, line), constraint
    fk_import_rejection_import_id foreign key(import_id) references import_job (id) on delete cascade)
    """,
)
UNMAPPED = ("outbox_delivery", "outbox_event", "idempotency_key")
MAPPED = (
    "import_rejection",
    "cpts_commune",
    "cpts_closure",
    "volunteer",
    "structure_category",
    "structure",
    "specialty",
    "sheet_change",
    "professional",
    "profession",
    "practice_place",
    "offer",
    "name_form",
    "membership",
    "language",
    "import_job",
    "description",
    "cpts",
    "contact_correction",
    "commune_outline",
    "commune",
    "absence",
)


def upgrade() -> None:
    for statement in (*TABLES, *outbox_tables(), *idempotency_tables()):
        op.execute(statement)
    op.execute("create sequence description_version as integer")
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)
    for name, file in CODE_LISTS.items():
        with (CODES / f"{file}.csv").open(encoding="utf-8", newline="") as codes:
            rows = list(csv.DictReader(codes, delimiter=";"))
        op.bulk_insert(sa.table(name, sa.column("code", sa.Text), sa.column("label", sa.Text)), rows)


def downgrade() -> None:
    for table in (*UNMAPPED, *MAPPED):
        op.execute(f"drop table {table}")
    op.execute("drop sequence description_version")
