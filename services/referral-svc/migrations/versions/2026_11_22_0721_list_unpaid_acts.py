"""List acts done before the rights were up to date, and keep where the rights stand on the medico-social bulletin."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0721"
down_revision = "2026_11_22_0720"


def upgrade() -> None:
    op.execute(
        """create table unpaid_act (
        id uuid not null, cpts_id uuid not null, referral_id uuid not null, professional_id uuid not null,
        professional_name text not null, kind text not null, done_on date not null, agreed text not null,
        listed_at timestamptz not null, listed_by_account_id uuid, listed_by_name text not null,
        state text not null, state_at timestamptz not null, state_by_name text not null, reason_code text,
        constraint pk_unpaid_act primary key (cpts_id, id),
        constraint fk_unpaid_act_referral foreign key (cpts_id, referral_id) references referral (cpts_id, id),
        constraint uq_unpaid_act_once unique (cpts_id, referral_id, professional_id, kind, done_on),
        constraint ck_unpaid_act_agreed check (agreed in ('oral', 'written', 'representative')),
        constraint ck_unpaid_act_state check (state in ('to_claim', 'claimed', 'paid', 'refused', 'dropped')),
        constraint ck_unpaid_act_says_why check ((state in ('refused', 'dropped')) = (reason_code is not null)))"""
    )
    op.execute("create index ix_unpaid_act_done on unpaid_act (cpts_id, done_on, id)")
    op.execute("create index ix_unpaid_act_to_claim on unpaid_act (cpts_id) where state = 'to_claim'")
    for statement in cpts_isolation("unpaid_act"):
        op.execute(statement)
    op.execute("alter table sealed_social_bulletin add column rights_status bytea")


def downgrade() -> None:
    op.execute("alter table sealed_social_bulletin drop column rights_status")
    op.execute("drop table unpaid_act")
