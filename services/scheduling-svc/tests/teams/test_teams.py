"""A team is made, described and closed; its shifts are published week after week."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from .conftest import SATURDAY, rule_of


async def test_a_professional_makes_no_team_and_leads_none_that_is_not_his(scene):
    nurse = await scene.somebody()
    assert (await scene.make(nurse)).status_code == 403
    for answer in (
        await scene.publish(nurse),
        await scene.on(nurse, "DELETE", ""),
        await scene.on(nurse, "PUT", "", scene.described(), If_Match='"1"'),
    ):
        assert (answer.status_code, rule_of(answer)) == (403, "not-your-team")
    assert (await scene.on(scene.world.who("referrer"), "GET", "")).status_code == 403


async def test_another_cpts_finds_no_team(scene):
    stranger = scene.world.who("director", cpts=uuid4())
    assert (await scene.on(stranger, "GET", "")).status_code == 404
    assert (await scene.publish(stranger)).status_code == 404


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"commune_code": "75056"}, "team-place-unknown"),
        ({"communes": ["97002", "75056"]}, "team-place-unknown"),
        ({"lead_id": "00000000-0000-4000-8000-00000000000f"}, "lead-unknown"),
        ({"closes_on": "2026-11-22"}, None),
        ({"audience": []}, None),
    ],
)
async def test_a_team_that_makes_no_sense_is_refused(scene, changed, rule):
    answer = await scene.make(**changed)
    assert answer.status_code == 422
    assert rule is None or rule_of(answer) == rule


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"day": "2026-11-22"}, "team-away"),
        ({"day": "2026-11-23", "from_time": "06:00"}, "hours-past"),
        ({"to_time": "09:05"}, "shift-too-short"),
        ({"to_time": "08:00"}, "shift-too-short"),
        ({"seats": []}, None),
    ],
)
async def test_a_shift_that_makes_no_sense_is_refused(scene, changed, rule):
    answer = await scene.publish(**changed)
    assert answer.status_code == 422
    assert rule is None or rule_of(answer) == rule


async def test_a_team_says_the_day_of_its_first_shift_that_is_not_over_nor_withdrawn(scene):
    async def next_shift():
        return (await scene.on(scene.office, "GET", "")).json()["next_shift_on"]

    assert await next_shift() is None
    (seat,) = await scene.seats()
    await scene.seats(day="2026-12-05")
    assert await next_shift() == SATURDAY
    assert (await scene.act(scene.office, "DELETE", seat, "")).is_success
    assert await next_shift() == "2026-12-05"
    scene.world.clock.move_to(datetime(2026, 12, 5, 8, 59, tzinfo=UTC))
    assert await next_shift() == "2026-12-05", "it is going on"
    scene.world.clock.move_to(datetime(2026, 12, 5, 9, 1, tzinfo=UTC))
    assert await next_shift() is None


async def test_a_week_is_copied_once(scene):
    await scene.seats(nurses=2)
    copied = [await scene.on(scene.office, "POST", "/week-copies", {"from_week": SATURDAY, "to_weeks": [there]})
              for there in ("2026-12-05", "2026-12-01")]  # fmt: skip
    for answer in copied:
        (shift,) = answer.json()["shifts"]
        assert (shift["day"], shift["needs"][0]["wanted"]) == ("2026-12-05", 2)
    same = await scene.on(scene.office, "POST", "/week-copies", {"from_week": SATURDAY, "to_weeks": ["2026-11-24"]})
    assert (same.status_code, rule_of(same)) == (422, "week-unchanged")


async def test_everybody_sees_who_gave_how_many_hours(scene):
    nurse = await scene.somebody()
    (seat,) = await scene.seats()
    await scene.confirmed(nurse, seat)
    (given,) = (await scene.on(nurse, "GET", "/hours")).json()["items"]
    assert (given["hours"], given["shifts"]) == (1.0, 1)
    as_file = await scene.on(scene.office, "GET", "/hours", Accept="text/csv")
    assert "Dr Jeanne Exemple" in as_file.text


async def test_hours_with_a_team_count_for_a_volunteer_under_its_name(scene):
    nurse = await scene.somebody()
    volunteer = nurse.caller.professional_id
    body = {"weekdays": [6], "communes": [], "least_hours": 2}
    await scene.world.ask(nurse, "PUT", f"/pool-volunteers/{volunteer}", body)
    (seat,) = await scene.seats()
    await scene.confirmed(nurse, seat)
    (figure,) = (await scene.world.ask(scene.office, "GET", "/pool-volunteers")).json()["items"]
    params = {"professional_id": str(volunteer)}
    (row,) = (await scene.world.ask(scene.office, "GET", "/pool-volunteers/hours", params=params)).json()["items"]
    assert (figure["confirmed_hours"], row["minutes"]) == (1.0, 60)
    assert (row["team_label"], row["professional_name"]) == ("Centre de vaccination", None)
    assert (row["place_label"], row["commune_name"]) == (None, "Valbrune")


async def test_a_closed_team_keeps_what_is_booked_and_publishes_nothing(scene):
    nurse = await scene.somebody()
    (seat,) = await scene.seats()
    await scene.confirmed(nurse, seat)
    (slot, *_) = await scene.free()
    await scene.world.book(scene.world.who("care_coordinator"), slot["slot_id"], reason_code="vaccination")
    assert (await scene.on(scene.office, "DELETE", "")).status_code == 204
    assert not await scene.free()
    assert rule_of(await scene.publish()) == "team-closed"
    week = await scene.week()
    assert (week["shifts"], len(week["to_replace"])) == ([], 1)
    listed = [await scene.world.ask(nurse, "GET", "/teams", params={"closed": closed}) for closed in (False, True)]
    assert [[one["label"] for one in answer.json()["items"]] for answer in listed] == [[], ["Centre de vaccination"]]


async def test_the_list_is_handed_over_as_a_file_to_who_reads_it_and_to_nobody_else(scene):
    await scene.make(kind="brigade", label="Brigade PCR", communes=["97002", "97001"])
    as_file = {"Accept": "text/csv"}
    assert (await scene.world.ask(scene.world.who("referrer"), "GET", "/teams", **as_file)).status_code == 403
    nurse = await scene.somebody()
    answer = await scene.world.ask(nurse, "GET", "/teams", params={"limit": 1}, **as_file)
    assert answer.headers["content-type"].startswith("text/csv")
    lines = answer.text.splitlines()
    assert ["Brigade PCR" in line and "97001 97002" in line for line in lines[1:]] == [True, False]
    filtered = await scene.world.ask(nurse, "GET", "/teams", params={"kind": "centre"}, **as_file)
    assert "Brigade PCR" not in filtered.text
