"""Write down the médecin traitant's agreement, without which some targets may not act."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0356"
down_revision = "2026_11_22_0355"


def upgrade() -> None:
    op.execute(
        """create table doctor_agreement (
            cpts_id uuid not null, referral_id uuid not null, agrees boolean not null, doctor_name text not null,
            said text not null, said_at timestamptz not null, recorded_at timestamptz not null,
            recorded_by_account_id uuid, recorded_by_name text not null,
            constraint pk_doctor_agreement primary key (cpts_id, referral_id),
            constraint ck_doctor_agreement_said check (said in ('oral', 'written', 'message')),
            constraint fk_doctor_agreement_referral foreign key (cpts_id, referral_id)
                references referral (cpts_id, id))"""
    )
    for statement in cpts_isolation("doctor_agreement"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table doctor_agreement")
