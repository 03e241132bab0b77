"""Flow 6b: an update that names another slot moves the booking there in one act, or leaves it where it is."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from .conftest import BY_NAME, NAMED, OURS, asking, holds_to, rule


def at(slot, **changed):
    """What an update says of the slot to which it goes."""
    return asking(slot) | changed


@pytest.fixture
async def booked(gap, doctor):
    """The first of the four slots."""
    (slot, *_) = await gap.slots()
    return holds_to(await gap.ask(slot, **NAMED), 201, "booked")


async def still_stands(gap, booked):
    assert (await gap.get(f"/Appointment/{booked['id']}")).json() == booked
    slot = booked["slot"][0]["reference"]
    assert (await gap.get(f"/{slot}")).json()["status"] == "busy"


# Refusals first


async def test_who_loses_the_race_keeps_the_old_slot(world, gap, booked):
    taken, *free = await gap.slots()
    assert (await world.book(world.who("referrer"), taken["id"])).status_code == 201
    answer = await gap.change(booked, **at(taken))
    assert (answer.status_code, rule(answer)) == (409, "slot-taken")
    following = [one["details"]["text"] for one in answer.json()["issue"][1:]]
    assert following == [f"Slot/{slot['id']}" for slot in free]
    await still_stands(gap, booked)


async def test_a_hold_of_his_own_binds_the_partner_who_moves(gap, booked):
    (other, *_) = await gap.slots()
    holds_to(await gap.ask(other, "pending"), 201, "pending")
    answer = await gap.change(booked, **at(other))
    assert (answer.status_code, rule(answer)) == (409, "slot-taken")
    await still_stands(gap, booked)


async def test_a_slot_that_is_not_open_to_professionals_is_not_reached(world, gap, booked):
    closed = await world.describe()
    await world.open(closed, audience=["cpts"], ends_on="2026-11-23")
    (slot, *_) = await world.free(world.who("professional", professional=closed), professional_id=closed)
    (seen, *_) = await gap.slots()
    answer = await gap.change(booked, **at({**seen, "id": slot["slot_id"]}))
    assert (answer.status_code, rule(answer)) == (422, "resource-invalid")
    await still_stands(gap, booked)


async def test_a_move_that_is_taken_for_another_is_refused(world, gap, booked):
    """The time, and whose slot it is, are said by whoever moves: those of the old slot are no slip to overlook."""
    (other, *_) = await gap.slots()
    elsewhere = await world.describe()
    await world.open(elsewhere, audience=["pro"], ends_on="2026-11-23", from_time="14:00", to_time="15:00")
    theirs = next(slot for slot in await gap.slots() if slot["start"] > "2026-11-23T14")
    for changed, path in (
        (at(other, start=booked["start"]), "start"), (at(theirs, participant=booked["participant"]), "participant"),
    ):  # fmt: skip
        answer = await gap.change(booked, **changed)
        assert (answer.status_code, rule(answer)) == (422, "resource-invalid")
        assert answer.json()["issue"][0]["expression"] == [f"Appointment.{path}"]
    await still_stands(gap, booked)


async def test_only_what_is_booked_goes_to_another_slot(gap, booked):
    held, other, *_ = await gap.slots()
    request = (await gap.ask(held, "pending")).json()
    gone = holds_to(await gap.change(booked, status="cancelled"), 200, "cancelled")
    for told, status, refused in (
        (request, "pending", "slot-unchangeable"), (request, "booked", "slot-unchangeable"),
        (gone, "cancelled", "slot-unchangeable"), (gone, "booked", "transition-refused"),
    ):  # fmt: skip
        answer = await gap.change(told, **at(other, status=status))
        assert (answer.status_code, rule(answer)) == (409, refused)


async def test_what_has_begun_is_not_moved_nor_what_was_changed_meanwhile(world, gap, booked):
    *_, last = await gap.slots()
    stale = {**booked, "meta": {"versionId": "7"}}
    answer = await gap.change(stale, **at(last))
    assert (answer.status_code, rule(answer)) == (412, "precondition-failed")
    world.clock.advance(timedelta(hours=2, minutes=1))
    answer = await gap.change(booked, **at(last))
    assert (answer.status_code, rule(answer)) == (409, "appointment-begun")


async def test_what_is_told_again_by_its_identifier_undoes_no_move_of_the_practice(world, gap, doctor, booked):
    (other, *_) = await gap.slots()
    owner = world.who("professional", professional=doctor)
    wanted = {"slot_id": other["id"], "by": "practice"}
    assert (await world.ask(owner, "POST", f"/appointments/{booked['id']}/move", wanted)).status_code == 200
    before = asking({**other, "id": booked["slot"][0]["reference"].removeprefix("Slot/"), "start": booked["start"]})
    answer = await gap.send("PUT", BY_NAME, before)
    assert (answer.status_code, rule(answer)) == (428, "precondition-required")
    answer = await gap.send("PUT", BY_NAME, before, if_match='W/"1"')
    assert (answer.status_code, rule(answer)) == (412, "precondition-failed")
    now = (await gap.get(f"/Appointment/{booked['id']}")).json()
    assert now["slot"] == [{"reference": f"Slot/{other['id']}"}]


# What is done


@pytest.mark.parametrize("is_by_name", [False, True], ids=["by its id", "by its identifier"])
async def test_a_booking_goes_to_another_slot_and_stays_the_same_appointment(world, gap, doctor, booked, is_by_name):
    (other, *_) = await gap.slots()
    path = BY_NAME if is_by_name else f"/Appointment/{booked['id']}"
    answer = await gap.send("PUT", path, {**booked, **at(other)}, if_match='W/"1"')
    moved = holds_to(answer, 200, "booked")
    assert moved == {
        **booked, "meta": {**booked["meta"], "versionId": "2"}, "slot": [{"reference": f"Slot/{other['id']}"}],
        "start": other["start"], "end": other["end"],
    }  # fmt: skip
    for slot, status in ((booked["slot"][0]["reference"], "free"), (f"Slot/{other['id']}", "busy")):
        assert (await gap.get(f"/{slot}")).json()["status"] == status
    again = await gap.send("PUT", BY_NAME, asking(other))
    assert holds_to(again, 200, "booked") == moved, "told twice, it is done once"
    async with world.database.begin(OURS) as session:
        trail = await session.execute(
            text("select reason_code, author_id, from_starts_at < to_starts_at as is_later from agenda_act "
                 "where subject_id = :moved and act = 'appointment_moved'"), {"moved": booked["id"]},
        )  # fmt: skip
        assert [tuple(row) for row in trail] == [("patient", gap.account, True)]


async def test_a_booking_goes_to_another_professional(world, gap, doctor, booked):
    other = await world.describe()
    await world.open(other, audience=["public"], ends_on="2026-11-23", modalities=["VR"])
    place = f"Schedule/{world.places[other]}"
    slot = next(slot for slot in await gap.slots() if slot["schedule"]["reference"] == place)
    answer = await gap.change(booked, **at(slot))
    assert (answer.status_code, rule(answer)) == (422, "modality-not-offered"), (
        "it is sent whole: as it was, at a place"
    )
    moved = holds_to(await gap.change(booked, **at(slot, serviceType=slot["serviceType"])), 200, "booked")
    assert moved["id"] == booked["id"]
    assert moved["serviceType"][0]["coding"][0]["code"] == "VR"
    assert moved["participant"][1]["actor"]["reference"] == f"Practitioner/{other}"
    assert (await gap.get(f"/{booked['slot'][0]['reference']}")).json()["status"] == "free"
