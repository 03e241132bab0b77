"""An appointment is moved in one act, or stays where it stands."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from scheduling_svc.appointments.models import AppointmentStatus

from .test_after_booking import PATIENT, cancel

PERSON = {"by": "patient"}


@pytest.fixture
async def booked(world):
    """An appointment for an SNP referral, with who booked it, whose it is and the next free slots."""
    owner = await world.describe()
    await world.open(owner)
    slots, booker = await world.free(), world.who("referrer")
    referral = await world.refer(by=booker)
    appointment = (await world.book(booker, slots[0]["slot_id"], referral_id=str(referral))).json()
    return {**appointment, "booker": booker, "owner": owner, "slots": slots, "referral": referral}


async def move(world, who, appointment, slot, *, key=None, **changed):
    path = f"/appointments/{appointment['appointment_id']}/move"
    headers = {"Idempotency_Key": key} if key else {}
    return await world.ask(who, "POST", path, {"slot_id": slot["slot_id"], **PERSON, **changed}, **headers)


async def rows(world, question, **values):
    async with world.database.begin(world.who().caller.cpts_id) as session:
        return (await session.execute(text(question), values)).all()


async def told(world):
    facts = await rows(world, "select type, data from outbox_event where type like 'appointment.%' order by id")
    return [(row.type, row.data) for row in facts]


def rule(answer):
    return answer.json()["type"].rsplit("/", 1)[-1]


async def test_a_stranger_to_the_appointment_moves_nothing(world, booked):
    for who in (world.who("referrer"), world.who("social_coordinator"), world.who("regulator"),
                world.who("professional", professional=uuid4()), world.who("director", cpts=uuid4())):  # fmt: skip
        assert (await move(world, who, booked, booked["slots"][1])).status_code == 404


async def test_who_booked_does_not_move_in_the_name_of_the_practice(world, booked):
    answer = await move(world, booked["booker"], booked, booked["slots"][1], by="practice")
    assert (answer.status_code, rule(answer)) == (403, "role-refused")


async def test_a_taken_slot_is_lost_with_the_next_three_and_the_appointment_stands(world, booked):
    wanted, *others = booked["slots"][1:]
    await world.book(world.who("referrer"), wanted["slot_id"])
    answer = await move(world, booked["booker"], booked, wanted, key="a-lost-race")
    assert (answer.status_code, rule(answer)) == (409, "slot-taken")
    assert [slot["slot_id"] for slot in answer.json()["next"]] == [slot["slot_id"] for slot in others[:3]]
    mine = UUID(booked["appointment_id"])
    (row,) = await rows(world, "select slot_id, version from appointment where appointment_id = :id", id=mine)
    assert (str(row.slot_id), row.version) == (booked["slot_id"], 1)
    assert booked["slots"][0] not in await world.free()
    # The key of what was refused is free for the next try.
    again = await move(world, booked["booker"], booked, others[0], key="a-lost-race")
    assert again.status_code == 200


async def test_a_slot_that_others_hold_or_that_nobody_may_see_is_no_place_to_go(world, booked):
    held = booked["slots"][1]
    await world.ask(world.who("referrer"), "POST", f"/slots/{held['slot_id']}/hold")
    assert rule(await move(world, booked["booker"], booked, held)) == "slot-taken"
    assert (await move(world, booked["booker"], booked, {"slot_id": str(uuid4())})).status_code == 404
    private = await world.describe()
    await world.open(private, audience=[])
    own = world.who("professional", professional=private)
    (hidden, *_) = await world.free(own, professional_id=str(private))
    assert (await move(world, booked["booker"], booked, hidden)).status_code == 404


async def test_what_has_begun_or_is_over_is_not_moved(world, booked):
    late = booked["slots"][-1]
    world.clock.advance(timedelta(hours=2, minutes=1))
    answer = await move(world, booked["booker"], booked, late)
    assert (answer.status_code, rule(answer)) == (409, "appointment-begun")
    await cancel(world, booked["booker"], booked)
    for slot in (late, booked["slots"][0]):  # not even to where it stood
        assert rule(await move(world, booked["booker"], booked, slot)) == "transition-refused"


async def test_the_slot_it_leaves_is_free_and_the_trail_says_who_from_where_and_to_where(world, booked):
    owner = world.who("professional", professional=booked["owner"])
    answer = await move(world, owner, booked, booked["slots"][2], by="practice")
    assert answer.status_code == 200, answer.text
    moved = answer.json()
    for kept in ("appointment_id", "professional_id", "referral_id", "reason_code", "booked_at"):
        assert moved[kept] == booked[kept]
    assert (moved["starts_at"], moved["version"]) == (booked["slots"][2]["starts_at"], 2)
    free = await world.free()
    assert booked["slots"][0] in free
    assert booked["slots"][2] not in free
    (act,) = await rows(world, "select * from agenda_act where act = 'appointment_moved'")
    assert (act.author_id, act.reason_code) == (owner.caller.account_id, "practice")
    assert (act.from_professional_id, act.professional_id) == (booked["owner"], booked["owner"])
    stamps = [at.strftime("%Y-%m-%dT%H:%M:%SZ") for at in (act.from_starts_at, act.to_starts_at)]
    assert stamps == [booked["starts_at"], moved["starts_at"]]
    (row,) = await rows(world, "select booked_by from appointment where status = 'booked'")
    assert row.booked_by == booked["booker"].caller.account_id


async def test_the_referral_hears_of_a_move_and_of_no_cancellation(world, booked):
    await move(world, booked["booker"], booked, booked["slots"][1])
    (first, _), (second, data) = await told(world)
    assert (first, second) == ("appointment.booked.v1", "appointment.moved.v1")
    assert data["referral_id"] == str(booked["referral"])
    assert (data["previous_professional_id"], data["professional_id"]) == (str(booked["owner"]),) * 2
    assert (data["moved_by"], data["choice_recorded"]) == ("patient", None)


async def test_a_move_sent_twice_happens_once_even_when_it_took_the_sight_of_it_away(world, booked):
    other = await world.describe()
    await world.open(other)
    (slot, *_) = await world.free(professional_id=str(other))
    await world.refer(referral=booked["referral"], status="placed", placed=booked["owner"], by=booked["booker"])
    owner = world.who("professional", professional=booked["owner"])
    answers = [
        await move(world, owner, booked, slot, key="twice-the-same", choice_recorded="phone") for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert len(await rows(world, "select 1 from agenda_act where act = 'appointment_moved'")) == 1
    # Where it stands already there is nothing to do.
    assert (await move(world, booked["booker"], booked, slot)).json()["version"] == 2


async def test_another_professional_learns_the_name_only_as_the_person_chose_and_by_who_has_a_link(world, booked):
    other = await world.describe()
    await world.open(other)
    (slot, *_) = await world.free(professional_id=str(other))
    assert rule(await move(world, booked["booker"], booked, slot)) == "choice-unsaid"
    owner = world.who("professional", professional=booked["owner"])
    assert rule(await move(world, owner, booked, slot, choice_recorded="oral")) == "referral-unknown"
    answer = await move(world, booked["booker"], booked, slot, choice_recorded="oral")
    assert (answer.status_code, answer.json()["professional_id"]) == (200, str(other))
    data = (await told(world))[-1][1]
    assert (data["previous_professional_id"], data["professional_id"]) == (str(booked["owner"]), str(other))
    assert data["choice_recorded"] == "oral"


async def test_who_was_chosen_for_care_stays_chosen(world, booked):
    """Beside unscheduled care a move never runs ahead of the person's choice."""
    care = await world.refer(kind="care", status="placed", placed=booked["owner"], by=booked["booker"])
    mine = (await world.book(booked["booker"], booked["slots"][1]["slot_id"], referral_id=str(care))).json()
    other = await world.describe()
    await world.open(other)
    (slot, *_) = await world.free(professional_id=str(other))
    answer = await move(world, booked["booker"], mine, slot, choice_recorded="oral")
    assert (answer.status_code, rule(answer)) == (409, "referral-not-bookable")
    assert (await move(world, booked["booker"], mine, booked["slots"][2])).status_code == 200


