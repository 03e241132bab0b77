"""Teams: seats of their shifts are published, taken, confirmed; slots open in the agendas of who holds them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import pytest

SATURDAY = "2026-11-28"
NURSE, DOCTOR = "60", "10"


class Scene:
    """A vaccination centre, and people who may work there."""

    def __init__(self, world):
        self.world = world
        self.office = world.who("secretary")

    async def set(self, **changed):
        self.team = (await self.make(**changed)).json()
        return self

    def described(self, **changed):
        return {
            "label": "Centre de vaccination", "reason_code": "vaccination", "slot_minutes": 10,
            "commune_code": "97001", "audience": ["cpts"], "opens_on": "2026-11-23", **changed,
        }  # fmt: skip

    async def make(self, who=None, **changed):
        body = self.described(**{"kind": "centre", **changed})
        return await self.world.ask(who or self.office, "POST", "/teams", body)

    async def somebody(self, profession=NURSE):
        one = await self.world.describe(profession_code=profession, specialty_codes=[])
        return self.world.who("professional", professional=one)

    async def on(self, who, method, path, body=None, **asked):
        return await self.world.ask(who, method, f"/teams/{self.team['team_id']}{path}", body, **asked)

    async def publish(self, who=None, *, nurses=1, **changed):
        seats = [{"profession_code": NURSE, "count": nurses}]
        body = {"day": SATURDAY, "from_time": "09:00", "to_time": "10:00", "seats": seats, **changed}
        return await self.on(who or self.office, "POST", "/shifts", body)

    async def week(self, who=None, day=SATURDAY):
        return (await self.on(who or self.office, "GET", "/shifts", params={"week": day})).json()

    async def seats(self, **changed):
        (shift,) = (await self.publish(**changed)).json()["shifts"]
        return shift["seats"]

    async def act(self, who, method, seat, on):
        return await self.world.ask(who, method, f"/covers/{seat['cover_id']}{on}")

    async def confirmed(self, who, seat):
        assert (await self.act(who, "PUT", seat, "/claim")).status_code == 200
        answer = await self.act(self.office, "PUT", seat, "/confirmation")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def free(self, **params):
        return await self.world.free(reason="vaccination", **params)


@pytest.fixture
async def scene(world):
    return await Scene(world).set()


def rule_of(answer):
    return answer.json()["type"].rpartition("/")[2]


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


async def test_a_seat_is_for_its_profession_and_nobody_holds_two_at_once(scene):
    nurse, doctor = await scene.somebody(), await scene.somebody(DOCTOR)
    first, _ = await scene.seats(nurses=2)
    answer = await scene.act(doctor, "PUT", first, "/claim")
    assert (answer.status_code, rule_of(answer)) == (403, "other-profession")
    assert (await scene.act(nurse, "PUT", first, "/claim")).status_code == 200
    answer = await scene.act(nurse, "PUT", first, "/claim")
    assert (answer.status_code, rule_of(answer)) == (409, "cover-overlaps")


async def test_whoever_receives_people_of_his_own_then_takes_no_seat(scene):
    nurse = await scene.somebody()
    own = nurse.caller.professional_id
    await scene.world.open(own, weekdays=[6])
    (slot, *_) = await scene.world.free(professional_id=str(own))
    assert (await scene.world.book(scene.world.who("care_coordinator"), slot["slot_id"])).status_code == 201
    (seat,) = await scene.seats()
    answer = await scene.act(nurse, "PUT", seat, "/claim")
    assert (answer.status_code, rule_of(answer)) == (409, "booked-then")


async def test_the_next_of_a_profession_gets_the_next_seat_until_there_is_none(scene):
    seat, _ = await scene.seats(nurses=2)
    assert (await scene.act(await scene.somebody(), "PUT", seat, "/claim")).status_code == 200
    other = await scene.act(await scene.somebody(), "PUT", seat, "/claim")
    assert (other.status_code, other.json()["cover_id"] != seat["cover_id"]) == (200, True)
    late = await scene.act(await scene.somebody(), "PUT", seat, "/claim")
    assert (late.status_code, late.json()["status_now"]) == (409, "claimed")


async def test_many_who_race_for_few_seats_get_as_many_as_there_are(racing_world):
    scene = await Scene(racing_world).set(confirms_at_once=True)
    seats = await scene.seats(nurses=2)
    nurses = [await scene.somebody() for _ in range(5)]
    answers = await asyncio.gather(*(scene.act(one, "PUT", seats[0], "/claim") for one in nurses))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 409, 409, 409]
    (shift,) = (await scene.week())["shifts"]
    assert ([need["confirmed"] for need in shift["needs"]], shift["slots"]) == ([2], 12)


async def test_confirming_opens_a_line_of_the_act_alone_and_closes_his_own_hours(scene):
    nurse = await scene.somebody()
    own = nurse.caller.professional_id
    await scene.world.open(own, weekdays=[6])
    (seat,) = await scene.seats()
    assert not await scene.free()
    await scene.confirmed(nurse, seat)
    slots = await scene.free()
    assert {(slot["place_label"], slot["commune_name"]) for slot in slots} == {("Centre de vaccination", "Valbrune")}
    assert len(slots) == 6
    there = [one for one in await scene.world.free(to="2026-11-29T00:00:00Z") if one["professional_id"] == str(own)]
    assert [one["slot_id"] for one in there] == [one["slot_id"] for one in slots]
    refused = await scene.world.book(scene.world.who("care_coordinator"), slots[0]["slot_id"], reason_code="care")
    assert (refused.status_code, refused.json()["offered"]) == (422, ["vaccination"])


async def test_an_act_is_found_and_booked_only_where_it_is_named(scene):
    doctor = await scene.world.describe()
    await scene.world.open(doctor)
    (slot, *_) = await scene.world.free(reason="snp")
    assert not await scene.free()
    answer = await scene.world.book(scene.world.who("care_coordinator"), slot["slot_id"], reason_code="vaccination")
    assert (answer.status_code, rule_of(answer)) == (422, "reason-not-offered")


async def test_who_supervises_holds_a_seat_without_slots_and_his_own_hours_close(scene):
    doctor = await scene.somebody(DOCTOR)
    own = str(doctor.caller.professional_id)
    await scene.world.open(doctor.caller.professional_id, weekdays=[6])
    seats = [{"profession_code": DOCTOR, "has_line": False, "count": 1}]
    (seat,) = await scene.seats(seats=seats)
    held = await scene.confirmed(doctor, seat)
    assert held["opening_id"] is None
    week_end = {"professional_id": own, "to": "2026-11-29T00:00:00Z"}
    assert not await scene.world.free(**week_end)
    assert (await scene.act(doctor, "DELETE", seat, "/claim")).status_code == 200
    assert len(await scene.world.free(**week_end)) == 4


async def test_a_released_seat_takes_its_free_slots_away_and_names_whom_to_move(scene):
    nurse = await scene.somebody()
    (seat,) = await scene.seats()
    await scene.confirmed(nurse, seat)
    (slot, *_) = await scene.free()
    booked = await scene.world.book(scene.world.who("referrer"), slot["slot_id"], reason_code="vaccination")
    assert booked.status_code == 201
    (shift,) = (await scene.week())["shifts"]
    assert (shift["slots"], shift["slots_taken"]) == (6, 1)
    assert (await scene.act(nurse, "DELETE", seat, "/claim")).status_code == 200
    assert not await scene.free()
    (waiting,) = (await scene.week())["to_replace"]
    assert waiting["appointment_id"] == booked.json()["appointment_id"]
    assert (await scene.week(nurse))["to_replace"] == []
    # Back in her seat: her own appointment there keeps her from nothing, and waits for nobody.
    await scene.confirmed(nurse, seat)
    assert (await scene.week())["to_replace"] == []


async def test_a_named_lead_publishes_and_confirms(scene):
    lead, nurse = await scene.somebody(DOCTOR), await scene.somebody()
    answer = await scene.on(
        scene.office, "PUT", "", scene.described(lead_id=str(lead.caller.professional_id)), If_Match='"1"'
    )
    assert (answer.status_code, answer.json()["lead_name"]) == (200, "Dr Jeanne Exemple")
    (seat,) = await scene.seats(who=lead)
    assert (await scene.act(nurse, "PUT", seat, "/claim")).json()["may"] == ["release"]
    (shown,) = (await scene.week(lead))["shifts"][0]["seats"]
    assert shown["may"] == ["confirm", "release", "withdraw"]
    assert (await scene.act(nurse, "PUT", seat, "/confirmation")).status_code == 403
    assert (await scene.act(lead, "PUT", seat, "/confirmation")).status_code == 200


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


async def test_a_household_takes_slots_in_a_row_or_none(scene):
    desk = scene.world.who("care_coordinator")
    assert rule_of(await scene.on(desk, "POST", "/appointments", {"people": 1})) == "not-enough-free"
    for seat in await scene.seats(nurses=2):
        await scene.confirmed(await scene.somebody(), seat)
    made = (await scene.on(desk, "POST", "/appointments", {"people": 3})).json()["items"]
    assert [one["starts_at"][11:16] for one in made] == ["08:00", "08:00", "08:10"]
    assert {one["reason_code"] for one in made} == {"vaccination"}
    next_one = (await scene.on(desk, "POST", "/appointments", {})).json()["items"]
    assert [one["starts_at"][11:16] for one in next_one] == ["08:10"]
    for who in (scene.office, scene.world.who("referrer")):
        assert (await scene.on(who, "POST", "/appointments", {"people": 1})).status_code == 403
    assert rule_of(await scene.on(desk, "POST", "/appointments", {"people": 9})) == "not-enough-free"


async def test_a_brigade_goes_to_peoples_homes(world):
    scene = await Scene(world).set(kind="brigade", label="Brigade PCR", reason_code="screening_test",
                                   communes=["97001", "97002"])  # fmt: skip
    (seat,) = await scene.seats()
    await scene.confirmed(await scene.somebody(), seat)
    found = await world.free(reason="screening_test", modality="HH")
    assert {(one["place_label"], *one["modalities"]) for one in found} == {("Brigade PCR", "HH")}


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
