"""Let those who give care file reports, sealed: words, and files in pieces. Old code never reads `report`."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0300"
down_revision = "2026_11_22_0123"

TABLES = [
    """create table report (
        id uuid not null, cpts_id uuid not null, referral_id uuid not null, kind text not null, readers text not null,
        state text not null, scan text not null, author_account_id uuid, author_professional_id uuid, author_name text
        not null, begun_at timestamptz not null, filed_at timestamptz, media_type text, size_bytes integer, pieces
        integer not null, words bytea not null, file_name bytea not null,
        constraint pk_report primary key (cpts_id, id),
        constraint ck_report_kind check (kind in ('report', 'lab_results', 'imaging_results')),
        constraint ck_report_readers check (readers in ('participants', 'professionals')),
        constraint ck_report_state check (state in
        ('awaiting_file', 'to_scan', 'filed', 'refused', 'withdrawn')),
        constraint ck_report_scan check (scan in ('no_file', 'not_scanned', 'clean', 'infected')),
        constraint fk_report_referral foreign key (cpts_id, referral_id) references referral (cpts_id, id))""",
    """create table report_piece (
        report_id uuid not null, position integer not null, cpts_id uuid not null, referral_id uuid not null, sealed
        bytea not null, constraint pk_report_piece primary key (cpts_id, report_id, position),
        constraint fk_report_piece_report
        foreign key (cpts_id, report_id) references report (cpts_id, id))""",
    "create index ix_report_referral on report (cpts_id, referral_id, begun_at)",
    "create index ix_report_to_scan on report (cpts_id, begun_at) where state = 'to_scan'",
    "create index ix_report_piece_referral on report_piece (cpts_id, referral_id)",
    "alter table referral add column report text not null default 'awaited'",
    """alter table referral add constraint ck_referral_report
        check (report in ('awaited', 'filed', 'waived')) not valid""",
    "alter table referral validate constraint ck_referral_report",
]
WALLED = ["report", "report_piece"]


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    op.execute("alter table referral drop column report")
    for table in reversed(WALLED):
        op.execute(f"drop table {table}")
