"""Regulators whom the national SAS describes; their rights are those of a session that comes from there."""

from alembic import op

revision = "2026_11_22_1335"
down_revision = "2026_11_22_0300"


def upgrade() -> None:
    op.execute(
        "create table regulator (id uuid constraint pk_regulator primary key, account_id uuid not null, idnps text, "
        "sas_id text, is_active boolean not null, created_at timestamptz not null, changed_at timestamptz not null, "
        "constraint uq_regulator_account_id unique (account_id), constraint uq_regulator_idnps unique (idnps), "
        "constraint uq_regulator_sas_id unique (sas_id), "
        "constraint fk_regulator_account_id_account foreign key (account_id) references account (id) "
        "on delete cascade, "
        "constraint ck_regulator_is_somebody check (not is_active or idnps is not null or sas_id is not null))"
    )
    op.execute("alter table session add column origin text constraint ck_session_origin check (origin in ('sas'))")


def downgrade() -> None:
    op.execute("alter table session drop column origin")
    op.execute("drop table regulator")
