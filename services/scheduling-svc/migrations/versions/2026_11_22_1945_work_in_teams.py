"""A team (a brigade, a centre) seeks volunteers as a practice seeks a locum: its seats are covers."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1945"
down_revision = "2026_11_22_1940"

TEAM = """create table team (
    cpts_id uuid not null, team_id uuid not null,
    kind varchar not null constraint ck_team_kind check (kind in ('brigade', 'centre')),
    label varchar not null, reason_code varchar not null,
    slot_minutes integer not null constraint ck_team_minutes check (slot_minutes between 5 and 240),
    commune_code varchar not null, communes text[] not null, site varchar, accessible boolean, lead_id uuid,
    audience text[] not null, confirms_at_once boolean not null, opens_on date not null, closes_on date,
    made_by uuid not null, made_at timestamptz not null, closed_at timestamptz, version integer not null,
    primary key (cpts_id, team_id))"""
SEATS = [
    "alter table cover alter column professional_id drop not null",
    "alter table cover add column team_id uuid, add column reason_code varchar, "
    "add column has_line boolean not null default true",
    "alter table cover alter column has_line drop default",
    "alter table cover add constraint ck_cover_whose check (num_nonnulls(professional_id, team_id) = 1)",
    "alter table cover drop constraint ck_cover_opening",
    "alter table cover add constraint ck_cover_opening "
    "check ((status = 'confirmed' and has_line) = (opening_id is not null))",
    "create index ix_cover_team on cover (cpts_id, team_id, starts_at) where team_id is not null",
]


def upgrade() -> None:
    op.execute(TEAM)
    for statement in [*cpts_isolation("team"), *SEATS]:
        op.execute(statement)


def downgrade() -> None:
    op.execute("delete from known_place where lent_by in (select team_id from team)")
    op.execute("delete from cover where team_id is not null")
    op.execute("drop index ix_cover_team")
    op.execute("alter table cover drop constraint ck_cover_opening, drop constraint ck_cover_whose")
    op.execute("alter table cover drop column team_id, drop column reason_code, drop column has_line")
    op.execute("alter table cover alter column professional_id set not null")
    op.execute(
        "alter table cover add constraint ck_cover_opening check ((status = 'confirmed') = (opening_id is not null))"
    )
    op.execute("drop table team")
