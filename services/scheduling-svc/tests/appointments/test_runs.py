"""A reason longer than a slot takes the next free ones, all or none; and the owner's stated overbooking."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from scheduling_svc.appointments.holds import take_back_expired

REASONS = [{"reason_code": "snp", "minutes": 15}, {"reason_code": "first_visit", "minutes": 40}]
DAY = {"to": "2026-11-24T00:00:00Z"}


async def starts(world, **params):
    return [slot["starts_at"][11:16] for slot in await world.free(**DAY, **params)]


@pytest.fixture
async def slots(world):
    """Four slots of a quarter of an hour from 8:00 UTC on; a first visit lasts 40 minutes."""
    await world.open(await world.describe(), reasons=REASONS)
    return await world.free(**DAY)


async def test_a_reason_that_the_owner_did_not_open_is_refused(world, slots):
    answer = await world.book(world.who("referrer"), slots[0]["slot_id"], reason_code="care")
    assert (answer.status_code, answer.json()["offered"]) == (422, ["first_visit", "snp"])
    assert answer.json()["type"].endswith("/reason-not-offered")
    assert await starts(world, reason="care") == []


async def test_a_long_reason_takes_no_slot_at_all_when_one_of_them_is_taken(world, slots):
    assert (await world.book(world.who("referrer"), slots[2]["slot_id"])).status_code == 201
    for slot in slots[:2]:
        answer = await world.book(world.who("referrer"), slot["slot_id"], reason_code="first_visit")
        assert answer.status_code == 409
        assert answer.json()["type"].endswith("/not-enough-room")
    assert await starts(world) == ["08:00", "08:15", "08:45"]
    assert await starts(world, reason="first_visit") == []


async def test_a_long_reason_does_not_run_over_the_end_of_its_opening(world, slots):
    owner = UUID(slots[0]["professional_id"])
    await world.open(owner, from_time="10:00", to_time="11:00", reasons=REASONS)
    answer = await world.book(world.who("referrer"), slots[3]["slot_id"], reason_code="first_visit")
    assert answer.json()["type"].endswith("/not-enough-room")
    assert await starts(world, reason="first_visit") == ["08:00", "08:15", "09:00", "09:15"]


async def test_a_long_reason_takes_the_next_slots_and_its_cancellation_gives_them_all_back(world, slots):
    who = world.who("referrer")
    made = (await world.book(who, slots[0]["slot_id"], reason_code="first_visit")).json()
    assert (made["starts_at"][11:16], made["ends_at"][11:16]) == ("08:00", "08:45")
    assert await starts(world) == ["08:45"]
    path = f"/appointments/{made['appointment_id']}/cancellation"
    answer = await world.ask(who, "POST", path, {"by": "patient", "reason_code": "unavailable"})
    assert answer.status_code == 200
    assert await starts(world) == ["08:00", "08:15", "08:30", "08:45"]


async def test_a_hold_for_a_long_reason_keeps_the_next_slots_until_it_is_over(world, slots):
    who = world.who("referrer")
    path = f"/slots/{slots[0]['slot_id']}/hold"
    assert (await world.ask(who, "POST", path, {"reason_code": "first_visit"})).status_code == 201
    assert (await world.book(world.who("referrer"), slots[1]["slot_id"])).status_code == 409
    assert await starts(world) == ["08:45"]
    # Held again for a short one, then never booked.
    assert (await world.ask(who, "POST", path, {"reason_code": "snp"})).status_code == 201
    assert await starts(world) == ["08:15", "08:30", "08:45"]
    world.clock.advance(timedelta(minutes=6))
    await take_back_expired(world.database, who.caller.cpts, world.clock)
    assert len(await starts(world)) == 4


async def test_who_holds_a_long_run_books_all_of_it(world, slots):
    who = world.who("referrer")
    await world.ask(who, "POST", f"/slots/{slots[0]['slot_id']}/hold", {"reason_code": "first_visit"})
    made = await world.book(who, slots[0]["slot_id"], reason_code="first_visit")
    assert (made.status_code, made.json()["ends_at"][11:16]) == (201, "08:45")


async def test_long_runs_that_cross_each_other_end_in_one_appointment_and_in_no_deadlock(racing_world):
    world = racing_world
    await world.open(await world.describe(), reasons=REASONS)
    slots = await world.free(**DAY)
    answers = await asyncio.gather(
        *(world.book(world.who("referrer"), slot["slot_id"], reason_code="first_visit") for slot in slots[:2] * 4)
    )
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 7}


async def test_overbooking_is_refused_where_the_owner_stated_none(world, slots):
    await world.book(world.who("referrer"), slots[0]["slot_id"])
    answer = await world.book(world.who("referrer"), slots[0]["slot_id"], overbook=True)
    assert (answer.status_code, answer.json()["allowed"]) == (409, 0)
    assert answer.json()["type"].endswith("/overbooking-refused")


async def test_a_free_slot_is_booked_and_not_overbooked(world):
    await world.open(await world.describe(), overbooking=1)
    slot = (await world.free())[0]
    assert (await world.book(world.who("referrer"), slot["slot_id"], overbook=True)).status_code == 409


async def test_a_slot_is_overbooked_as_often_as_its_owner_stated_and_no_more_whoever_rushes(racing_world):
    world = racing_world
    await world.open(await world.describe(), overbooking=2)
    slot = (await world.free())[0]["slot_id"]
    assert (await world.book(world.who("referrer"), slot)).status_code == 201
    answers = await asyncio.gather(*(world.book(world.who("referrer"), slot, overbook=True) for _ in range(6)))
    assert Counter(answer.status_code for answer in answers) == {201: 2, 409: 4}


async def test_the_cancellation_of_an_overbooking_leaves_the_slot_booked(world):
    await world.open(await world.describe(), overbooking=1)
    slot, who = (await world.free())[0]["slot_id"], world.who("referrer")
    await world.book(who, slot)
    made = (await world.book(who, slot, overbook=True)).json()
    path = f"/appointments/{made['appointment_id']}/cancellation"
    await world.ask(who, "POST", path, {"by": "patient", "reason_code": "unavailable"})
    assert slot not in [one["slot_id"] for one in await world.free()]
    assert (await world.book(who, slot, overbook=True)).status_code == 201


async def test_an_overbooking_is_an_act_of_its_own_in_the_trail_and_shows_in_the_agenda(world):
    owner = await world.describe()
    await world.open(owner, overbooking=1)
    slot, who = (await world.free())[0]["slot_id"], world.who("referrer")
    for beyond in (False, True):
        await world.book(who, slot, overbook=beyond)
    async with world.database.begin(who.caller.cpts_id) as session:
        acts = await session.execute(
            text("select act, author_id from agenda_act where reason_code = 'snp' order by at, act")
        )
        assert [tuple(act) for act in acts] == [
            ("appointment_booked", who.caller.account_id), ("appointment_overbooked", who.caller.account_id),
        ]  # fmt: skip
    agenda = await world.ask(world.who("director"), "GET", f"/professionals/{owner}/agenda")
    assert sorted(one["overbooked"] for one in agenda.json()["appointments"]) == [False, True]


async def test_a_slot_stays_taken_as_long_as_one_of_its_appointments_stands(world):
    await world.open(await world.describe(), overbooking=1)
    slot, who = (await world.free())[0]["slot_id"], world.who("referrer")
    first = (await world.book(who, slot)).json()
    beyond = (await world.book(who, slot, overbook=True)).json()
    for made, is_free in ((first, False), (beyond, True)):
        path = f"/appointments/{made['appointment_id']}/cancellation"
        assert (
            await world.ask(who, "POST", path, {"by": "patient", "reason_code": "unavailable"})
        ).status_code == 200
        assert (slot in [one["slot_id"] for one in await world.free()]) is is_free


async def test_two_who_cancel_a_slot_and_its_overbooking_at_once_leave_it_free(racing_world):
    world = racing_world
    await world.open(await world.describe(), overbooking=1)
    slot, who = (await world.free())[0]["slot_id"], world.who("referrer")
    made = [(await world.book(who, slot, overbook=beyond)).json() for beyond in (False, True)]
    answers = await asyncio.gather(
        *(
            world.ask(
                who, "POST", f"/appointments/{one['appointment_id']}/cancellation",
                {"by": "patient", "reason_code": "unavailable"},
            )
            for one in made
        )
    )  # fmt: skip
    assert [answer.status_code for answer in answers] == [200, 200]
    assert slot in [one["slot_id"] for one in await world.free()]


async def test_what_a_broken_up_hold_gives_back_follows_the_rules_of_now(world):
    """Held together, booked in part: an hour that was closed meanwhile does not come back."""
    owner = await world.describe()
    await world.open(owner, reasons=REASONS)
    slots, who = await world.free(), world.who("care_coordinator")
    held = await world.ask(who, "POST", f"/slots/{slots[0]['slot_id']}/hold", {"reason_code": "first_visit"})
    assert held.status_code == 201
    span = {"professional_id": str(owner), "from": slots[0]["starts_at"], "to": slots[-1]["ends_at"]}
    assert (await world.ask(who, "POST", "/closures", span)).status_code == 201
    assert (await world.book(who, slots[0]["slot_id"], reason_code="snp")).status_code == 201
    day = slots[0]["starts_at"][:10]
    assert [slot["slot_id"] for slot in await world.free() if slot["starts_at"].startswith(day)] == []
