"""Make agendas that nobody logs in to: a locum, a room, the lines of a centre; a professional answers for each."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1405"
down_revision = "2026_11_22_1400"


def upgrade() -> None:
    op.execute(
        """create table agenda (
            cpts_id uuid not null, agenda_id uuid not null,
            kind varchar not null constraint ck_agenda_kind
                check (kind in ('locum', 'room', 'snp_centre', 'tele_booth', 'dental_chair', 'other')),
            label varchar not null, line integer, profession_code varchar not null, commune_code varchar not null,
            responsible_id uuid not null, made_by uuid not null, made_at timestamptz not null,
            closed_at timestamptz, primary key (cpts_id, agenda_id))"""
    )
    op.execute("create index ix_agenda_agenda_id on agenda (agenda_id)")
    for statement in cpts_isolation("agenda"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table agenda")
