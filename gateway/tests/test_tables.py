from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from gateway_house import OURS, THEIRS, House
from sqlalchemy.exc import DBAPIError

from carekit.auth import ROLES
from carekit.migrations import downgrade, upgrade
from carekit.testing import Migrations
from gateway.tables import ENTITIES, WITHOUT_CPTS, metadata

INI = Path(__file__).parents[1] / "alembic.ini"


async def test_a_table_of_a_cpts_without_row_level_security_is_found(own_database_url: str) -> None:
    """Every table is either walled by its `cpts_id`, forced on its owner too, or listed with a reason."""
    connection = await asyncpg.connect(own_database_url)
    tables = await connection.fetch(
        "select relname, relrowsecurity and relforcerowsecurity as walled, exists (select 1 from pg_attribute "
        "where attrelid = c.oid and attname = 'cpts_id' and not attisdropped) as of_a_cpts "
        "from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace"
    )
    await connection.close()
    assert {row["relname"] for row in tables if row["of_a_cpts"] and not row["walled"]} == set()
    assert {row["relname"] for row in tables if not row["of_a_cpts"]} == set(WITHOUT_CPTS)
    assert {row["relname"] for row in tables if row["walled"]} == {"membership", "known_professional"}


async def test_another_cpts_reads_and_writes_none_of_our_memberships(house: House) -> None:
    email = await house.account("referrer")
    count = "select count(*) as n from membership m join account a on a.id = m.account_id where email = :e"
    assert (await house.execute(count, THEIRS, e=email))[0].n == 0
    assert (await house.execute(count, None, e=email))[0].n == 0
    assert (await house.execute(count, OURS, e=email))[0].n == 1
    with pytest.raises(DBAPIError, match="row-level security"):
        await house.execute(
            "insert into membership select :c, id, '{director}', 1, now() from account where email = :e",
            THEIRS,
            c=uuid4(),
            e=email,
        )


async def test_a_person_reads_the_memberships_of_that_person_alone_and_changes_none(house: House) -> None:
    email, other = await house.account("referrer"), await house.account("referrer")
    ids = {row.email: row.id for row in await house.execute("select email, id from account")}
    async with house.database.begin() as session:
        from sqlalchemy import text

        from gateway.sessions.repository import enter_account

        await enter_account(session, ids[email])
        rows = (await session.execute(text("select account_id from membership"))).scalars().all()
        changed = await session.execute(text("update membership set roles = '{director}' returning 1"))
        assert set(rows) == {ids[email]}
        assert changed.all() == []
    assert other in ids


async def test_the_database_knows_the_roles_of_the_profession(own_database_url: str) -> None:
    connection = await asyncpg.connect(own_database_url)
    check = await connection.fetchval(
        "select pg_get_constraintdef(oid) from pg_constraint where conname = 'ck_membership_roles'"
    )
    await connection.close()
    assert {role for role in ROLES if f"'{role}'" in check} == ROLES - {"platform_operator"}


async def test_migrations_go_up_down_and_up(empty_database_url: str, migrations: Migrations) -> None:
    import asyncio

    for step in (upgrade, downgrade, upgrade):
        await asyncio.to_thread(step, INI, empty_database_url)
    connection = await asyncpg.connect(empty_database_url)
    tables = await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
    await connection.close()
    assert {entity.__tablename__ for entity in ENTITIES} <= {row["tablename"] for row in tables}


async def test_entities_and_tables_have_the_same_columns(own_database_url: str) -> None:
    connection = await asyncpg.connect(own_database_url)
    rows = await connection.fetch(
        "select table_name, column_name, is_nullable from information_schema.columns where table_schema = 'public'"
    )
    await connection.close()
    present = {(row["table_name"], row["column_name"], row["is_nullable"] == "YES") for row in rows}
    for table in metadata.tables.values():
        for column in table.columns:
            assert (table.name, column.name, bool(column.nullable)) in present, f"{table.name}.{column.name}"
        assert len(table.columns) == sum(name == table.name for name, _, _ in present)
