"""Visits at home are noted, planned, moved by hand and published; the nurse says how each went."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from carekit.auth import ROLES
from scheduling_svc.appointments.models import AgendaAct
from scheduling_svc.rounds.solver import A_HANDFUL

from .conftest import MONDAY, MORNING, TUESDAY

OURS = UUID("00000000-0000-4000-8000-000000000001")


def rule(answer):
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


async def events(world):
    async with world.database.begin(OURS) as session:
        rows = await session.execute(text("select type, data from outbox_event order by occurred_at, id"))
        return [(row.type, row.data) for row in rows if row.type.startswith("appointment.")]


async def test_rounds_are_planned_by_the_care_coordinator_alone_and_read_by_the_director(rounds):
    nurse = await rounds.nurse()
    for role in sorted(ROLES - {"suspended"}):
        who = rounds.world.who(role, professional=nurse)
        assert (await rounds.note(who=who)).is_success == (role == "care_coordinator"), role
        assert (await rounds.act("POST", f"/rounds/{TUESDAY}/proposal", who=who)).is_success == (
            role == "care_coordinator"
        )
        read = await rounds.act("GET", f"/rounds/{TUESDAY}", who=who)
        assert read.is_success == (role in ("care_coordinator", "director")), role


async def test_nobody_is_volunteered_by_others_and_hours_follow_each_other(rounds):
    nurse = await rounds.nurse()
    for who in (rounds.coordinator, rounds.own(uuid4())):
        assert (await rounds.volunteer(nurse, who=who)).status_code == 403
    overlapping = [MORNING, {**MORNING, "from_time": "11:00", "to_time": "13:00"}]
    assert rule(await rounds.volunteer(nurse, hours=overlapping)) == (422, "hours-overlap")
    backwards = {**MORNING, "from_time": "12:00", "to_time": "08:00"}
    assert (await rounds.volunteer(nurse, hours=[backwards])).status_code == 422
    stranger = uuid4()
    assert rule(await rounds.volunteer(stranger)) == (422, "professional-unknown")


async def test_each_reads_his_own_word_and_leaves_the_rounds_himself(rounds):
    first, second = await rounds.nurse(), await rounds.nurse()
    for who, count in ((rounds.own(first), 1), (rounds.coordinator, 2)):
        assert len((await rounds.act("GET", "/round-volunteers", who=who)).json()["items"]) == count
    assert (await rounds.act("DELETE", f"/round-volunteers/{second}", who=rounds.own(first))).status_code == 403
    for status in (204, 404):
        answer = await rounds.act("DELETE", f"/round-volunteers/{second}", who=rounds.own(second))
        assert answer.status_code == status


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"referral_id": "00000000-0000-4000-8000-00000000000f"}, (409, "referral-unknown")),
        ({"commune_code": "97099"}, (422, "commune-unknown")),
        ({"day": "2026-11-22"}, (409, "rounds-past")),
        ({"from_time": "12:00", "to_time": "11:00"}, (422, "validation")),
        ({"skills": ["surgery"]}, (422, "validation")),
    ],
)
async def test_a_visit_that_makes_no_sense_is_not_noted(rounds, changed, refused):
    status, title = rule(await rounds.note(**changed))
    assert status == refused[0]
    assert refused[1] in title or status == 422


@pytest.mark.parametrize(
    ("request_of", "refused"),
    [({"kind": "care"}, "not-unscheduled-care"), ({"status": "withdrawn"}, "triage-ended")],
)
async def test_a_visit_is_noted_for_an_open_request_of_unscheduled_care(rounds, request_of, refused):
    referral = await rounds.world.refer(**request_of)
    assert rule(await rounds.note(referral_id=str(referral))) == (409, refused)


async def test_a_request_that_triage_sent_to_the_pool_waits_until_its_visit_is_noted(rounds):
    world = rounds.world
    referral = str(await world.refer())
    await world.ask(rounds.coordinator, "PUT", f"/triages/{referral}")
    said = {
        "danger": "none",
        "danger_more": "none",
        "who": "adult",
        "reason": "pain",
        "pain": "strong",
        "travel": "no",
    }
    for question, answer in said.items():
        await world.ask(rounds.coordinator, "PUT", f"/triages/{referral}/answers/{question}", {"answer": answer})
    await world.ask(rounds.coordinator, "POST", f"/triages/{referral}/dispositions", {"to": "pool"})
    assert [one["referral_id"] for one in (await rounds.read())["sent_to_pool"]] == [referral]
    await rounds.note(referral_id=referral)
    assert rounds.day["sent_to_pool"] == []


async def test_what_has_no_place_says_why(rounds):
    await rounds.note()
    assert [one["unplaced_reason"] for one in (await rounds.propose())["unplaced"]] == ["nobody"]
    nurse = await rounds.nurse()
    await rounds.volunteer(nurse, communes=["97002"])
    await rounds.note(commune_code="97002", skills=["pcr"])
    await rounds.note(commune_code="97002", from_time="14:00", to_time="15:00")
    assert {one["unplaced_reason"] for one in (await rounds.propose())["unplaced"]} == {"sector", "skill", "window"}
    assert rounds.day["to_place"] == [{"day": TUESDAY, "visits": 3}]
    items = (await rounds.act("GET", "/worklists")).json()["items"]
    assert [(one["key"], one["count"]) for one in items if one["key"] == "visits_to_place"] == [
        ("visits_to_place", 3)
    ]


async def test_a_day_of_more_than_a_handful_is_planned_in_a_process_of_its_own(rounds):
    nurse = await rounds.nurse()
    for _ in range(A_HANDFUL + 1):
        await rounds.note(minutes=15)
    await rounds.propose()
    assert [one["status"] for one in rounds.visits_of(nurse)] == ["placed"] * (A_HANDFUL + 1)
    assert rounds.day["travel_minutes"] == 5 * (A_HANDFUL + 2)


async def test_a_nurse_who_is_away_or_taken_gets_no_visit_then(rounds):
    nurse = await rounds.nurse()
    await rounds.world.open(
        nurse, kind="one_off", weekdays=[], starts_on=TUESDAY, from_time="08:00", to_time="09:00", slot_minutes=60,
        modalities=["HH"],
    )  # fmt: skip
    (slot,) = await rounds.world.free(profession="60")
    assert (await rounds.world.book(rounds.coordinator, slot["slot_id"])).status_code == 201
    await rounds.note()
    await rounds.propose()
    assert rounds.visits_of(nurse)[0]["starts_at"] == "2026-11-24T08:00:00Z"
    absence = {"starts_on": TUESDAY, "ends_on": TUESDAY}
    await rounds.world.describe(nurse, profession_code="60", specialty_codes=[], absences=[absence])
    assert [one["unplaced_reason"] for one in (await rounds.propose())["unplaced"]] == ["nobody"]


async def test_the_hand_is_told_what_it_breaks_and_refused_what_is_not_hers(rounds):
    nurse = await rounds.nurse()
    await rounds.volunteer(nurse, communes=["97001"])
    await rounds.note(commune_code="97002")
    (visit,) = (await rounds.read())["unplaced"]
    path = f"/round-visits/{visit['visit_id']}/place"
    weighed = (await rounds.act("POST", f"{path}/weighing", rounds.place(nurse))).json()
    assert ([one["kind"] for one in weighed["broken"]], weighed["may_insist"]) == (["sector"], False)
    for insists in (False, True):
        refused = await rounds.act("PUT", path, rounds.place(nurse, agreed_hour=insists))
        assert rule(refused) == (409, "rounds-break-rule")
    assert rule(await rounds.act("PUT", path, rounds.place(uuid4()))) == (422, "hours-unknown")


async def test_the_person_may_agree_to_another_hour(rounds):
    nurse = await rounds.nurse()
    await rounds.note(from_time="07:00", to_time="07:30")
    (visit,) = (await rounds.read())["unplaced"]
    path = f"/round-visits/{visit['visit_id']}/place"
    weighed = (await rounds.act("POST", f"{path}/weighing", rounds.place(nurse))).json()
    assert ([one["kind"] for one in weighed["broken"]], weighed["may_insist"]) == (["window"], True)
    assert rule(await rounds.act("PUT", path, rounds.place(nurse))) == (409, "rounds-break-rule")
    assert (await rounds.act("PUT", path, rounds.place(nurse, agreed_hour=True))).status_code == 200
    (placed,) = rounds.visits_of(nurse)
    assert (placed["from_time"], placed["to_time"], placed["is_pinned"]) == ("07:00", "08:05", True)


async def test_a_pinned_visit_stays_when_the_rest_is_planned_anew(rounds):
    near, far = (
        await rounds.nurse(),
        await rounds.nurse(commune={"code": "97002", "name": "M", "lat": 45.99, "lon": 4.6}),
    )
    await rounds.note()
    await rounds.propose()
    (visit,) = rounds.visits_of(near)
    path = f"/round-visits/{visit['visit_id']}"
    assert (await rounds.act("PUT", f"{path}/place", rounds.place(far))).status_code == 200
    await rounds.propose()
    assert [one["visit_id"] for one in rounds.visits_of(far)] == [visit["visit_id"]]
    assert (await rounds.act("PUT", f"{path}/pin", {"is_pinned": False})).status_code == 200
    await rounds.propose()
    assert [one["visit_id"] for one in rounds.visits_of(near)] == [visit["visit_id"]]
    assert (await rounds.act("DELETE", f"{path}/place")).status_code == 200
    assert rule(await rounds.act("PUT", f"{path}/pin", {"is_pinned": True})) == (409, "visit-not-placed")


async def test_nothing_is_published_twice_nor_from_what_somebody_else_changed(told):
    assert rule(await told.publish()) == (409, "nothing-to-tell")
    await told.note()
    stale = dict(told.day)
    await told.propose()
    told.day = stale
    assert (await told.publish()).status_code == 412


async def test_a_published_visit_stands_in_the_agenda_of_its_nurse_and_the_request_hears_of_it(told):
    (nurse,) = told.nurses
    (visit,) = told.visits_of(nurse)
    assert (visit["status"], visit["starts_at"]) == ("told", "2026-11-24T07:05:00Z")
    (kind, booked), *more = await events(told.world)
    assert (kind, more) == ("appointment.booked.v1", [])
    assert (booked["referral_id"], booked["professional_id"]) == (visit["referral_id"], str(nurse))
    assert (booked["modality"], booked["choice_recorded"]) == ("HH", "phone")
    listed = (await told.act("GET", "/appointments", who=told.own(nurse))).json()["items"]
    assert [one["appointment_id"] for one in listed] == [visit["appointment_id"]]
    (version,) = (await told.act("GET", f"/rounds/{TUESDAY}/publications")).json()["items"]
    assert [stop["visit_id"] for stop in version["stops"]] == [visit["visit_id"]]


async def test_the_constraint_has_the_last_word_and_nothing_is_published(rounds):
    nurse = await rounds.nurse()
    await rounds.world.open(
        nurse, kind="one_off", weekdays=[], starts_on=TUESDAY, from_time="08:00", to_time="09:00", slot_minutes=60,
        modalities=["HH"],
    )  # fmt: skip
    await rounds.note()
    await rounds.propose()
    (slot,) = await rounds.world.free(profession="60")
    await rounds.world.book(rounds.coordinator, slot["slot_id"])
    assert rule(await rounds.publish()) == (409, "nurse-taken")
    assert await events(rounds.world) == []
    await rounds.propose()
    assert (await rounds.publish()).status_code == 200
    assert rounds.visits_of(nurse)[0]["starts_at"] == "2026-11-24T08:00:00Z"


async def test_what_was_told_stays_when_planned_anew_and_moves_by_hand_in_one_act(told):
    (nurse,) = told.nurses
    (visit,) = told.visits_of(nurse)
    other = await told.nurse()
    await told.note(commune_code="97002")
    await told.propose()
    assert told.visits_of(nurse)[0]["starts_at"] == visit["starts_at"]
    path = f"/round-visits/{visit['visit_id']}/place"
    assert rule(await told.act("DELETE", path)) == (409, "visit-told")
    assert (await told.act("PUT", path, told.place(other))).status_code == 200
    moved = next(one for one in told.visits_of(other) if one["visit_id"] == visit["visit_id"])
    assert (moved["status"], moved["appointment_id"]) == ("told", visit["appointment_id"])
    assert [kind for kind, _ in await events(told.world)] == ["appointment.booked.v1", "appointment.moved.v1"]
    free = await told.act("GET", f"/professionals/{nurse}/agenda?from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z")
    assert free.json()["appointments"] == []


async def test_a_told_hour_is_not_pushed_by_another_visit(told):
    (nurse,) = told.nurses
    await told.note()
    (visit,) = told.day["unplaced"]
    path = f"/round-visits/{visit['visit_id']}/place"
    weighed = (await told.act("POST", f"{path}/weighing", told.place(nurse, 0))).json()
    assert ([one["kind"] for one in weighed["broken"]], weighed["may_insist"]) == (["told"], False)
    assert (await told.act("PUT", path, told.place(nurse, 1))).status_code == 200


async def test_a_nurse_sees_what_was_published_to_her_alone(told):
    (nurse,) = told.nurses
    other = await told.nurse()
    await told.note()
    await told.propose()
    for one, count in ((nurse, 1), (other, 0)):
        own = (await told.act("GET", f"/rounds/{TUESDAY}/own", who=told.own(one))).json()
        assert len(own["visits"]) == count
        assert own["next_day"] is None
        before = (await told.act("GET", f"/rounds/{MONDAY}/own", who=told.own(one))).json()
        assert before["next_day"] == (TUESDAY if count else None)
    assert (await told.act("GET", f"/rounds/{TUESDAY}/own")).status_code == 403


async def test_what_a_nurse_hands_back_is_free_again_and_is_not_given_to_her(told):
    (nurse,) = told.nurses
    (visit,) = told.visits_of(nurse)
    path = f"/round-visits/{visit['visit_id']}/appointment"
    other = await told.nurse()
    assert rule(await told.act("DELETE", path, who=told.own(other)))[0] == 403
    assert (await told.act("DELETE", path, who=told.own(nurse))).status_code == 204
    assert (await told.act("DELETE", path, who=told.own(nurse))).status_code == 404
    kind, cancelled = (await events(told.world))[-1]
    assert (kind, cancelled["cancelled_by"]) == ("appointment.cancelled.v1", "practice")
    await told.propose()
    assert [one["visit_id"] for one in told.visits_of(other)] == [visit["visit_id"]]
    weighing = f"/round-visits/{visit['visit_id']}/place/weighing"
    weighed = (await told.act("POST", weighing, told.place(nurse))).json()
    assert [one["kind"] for one in weighed["broken"]] == ["barred"]
    assert (await told.publish()).status_code == 200
    assert (await events(told.world))[-1][1]["professional_id"] == str(other)


@pytest.mark.parametrize(
    ("outcome", "appointment"), [("done", "fulfilled"), ("not_found", "no_show"), ("to_see_again", "fulfilled")]
)
async def test_what_is_said_at_the_door_is_the_outcome_of_the_appointment(told, outcome, appointment):
    (nurse,) = told.nurses
    (visit,) = told.visits_of(nurse)
    path = f"/round-visits/{visit['visit_id']}/outcome"
    assert rule(await told.act("POST", path, {"outcome": outcome}, who=told.own(nurse))) == (
        409, "appointment-not-begun",
    )  # fmt: skip
    told.world.clock.move_to(datetime(2026, 11, 24, 7, 0, tzinfo=UTC))  # five minutes ahead of the plan
    assert (await told.act("POST", path, {"outcome": outcome}, who=told.own(uuid4()))).status_code == 403
    said = await told.act("POST", path, {"outcome": outcome}, who=told.own(nurse))
    assert (said.status_code, said.json()["status"]) == (200, outcome)
    assert (await told.act("POST", path, {"outcome": outcome}, who=told.own(nurse))).status_code == 409
    (listed,) = (await told.act("GET", "/appointments", who=told.own(nurse))).json()["items"]
    assert listed["status"] == appointment
    kind, told_of = (await events(told.world))[-1]
    assert (kind, told_of["outcome"]) == ("appointment.came_out.v1", appointment)
    again = (await told.act("GET", "/rounds/2026-11-25")).json()["unplaced"]
    assert [one["follows"] for one in again] == ([] if outcome == "done" else [visit["visit_id"]])


async def test_a_request_that_ended_is_visited_by_nobody(told):
    (nurse,) = told.nurses
    (visit,) = told.visits_of(nurse)
    await told.world.refer(referral=visit["referral_id"], status="withdrawn", event="referral.withdrawn.v1")
    await told.read()
    assert (told.visits_of(nurse), told.day["unplaced"]) == ([], [])


async def test_what_the_practice_cancels_in_its_agenda_is_to_be_placed_again(told):
    (nurse,) = told.nurses
    (visit,) = told.visits_of(nurse)
    await told.act(
        "POST",
        f"/appointments/{visit['appointment_id']}/cancellation",
        {"by": "practice", "reason_code": "emergency"},
    )
    await told.read()
    assert [one["visit_id"] for one in told.day["unplaced"]] == [visit["visit_id"]]


async def test_a_withdrawn_visit_leaves_the_agenda(told):
    (nurse,) = told.nurses
    (visit,) = told.visits_of(nurse)
    path = f"/round-visits/{visit['visit_id']}"
    assert (await told.act("DELETE", path)).status_code == 200
    assert (told.visits_of(nurse), told.day["unplaced"]) == ([], [])
    assert (await told.act("DELETE", path)).status_code == 404


async def test_the_file_names_no_person_and_another_cpts_finds_nothing(told):
    file = await told.act("GET", f"/rounds/{TUESDAY}", Accept="text/csv")
    assert file.text.splitlines()[1].split(";")[5] == "Valbrune"
    (visit,) = told.visits_of(told.nurses[0])
    stranger = told.world.who("care_coordinator", cpts=uuid4())
    assert (await told.act("DELETE", f"/round-visits/{visit['visit_id']}", who=stranger)).status_code == 404


async def test_each_act_is_in_the_trail(told):
    async with told.world.database.begin(OURS) as session:
        acts = set(await session.scalars(select(AgendaAct.act)))
    assert {"rounds_volunteered", "visit_noted", "rounds_proposed", "rounds_published", "appointment_booked"} <= acts
