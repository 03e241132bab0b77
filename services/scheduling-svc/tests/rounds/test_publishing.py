"""What is published stands in the agendas of the nurses, all of it or nothing."""

from __future__ import annotations

from uuid import uuid4

from .conftest import MONDAY, TUESDAY, events, rule


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


async def test_the_file_names_no_person_and_another_cpts_finds_nothing(told):
    file = await told.act("GET", f"/rounds/{TUESDAY}", Accept="text/csv")
    assert file.text.splitlines()[1].split(";")[5] == "Valbrune"
    (visit,) = told.visits_of(told.nurses[0])
    stranger = told.world.who("care_coordinator", cpts=uuid4())
    assert (await told.act("DELETE", f"/round-visits/{visit['visit_id']}", who=stranger)).status_code == 404
