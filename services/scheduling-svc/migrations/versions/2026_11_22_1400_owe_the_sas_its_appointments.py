"""Owe the national SAS a declaration of each appointment that one of its regulators takes."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1400"
down_revision = "2026_11_22_1340"


def upgrade() -> None:
    op.execute(
        """create table sas_declaration (
            professional_id uuid not null, appointment_id uuid not null, cpts_id uuid not null,
            operator varchar not null,
            state varchar not null
                constraint ck_sas_declaration_state check (state in ('waiting', 'declared', 'failing', 'refused')),
            declared_version integer not null, refused_version integer not null, attempts integer not null,
            next_at timestamptz not null, last_error varchar, declared_at timestamptz,
            primary key (professional_id, appointment_id))"""
    )
    op.execute("create index ix_sas_declaration_newest on sas_declaration (cpts_id, appointment_id)")
    for statement in cpts_isolation("sas_declaration"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table sas_declaration")
