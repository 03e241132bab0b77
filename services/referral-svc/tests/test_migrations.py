"""The tables that the migrations make are those that the code maps, both ways."""

import asyncio
from pathlib import Path
from uuid import UUID

import asyncpg
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, String
from sqlalchemy.ext.asyncio import create_async_engine

from carekit.db import async_url
from carekit.migrations import downgrade, upgrade
from referral_svc.tables import metadata

INI = Path(__file__).parents[1] / "alembic.ini"

#: Tables without row-level security, and why.
UNWALLED = {
    "alembic_version": "Alembic's own",
    "known_cpts": "timers ask it which CPTS to walk through; it names nobody",
    "default_rule_set": "the platform's default, of no CPTS",
    "answer_link": "whoever opens a link has no CPTS yet; only a hash stands there",
    "outbox_event": "read across CPTSs by the relay, which no person reaches; no identity",
    "outbox_delivery": "read by the relay",
    "inbox_event": "identifiers of facts received",
    "inbox_version": "versions of facts received",
    "idempotency_key": "keyed by caller, read by nobody else; answers without identity",
    "outgoing_mail": "read across CPTSs by the sender; no health data, no person",
    "outgoing_sms": "read across CPTSs by the sender; no health data, no person",
}
#: Made by carekit's statements, mapped by no class.
KIT = {
    "outbox_event", "outbox_delivery", "inbox_event", "inbox_version", "idempotency_key", "outgoing_mail",
    "outgoing_sms",
}  # fmt: skip
UNMAPPED = {*KIT, "case_counter"}


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


async def _write(url: str, *statements: tuple[str, UUID, UUID]) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement, cpts, account in statements:
            await connection.execute("select set_config('app.cpts_id', $1, false)", str(cpts))
            await connection.execute(statement, cpts, account)
    finally:
        await connection.close()


async def _read(url: str, query: str, cpts: UUID) -> list[tuple[object, ...]]:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("select set_config('app.cpts_id', $1, false)", str(cpts))
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def test_up_down_and_up_again(empty_database_url: str) -> None:
    await asyncio.to_thread(upgrade, INI, empty_database_url)
    made = await _tables(empty_database_url)
    await asyncio.to_thread(downgrade, INI, empty_database_url)
    assert set(await _tables(empty_database_url)) == {"alembic_version"}
    await asyncio.to_thread(upgrade, INI, empty_database_url)
    assert await _tables(empty_database_url) == made


async def test_accounts_known_twice_become_one_and_part_again(empty_database_url: str) -> None:
    cpts, both, named, written = (UUID(int=n) for n in range(4))
    await asyncio.to_thread(upgrade, INI, empty_database_url, "2026_11_22_0356")
    await _write(
        empty_database_url,
        ("insert into known_account values ($1, $2, 'both@x.test', '{care_coordinator}', '2026-11-20')", cpts, both),
        ("insert into known_account values ($1, $2, 'written@x.test', '{director}', '2026-11-19')", cpts, written),
        ("insert into colleague values ($1, $2, null, 'Both', '{care_coordinator}', '2026-11-21')", cpts, both),
        ("insert into colleague values ($1, $2, null, 'Named', '{guest}', '2026-11-21')", cpts, named),
    )
    await asyncio.to_thread(upgrade, INI, empty_database_url, "2026_11_22_0615")
    accounts = "select name, email, roles, seen_on::text from known_account order by account_id"
    assert await _read(empty_database_url, accounts, cpts) == [
        ("Both", "both@x.test", ["care_coordinator"], "2026-11-21"),
        ("Named", None, ["guest"], "2026-11-21"),
        ("written@x.test", "written@x.test", ["director"], "2026-11-19"),
    ]
    await asyncio.to_thread(downgrade, INI, empty_database_url, "2026_11_22_0356")
    colleagues = "select name, roles, seen_on::text from colleague order by account_id"
    assert await _read(empty_database_url, colleagues, cpts) == [
        ("Both", ["care_coordinator"], "2026-11-21"),
        ("Named", ["guest"], "2026-11-21"),
    ]
    accounts = "select email, roles from known_account order by account_id"
    assert await _read(empty_database_url, accounts, cpts) == [
        ("both@x.test", ["care_coordinator"]),
        ("written@x.test", ["director"]),
    ]


async def test_every_table_is_walled_by_cpts_or_says_why_not(own_database_url: str) -> None:
    tables = await _tables(own_database_url)
    assert {name for name, walled in tables.items() if not walled} == set(UNWALLED)


async def test_the_migrated_tables_are_those_the_code_maps(own_database_url: str) -> None:
    engine = create_async_engine(async_url(own_database_url))

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": lambda _, __, ___, there, here: (
                    False if isinstance(there, String) and isinstance(here, String) else None
                ),
                "include_name": lambda name, kind, _: (
                    kind not in ("index", "unique_constraint", "foreign_key_constraint")
                    and not (kind == "table" and name in UNMAPPED)
                ),
                "include_object": lambda _, __, kind, ___, ____: kind in ("table", "column"),
            },
        )
        return compare_metadata(context, metadata)

    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
    await engine.dispose()
    assert found == []
