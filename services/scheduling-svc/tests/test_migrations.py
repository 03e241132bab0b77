"""The migrations make what the models say, and can be taken back."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from carekit.db import Database, constraint_of
from carekit.migrations import downgrade, upgrade
from scheduling_svc.tables import metadata

ALEMBIC = Path(__file__).parents[1] / "alembic.ini"
#: Tables without row-level security, and why.
NOT_WALLED = {
    "alembic_version": "no data of a CPTS",
    "known_cpts": "the worker learns here which CPTS there are; a name and a time zone",
    "outbox_event": "read by the relay for every CPTS at once; served to services only",
    "outbox_delivery": "as outbox_event",
    "inbox_event": "ids of facts received, no data",
    "inbox_version": "versions of aggregates, no data",
    "idempotency_key": "looked up by the caller's own account",
}


async def test_up_down_up_leaves_no_trace(empty_database_url):
    await asyncio.to_thread(upgrade, ALEMBIC, empty_database_url)
    first = await shape(empty_database_url)
    await asyncio.to_thread(downgrade, ALEMBIC, empty_database_url)
    assert set(await shape(empty_database_url)) <= {("alembic_version", "version_num", "character varying")}
    await asyncio.to_thread(upgrade, ALEMBIC, empty_database_url)
    assert await shape(empty_database_url) == first


async def shape(url):
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "select table_name, column_name, data_type from information_schema.columns "
            "where table_schema = 'public' order by 1, 2"
        )
        return [tuple(row) for row in rows]
    finally:
        await connection.close()


# SQLAlchemy has no PostgreSQL `point`; ours is only ever read in SQL.
@pytest.mark.filterwarnings("ignore:Did not recognize type 'point'")
async def test_models_and_migrations_say_the_same(own_database: Database):
    async with own_database.engine.connect() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(sync, opts={"include_name": of_ours, "compare_type": True}), metadata
            )
        )
    said = [difference for difference in differences if not is_index(difference)]
    assert said == []


def of_ours(name, kind, _):
    return kind != "table" or name in metadata.tables


def is_index(difference):
    """Indexes and constraints are the migrations' own; models hold columns."""
    return isinstance(difference, tuple) and difference[0].endswith(("_index", "_constraint"))


async def test_every_table_with_a_cpts_is_walled_or_says_why_not(own_database: Database):
    async with own_database.begin() as session:
        rows = await session.execute(
            text(
                "select relname, relrowsecurity and relforcerowsecurity, "
                "exists (select from pg_policy where polrelid = pg_class.oid) "
                "from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
            )
        )
        found = {name: walled and policy for name, walled, policy in rows}
    assert {name for name, walled in found.items() if not walled} == set(NOT_WALLED)


async def test_the_named_constraint_refuses_what_slips_past_every_lock(own_database: Database):

    booked = text(
        "insert into appointment (professional_id, appointment_id, cpts_id, starts_at, ends_at, modality, status, "
        "reason_code, booked_by, booked_at, version) values ('00000000-0000-4000-8000-0000000000aa', "
        "gen_random_uuid(), '00000000-0000-4000-8000-000000000001', cast(:start as timestamptz), "
        "cast(:start as timestamptz) + interval '15 minutes', 'AMB', :status, 'snp', gen_random_uuid(), "
        "'2026-11-23T06:00:00Z', 1)"
    )

    ours = UUID("00000000-0000-4000-8000-000000000001")
    at = datetime(2026, 11, 23, 8, tzinfo=UTC)
    async with own_database.begin(ours) as session:
        await session.execute(booked, {"start": at, "status": "booked"})
        await session.execute(booked, {"start": at, "status": "cancelled_by_patient"})
        await session.execute(booked, {"start": at.replace(minute=15), "status": "booked"})
    with pytest.raises(IntegrityError) as refused:
        async with own_database.begin(ours) as session:
            await session.execute(booked, {"start": at.replace(minute=10), "status": "held"})
    assert constraint_of(refused.value) == "appointment_never_overlaps"
