"""A replacement of several days is one: published, taken, confirmed and given back as a whole, or by named days."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import text

OURS = UUID("00000000-0000-4000-8000-000000000001")
TUESDAY, WEDNESDAY, THURSDAY = "2026-11-24", "2026-11-25", "2026-11-26"
DAYS = [TUESDAY, WEDNESDAY, THURSDAY]


def rule(answer):
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


def days_of(replacement, status):
    return [one["day"] for one in replacement["covers"] if one["status"] == status]


async def another(scene):
    professional = await scene.world.describe()
    who = scene.world.who("professional", professional=professional)
    await scene.join(who, professional)
    return who, professional


@pytest.fixture
async def open_practice(scene):
    """The titular receives from Tuesday to Thursday, from 8:00 to 13:00, every half hour."""
    await scene.world.open(
        scene.titular, weekdays=[2, 3, 4], from_time="08:00", to_time="13:00", slot_minutes=30, audience=["cpts"],
        ends_on=THURSDAY,
    )  # fmt: skip
    return scene


async def test_another_practice_publishes_and_counts_nothing(scene):
    wanted = {"professional_id": str(scene.titular), "from_day": TUESDAY, "to_day": THURSDAY}
    wanted["hours"] = [{"from_time": "09:00", "to_time": "12:00"}]
    assert rule(await scene.seek(scene.volunteer)) == (403, "not-your-practice")
    tried = await scene.world.ask(scene.volunteer, "POST", "/replacements/trial", wanted)
    assert rule(tried) == (403, "not-your-practice")


@pytest.mark.parametrize(
    ("changed", "refused", "field"),
    [
        ({"from_day": "2026-11-22"}, "hours-past", "day"),
        ({"to_day": "2026-12-26"}, "too-many-days", "to_day"),
        ({"to_day": "2100-12-31"}, "too-many-days", "to_day"),
        ({"hours": [{"weekdays": [7], "from_time": "09:00", "to_time": "12:00"}]}, "no-day-to-cover", "to_day"),
        ({"from_day": "2026-12-25", "to_day": "2026-12-25"}, "no-day-to-cover", "to_day"),
        ({"to_day": "2026-11-23"}, "invalid-input", "body"),
        ({"hours": [{"from_time": "12:00", "to_time": "12:00"}]}, "invalid-input", "body"),
        ({"hours": [{"from_time": "09:00", "to_time": "09:10"}]}, "invalid-input", "body"),
        ({"hours": []}, "invalid-input", "hours"),
    ],
)
async def test_a_period_that_makes_no_sense_is_refused_with_its_field(scene, changed, refused, field):
    answer = await scene.seek(**changed)
    assert rule(answer) == (422, refused)
    assert answer.json()["errors"][0]["field"] == field


async def test_hours_that_overlap_on_one_day_are_refused_and_a_morning_and_an_afternoon_are_not(scene):
    morning = {"weekdays": [2, 3], "from_time": "09:00", "to_time": "12:00"}
    for afternoon, status in (({"from_time": "11:30", "to_time": "18:00"}, 422), ({"from_time": "14:00"}, 201)):
        hours = [morning, {"weekdays": [3], "to_time": "18:00", **afternoon}]
        answer = await scene.seek(hours=hours)
        assert answer.status_code == status, answer.text
    assert [(one["day"], one["from_time"]) for one in answer.json()["covers"]] == [
        (TUESDAY, "09:00"), (WEDNESDAY, "09:00"), (WEDNESDAY, "14:00"),
    ]  # fmt: skip


async def test_a_day_that_somebody_took_meanwhile_leaves_all_of_them_untaken_and_is_named(scene):
    replacement = (await scene.seek()).json()
    late, _ = await another(scene)
    assert (await scene.on(scene.volunteer, replacement, "claim", days=[WEDNESDAY])).status_code == 200
    for wanted in ({}, {"days": [TUESDAY, WEDNESDAY]}):
        answer = await scene.on(late, replacement, "claim", **wanted)
        assert (rule(answer), answer.json()["day"]) == ((409, "days-taken"), WEDNESDAY)
    (seen,) = await scene.listed(late)
    assert seen["open_days"] == [TUESDAY, THURSDAY]
    assert (await scene.on(late, replacement, "claim", days=[TUESDAY, THURSDAY])).status_code == 200


async def test_a_locum_who_is_elsewhere_on_one_day_takes_none_and_the_day_is_named(scene):
    elsewhere = await scene.published(day=WEDNESDAY, from_time="11:00", to_time="14:00")
    assert (await scene.act(scene.volunteer, "PUT", elsewhere, "/claim")).status_code == 200
    replacement = (await scene.seek()).json()
    answer = await scene.on(scene.volunteer, replacement, "claim")
    assert (rule(answer), answer.json()["day"]) == ((409, "cover-overlaps"), WEDNESDAY)
    (seen, _) = await scene.listed(scene.practice)
    assert seen["open_days"] == DAYS


async def test_who_receives_people_of_his_own_on_one_day_takes_none_and_the_day_is_named(scene):
    await scene.world.open(
        scene.locum, weekdays=[4], from_time="09:00", to_time="10:00", audience=["cpts"], ends_on=THURSDAY
    )
    slot = (await scene.free())[0]
    assert (await scene.world.book(scene.world.who("care_coordinator"), slot["slot_id"])).status_code == 201
    replacement = (await scene.seek()).json()
    answer = await scene.on(scene.volunteer, replacement, "claim")
    assert (rule(answer), answer.json()["day"]) == ((409, "booked-then"), THURSDAY)


@pytest.mark.parametrize(
    ("days", "refused"),
    [(["2026-11-27"], (422, "day-not-sought")), ([TUESDAY, "2026-11-23"], (422, "day-not-sought"))],
)
async def test_a_day_that_is_not_sought_is_not_taken(scene, days, refused):
    replacement = (await scene.seek()).json()
    assert rule(await scene.on(scene.volunteer, replacement, "claim", days=days)) == refused


async def test_whoever_may_not_take_one_day_takes_no_replacement(scene):
    replacement = (await scene.seek()).json()
    nurse = await scene.world.describe(profession_code="60", specialty_codes=[])
    nurses_word = scene.world.who("professional", professional=nurse)
    await scene.join(nurses_word, nurse)
    outside = scene.world.who("professional", professional=await scene.world.describe())
    await scene.join(scene.practice, scene.titular)
    for who, refused in (
        (nurses_word, "other-profession"), (outside, "not-in-the-pool"), (scene.practice, "own-practice"),
    ):  # fmt: skip
        assert rule(await scene.on(who, replacement, "claim")) == (403, refused)


async def test_the_locum_does_not_confirm_himself_and_another_gives_nothing_of_his_back(scene):
    replacement, locum = (await scene.seek()).json(), {"locum_id": str(scene.locum)}
    late, _ = await another(scene)
    assert rule(await scene.on(scene.practice, replacement, "confirmation", **locum)) == (409, "cover-stands")
    assert (await scene.on(scene.volunteer, replacement, "claim")).status_code == 200
    for who, act in (
        (scene.volunteer, "confirmation"), (late, "confirmation"), (late, "release"), (late, "reopening"),
    ):  # fmt: skip
        refused = (409, "cover-stands") if act == "reopening" else (403, "not-your-practice")
        assert rule(await scene.on(who, replacement, act, **locum)) == refused
    path = f"/replacements/{replacement['replacement_id']}"
    assert rule(await scene.world.ask(late, "DELETE", path)) == (403, "not-your-practice")


async def test_two_who_take_it_at_once_do_not_share_it(racing_scene):
    scene = racing_scene
    late, _ = await another(scene)
    replacement = (await scene.seek()).json()
    answers = await asyncio.gather(
        scene.on(scene.volunteer, replacement, "claim"), scene.on(late, replacement, "claim"),
        scene.on(scene.volunteer, replacement, "claim", days=[THURSDAY, TUESDAY]),
    )  # fmt: skip
    assert sorted(one.status_code for one in answers) == [200, 409, 409]
    (seen,) = await scene.listed(scene.practice)
    assert len(seen["locums"]) == 1


async def test_one_locum_takes_two_replacements_of_the_same_days_only_once(racing_scene):
    scene = racing_scene
    first, second = (await scene.seek()).json(), (await scene.seek()).json()
    answers = await asyncio.gather(*(scene.on(scene.volunteer, one, "claim") for one in (first, second)))
    assert sorted(one.status_code for one in answers) == [200, 409]


async def test_public_holidays_are_left_out_unless_asked_for(scene):
    wanted = {"from_day": "2026-12-24", "to_day": "2026-12-26"}
    found = [(await scene.seek(**wanted, with_public_holidays=asked)).json()["open_days"] for asked in (False, True)]
    assert found == [["2026-12-24", "2026-12-26"], ["2026-12-24", "2026-12-25", "2026-12-26"]]


async def test_what_a_period_comes_to_is_said_before_it_is_published(open_practice):
    scene, desk = open_practice, open_practice.world.who("care_coordinator")
    for slot in (await scene.free(scene.titular))[3:6:2]:
        assert (await scene.world.book(desk, slot["slot_id"])).status_code == 201
    wanted = {
        "professional_id": str(scene.titular), "from_day": TUESDAY, "to_day": "2026-11-29",
        "hours": [{"weekdays": [1, 2, 3, 4, 5], "from_time": "09:00", "to_time": "12:00"}],
    }  # fmt: skip
    answer = await scene.world.ask(desk, "POST", "/replacements/trial", wanted)
    assert answer.json() == {"days": [*DAYS, "2026-11-27"], "public_holidays": [], "appointments_staying": 2}
    assert not await scene.listed(desk)


async def test_all_days_of_a_locum_are_confirmed_in_one_act_and_close_the_titulars(open_practice):
    scene, locum = open_practice, {"locum_id": str(open_practice.locum)}
    replacement = (await scene.seek()).json()
    await scene.on(scene.volunteer, replacement, "claim")
    assert not await scene.free()
    assert len(await scene.free(scene.titular)) == 30
    confirmed = (await scene.on(scene.practice, replacement, "confirmation", **locum)).json()
    assert days_of(confirmed, "confirmed") == DAYS
    assert len(await scene.free()) == 18
    assert len(await scene.free(scene.titular)) == 12


async def test_beside_the_titular_both_receive_on_each_day(open_practice):
    scene = open_practice
    replacement = (await scene.seek(is_parallel=True)).json()
    await scene.on(scene.volunteer, replacement, "claim")
    await scene.on(scene.practice, replacement, "confirmation", locum_id=str(scene.locum))
    assert len(await scene.free()) == 18
    assert len(await scene.free(scene.titular)) == 30


async def test_none_is_confirmed_when_one_day_is_not_free_any_more(scene):
    replacement = (await scene.seek()).json()
    await scene.on(scene.volunteer, replacement, "claim")
    await scene.world.open(
        scene.locum, weekdays=[3], from_time="09:00", to_time="10:00", audience=["cpts"], ends_on=WEDNESDAY
    )
    (slot, *_) = await scene.free()
    assert (await scene.world.book(scene.world.who("care_coordinator"), slot["slot_id"])).status_code == 201
    answer = await scene.on(scene.practice, replacement, "confirmation", locum_id=str(scene.locum))
    assert (rule(answer), answer.json()["day"]) == ((409, "booked-then"), WEDNESDAY)
    (seen,) = await scene.listed(scene.practice)
    assert days_of(seen, "claimed") == DAYS


@pytest.mark.parametrize(
    ("who", "act", "then"), [("practice", "reopening", "claimed"), ("volunteer", "release", "open")]
)
async def test_what_was_confirmed_is_undone_on_each_day_and_booked_slots_stay(open_practice, who, act, then):
    scene, locum = open_practice, {"locum_id": str(open_practice.locum)}
    replacement = (await scene.seek()).json()
    await scene.on(scene.volunteer, replacement, "claim")
    await scene.on(scene.practice, replacement, "confirmation", **locum)
    taken = (await scene.free())[0]
    assert (await scene.world.book(scene.world.who("care_coordinator"), taken["slot_id"])).status_code == 201
    undone = await scene.on(getattr(scene, who), replacement, act, **locum)
    assert days_of(undone.json(), then) == DAYS
    assert not await scene.free()
    assert len(await scene.free(scene.titular)) == 30


async def test_one_day_is_given_back_and_the_others_stay(open_practice):
    scene, locum = open_practice, {"locum_id": str(open_practice.locum)}
    replacement = (await scene.seek()).json()
    await scene.on(scene.volunteer, replacement, "claim")
    await scene.on(scene.practice, replacement, "confirmation", **locum)
    left = (await scene.on(scene.volunteer, replacement, "release", **locum, days=[WEDNESDAY])).json()
    assert (left["open_days"], days_of(left, "confirmed")) == ([WEDNESDAY], [TUESDAY, THURSDAY])
    assert len(await scene.free()) == 12
    assert len(await scene.free(scene.titular)) == 18


async def test_who_holds_the_whole_or_most_days_is_named_first_with_what_may_be_done(scene):
    replacement = (await scene.seek()).json()
    late, other = await another(scene)
    await scene.on(late, replacement, "claim", days=[THURSDAY])
    (seen,) = await scene.listed(scene.practice)
    assert (seen["may"], seen["locums"][0]["is_whole"]) == (["withdraw"], False)
    seen = (await scene.on(scene.volunteer, replacement, "claim", days=[TUESDAY, WEDNESDAY])).json()
    assert [(one["locum_id"], one["days"], one["may"]) for one in seen["locums"]] == [
        (str(scene.locum), [TUESDAY, WEDNESDAY], ["release"]), (str(other), [THURSDAY], []),
    ]  # fmt: skip
    (seen,) = await scene.listed(scene.practice)
    assert [one["may"] for one in seen["locums"]] == [["confirm", "release"]] * 2


async def test_what_is_not_confirmed_is_withdrawn_and_what_is_confirmed_stays(scene):
    replacement, locum = (await scene.seek()).json(), {"locum_id": str(scene.locum)}
    path = f"/replacements/{replacement['replacement_id']}"
    await scene.on(scene.volunteer, replacement, "claim", days=[TUESDAY, WEDNESDAY])
    await scene.on(scene.practice, replacement, "confirmation", **locum, days=[TUESDAY])
    assert (await scene.world.ask(scene.practice, "DELETE", path)).status_code == 204
    (seen,) = await scene.listed(scene.practice)
    assert [one["day"] for one in seen["covers"]] == [TUESDAY]
    assert rule(await scene.world.ask(scene.practice, "DELETE", path)) == (409, "cover-stands")


async def test_it_is_listed_and_counted_once(scene):
    await scene.join(scene.volunteer, scene.locum, weekdays=[2, 4])
    replacement = (await scene.seek()).json()
    for who in (scene.volunteer, scene.world.who("secretary")):
        items = (await scene.world.ask(who, "GET", "/worklists")).json()["items"]
        assert [one["count"] for one in items if one["key"] == "covers_to_take"] == [1]
    (seen,) = await scene.listed(scene.volunteer, worklist="covers_to_take")
    assert (seen["suits_me"], seen["open_days"]) == ([TUESDAY, THURSDAY], DAYS)
    later = (await scene.seek(from_day="2026-11-30", to_day="2026-12-01")).json()
    first = (await scene.world.ask(scene.practice, "GET", "/replacements", params={"limit": 1})).json()
    second = (
        await scene.world.ask(scene.practice, "GET", "/replacements", params={"limit": 1, "cursor": first["next"]})
    ).json()
    assert [page["items"][0]["replacement_id"] for page in (first, second)] == [
        replacement["replacement_id"], later["replacement_id"],
    ]  # fmt: skip
    assert second["next"] is None


async def test_each_act_is_told_once_whatever_the_days(scene):
    await scene.join(scene.volunteer, scene.locum, weekdays=[2, 4])
    replacement, locum = (await scene.seek()).json(), {"locum_id": str(scene.locum)}
    await scene.on(scene.volunteer, replacement, "claim")
    await scene.on(scene.practice, replacement, "confirmation", **locum)
    await scene.on(scene.practice, replacement, "reopening", **locum)
    await scene.on(scene.volunteer, replacement, "release", **locum)
    async with scene.world.database.begin(OURS) as session:
        rows = await session.execute(
            text("select type, data from outbox_event where type like 'cover.%' order by id")
        )
        facts = [(kind, data) for kind, data in rows]
    assert facts[0][1]["asked"] == [{"professional_id": str(scene.locum), "days": [TUESDAY, THURSDAY]}]
    assert [data.get("change") for _, data in facts] == [None, "claimed", "confirmed", "reopened", "released"]
    assert all([one["on"] for one in data["hours"]] == DAYS for _, data in facts)


async def test_the_minimum_of_activity_counts_each_day(scene):
    replacement = (await scene.seek()).json()
    await scene.on(scene.volunteer, replacement, "claim")
    await scene.on(scene.practice, replacement, "confirmation", locum_id=str(scene.locum))
    (one,) = (await scene.world.ask(scene.practice, "GET", "/pool-volunteers")).json()["items"]
    assert one["confirmed_hours"] == 9.0
