"""The day is planned, and moved by a hand that is told what it breaks."""

from __future__ import annotations

from uuid import uuid4

from carekit.auth import ROLES
from scheduling_svc.rounds.solver import A_HANDFUL

from .conftest import TUESDAY, rule


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
