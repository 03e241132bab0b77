"""Moves, cancellations, holds and changes of rule that meet halfway: nobody waits in a ring, whoever comes first.

Somebody else holds one row, so that each of the two stands where the ring would close; then he lets go.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import select, text

from scheduling_svc.known.models import KnownProfessional

from .test_after_booking import PATIENT
from .test_moving import move
from .test_races import overlaps

REASONS = [{"reason_code": "snp", "minutes": 15}, {"reason_code": "first_visit", "minutes": 30}]
WAITING = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
CLOSED = {"from": "2026-11-23T00:00:00Z", "to": "2026-12-31T00:00:00Z"}


def agenda(number):
    is_it = KnownProfessional.professional_id.in_([UUID(int=number)])
    return select(KnownProfessional.professional_id).where(is_it).with_for_update(key_share=True)


@pytest.fixture
async def opening(racing_world):
    return await racing_world.open(await racing_world.describe(), reasons=REASONS)


@pytest.fixture
async def slots(racing_world, opening):
    return await racing_world.free(limit=100)


@asynccontextmanager
async def in_hand(world, table, key, row):
    """That row is somebody's while the block runs; given is a way to wait until so many wait for somebody."""
    connection = await asyncpg.connect(world.database.url)
    await connection.execute("select set_config('app.cpts_id', $1, false)", str(world.who().caller.cpts_id))

    async def waiting(count):
        for _ in range(500):
            await connection.execute("select pg_stat_clear_snapshot()")
            if await connection.fetchval(WAITING) >= count:
                return
            await asyncio.sleep(0.01)
        raise TimeoutError(f"nobody came to wait, {count} expected")

    try:
        async with connection.transaction():
            await connection.execute(f"select from {table} where {key} = $1 for update", row)
            yield waiting
    finally:
        await connection.close()


def closes(world, owner, opening):
    return world.ask(world.who("director"), "POST", "/closures", {"professional_id": owner, **CLOSED})


def revises(world, owner, opening):
    body = {**world.opening(UUID(owner), from_time="09:45")}
    del body["professional_id"]
    return world.ask(world.who("director"), "PUT", f"/openings/{opening['opening_id']}", body, If_Match='"1"')


def withdraws(world, owner, opening):
    return world.ask(world.who("director"), "DELETE", f"/openings/{opening['opening_id']}", If_Match='"1"')


async def is_absent(world, owner, opening):
    await world.describe(UUID(owner), absences=[{"starts_on": "2026-11-23", "ends_on": "2026-12-31"}])


@pytest.mark.parametrize(("changes", "answer"), [(closes, 404), (revises, 200), (withdraws, 404), (is_absent, 404)])
async def test_a_rule_changes_while_what_it_saw_free_is_booked_moved_and_cancelled(
    racing_world, slots, opening, changes, answer
):
    """The move is refused where its new slot went with the rule."""
    owner, who = slots[0]["professional_id"], racing_world.who("care_coordinator")
    async with in_hand(racing_world, "slot", "slot_id", UUID(slots[0]["slot_id"])) as waiting:
        change = asyncio.create_task(changes(racing_world, owner, opening))
        await waiting(1)
        # The change has seen these two free. They are booked before it comes to them, and then one of them moves and
        # the other is cancelled: each has its own slot in hand, and corrects the agenda that the change has.
        mine, other = [(await racing_world.book(who, slot["slot_id"])).json() for slot in slots[1:3]]
        moved = asyncio.create_task(move(racing_world, who, mine, slots[3]))
        path = f"/appointments/{other['appointment_id']}/cancellation"
        cancelled = asyncio.create_task(racing_world.ask(who, "POST", path, PATIENT))
        await waiting(3)
    moved, cancelled, _ = await asyncio.gather(moved, cancelled, change)
    assert (moved.status_code, cancelled.status_code) == (answer, 200)
    assert await overlaps(racing_world) == 0


async def test_a_week_is_copied_while_one_of_its_openings_is_revised(racing_world, slots, opening):
    owner, director = slots[0]["professional_id"], racing_world.who("director")
    weeks = {"professional_id": owner, "from_week": "2026-11-23", "to_weeks": ["2027-02-01"]}
    async with in_hand(racing_world, "opening", "opening_id", UUID(opening["opening_id"])) as waiting:
        revised = asyncio.create_task(revises(racing_world, owner, opening))
        await waiting(1)
        copied = asyncio.create_task(racing_world.ask(director, "POST", "/openings/week-copies", weeks))
        await waiting(2)
    assert [answer.status_code for answer in await asyncio.gather(revised, copied)] == [200, 201]


async def test_a_hold_of_two_is_given_back_while_its_second_is_booked(racing_world, slots):
    """Giving back goes from the first to the second, booking from the second to the first."""
    who = racing_world.who("care_coordinator")
    path = f"/slots/{slots[0]['slot_id']}/hold"
    held = (await racing_world.ask(who, "POST", path, {"reason_code": "first_visit"})).json()
    async with in_hand(racing_world, "slot", "slot_id", UUID(slots[0]["slot_id"])) as waiting:
        released = asyncio.create_task(racing_world.ask(who, "DELETE", f"/holds/{held['hold_id']}"))
        await waiting(1)
        booked = asyncio.create_task(racing_world.book(who, slots[1]["slot_id"]))
        await waiting(2)
    assert [answer.status_code for answer in await asyncio.gather(released, booked)] == [204, 201]


async def test_a_long_booking_does_not_wait_for_its_second_slot_with_the_first_in_hand(racing_world, slots):
    """It asks for the agenda instead, and starts from the first again."""
    who = racing_world.who("care_coordinator")
    async with in_hand(racing_world, "slot", "slot_id", UUID(slots[1]["slot_id"])) as waiting:
        booked = asyncio.create_task(racing_world.book(who, slots[0]["slot_id"], reason_code="first_visit"))
        await waiting(1)
        closed = asyncio.create_task(closes(racing_world, slots[0]["professional_id"], None))
        await waiting(2)
    booked, closed = await asyncio.gather(booked, closed)
    assert (booked.status_code, closed.status_code) == (201, 201)
    assert closed.json()["still_booked"] == [booked.json()["appointment_id"]]


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (text("select 1 from slot for no key update"), "taken in hand after"),
        (text("update opening set version = version"), "taken in hand after"),
        (agenda(5), "in another order"),
    ],
)
async def test_an_order_that_is_not_everybodys_is_seen(world, first, said):
    """The watch itself (`lock_order`)."""
    with pytest.raises(AssertionError, match=said):
        await lock(world, first, agenda(4))


async def lock(world, *statements):
    async with world.database.begin() as session:
        for statement in statements:
            await session.execute(statement)
