"""Prepare plans for an epidemic, keep what owners agreed to, and what it takes to come back."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1430"
down_revision = "2026_11_22_1415"

PLANS = [
    """create table epidemic_plan (
        cpts_id uuid not null, plan_id uuid not null, version integer not null, title varchar not null,
        data jsonb not null, saved_by uuid not null, saved_by_name varchar not null, saved_at timestamptz not null,
        primary key (cpts_id, plan_id, version))""",
    """create table epidemic_agreement (
        cpts_id uuid not null, plan_id uuid not null, professional_id uuid not null, part jsonb not null,
        agreed_by uuid not null, agreed_at timestamptz not null, primary key (cpts_id, plan_id, professional_id))""",
    """create table epidemic_switch (
        cpts_id uuid not null, switch_id uuid not null, plan_id uuid not null, plan_version integer not null,
        title varchar not null, script_version varchar, made jsonb not null, widened jsonb not null,
        on_by_name varchar not null, on_by uuid not null, on_at timestamptz not null,
        off_by_name varchar, off_by uuid, off_at timestamptz, primary key (cpts_id, switch_id))""",
    "create unique index one_epidemic_at_a_time on epidemic_switch (cpts_id) where off_at is null",
]
WALLED = ("epidemic_plan", "epidemic_agreement", "epidemic_switch")


def upgrade() -> None:
    for statement in PLANS:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    for table in WALLED:
        op.execute(f"drop table {table}")
