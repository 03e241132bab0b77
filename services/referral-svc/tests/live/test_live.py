"""Live hints: what changed, to whoever may list it, and nothing of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import asyncpg
import orjson
import pytest

from carekit.auth import ROLES, Caller
from referral_svc.live.changes import WATCHERS, Change, sees
from referral_svc.live.hub import WAITING, ChangeHub
from referral_svc.live.router import told

from ..build import OURS, THEIRS, World, person


@asynccontextmanager
async def stream(world: World, caller: Caller, lives: float = 20.0) -> AsyncIterator[AsyncIterator[bytes]]:
    """The events of one screen, from after its opening."""
    events = told(ChangeHub(world.database.url), caller, lives=lives, beats=0.05)
    assert b"event: hello" in await anext(events)
    try:
        yield events
    finally:
        await events.aclose()


async def heard(events: AsyncIterator[bytes], until: str) -> list[dict[str, str]]:
    """All changes up to the one named."""
    found = []
    async with asyncio.timeout(10):
        async for event in events:
            if event.startswith(b"event: change"):
                found.append(orjson.loads(event.split(b"data: ")[1]))
                if found[-1]["change"] == until:
                    return found
    raise AssertionError(f"the stream ended before {until}")


async def nothing_heard(events: AsyncIterator[bytes], beats: int = 6) -> bool:
    for _ in range(beats):
        if (await anext(events)).startswith(b"event"):
            return False
    return True


@pytest.mark.parametrize("role", sorted(ROLES - {"suspended"} - set(WATCHERS)))
async def test_only_those_who_work_the_queue_may_watch(world: World, role: str) -> None:
    somebody = world.who(role, professional=uuid4())
    assert await world.refused(somebody, "GET", "/stream") == (403, "role-refused")


async def test_nobody_watches_without_a_token_or_without_a_cpts(world: World) -> None:
    assert await world.refused(None, "GET", "/stream") == (401, "token-refused")
    assert await world.refused(world.who("secretary", cpts=None), "GET", "/stream") == (403, "cpts-missing")


def test_each_hears_of_the_requests_of_his_own_list() -> None:
    care = Change(OURS, uuid4(), "care", "qualified")
    social = Change(OURS, uuid4(), "social", "qualified")

    def hears(*roles: str, cpts: object = OURS) -> list[bool]:
        caller = Caller(uuid4(), "Somebody", cpts, frozenset(roles))  # type: ignore[arg-type]
        return [sees(caller, change) for change in (care, social)]

    assert hears("care_coordinator") == [True, False]
    assert hears("social_coordinator") == [False, True]
    assert hears("care_coordinator", "social_coordinator") == [True, True]
    assert hears("secretary") == [True, True]
    assert hears("referrer") == [False, False]
    assert hears("secretary", cpts=THEIRS) == [False, False]


async def test_a_change_is_told_once_committed_as_an_id_and_a_code(real_world: World) -> None:
    world = real_world
    coordinator = world.coordinator
    async with stream(world, coordinator.caller) as events:
        referral = await world.qualified()
        changes = await heard(events, "qualified")
    assert changes[-1] == {"referral_id": referral["referral_id"], "change": "qualified"}
    assert "Zyborowska" not in str(changes)
    assert {frozenset(change) for change in changes} == {frozenset({"referral_id", "change"})}


async def test_what_was_taken_back_is_never_told(real_world: World) -> None:
    world = real_world
    async with stream(world, world.coordinator.caller) as events:
        stated = await world.state()
        await heard(events, "stated")
        path = f"/referrals/{stated['referral_id']}/closing"
        await world.refused(world.coordinator, "POST", path, {"outcome_code": "followed"})
        assert await nothing_heard(events)


async def test_a_neighbour_and_the_other_coordination_hear_nothing(real_world: World) -> None:
    world = real_world
    neighbour = world.who("care_coordinator", cpts=THEIRS).caller
    social = world.who("social_coordinator").caller
    async with stream(world, neighbour) as theirs, stream(world, social) as others:
        await world.state(patient=person(family_name="Quiet"))
        assert await nothing_heard(theirs)
        assert await nothing_heard(others)


async def test_a_claim_is_told_so_that_no_screen_offers_the_number(real_world: World) -> None:
    world = real_world
    doctor = await world.describe()
    referral = await world.qualified()
    async with stream(world, world.coordinator.caller) as events:
        path = f"/referrals/{referral['referral_id']}/call-claims"
        answer = await world.ask(world.coordinator, "POST", path, {"professional_id": str(doctor)})
        assert answer.status_code == 200, answer.text
        await heard(events, "call_claimed")


async def test_a_stream_ends_before_the_token_does(real_world: World) -> None:
    async with stream(real_world, real_world.coordinator.caller, lives=0.2) as events:
        async with asyncio.timeout(5):
            assert [event async for event in events if event.startswith(b"event")] == []


async def test_a_lost_database_ends_the_stream_so_that_the_screen_comes_back(real_world: World) -> None:
    hub = ChangeHub(real_world.database.url)
    events = told(hub, real_world.coordinator.caller, lives=20, beats=5)
    await anext(events)
    killer = await asyncpg.connect(real_world.database.url)
    await killer.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()"
    )
    await killer.close()
    async with asyncio.timeout(5):
        assert [event async for event in events] == []


async def test_a_reader_too_slow_to_follow_is_sent_back_to_read_everything(real_world: World) -> None:
    hub = ChangeHub(real_world.database.url)
    events = told(hub, real_world.coordinator.caller, lives=20, beats=5)
    await anext(events)
    sender = await asyncpg.connect(real_world.database.url)
    async with asyncio.timeout(20), hub.changes(OURS) as prompt:
        for number in range(WAITING + 1):
            await sender.execute("select pg_notify('referral_changes', $1)", f"{OURS} {uuid4()} care change_{number}")
            await prompt.get()
        assert [event async for event in events] == []
    await sender.close()
