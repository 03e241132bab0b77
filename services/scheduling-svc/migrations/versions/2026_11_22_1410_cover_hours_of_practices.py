"""Publish the hours of a practice that a locum may cover, and know who volunteers."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1410"
down_revision = "2026_11_22_1405"

POOLS = [
    """create table pool_volunteer (
        cpts_id uuid not null, professional_id uuid not null, communes text[] not null, weekdays smallint[] not null,
        least_hours integer not null constraint ck_pool_volunteer_least check (least_hours between 0 and 200),
        joined_at timestamptz not null, changed_by uuid not null, changed_at timestamptz not null,
        primary key (cpts_id, professional_id))""",
    """create table cover (
        cpts_id uuid not null, cover_id uuid not null, professional_id uuid not null,
        profession_code varchar not null, place_id uuid not null, commune_code varchar, day date not null,
        from_time time not null, to_time time not null, slot_minutes integer not null,
        modalities text[] not null, audience text[] not null, is_parallel boolean not null,
        starts_at timestamptz not null, ends_at timestamptz not null,
        status varchar not null constraint ck_cover_status
            check (status in ('open', 'claimed', 'confirmed', 'withdrawn')),
        locum_id uuid, opening_id uuid, published_by uuid not null, published_at timestamptz not null,
        version integer not null,
        primary key (cpts_id, cover_id),
        constraint ck_cover_locum check ((status in ('claimed', 'confirmed')) = (locum_id is not null)),
        constraint ck_cover_opening check ((status = 'confirmed') = (opening_id is not null)),
        constraint cover_never_overlaps exclude using gist
            (cpts_id with =, locum_id with =, tstzrange(starts_at, ends_at) with &&) where (locum_id is not null))""",
    "create index ix_cover_ahead on cover (cpts_id, starts_at, cover_id)",
]
WALLED = ("pool_volunteer", "cover")


def upgrade() -> None:
    # A locum receives where somebody else practises; the directory does not say so of him.
    op.execute("alter table known_place add column lent_by uuid")
    for statement in POOLS:
        op.execute(statement)
    for table in WALLED:
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    for table in WALLED:
        op.execute(f"drop table {table}")
    op.execute("delete from known_place where lent_by is not null")
    op.execute("alter table known_place drop column lent_by")
