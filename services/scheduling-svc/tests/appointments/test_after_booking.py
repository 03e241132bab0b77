"""Cancellation, outcome, and the work that waits."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from scheduling_svc.appointments.errors import AppointmentNotBegun, TransitionRefused
from scheduling_svc.appointments.models import (
    TRANSITIONS,
    Appointment,
    AppointmentStatus,
    CancellationReason,
    CancelledBy,
    Outcome,
    WorklistKey,
)
from scheduling_svc.worklists import HREFS

PATIENT = {"by": "patient", "reason_code": "no_longer_needed"}
PRACTICE = {"by": "practice", "reason_code": "professional_absent"}


@pytest.fixture
async def booked(world):
    """An appointment for a referral, with who booked it."""
    await world.open(await world.describe())
    slot, booker = (await world.free())[0], world.who("referrer")
    referral = await world.refer(by=booker)
    appointment = (await world.book(booker, slot["slot_id"], referral_id=str(referral))).json()
    return {**appointment, "booker": booker, "slot": slot}


async def cancel(world, who, appointment, body=PATIENT):
    return await world.ask(who, "POST", f"/appointments/{appointment['appointment_id']}/cancellation", body)


async def outcome(world, who, appointment, value="fulfilled"):
    path = f"/appointments/{appointment['appointment_id']}/outcome"
    said = {"outcome": value, **({"no_show_reason": "left_unseen"} if value == "no_show" else {})}
    return await world.ask(who, "POST", path, said)


async def test_an_absence_has_its_reason_and_nothing_else_has_one(world, booked):
    owner, path = world.who("director"), f"/appointments/{booked['appointment_id']}/outcome"
    world.clock.advance(timedelta(hours=3))
    for said in ({"outcome": "no_show"}, {"outcome": "fulfilled", "no_show_reason": "unannounced"}):
        answer = await world.ask(owner, "POST", path, said)
        assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (422, "invalid-input")
    said = await world.ask(owner, "POST", path, {"outcome": "no_show", "no_show_reason": "announced_too_late"})
    assert (said.json()["status"], said.json()["no_show_reason"]) == ("no_show", "announced_too_late")
    agenda = await world.ask(
        owner, "GET", f"/professionals/{booked['professional_id']}/agenda?from=2026-11-20T00:00:00Z"
    )
    assert [one["no_show_reason"] for one in agenda.json()["appointments"]] == ["announced_too_late"]


async def test_a_stranger_to_the_appointment_neither_cancels_nor_sees_it(world, booked):
    for who in (world.who("referrer"), world.who("social_coordinator"), world.who("regulator"),
                world.who("professional", professional=uuid4()), world.who("director", cpts=uuid4())):  # fmt: skip
        assert (await cancel(world, who, booked)).status_code == 404


async def test_who_booked_does_not_cancel_in_the_name_of_the_practice(world, booked):
    answer = await cancel(world, booked["booker"], booked, PRACTICE)
    assert answer.status_code == 403
    assert answer.json()["type"].endswith("/role-refused")


async def test_an_appointment_is_cancelled_once(world, booked):
    assert (await cancel(world, booked["booker"], booked)).status_code == 200
    answer = await cancel(world, booked["booker"], booked)
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("/transition-refused")


async def test_a_hold_is_not_cancelled_as_an_appointment(world, booked):
    slot = (await world.free())[0]
    held = (await world.ask(booked["booker"], "POST", f"/slots/{slot['slot_id']}/hold")).json()
    assert (await cancel(world, booked["booker"], {"appointment_id": held["hold_id"]})).status_code == 404


@pytest.mark.parametrize("body", [{}, {"by": "nobody", "reason_code": "other"}, {"by": "patient", "reason_code": ""},
                                  {**PATIENT, "comment": "Marie"}])  # fmt: skip
async def test_a_cancellation_without_author_side_or_reason_is_refused(world, booked, body):
    assert (await cancel(world, booked["booker"], booked, body)).status_code == 422


@pytest.mark.parametrize(("body", "status"), [(PATIENT, "cancelled_by_patient"), (PRACTICE, "cancelled_by_practice")])
async def test_a_cancellation_frees_the_slot_and_tells_who_and_why_without_identity(world, booked, body, status):
    owner = world.who("professional", professional=booked["professional_id"])
    answer = await cancel(world, owner, booked, body)
    assert (answer.status_code, answer.json()["status"]) == (200, status)
    assert booked["slot"] in await world.free()
    async with world.database.begin(owner.caller.cpts_id) as session:
        events = (await session.execute(text("select type, version, data from outbox_event order by id"))).all()
        last = text("select act, reason_code from agenda_act order by act_id desc limit 1")
        act = (await session.execute(last)).one()
    assert [(event.type, event.version) for event in events] == [
        ("appointment.booked.v1", 1), ("appointment.cancelled.v1", 2),
    ]  # fmt: skip
    assert events[1].data == {
        "appointment_id": booked["appointment_id"], "referral_id": booked["referral_id"],
        "professional_id": booked["professional_id"], "cancelled_by": body["by"], "reason_code": body["reason_code"],
    }  # fmt: skip
    assert act == (status, body["reason_code"])


async def test_a_freed_slot_is_booked_again(world, booked):
    await cancel(world, booked["booker"], booked)
    again = await world.book(world.who("referrer"), booked["slot_id"])
    assert again.status_code == 201
    assert again.json()["appointment_id"] != booked["appointment_id"]


async def test_a_cancelled_slot_that_no_opening_asks_for_any_more_is_not_free(world, booked):
    owner = world.who("professional", professional=booked["professional_id"])
    (opening,) = (await world.ask(owner, "GET", "/openings")).json()["items"]
    await world.ask(owner, "DELETE", f"/openings/{opening['opening_id']}", If_Match='"1"')
    assert (await cancel(world, booked["booker"], booked)).status_code == 200
    assert await world.free() == []


async def test_an_outcome_is_said_by_who_keeps_the_agenda_only(world, booked):
    world.clock.advance(timedelta(hours=3))
    assert (await outcome(world, booked["booker"], booked)).status_code == 403
    colleague = world.who("professional", professional=uuid4())
    assert (await outcome(world, colleague, booked)).status_code == 404
    owner = world.who("delegate", professional=booked["professional_id"])
    assert (await outcome(world, owner, booked)).json()["status"] == "fulfilled"


async def test_an_outcome_is_not_known_before_the_appointment_begins(world, booked):
    answer = await outcome(world, world.who("director"), booked)
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("/appointment-not-begun")


@pytest.mark.parametrize("then", ["fulfilled", "no_show"])
async def test_whoever_was_said_to_have_arrived_was_seen_or_that_was_a_mistake(world, booked, then):
    owner = world.who("delegate", professional=booked["professional_id"])
    early = await outcome(world, owner, booked, "arrived")
    assert early.json()["type"].endswith("/appointment-not-begun")
    world.clock.advance(timedelta(hours=3))
    assert (await outcome(world, owner, booked, "arrived")).json()["status"] == "arrived"
    assert (await outcome(world, owner, booked, "arrived")).json()["type"].endswith("/transition-refused")
    assert (await outcome(world, owner, booked, then)).json()["status"] == then
    async with world.database.begin(owner.caller.cpts_id) as session:
        acts = await session.scalars(text("select act from agenda_act order by at, act_id"))
        told = await session.scalars(text("select data ->> 'outcome' from outbox_event where type like '%came_out%'"))
    assert list(acts)[-2:] == ["arrived", then]
    assert list(told) == [then], "that she is in the waiting room is told to nobody else"


async def test_past_appointments_without_outcome_wait_in_the_worklist_of_their_owner(world, booked):
    owner = world.who("professional", professional=booked["professional_id"])
    other = world.who("professional", professional=uuid4())

    async def lists(who):
        return (await world.ask(who, "GET", "/worklists")).json()["items"]

    assert await lists(owner) == []
    world.clock.advance(timedelta(hours=3))
    (waiting,) = await lists(owner)
    assert (waiting["key"], waiting["count"], waiting["oldest_at"]) == (
        "outcome_missing", 1, "2026-11-23T08:15:00Z",
    )  # fmt: skip
    assert (await lists(world.who("director")))[0]["count"] == 1
    for who in (other, world.who("referrer"), world.who("guest"), world.who("professional")):
        assert await lists(who) == []
    await outcome(world, owner, booked, "no_show")
    assert await lists(owner) == []


async def test_what_the_practice_cancelled_waits_until_it_is_booked_again(world, booked):
    director = world.who("director")
    await cancel(world, director, booked, PRACTICE)
    (waiting,) = (await world.ask(director, "GET", "/worklists")).json()["items"]
    assert (waiting["key"], waiting["count"]) == ("to_rebook", 1)
    slot = (await world.free())[3]
    await world.book(world.who("care_coordinator"), slot["slot_id"], referral_id=booked["referral_id"])
    assert (await world.ask(director, "GET", "/worklists")).json()["items"] == []


async def test_the_list_behind_a_badge_holds_the_appointments_it_counts(world, booked):
    """One over and one cancelled, of two agendas; and one ahead that stands in no list."""
    slots = await world.free()
    another = await world.refer(by=booked["booker"])
    gone = (await world.book(booked["booker"], slots[6]["slot_id"], referral_id=str(another))).json()
    await cancel(world, world.who("director"), gone, PRACTICE)
    await world.book(booked["booker"], slots[7]["slot_id"])
    neighbour = await world.describe()
    await world.open(neighbour)
    theirs = next(slot for slot in await world.free() if slot["professional_id"] == str(neighbour))
    await world.book(booked["booker"], theirs["slot_id"])
    world.clock.advance(timedelta(hours=3))
    owner = world.who("professional", professional=booked["professional_id"])
    met = set()
    for who in (owner, world.who("director"), world.who("care_coordinator"),
                world.who("professional", professional=neighbour), booked["booker"]):  # fmt: skip
        badges = (await world.ask(who, "GET", "/worklists")).json()["items"]
        counted = {one["key"]: one["count"] for one in badges}
        for key in WorklistKey:
            rows = (await world.ask(who, "GET", f"/appointments?worklist={key.value}")).json()["items"]
            assert (key, len(rows)) == (key, counted.get(key.value, 0))
            assert all(row["professional_name"] for row in rows)
        assert all(one["href"] == HREFS[one["key"]] for one in badges)
        met |= set(counted)
    assert met >= {key.value for key in WorklistKey}


def appointment(status):
    return Appointment(status=status.value, version=1, starts_at=datetime(2026, 11, 23, 8, tzinfo=UTC))


def acts():
    later = datetime(2026, 11, 23, 9, tzinfo=UTC)
    for by in CancelledBy:
        yield f"cancelled_by_{by}", lambda a, by=by: a.cancel(by, CancellationReason.OTHER, later)
    for value in Outcome:
        yield value.value, lambda a, value=value: a.came_out_as(value, later)


@pytest.mark.parametrize("present", list(AppointmentStatus))
@pytest.mark.parametrize(("target", "act"), list(acts()))
def test_every_way_between_statuses_is_in_the_table_or_refused(present, target, act):
    entity = appointment(present)
    if AppointmentStatus(target) in TRANSITIONS[present]:
        act(entity)
        assert (entity.status, entity.version) == (target, 2)
    else:
        with pytest.raises(TransitionRefused):
            act(entity)
        assert (entity.status, entity.version) == (present.value, 1)


def test_the_entity_refuses_an_outcome_ahead_of_time():
    with pytest.raises(AppointmentNotBegun):
        appointment(AppointmentStatus.BOOKED).came_out_as(Outcome.FULFILLED, datetime(2026, 11, 23, 7, tzinfo=UTC))


async def test_a_list_is_of_one_day_and_one_agenda_and_says_who_stated_what(world, booked):
    neighbour = await world.describe()
    await world.open(neighbour)
    theirs = next(slot for slot in await world.free() if slot["professional_id"] == str(neighbour))
    await world.book(booked["booker"], theirs["slot_id"])
    director = world.who("director")

    async def found(query):
        return (await world.ask(director, "GET", f"/appointments?{query}")).json()["items"]

    day = booked["starts_at"][:10]
    on_the_day = f"from={day}T00:00:00Z&to={day}T23:00:00Z"
    assert len(await found(on_the_day)) == 2
    assert await found(f"from={day}T00:00:00Z&to={day}T01:00:00Z") == []
    (mine,) = await found(f"{on_the_day}&professional_id={booked['professional_id']}")
    assert mine["appointment_id"] == booked["appointment_id"]
    assert mine["stated_by"] == {"at": mine["booked_at"], "name": "Somebody", "roles": ["referrer"]}
    world.clock.advance(timedelta(hours=3))
    await outcome(world, world.who("delegate", professional=booked["professional_id"]), booked, "no_show")
    (mine,) = await found(f"{on_the_day}&professional_id={booked['professional_id']}")
    assert mine["stated_by"]["roles"] == ["delegate"]
    assert mine["stated_by"]["at"] == mine["outcome_at"]


async def test_the_file_of_a_list_says_of_nobody_for_whom_he_came(world, booked):
    director, path = world.who("director"), "/appointments?to=2027-01-01T00:00:00Z"
    answer = await world.ask(director, "GET", path, Accept="text/csv")
    assert answer.headers["content-type"].startswith("text/csv")
    head, line = answer.text.removeprefix("\ufeff").splitlines()
    assert head.split(";")[:3] == ["starts_at", "ends_at", "professional_name"]
    assert booked["referral_id"] not in answer.text
    assert line.split(";")[6:9] == ["AMB", booked["reason_code"], "booked"]
    stranger = await world.ask(world.who("referrer"), "GET", path, Accept="text/csv")
    assert len(stranger.text.splitlines()) == 1
    assert (await world.ask(world.who("secretary"), "GET", path, Accept="text/csv")).status_code == 403
