"""A slot kept aside for five minutes."""

from datetime import timedelta
from uuid import uuid4

import pytest

from scheduling_svc.appointments.holds import take_back_expired


@pytest.fixture
async def slots(world):
    await world.open(await world.describe())
    return await world.free(limit=100)


async def hold(world, who, slot, **headers):
    return await world.ask(who, "POST", f"/slots/{slot['slot_id']}/hold", **headers)


async def test_a_held_slot_is_not_booked_by_somebody_else_and_says_until_when(world, slots):
    held = (await hold(world, world.who("referrer"), slots[0])).json()
    answer = await world.book(world.who("referrer"), slots[0]["slot_id"])
    assert answer.status_code == 409
    problem = answer.json()
    assert (problem["state"], len(problem["next"])) == ("held", 3)
    assert problem["until"].startswith(held["until"].removesuffix("Z"))


async def test_a_held_slot_is_not_booked_with_somebody_elses_hold(world, slots):
    held = (await hold(world, world.who("referrer"), slots[0])).json()
    answer = await world.book(world.who("referrer"), slots[0]["slot_id"], hold_id=held["hold_id"])
    assert answer.status_code == 409


async def test_a_held_slot_is_not_held_twice(world, slots):
    await hold(world, world.who("referrer"), slots[0])
    answer = await hold(world, world.who("referrer"), slots[0])
    assert answer.status_code == 409
    assert answer.json()["state"] == "held"


async def test_nobody_gives_back_what_he_does_not_hold(world, slots):
    held = (await hold(world, world.who("referrer"), slots[0])).json()
    for who in (world.who("referrer"), world.who("director"), world.who("referrer", cpts=uuid4())):
        assert (await world.ask(who, "DELETE", f"/holds/{held['hold_id']}")).status_code == 404
    assert (await world.ask(world.who("referrer"), "DELETE", f"/holds/{uuid4()}")).status_code == 404


async def test_a_slot_that_overlaps_a_held_one_is_not_booked(world):
    owner = await world.describe()
    await world.open(owner)
    await world.open(owner, slot_minutes=20, modalities=["VR"])
    remote = (await world.free(modality="VR"))[0]
    await hold(world, world.who("referrer"), (await world.free(modality="AMB"))[0])
    answer = await world.book(world.who("referrer"), remote["slot_id"])
    assert answer.status_code == 409
    assert answer.json()["state"] == "overlaps"


async def test_a_hold_lasts_five_minutes_and_is_not_an_appointment(world, slots):
    who = world.who("care_coordinator")
    held = (await hold(world, who, slots[0])).json()
    assert held["until"] == "2026-11-23T06:05:00Z"
    assert slots[0] not in await world.free()
    assert (await world.ask(who, "GET", "/appointments")).json()["items"] == []


async def test_the_holder_books_from_his_hold(world, slots):
    who = world.who("referrer")
    held = (await hold(world, who, slots[0])).json()
    answer = await world.book(who, slots[0]["slot_id"], hold_id=held["hold_id"])
    assert answer.status_code == 201
    assert (await world.ask(who, "DELETE", f"/holds/{held['hold_id']}")).status_code == 404


async def test_the_holder_may_hold_again_and_starts_anew(world, slots):
    who = world.who("referrer")
    first = (await hold(world, who, slots[0])).json()
    world.clock.advance(timedelta(minutes=4))
    second = (await hold(world, who, slots[0])).json()
    assert second["until"] == "2026-11-23T06:09:00Z"
    assert (await world.ask(who, "DELETE", f"/holds/{first['hold_id']}")).status_code == 404
    assert (await world.ask(who, "DELETE", f"/holds/{second['hold_id']}")).status_code == 204


