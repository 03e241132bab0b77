"""Note who wishes to be called if a slot frees, and when that would suit."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_2020"
down_revision = "2026_11_22_2015"


def upgrade() -> None:
    op.execute(
        """create table wish (
            cpts_id uuid not null, wish_id uuid not null, referral_id uuid not null, appointment_id uuid,
            profession_code varchar not null, reason_code varchar not null, modality varchar,
            half_days text[] not null, commune_code varchar, lat double precision, lon double precision,
            within_km double precision not null, professional_id uuid, from_day date not null,
            until_day date not null,
            status varchar not null constraint ck_wish_status check (
                status in ('waiting', 'booked', 'no_longer_suits', 'expired', 'ended')),
            booked_appointment_id uuid, noted_by uuid not null, noted_by_name varchar not null,
            noted_at timestamptz not null, changed_at timestamptz not null, version integer not null,
            primary key (cpts_id, wish_id),
            constraint ck_wish_days check (from_day <= until_day))"""
    )
    op.execute(
        "create unique index wish_waits_once on wish (cpts_id, referral_id, profession_code) where status = 'waiting'"
    )
    op.execute("create index ix_wish_waiting on wish (cpts_id, until_day) where status = 'waiting'")
    op.execute("create index ix_wish_referral on wish (cpts_id, referral_id)")
    for statement in cpts_isolation("wish"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table wish")
