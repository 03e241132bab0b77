"""Two publish the same rounds at one instant: one is told, whoever came first, and each visit is booked once."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from ..appointments.test_one_order import in_hand
from .conftest import OURS, TUESDAY, Rounds, events, rule


@pytest.fixture
async def planned(racing_world):
    """Two visits of one nurse, planned and not told yet."""
    rounds = Rounds(racing_world, racing_world.who("care_coordinator"))
    await rounds.nurse()
    for _ in range(2):
        await rounds.note()
    await rounds.propose()
    return rounds


async def publish(rounds, who, version):
    path = f"/rounds/{TUESDAY}/publication"
    return await rounds.world.ask(who, "POST", path, If_Match=f'"{version}"')


@pytest.mark.parametrize("first", [0, 1])
async def test_two_publish_the_same_rounds_and_the_second_is_told_that_they_changed(planned, first):
    world, version = planned.world, planned.day["version"]
    people = [world.who("care_coordinator"), world.who("care_coordinator")]
    async with in_hand(world, "round_day", "rounds_id", await _rounds_id(world)) as waiting:
        one = asyncio.create_task(publish(planned, people[first], version))
        await waiting(1)
        other = asyncio.create_task(publish(planned, people[1 - first], version))
        await waiting(2)
    assert (await one).status_code == 200
    assert rule(await other) == (412, "precondition-failed")
    await planned.read()
    visits = planned.visits_of(planned.nurses[0])
    assert [visit["status"] for visit in visits] == ["told", "told"]
    assert sorted(fact["appointment_id"] for _, fact in await events(world)) == sorted(
        visit["appointment_id"] for visit in visits
    )
    told = (await planned.act("GET", f"/rounds/{TUESDAY}/publications")).json()["items"]
    assert [one["number"] for one in told] == [1]


@pytest.mark.parametrize("publishes_first", [True, False])
async def test_rounds_that_are_published_while_a_visit_is_withdrawn_are_one_after_the_other(planned, publishes_first):
    world, version = planned.world, planned.day["version"]
    gone, stays = planned.visits_of(planned.nurses[0])
    acts = [
        lambda: publish(planned, world.who("care_coordinator"), version),
        lambda: world.ask(world.who("care_coordinator"), "DELETE", f"/round-visits/{gone['visit_id']}"),
    ]
    first, second = acts if publishes_first else acts[::-1]
    async with in_hand(world, "round_day", "rounds_id", await _rounds_id(world)) as waiting:
        one = asyncio.create_task(first())
        await waiting(1)
        other = asyncio.create_task(second())
        await waiting(2)
    published, withdrawn = (await one, await other) if publishes_first else (await other, await one)
    assert withdrawn.status_code == 200
    assert published.status_code == (200 if publishes_first else 412)
    await planned.read()
    assert [visit["visit_id"] for visit in planned.visits_of(planned.nurses[0])] == [stays["visit_id"]]
    kinds = [kind for kind, _ in await events(world)]
    assert kinds == (["appointment.booked.v1"] * 2 + ["appointment.cancelled.v1"] if publishes_first else [])


async def _rounds_id(world):
    async with world.database.begin(OURS) as session:
        return await session.scalar(text("select rounds_id from round_day"))
