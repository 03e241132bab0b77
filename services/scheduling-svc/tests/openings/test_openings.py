"""Who opens hours, and what becomes of their slots."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, update

from scheduling_svc.openings.models import Opening
from scheduling_svc.openings.usecases import MOST_OPENINGS


async def test_a_colleague_does_not_open_hours_in_somebody_elses_agenda(world):
    owner, colleague = await world.describe(), await world.describe()
    who = world.who("professional", professional=colleague)
    answer = await world.ask(who, "POST", "/openings", world.opening(owner))
    assert answer.status_code == 403
    assert answer.json()["type"].endswith("/not-your-agenda")


@pytest.mark.parametrize("act", ["read", "revise", "withdraw"])
async def test_a_colleague_does_not_touch_somebody_elses_opening(world, act):
    owner, colleague = await world.describe(), await world.describe()
    opening = await world.open(owner)
    who = world.who("professional", professional=colleague)
    path = f"/openings/{opening['opening_id']}"
    body = {key: value for key, value in world.opening(owner).items() if key != "professional_id"}
    method, json = {"read": ("GET", None), "revise": ("PUT", body), "withdraw": ("DELETE", None)}[act]
    answer = await world.ask(who, method, path, json, If_Match='"1"')
    assert answer.status_code == 403
    assert len(await world.free()) == 20


async def test_a_professional_without_a_sheet_keeps_no_agenda(world):
    owner = await world.describe()
    answer = await world.ask(world.who("professional"), "POST", "/openings", world.opening(owner))
    assert answer.status_code == 403


async def test_an_opening_of_another_cpts_is_not_there(world):
    owner = await world.describe()
    opening = await world.open(owner)
    stranger = world.who("director", cpts=uuid4())
    assert (await world.ask(stranger, "GET", f"/openings/{opening['opening_id']}")).status_code == 404
    assert (await world.ask(stranger, "GET", "/openings")).json()["items"] == []


async def test_an_opening_stands_at_a_place_of_its_professional(world):
    owner, other = await world.describe(), await world.describe()
    who = world.who("professional", professional=owner)
    wrong = world.opening(owner) | {"place_id": str(world.places[other])}
    answer = await world.ask(who, "POST", "/openings", wrong)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/place-unknown")


async def test_an_agenda_needs_a_professional_the_directory_described(world):
    body = world.opening(await world.describe()) | {"professional_id": str(uuid4())}
    answer = await world.ask(world.who("care_coordinator"), "POST", "/openings", body)
    assert answer.json()["type"].endswith("/professional-unknown")


@pytest.mark.parametrize(
    "wrong",
    [
        {"to_time": "09:00"}, {"to_time": "09:10"}, {"from_time": "24:00"}, {"from_time": "9:00"}, {"weekdays": []},
        {"weekdays": [0]}, {"weekdays": [8]}, {"slot_minutes": 4}, {"slot_minutes": 481}, {"modalities": ["XX"]},
        {"modalities": []}, {"appointment_type": "MAYBE"}, {"overbooking": 10}, {"overbooking": -1},
        {"school_holidays": "sometimes"}, {"reasons": [{"reason_code": "snp", "minutes": 4}]},
        {"reasons": [{"reason_code": "snp", "minutes": 15}, {"reason_code": "snp", "minutes": 30}]},
        {"releases": [{"audience": "public", "hours_before": 1}]}, {"releases": [{"audience": "cpts"}]},
        {"releases": [{"audience": "cpts", "hours_before": 1, "days_before": 0, "at_time": "08:00"}]},
        {"releases": [{"audience": "cpts", "at_time": "08:00"}]},
        {"audience": ["own_patients"], "releases": [{"audience": "own_patients", "hours_before": 1}]},
        {"releases": [{"audience": "cpts", "hours_before": 1}, {"audience": "cpts", "hours_before": 2}]},
        {"audience": ["everybody"]}, {"ends_on": "2026-11-22"}, {"kind": "one_off"}, {"starts_on": "9999-12-31"},
        {"starts_on": "0001-01-01"}, {"exceptions": ["2026-02-30"]}, {"colour": "red"}, {"slot_minutes": 2**40},
    ],
)  # fmt: skip
async def test_an_opening_that_makes_no_sense_is_refused_by_field(world, wrong):
    owner = await world.describe()
    who = world.who("professional", professional=owner)
    answer = await world.ask(who, "POST", "/openings", world.opening(owner, **wrong))
    assert answer.status_code == 422
    assert answer.json()["errors"]


@pytest.mark.parametrize(
    ("past", "field"),
    [
        ({"kind": "one_off", "weekdays": [], "starts_on": "2026-11-22"}, "starts_on"),
        ({"starts_on": "2026-11-02", "ends_on": "2026-11-22"}, "ends_on"),
    ],
)
async def test_hours_that_are_past_are_not_opened(world, past, field):
    owner = await world.describe()
    who = world.who("professional", professional=owner)
    answer = await world.ask(who, "POST", "/openings", world.opening(owner, **past))
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (422, "opening-past")
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert (await world.ask(who, "GET", "/openings")).json()["items"] == []
    today = world.opening(owner, kind="one_off", weekdays=[], starts_on="2026-11-23")
    assert (await world.ask(who, "POST", "/openings", today)).status_code == 201


async def test_the_same_hours_are_not_opened_twice_and_others_beside_them_are(world):
    owner = await world.describe()
    opening = await world.open(owner)
    who = world.who("professional", professional=owner)
    twin = await world.ask(who, "POST", "/openings", world.opening(owner, audience=["public"]))
    assert (twin.status_code, twin.json()["type"].rsplit("/", 1)[-1]) == (409, "opened-already")
    assert twin.json()["opening_id"] == opening["opening_id"]
    for other in ({"modalities": ["VR"]}, {"slot_minutes": 20}, {"weekdays": [2]}, {"from_time": "08:30"}):
        answer = await world.ask(who, "POST", "/openings", world.opening(owner, **other))
        assert answer.status_code == 201, answer.text


async def test_an_edit_without_the_version_it_was_made_on_is_refused(world):
    owner = await world.describe()
    opening = await world.open(owner)
    who = world.who("professional", professional=owner)
    path = f"/openings/{opening['opening_id']}"
    body = {key: value for key, value in world.opening(owner).items() if key != "professional_id"}
    assert (await world.ask(who, "PUT", path, body)).status_code == 428
    assert (await world.ask(who, "PUT", path, body, If_Match='"7"')).status_code == 412
    assert (await world.ask(who, "DELETE", path, If_Match='"7"')).status_code == 412


async def test_nothing_leaves_by_default(world):
    owner = await world.describe()
    body = world.opening(owner)
    del body["audience"]
    who = world.who("professional", professional=owner)
    assert (await world.ask(who, "POST", "/openings", body)).json()["audience"] == ["own_patients"]
    assert await world.free() == []
    assert len(await world.free(who)) == 20


async def test_slots_exist_at_once_over_the_rolling_horizon_of_eight_weeks(world):
    await world.open(await world.describe())
    slots = await world.free(limit=100)
    # Monday of the 9th week is the last day of the horizon.
    assert len(slots) == 4 * 9
    assert slots[0]["starts_at"] == "2026-11-23T08:00:00Z"
    assert slots[-1]["starts_at"] == "2027-01-18T08:45:00Z"


async def test_a_delegate_keeps_the_agenda_of_the_one_who_named_him(world):
    owner = await world.describe()
    who = world.who("delegate", professional=owner)
    assert (await world.ask(who, "POST", "/openings", world.opening(owner))).status_code == 201


async def test_the_same_key_opens_once(world):
    owner = await world.describe()
    who = world.who("professional", professional=owner)
    answers = [
        await world.ask(who, "POST", "/openings", world.opening(owner), Idempotency_Key="opening-of-monday")
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert len((await world.ask(who, "GET", "/openings")).json()["items"]) == 1


async def test_a_revised_opening_moves_its_free_slots_and_leaves_the_taken_ones(world):
    owner = await world.describe()
    opening = await world.open(owner)
    slots = await world.free()
    referrer = world.who("referrer")
    assert (await world.book(referrer, slots[1]["slot_id"])).status_code == 201
    assert (await world.ask(referrer, "POST", f"/slots/{slots[2]['slot_id']}/hold")).status_code == 201
    body = {key: value for key, value in world.opening(owner).items() if key != "professional_id"}
    body |= {"slot_minutes": 20, "from_time": "08:00"}
    who = world.who("professional", professional=owner)
    answer = await world.ask(who, "PUT", f"/openings/{opening['opening_id']}", body, If_Match='"1"')
    assert answer.status_code == 200
    assert answer.headers["etag"] == '"2"'
    agenda = (await world.ask(who, "GET", f"/professionals/{owner}/agenda")).json()["slots"]
    # 8:00 to 10:00 by 20 minutes, except what would overlap 9:15-9:30 (booked) and 9:30-9:45 (held).
    assert [(slot["starts_at"][11:16], slot["status"]) for slot in agenda] == [
        ("07:00", "free"), ("07:20", "free"), ("07:40", "free"),
        ("08:15", "booked"), ("08:30", "held"),
    ]  # fmt: skip


async def test_a_withdrawn_opening_takes_its_free_slots_along(world):
    owner = await world.describe()
    opening = await world.open(owner)
    booked = (await world.free())[0]["slot_id"]
    assert (await world.book(world.who("referrer"), booked)).status_code == 201
    who = world.who("professional", professional=owner)
    assert (await world.ask(who, "DELETE", f"/openings/{opening['opening_id']}", If_Match='"1"')).status_code == 204
    assert await world.free() == []
    agenda = (await world.ask(who, "GET", f"/professionals/{owner}/agenda")).json()
    assert [slot["slot_id"] for slot in agenda["slots"]] == [booked]
    assert len(agenda["appointments"]) == 1


async def test_an_agenda_has_so_many_openings_and_those_that_are_over_count_no_more(world):
    owner = await world.describe()
    await world.open(owner)
    cpts = world.who().caller.cpts_id
    async with world.database.begin(cpts) as session:
        first = await session.scalar(select(Opening))
        same = {column.name: getattr(first, column.name) for column in Opening.__table__.c}
        others = [same | {"opening_id": UUID(int=number)} for number in range(1, MOST_OPENINGS)]
        await session.execute(insert(Opening), others)
    owning = world.who("professional", professional=owner)
    refused = await world.ask(owning, "POST", "/openings", world.opening(owner, from_time="08:00"))
    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[1]) == (422, "too-many-openings")
    async with world.database.begin(cpts) as session:
        await session.execute(update(Opening).values(ends_on=world.clock.now().date() - timedelta(days=1)))
    await world.open(owner, from_time="08:00")


async def test_openings_are_listed_page_by_page(world):
    owner = await world.describe()
    for hour in range(9, 14):
        await world.open(owner, from_time=f"{hour:02}:00", to_time=f"{hour:02}:30")
    who = world.who("professional", professional=owner)
    first = (await world.ask(who, "GET", "/openings", params={"limit": 3})).json()
    second = (await world.ask(who, "GET", "/openings", params={"limit": 3, "cursor": first["next"]})).json()
    assert [len(page["items"]) for page in (first, second)] == [3, 2]
    assert second["next"] is None
    assert [item["from_time"] for page in (first, second) for item in page["items"]] == [
        f"{hour:02}:00" for hour in range(9, 14)
    ]


async def test_a_closed_span_is_empty_at_once_and_names_what_still_stands_in_it(world):
    owner = await world.describe()
    await world.open(owner)
    slots = await world.free()
    booked = (await world.book(world.who("referrer"), slots[1]["slot_id"])).json()["appointment_id"]
    who = world.who("professional", professional=owner)
    span = {"professional_id": str(owner), "from": "2026-11-23T08:00:00Z", "to": "2026-11-24T00:00:00+01:00"}
    closed = await world.ask(who, "POST", "/closures", span, Idempotency_Key="closing-monday")
    assert closed.status_code == 201
    assert closed.json()["still_booked"] == [booked]
    assert (await world.free())[0]["starts_at"] == "2026-11-30T08:00:00Z"
    assert (await world.ask(who, "GET", "/closures")).json()["items"] == [closed.json()]
    reopened = await world.ask(who, "DELETE", f"/closures/{closed.json()['closure_id']}")
    assert reopened.status_code == 204
    assert [slot["starts_at"][11:16] for slot in (await world.free())[:3]] == ["08:00", "08:30", "08:45"]


async def test_only_who_keeps_the_agenda_closes_and_reopens_it(world):
    owner, colleague = await world.describe(), await world.describe()
    span = {"professional_id": str(owner), "from": "2026-11-23T08:00:00Z", "to": "2026-11-24T00:00:00Z"}
    stranger = world.who("professional", professional=colleague)
    assert (await world.ask(stranger, "POST", "/closures", span)).status_code == 403
    closed = await world.ask(world.who("care_coordinator"), "POST", "/closures", span)
    path = f"/closures/{closed.json()['closure_id']}"
    assert (await world.ask(stranger, "DELETE", path)).status_code == 403
    assert (await world.ask(world.who("director", cpts=uuid4()), "DELETE", path)).status_code == 404


@pytest.mark.parametrize("to", ["2026-11-23T08:00:00Z", "2026-11-23T07:00:00Z", "2027-11-25T08:00:00Z"])
async def test_a_span_that_ends_before_it_starts_or_lasts_over_a_year_is_refused(world, to):
    owner = await world.describe()
    span = {"professional_id": str(owner), "from": "2026-11-23T08:00:00Z", "to": to}
    answer = await world.ask(world.who("professional", professional=owner), "POST", "/closures", span)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/span-invalid")


async def test_an_absence_told_by_the_directory_empties_the_agenda_and_its_end_fills_it_again(world):
    owner = await world.describe()
    await world.open(owner)
    away = [{"absence_id": str(uuid4()), "starts_on": "2026-11-23", "ends_on": "2026-11-29", "reason_code": "leave"}]
    await world.describe(owner, absences=away)
    assert (await world.free())[0]["starts_at"] == "2026-11-30T08:00:00Z"
    await world.describe(owner, absences=[])
    assert (await world.free())[0]["starts_at"] == "2026-11-23T08:00:00Z"


async def test_the_rules_of_a_cpts_set_its_horizon_and_are_the_directors(world):
    coordinator, director = world.who("care_coordinator"), world.who("director")
    body = {"horizon_weeks": 2, "hold_minutes": 3, "afternoon_from": "12:30"}
    assert (await world.ask(coordinator, "PUT", "/rules", body, If_Match='"0"')).status_code == 403
    present = await world.ask(coordinator, "GET", "/rules")
    assert present.json()["horizon_weeks"] == 8
    assert (await world.ask(director, "PUT", "/rules", body, If_Match=present.headers["etag"])).status_code == 200
    assert (await world.ask(director, "PUT", "/rules", body, If_Match=present.headers["etag"])).status_code == 412
    await world.open(await world.describe())
    assert len(await world.free()) == 4 * 3
    held = await world.ask(coordinator, "POST", f"/slots/{(await world.free())[0]['slot_id']}/hold")
    assert held.json()["until"] == (world.clock.now() + timedelta(minutes=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
