"""Bring the list that a coordination kept before: sealed, mapped, tried, then stated line by line."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0311"
down_revision = "2026_11_22_0310"

TABLES = {
    "spreadsheet": """create table spreadsheet (
        id uuid not null, cpts_id uuid not null, kind text not null, state text not null, format text not null,
        lines integer not null, author_account_id uuid not null, author_name text not null, given_at timestamptz not
        null, columns jsonb not null, keep_twins boolean not null, finished_at timestamptz, erased_at timestamptz,
        constraint pk_spreadsheet primary key (cpts_id, id), constraint ck_spreadsheet_kind check (kind in
        ('medecin_traitant', 'care', 'social', 'specialist', 'discharge', 'dental', 'imaging_biology', 'psychiatry',
        'snp')), constraint ck_spreadsheet_state check (state in ('given', 'tried', 'queued', 'running', 'done',
        'undoing', 'undone', 'discarded')), constraint ck_spreadsheet_format check (format in ('csv', 'xlsx')))""",
    "sealed_spreadsheet": """create table sealed_spreadsheet (
        spreadsheet_id uuid not null, cpts_id uuid not null, content bytea not null, constraint
        pk_sealed_spreadsheet primary key (cpts_id, spreadsheet_id), constraint fk_sealed_spreadsheet_spreadsheet
        foreign key (cpts_id, spreadsheet_id) references spreadsheet (cpts_id, id))""",
    "spreadsheet_line": """create table spreadsheet_line (
        spreadsheet_id uuid not null, line integer not null, cpts_id uuid not null, state text not null, made_id
        uuid, case_number text, problems jsonb not null, constraint pk_spreadsheet_line primary key (cpts_id,
        spreadsheet_id, line), constraint ck_spreadsheet_line_state check (state in ('stated', 'waiting', 'refusal',
        'twin', 'left_out', 'undone', 'kept')), constraint fk_spreadsheet_line_spreadsheet foreign key (cpts_id,
        spreadsheet_id) references spreadsheet (cpts_id, id))""",
    "sealed_mapping": """create table sealed_mapping (
        cpts_id uuid not null, id uuid not null, version integer not null, chosen bytea not null, constraint
        pk_sealed_mapping primary key (cpts_id))""",
}


def upgrade() -> None:
    for table, statement in TABLES.items():
        op.execute(statement)
        for wall in cpts_isolation(table):
            op.execute(wall)
    op.execute(
        "create index ix_spreadsheet_to_do on spreadsheet (cpts_id, given_at) "
        "where state in ('given', 'tried', 'queued', 'running', 'undoing')"
    )


def downgrade() -> None:
    # The keys of lists open nothing once the lists are gone.
    op.execute("delete from data_key where referral_id in (select spreadsheet_id from sealed_spreadsheet)")
    op.execute("delete from data_key where referral_id in (select id from sealed_mapping)")
    for table in reversed(TABLES):
        op.execute(f"drop table {table}")