async def test_a_move_is_undone_by_a_move_back(world, booked):
    await move(world, booked["booker"], booked, booked["slots"][1])
    back = await move(world, booked["booker"], booked, booked["slots"][0])
    assert (back.status_code, back.json()["starts_at"], back.json()["version"]) == (200, booked["starts_at"], 3)
    assert (await world.free())[0] == booked["slots"][1]


async def test_a_slot_stays_taken_while_another_of_its_appointments_stands(world):
    await world.open(await world.describe(), overbooking=1)
    slots, owner = await world.free(), world.who("care_coordinator")
    first = (await world.book(owner, slots[0]["slot_id"])).json()
    await world.book(owner, slots[0]["slot_id"], overbook=True)
    assert (await move(world, owner, first, slots[1])).status_code == 200
    assert slots[0] not in await world.free()
    assert rule(await move(world, owner, first, slots[0])) == "slot-taken"


async def test_a_long_reason_may_move_onto_a_part_of_its_own_time(world):
    owner = await world.describe()
    await world.open(owner, reasons=[{"reason_code": "care", "minutes": 30}])
    slots, who = await world.free(), world.who("care_coordinator")
    long = (await world.book(who, slots[0]["slot_id"], reason_code="care")).json()
    moved = (await move(world, who, long, slots[1])).json()
    assert (moved["starts_at"], moved["ends_at"]) == (slots[1]["starts_at"], slots[2]["ends_at"])
    assert [slot["slot_id"] for slot in (await world.free())[:2]] == [slots[0]["slot_id"], slots[3]["slot_id"]]
    assert rule(await move(world, who, moved, slots[3])) == "not-enough-room"


