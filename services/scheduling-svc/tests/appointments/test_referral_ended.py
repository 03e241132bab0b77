"""A referral that was withdrawn or redirected leaves nobody waiting: its appointments are cancelled with it."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from scheduling_svc.appointments import booking_path
from scheduling_svc.slots.usecases import sight as seen_by

CPTS = UUID("00000000-0000-4000-8000-000000000001")


@pytest.fixture
async def booked(world):
    """The first free slot, booked for a referral by who stated it."""
    await world.open(await world.describe())
    slot, author = (await world.free())[0], world.who("referrer")
    referral = await world.refer(by=author)
    answer = await world.book(author, slot["slot_id"], referral_id=str(referral))
    assert answer.status_code == 201
    return {"slot": slot, "referral": referral, "author": author}


async def ended(world, referral, status="withdrawn", event="referral.withdrawn.v1", by=None):
    await world.refer(status=status, referral=referral, event=event, by=by)


async def rows(world, question):
    async with world.database.begin(CPTS) as session:
        return (await session.execute(text(question))).all()


async def test_an_appointment_that_has_begun_is_not_cancelled_afterwards(world, booked):
    world.clock.advance(timedelta(hours=3))
    await ended(world, booked["referral"])
    assert await rows(world, "select status from appointment") == [("booked",)]


async def test_a_closed_referral_keeps_its_first_appointment(world, booked):
    await ended(world, booked["referral"], status="closed", event="referral.closed.v1")
    assert await rows(world, "select status from appointment") == [("booked",)]


async def test_a_held_referral_keeps_its_appointment_and_gets_no_other_until_it_is_resumed(world, booked):
    await ended(world, booked["referral"], status="on_hold", event="referral.held.v1", by=booked["author"])
    assert await rows(world, "select status from appointment") == [("booked",)]
    other = (await world.free())[0]["slot_id"]
    refused = await world.book(booked["author"], other, referral_id=str(booked["referral"]))
    assert (refused.status_code, refused.json()["referral_status"]) == (409, "on_hold")
    await ended(world, booked["referral"], status="stated", event="referral.resumed.v1", by=booked["author"])
    again = await world.book(booked["author"], other, referral_id=str(booked["referral"]))
    assert again.status_code == 201


async def test_the_appointments_of_another_referral_stay(world, booked):
    await ended(world, await world.refer())
    assert await rows(world, "select status from appointment") == [("booked",)]


@pytest.mark.parametrize("status", ["withdrawn", "redirected"])
async def test_the_slot_is_free_again_and_the_cancellation_leaves_its_trail_and_its_event(world, booked, status):
    assert booked["slot"] not in await world.free()
    await ended(world, booked["referral"], status=status)
    assert booked["slot"] in await world.free()
    assert await rows(world, "select status, cancel_reason, version from appointment") == [
        ("cancelled_by_patient", "no_longer_needed", 2)
    ]
    (act,) = await rows(world, "select reason_code, author_id, author_roles from agenda_act "
                               "where act = 'cancelled_by_patient'")  # fmt: skip
    assert act == ("no_longer_needed", None, ["referral-svc"])
    events = await rows(world, "select type, version, data->>'referral_id' from outbox_event order by version")
    assert events == [
        ("appointment.booked.v1", 1, str(booked["referral"])),
        ("appointment.cancelled.v1", 2, str(booked["referral"])),
    ]


async def test_a_professional_who_stepped_back_expects_nobody_and_an_older_fact_cancels_nothing(world):
    """The facts of one referral have several types: told late, « qualified » says nothing of a person now placed."""
    doctor, author = await world.describe(), world.who("referrer")
    await world.open(doctor)
    placed = {"kind": "care", "status": "placed", "placed": doctor, "event": "referral.placed.v1", "by": author}
    referral = await world.refer(**placed, version=5)
    slot = (await world.free())[0]
    assert (await world.book(author, slot["slot_id"], referral_id=str(referral))).status_code == 201
    searching = {"kind": "care", "referral": referral, "event": "referral.qualified.v1", "by": author}
    await world.refer(**searching, status="qualified", version=2)
    assert await rows(world, "select status from appointment") == [("booked",)]
    await world.refer(**searching, status="searching", version=6)
    assert await rows(world, "select status from appointment") == [("cancelled_by_patient",)]
    assert slot in await world.free()


async def test_an_end_told_again_cancels_nothing_twice(world, booked):
    for _ in range(2):
        await ended(world, booked["referral"])
    assert len(await rows(world, "select 1 from outbox_event where type = 'appointment.cancelled.v1'")) == 1


async def test_an_end_that_arrives_while_somebody_books_waits_for_the_booking_and_then_cancels_it(racing_world):
    world = racing_world
    await world.open(await world.describe())
    slot, author = (await world.free())[0], world.who("referrer")
    referral = await world.refer(by=author)
    async with world.database.begin(CPTS) as booking:
        sight = seen_by(world.who("referrer").caller, world.clock.now())
        assert await booking_path.slot_to_take(booking, UUID(slot["slot_id"]), referral, sight) is not None
        end = asyncio.create_task(ended(world, referral, by=author))
        await asyncio.sleep(0.3)
        assert not end.done()
    await end
    answer = await world.book(author, slot["slot_id"], referral_id=str(referral))
    assert answer.json()["type"].endswith("/referral-not-bookable")


async def test_whoever_is_faster_no_withdrawn_referral_keeps_an_appointment(racing_world):
    world = racing_world
    await world.open(await world.describe())
    author, before = world.who("referrer"), await world.free()
    for slot in before[:8]:
        referral = await world.refer(by=author)
        await asyncio.gather(
            world.book(author, slot["slot_id"], referral_id=str(referral)), ended(world, referral, by=author)
        )
    assert await rows(world, "select 1 from appointment where status = 'booked'") == []
    assert await world.free() == before