async def test_the_same_key_holds_once(world, slots):
    who = world.who("referrer")
    answers = [await hold(world, who, slots[0], Idempotency_Key="holding-monday") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


async def test_a_slot_given_back_is_free_at_once(world, slots):
    who = world.who("referrer")
    held = (await hold(world, who, slots[0])).json()
    assert (await world.ask(who, "DELETE", f"/holds/{held['hold_id']}")).status_code == 204
    assert await world.free(limit=100) == slots


async def test_a_hold_whose_time_is_over_binds_nobody_even_before_the_worker_comes(world, slots):
    await hold(world, world.who("referrer"), slots[0])
    world.clock.advance(timedelta(minutes=5))
    assert (await world.book(world.who("referrer"), slots[0]["slot_id"])).status_code == 201


async def test_a_hold_of_another_opening_whose_time_is_over_binds_nobody_either(world):
    owner = await world.describe()
    await world.open(owner)
    await world.open(owner, slot_minutes=20, modalities=["VR"])
    remote = await world.free(modality="VR")
    first, second = (await world.free(modality="AMB"))[:2]
    await hold(world, world.who("referrer"), first)
    await hold(world, world.who("referrer"), second)
    world.clock.advance(timedelta(minutes=5))
    assert (await world.book(world.who("referrer"), remote[0]["slot_id"])).status_code == 201
    assert (await hold(world, world.who("referrer"), remote[1])).status_code == 201


async def test_whoever_lets_his_hold_run_out_may_find_the_slot_gone(world, slots):
    slow, quick = world.who("referrer"), world.who("referrer")
    held = (await hold(world, slow, slots[0])).json()
    world.clock.advance(timedelta(minutes=6))
    assert (await world.book(quick, slots[0]["slot_id"])).status_code == 201
    answer = await world.book(slow, slots[0]["slot_id"], hold_id=held["hold_id"])
    assert answer.status_code == 409
    assert answer.json()["state"] == "booked"


async def test_whoever_lets_his_hold_run_out_still_books_a_slot_nobody_took(world, slots):
    who = world.who("referrer")
    held = (await hold(world, who, slots[0])).json()
    world.clock.advance(timedelta(minutes=6))
    await take_back_expired(world.database, who.caller.cpts, world.clock)
    assert (await world.book(who, slots[0]["slot_id"], hold_id=held["hold_id"])).status_code == 201


async def test_the_worker_takes_back_holds_whose_time_is_over_and_no_other(world, slots):
    who = world.who("referrer")
    await hold(world, who, slots[0])
    world.clock.advance(timedelta(minutes=4))
    await hold(world, who, slots[1])
    world.clock.advance(timedelta(minutes=1))
    assert await take_back_expired(world.database, who.caller.cpts, world.clock) == 1
    assert await take_back_expired(world.database, who.caller.cpts, world.clock) == 0
    free = await world.free(limit=100)
    assert slots[0] in free
    assert slots[1] not in free


async def test_a_slot_closed_while_it_was_held_is_taken_by_nobody_once_the_hold_ran_out(world, slots):
    """Whether or not the worker came: found by the drill of histories."""
    who, owner = world.who("care_coordinator"), slots[0]["professional_id"]
    mine = (await world.book(who, slots[2]["slot_id"])).json()
    await hold(world, world.who("referrer"), slots[0])
    span = {"professional_id": owner, "from": slots[0]["starts_at"], "to": slots[0]["ends_at"]}
    assert (await world.ask(world.who("director"), "POST", "/closures", span)).status_code == 201
    world.clock.advance(timedelta(minutes=6))
    moved = {"slot_id": slots[0]["slot_id"], "by": "practice"}
    answers = [
        await world.ask(who, "POST", f"/appointments/{mine['appointment_id']}/move", moved),
        await hold(world, who, slots[0]),
        await world.book(who, slots[0]["slot_id"]),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


async def test_a_hold_that_ran_out_stays_given_back_though_who_asked_was_refused(world, slots):
    """Else his « not found » would be followed by a search that shows the slot still held. Found by the drill."""
    who, owner = world.who("referrer"), slots[0]["professional_id"]
    await hold(world, who, slots[0])
    director, span = world.who("director"), {"professional_id": owner, "from": slots[0]["starts_at"]}
    closed = await world.ask(director, "POST", "/closures", span | {"to": slots[0]["ends_at"]})
    world.clock.advance(timedelta(minutes=6))
    assert (await world.book(world.who("referrer"), slots[0]["slot_id"])).status_code == 404
    assert (await world.ask(director, "DELETE", f"/closures/{closed.json()['closure_id']}")).status_code == 204
    assert (await world.free())[0]["starts_at"] == slots[0]["starts_at"]


async def test_a_hold_that_ran_out_stays_given_back_though_a_move_was_refused(world, slots):
    who, slot = world.who("care_coordinator"), slots[0]
    mine = (await world.book(who, slots[2]["slot_id"])).json()
    span = {"from": slot["starts_at"], "to": slot["ends_at"]}
    closure = await world.let_a_hold_run_out(slot["slot_id"], slot["professional_id"], span)
    moved = {"slot_id": slot["slot_id"], "by": "practice"}
    answer = await world.ask(who, "POST", f"/appointments/{mine['appointment_id']}/move", moved)
    assert answer.status_code == 404
    assert slot["starts_at"] in await world.free_once_reopened(closure)


async def test_a_slot_given_back_inside_a_closed_span_is_not_free_again(world, slots):
    who, owner = world.who("referrer"), slots[0]["professional_id"]
    held = (await hold(world, who, slots[0])).json()
    span = {"professional_id": owner, "from": "2026-11-23T00:00:00Z", "to": "2026-11-24T00:00:00Z"}
    await world.ask(world.who("director"), "POST", "/closures", span)
    assert (await world.ask(who, "DELETE", f"/holds/{held['hold_id']}")).status_code == 204
    assert (await world.free())[0]["starts_at"] == "2026-11-30T08:00:00Z"