async def test_its_owners_closed_hour_does_not_come_back_when_somebody_leaves_it(world, booked):
    owner = world.who("professional", professional=booked["owner"])
    span = {"professional_id": str(booked["owner"]), "from": booked["starts_at"], "to": booked["ends_at"]}
    assert (await world.ask(owner, "POST", "/closures", span)).status_code == 201
    assert (await move(world, booked["booker"], booked, booked["slots"][1])).status_code == 200
    assert booked["slot_id"] not in [slot["slot_id"] for slot in await world.free()]


async def test_what_the_sas_is_owed_goes_with_the_appointment(world, booked):
    other = await world.describe()
    await world.open(other)
    (slot, *_) = await world.free(professional_id=str(other))
    await rows(
        world,
        "insert into sas_declaration values (:owner, :id, :cpts, 'urn|1', 'declared', 1, 0, 0, now()) returning 1",
        owner=booked["owner"], id=UUID(booked["appointment_id"]), cpts=world.who().caller.cpts_id,
    )  # fmt: skip
    await move(world, booked["booker"], booked, slot, choice_recorded="oral")
    (owed,) = await rows(
        world,
        "select d.declared_version, a.version from sas_declaration d join appointment a "
        "using (professional_id, appointment_id)",
    )
    assert (owed.declared_version, owed.version) == (1, 2)


async def test_a_moved_appointment_is_cancelled_where_it_stands(world, booked):
    await move(world, booked["booker"], booked, booked["slots"][1])
    assert (await cancel(world, booked["booker"], booked, PATIENT)).status_code == 200
    assert (await world.free())[:2] == booked["slots"][:2]
    (row,) = await rows(world, "select status from appointment")
    assert row.status == AppointmentStatus.CANCELLED_BY_PATIENT


async def test_the_list_says_what_each_may_do_with_it(world, booked):
    async def acts(who, **params):
        found = await world.ask(
            who, "GET", "/appointments", params={"referral_id": str(booked["referral"]), **params}
        )
        return [(one["allowed_acts"], one["profession_code"]) for one in found.json()["items"]]

    keeper = world.who("professional", professional=booked["owner"])
    reader = world.who("regulator")
    assert await acts(booked["booker"]) == [(["move", "cancel"], "10")]
    assert await acts(keeper) == [(["move", "cancel"], "10")]
    assert await acts(reader) == [([], "10")]
    world.clock.advance(timedelta(hours=2, minutes=1))
    assert await acts(booked["booker"]) == [(["cancel"], "10")]
    assert await acts(keeper) == [(["cancel", "outcome"], "10")]
