"""Moves among bookings, cancellations, moves and changed rules: one wins, the others stay where they stand."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from .test_moving import move
from .test_races import count, overlaps

BOOKED = "select count(*) from {} where status = 'booked'"


@pytest.fixture
async def slots(racing_world):
    await racing_world.open(await racing_world.describe())
    return await racing_world.free(limit=100)


async def taken(world, slots):
    """One appointment in each of these, with who booked it."""
    bookers = [world.who("care_coordinator") for _ in slots]
    return [(who, (await world.book(who, slot["slot_id"])).json()) for who, slot in zip(bookers, slots, strict=True)]


async def agree(world, appointments):
    """As many appointments as booked slots, and none beside another."""
    assert await overlaps(world) == 0
    assert await count(world, BOOKED.format("appointment")) == appointments
    assert await count(world, BOOKED.format("slot")) == appointments


def won(answers):
    return Counter(answer.status_code for answer in answers)


async def test_two_moves_to_one_slot_one_wins_and_the_other_appointment_stands(racing_world, slots):
    for turn in range(4):
        wanted, *own = slots[turn * 4 : turn * 4 + 4]
        movers = await taken(racing_world, own)
        answers = await asyncio.gather(*(move(racing_world, who, one, wanted) for who, one in movers))
        assert won(answers) == {200: 1, 409: 2}
        assert {answer.json()["type"].rsplit("/", 1)[-1] for answer in answers if answer.status_code == 409} == {
            "slot-taken"
        }
        await agree(racing_world, 3 * (turn + 1))


async def test_two_who_change_places_wait_for_nobody_for_ever(racing_world, slots):
    """Each wants what the other leaves: neither is free while the other stands."""
    one, other = slots[:2]
    (who, first), (whom, second) = await taken(racing_world, [one, other])
    answers = await asyncio.gather(
        *(move(racing_world, who, first, other) for _ in range(3)),
        *(move(racing_world, whom, second, one) for _ in range(3)),
    )
    assert set(won(answers)) == {409}
    await agree(racing_world, 2)


async def test_a_move_and_a_cancellation_leave_it_cancelled_and_every_slot_free(racing_world, slots):
    cancel = {"by": "patient", "reason_code": "other"}
    for turn in range(6):
        ((who, mine),) = await taken(racing_world, [slots[turn]])
        path = f"/appointments/{mine['appointment_id']}/cancellation"
        moved, cancelled = await asyncio.gather(
            move(racing_world, who, mine, slots[turn + 1]), racing_world.ask(who, "POST", path, cancel)
        )
        assert cancelled.status_code == 200
        assert moved.status_code in (200, 409)
        await agree(racing_world, 0)


async def test_a_move_and_bookings_of_one_slot_one_wins(racing_world, slots):
    for turn in range(4):
        own, wanted = slots[turn * 2 : turn * 2 + 2]
        ((who, mine),) = await taken(racing_world, [own])
        answers = await asyncio.gather(
            move(racing_world, who, mine, wanted),
            *(racing_world.book(racing_world.who("referrer"), wanted["slot_id"]) for _ in range(4)),
        )
        assert sum(won(answers)[status] for status in (200, 201)) == 1
        assert set(won(answers)) <= {200, 201, 409}
        await agree(racing_world, 2 * turn + (1 if answers[0].status_code == 200 else 2))
        if answers[0].status_code == 200:
            await taken(racing_world, [own])


async def test_twins_with_one_key_move_once(racing_world, slots):
    ((who, mine),) = await taken(racing_world, slots[:1])
    answers = await asyncio.gather(
        *(move(racing_world, who, mine, slots[1], key="twins-of-monday") for _ in range(4))
    )
    assert won(answers) == {200: 4}
    assert len({answer.text for answer in answers}) == 1
    assert await count(racing_world, "select count(*) from agenda_act where act = 'appointment_moved'") == 1


async def test_two_moves_of_one_appointment_take_turns(racing_world, slots):
    ((who, mine),) = await taken(racing_world, slots[:1])
    answers = await asyncio.gather(*(move(racing_world, who, mine, slot) for slot in slots[1:4]))
    assert won(answers) == {200: 3}
    await agree(racing_world, 1)


async def test_moves_among_changes_of_the_rules_and_the_end_of_its_referral_lose_nothing(racing_world, slots):
    owner, director = slots[0]["professional_id"], racing_world.who("director")
    booker = racing_world.who("care_coordinator")
    referral = await racing_world.refer(by=booker)
    booked = {"referral_id": str(referral)}
    mine = (await racing_world.book(booker, slots[0]["slot_id"], **booked)).json()
    others = await taken(racing_world, slots[1:5])
    span = {"professional_id": owner, "from": "2026-11-30T00:00:00Z", "to": "2027-02-01T00:00:00Z"}

    async def close_and_reopen() -> None:
        for _ in range(4):
            closure = (await racing_world.ask(director, "POST", "/closures", span)).json()
            await racing_world.ask(director, "DELETE", f"/closures/{closure['closure_id']}")

    async def wander(who, appointment, over):
        return [(await move(racing_world, who, appointment, slot)).status_code for slot in over]

    _, *seen, _ = await asyncio.gather(
        close_and_reopen(),
        wander(booker, mine, slots[5:9]),
        *(wander(who, one, slots[9 + n :: 4][:4]) for n, (who, one) in enumerate(others)),
        racing_world.refer(referral=referral, status="withdrawn", event="referral.withdrawn.v1", by=booker),
    )
    assert {status for walk in seen for status in walk} <= {200, 404, 409}
    # However far it had come, the appointment of the withdrawn referral is cancelled, and it alone.
    assert await count(racing_world, "select count(*) from appointment where status = 'cancelled_by_patient'") == 1
    await agree(racing_world, 4)
