"""Keep each week's third next available, and when a referral was stated."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1245"
down_revision = "2026_11_21_2340"

TABLES = [
    """create table delay_round (
        cpts_id uuid not null, week_of date not null, measured_at timestamptz not null,
        horizon_weeks integer not null, primary key (cpts_id, week_of))""",
    """create table delay_sample (
        cpts_id uuid not null, sample_id uuid not null, week_of date not null, professional_id uuid not null,
        professional_name varchar not null, profession_code varchar not null, commune_code varchar,
        place_label varchar, modality varchar not null,
        days integer constraint ck_delay_sample_days check (days >= 0),
        primary key (cpts_id, sample_id))""",
    "create index ix_delay_sample_week on delay_sample (cpts_id, week_of, professional_name, sample_id)",
]


def upgrade() -> None:
    op.execute("alter table known_referral add column stated_at timestamptz")
    for statement in TABLES:
        op.execute(statement)
    for table in ("delay_round", "delay_sample"):
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    op.execute("drop table delay_sample")
    op.execute("drop table delay_round")
    op.execute("alter table known_referral drop column stated_at")
