"""The tables that the migrations make are those that the code maps, both ways."""

import asyncio
from pathlib import Path

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, String
from sqlalchemy.ext.asyncio import create_async_engine

from carekit.db import async_url
from carekit.migrations import downgrade, upgrade
from directory_svc.tables import metadata

INI = Path(__file__).parents[1] / "alembic.ini"

#: Tables without row-level security, and why.
UNWALLED = {
    "alembic_version": "Alembic's own",
    "cpts": "name and number of a CPTS are public; it has no cpts_id",
    "commune": "national reference",
    "commune_outline": "national reference",
    "professional": "national reference (RPPS)",
    "practice_place": "national reference (RPPS)",
    "name_form": "derived from the national reference",
    "structure": "national reference (FINESS)",
    "profession": "official code list",
    "specialty": "official code list",
    "structure_category": "official code list",
    "language": "official code list",
    "offer": "a professional's own word on his practice, read by every CPTS",
    "absence": "a professional's own word, read by every CPTS",
    "import_job": "imports feed the national reference",
    "import_rejection": "imports feed the national reference",
    "outbox_event": "read across CPTSs by the relay, which no person reaches",
    "outbox_delivery": "read by the relay",
    "idempotency_key": "keyed by caller, read by nobody else",
}


async def _tables(url: str) -> dict[str, bool]:
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "select relname, relrowsecurity and relforcerowsecurity as walled from pg_class c "
            "join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind = 'r'"
        )
        return {row["relname"]: row["walled"] for row in rows}
    finally:
        await connection.close()


async def test_up_down_and_up_again(empty_database_url: str) -> None:
    await asyncio.to_thread(upgrade, INI, empty_database_url)
    made = await _tables(empty_database_url)
    await asyncio.to_thread(downgrade, INI, empty_database_url)
    assert set(await _tables(empty_database_url)) == {"alembic_version"}
    await asyncio.to_thread(upgrade, INI, empty_database_url)
    assert await _tables(empty_database_url) == made


async def test_every_table_is_walled_by_cpts_or_says_why_not(own_database_url: str) -> None:
    tables = await _tables(own_database_url)
    assert {name for name, walled in tables.items() if not walled} == set(UNWALLED)


@pytest.mark.filterwarnings("ignore:Did not recognize type 'point'", "ignore:Computed default")
async def test_the_migrated_tables_are_those_the_code_maps(own_database_url: str) -> None:
    engine = create_async_engine(async_url(own_database_url))
    unmapped = {"outbox_event", "outbox_delivery", "idempotency_key"}

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": lambda _, __, ___, there, here: (
                    False if isinstance(there, String) and isinstance(here, String) else None
                ),
                "include_name": lambda name, kind, _: not (kind == "table" and name in unmapped),
            },
        )
        return compare_metadata(context, metadata)

    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
    await engine.dispose()
    assert found == []
