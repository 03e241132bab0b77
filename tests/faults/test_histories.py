"""R2, short form: agendas that many people use have a history that their rules explain; those of a server that loses,
doubles or keeps too much have none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx
import pytest
from pydantic import SecretStr

from carekit.testing import Migrations
from carekit.testing.keys import write_keys
from local_system.running import RunningSystem
from scheduling_svc.main import create_app
from scheduling_svc.settings import Settings
from tests.drill.agendas import Territory, histories, histories_while_killed

#: As many are tried until the fault shows: it may happen where nobody looks, in hours that are open again at once.
AGENDAS = 20
SERVICE = Path(__file__).parents[2] / "services" / "scheduling-svc"

#: `met` counts how often the fault happened.
TRIGGER = """
    create sequence met;
    create function plant() returns trigger language plpgsql as $$ begin
        if {which} then perform nextval('met'); {does} end if;
        return coalesce(new, old);
    end $$;
    create {kind} trigger planted {when} for each row execute function plant();
    """


def planted(when: str, which: str, does: str, kind: str = "") -> str:
    return TRIGGER.format(when=when, which=which, does=does, kind=kind)


def forgotten(which: str) -> str:
    """Once the answer is on its way, the row is gone."""
    gone = "delete from appointment where appointment_id = new.appointment_id;"
    return planted("after insert on appointment deferrable initially deferred", which, gone, "constraint")


FAULTS = {
    "an acknowledged booking is lost": forgotten("new.status = 'booked'"),
    "an acknowledged move is lost": forgotten("new.version > 1"),
    "an acknowledged cancellation is lost": planted(
        "before update on appointment", "new.status <> old.status", "new.status := old.status;"
    ),
    "a hold given back still stands": planted("before delete on appointment", "old.status = 'held'", "return null;"),
    "the same time is booked twice": (
        "alter table appointment drop constraint appointment_never_overlaps, "
        "add constraint appointment_never_overlaps exclude using gist (appointment_id with =);"
        + planted(
            "before update on slot",
            "new.status <> 'free'",
            "new.status := 'free'; new.hold_id := null; new.held_by := null; new.held_until := null;",
        )
    ),
    "slots outlive their rule": planted("before delete on slot", "true", "return null;"),
}


@pytest.fixture(scope="session")
def migrations() -> Migrations:
    return Migrations("scheduling", alembic_ini=SERVICE / "alembic.ini")


@pytest.fixture
async def agendas(own_database_url: str, tmp_path: Path) -> AsyncIterator[Territory]:
    """The service in this process, on a database of its own."""
    keys = write_keys(tmp_path)
    settings = Settings(
        database_url=SecretStr(own_database_url),
        signing_key=keys.private("scheduling-svc"),
        trusted_keys=keys.trusted,
    )
    app = create_app(settings)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://scheduling") as http:
        yield Territory(http, tmp_path)
    await app.state.database.close()


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_server_that_lies_has_no_history(agendas: Territory, own_database_url: str, fault: str) -> None:
    connection = await asyncpg.connect(own_database_url)
    await connection.execute(FAULTS[fault])

    async def until_it_happened() -> None:
        """And the agendas were read again and again since."""
        await connection.execute("alter sequence met restart")
        for _ in range(3000):
            if await connection.fetchval("select last_value from met") >= 3:
                break
            await asyncio.sleep(0.02)
        read = agendas.outcome.acts["Read"]
        for _ in range(3000):
            if agendas.outcome.acts["Read"] >= read + 10:
                break
            await asyncio.sleep(0.02)

    outcome = agendas.outcome
    for _ in range(AGENDAS):
        outcome = await histories(agendas, own_database_url, 1, until_it_happened)
        if outcome.untrue:
            break
    await connection.close()
    assert outcome.untrue, outcome


async def test_twenty_agendas_keep_their_word_while_parts_are_killed(system: RunningSystem) -> None:
    outcome = await histories_while_killed(system, 20, seconds=4)
    assert outcome.untrue == []
    assert outcome.unexpected == 0, outcome
    assert outcome.histories == 20
    assert outcome.kills >= 2, outcome
    assert outcome.acts["Take done"] > 20, outcome
