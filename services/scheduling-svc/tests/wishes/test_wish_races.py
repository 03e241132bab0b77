"""Several who call people for what freed, at the same time."""

import asyncio
from collections import Counter


async def test_of_two_persons_called_for_one_freed_slot_one_has_it_and_the_other_waits_on(
    racing_world, racing_wishes
):
    world, wishes = racing_world, racing_wishes
    await world.open(await world.describe(), to_time="10:30")
    who = world.who("care_coordinator")
    for _ in range(3):
        one, other = [await wishes.noted(who) for _ in range(2)]
        slot = one["slots"][0]
        answers = await asyncio.gather(*(wishes.book(who, wish, slot) for wish in (one, other)))
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        (lost,) = [answer.json() for answer in answers if answer.status_code == 409]
        assert lost["type"].endswith("/slot-taken")
        assert len(lost["next"]) == 3
        assert Counter(wish["status"] for wish in await wishes.list(who))["waiting"] == 1
        (waiting,) = await wishes.list(who, status="waiting")
        await wishes.act(who, waiting, "closure")


async def test_of_two_who_book_for_one_person_the_second_is_told_and_she_has_one_appointment(
    racing_world, racing_wishes
):
    world, wishes = racing_world, racing_wishes
    await world.open(await world.describe())
    callers = [world.who("care_coordinator") for _ in range(4)]
    wish = await wishes.noted(callers[0])
    slots = [*wish["slots"], wish["slots"][0]]
    answers = await asyncio.gather(*(wishes.book(who, wish, slot) for who, slot in zip(callers, slots, strict=True)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    rules = {answer.json()["type"].rsplit("/", 1)[-1] for answer in answers if answer.status_code == 409}
    assert rules == {"wish-over"}
    booked = await world.ask(callers[0], "GET", "/appointments", params={"referral_id": wish["referral_id"]})
    assert len(booked.json()["items"]) == 1


async def test_whoever_is_faster_no_withdrawn_request_keeps_a_wish_or_an_appointment(racing_world, racing_wishes):
    world, wishes = racing_world, racing_wishes
    await world.open(await world.describe(), to_time="10:30")
    who = world.who("care_coordinator")
    for _ in range(4):
        wish = await wishes.noted(who)
        gone = {"status": "withdrawn", "referral": wish["referral_id"], "event": "referral.withdrawn.v1", "by": who}
        booked, _ = await asyncio.gather(wishes.book(who, wish, wish["slots"][0]), world.refer(**gone))
        assert booked.status_code in (200, 409)
        assert await wishes.list(who, status="waiting") == []
        answer = await world.ask(who, "GET", "/appointments", params={"referral_id": wish["referral_id"]})
        assert {one["status"] for one in answer.json()["items"]} <= {"cancelled_by_patient"}
