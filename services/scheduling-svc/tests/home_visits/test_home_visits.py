"""Home visits by doctors: counted by half-day, under the threshold said so, each figure with its rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from scheduling_svc.home_visits.halves import NOTHING, Offered, capacity, expected
from scheduling_svc.home_visits.warning import warn_of_short

from ..conftest import OURS

MONDAY = date(2026, 11, 23)


def test_sunday_saturday_afternoon_and_public_holidays_are_expected_of_nobody():
    halves = list(expected(MONDAY, 7, {date(2026, 11, 25)}))
    assert [day.isoweekday() for day, _ in halves] == [1, 1, 2, 2, 4, 4, 5, 5, 6]
    assert halves[-1] == (date(2026, 11, 28), "morning")


@pytest.mark.parametrize(("least", "short"), [(None, [False, False]), (2, [False, True]), (3, [True, True])])
def test_a_half_day_is_short_of_what_was_opened_whether_it_is_booked_or_not(least, short):
    there = {(MONDAY, "morning"): Offered(slots=2, free=0, doctors=1)}
    found = capacity(expected(MONDAY, 1, ()), there, least)
    assert [one.is_short for one in found] == short
    assert found[1].offered == NOTHING


async def warned(world, who):
    lists = (await world.ask(who, "GET", "/worklists")).json()["items"]
    return {one["key"]: one["count"] for one in lists}.get("home_visits_short", 0)


@pytest.fixture
async def tuesdays(world):
    """Four home visits of a doctor each Tuesday morning; what others do at home is not a doctor's visit."""
    doctor, nurse = await world.describe(), await world.describe(profession_code="60")
    at_home = {"weekdays": [2], "modalities": ["HH"]}
    await world.open(doctor, **at_home)
    await world.open(nurse, **at_home)
    await world.open(await world.describe(), weekdays=[2], modalities=["AMB"])
    await world.open(await world.describe(), **at_home, audience=["own_patients"])
    return doctor


@pytest.mark.parametrize("role", ["professional", "secretary", "regulator", "evaluator", "project_officer"])
async def test_only_the_coordination_and_the_director_set_the_threshold_and_open_the_rows(world, role):
    who = world.who(role)
    put = await world.ask(who, "PUT", "/home-visits/threshold", {"least": 3}, If_Match='"0"')
    rows = await world.ask(who, "GET", "/home-visits/slots", params={"day": "2026-11-24", "half": "morning"})
    assert {put.status_code, rows.status_code} == {403}


async def test_an_evaluator_reads_figures_and_a_referrer_does_not(world, tuesdays):
    assert (await world.ask(world.who("referrer"), "GET", "/home-visits")).status_code == 403
    read = (await world.ask(world.who("evaluator"), "GET", "/home-visits")).json()
    assert (read["least"], read["may_set"]) == (None, False)
    tuesday = next(one for one in read["half_days"] if (one["day"], one["half"]) == ("2026-11-24", "morning"))
    assert (tuesday["slots"], tuesday["free"], tuesday["doctors"], tuesday["is_short"]) == (4, 4, 1, False)


async def figure(world):
    read = (await world.ask(world.who("director"), "GET", "/home-visits")).json()
    tuesday = next(one for one in read["half_days"] if (one["day"], one["half"]) == ("2026-11-24", "morning"))
    params = {"day": "2026-11-24", "half": "morning"}
    rows = (await world.ask(world.who("director"), "GET", "/home-visits/slots", params=params)).json()["items"]
    assert len(rows) == tuesday["slots"]
    return tuesday["slots"], tuesday["free"]


@pytest.mark.parametrize(("modality", "left"), [("AMB", (3, 3)), ("HH", (4, 3))])
async def test_an_hour_also_opened_at_the_practice_is_a_visit_only_while_nobody_comes_there(
    world, tuesdays, modality, left
):
    await world.open(tuesdays, weekdays=[2])
    at = {"professional_id": str(tuesdays), "modality": modality}
    booked = await world.book(world.who("care_coordinator"), (await world.free(**at))[0]["slot_id"])
    assert booked.status_code == 201, booked.text
    assert await figure(world) == left


@pytest.mark.parametrize(("modality", "left"), [("AMB", (3, 3)), ("HH", (4, 3))])
async def test_a_slot_for_either_counts_as_a_visit_only_if_it_was_taken_as_one(world, modality, left):
    doctor = await world.describe()
    await world.open(doctor, weekdays=[2], modalities=["AMB", "HH"])
    slot = (await world.free(professional_id=str(doctor)))[0]["slot_id"]
    booked = await world.book(world.who("care_coordinator"), slot, modality=modality)
    assert booked.status_code == 201, booked.text
    assert await figure(world) == left


async def test_the_coordination_is_warned_of_the_coming_week_and_nobody_else(world, tuesdays):
    coordinator = world.who("care_coordinator")
    assert await warned(world, coordinator) == 0
    answer = await world.ask(coordinator, "PUT", "/home-visits/threshold", {"least": 4}, If_Match='"0"')
    assert answer.status_code == 200, answer.text
    assert (answer.json()["version"], answer.json()["set_by_name"]) == (1, "Somebody")
    # Tuesday to Monday: ten halves of weekdays and Saturday morning, all but Tuesday morning.
    assert await warned(world, coordinator) == 10
    assert await warned(world, world.who("professional", professional=tuesdays)) == 0
    stale = await world.ask(coordinator, "PUT", "/home-visits/threshold", {"least": 9}, If_Match='"0"')
    assert stale.status_code == 412
    await world.ask(coordinator, "PUT", "/home-visits/threshold", {"least": 0}, If_Match='"1"')
    assert await warned(world, coordinator) == 0


async def test_a_figure_opens_the_slots_that_it_counts(world, tuesdays):
    params = {"day": "2026-11-24", "half": "morning"}
    rows = (await world.ask(world.who("director"), "GET", "/home-visits/slots", params=params)).json()["items"]
    assert [one["starts_at"][11:16] for one in rows] == ["08:00", "08:15", "08:30", "08:45"]
    assert {(one["professional_name"], one["commune_name"], one["status"]) for one in rows} == {
        ("Dr Jeanne Exemple", "Valbrune", "free")
    }
    params["half"] = "afternoon"
    assert (await world.ask(world.who("director"), "GET", "/home-visits/slots", params=params)).json() == {
        "items": [],
        "next": None,
    }


async def test_the_free_ones_open_alone_in_pages_and_as_a_file(world, tuesdays):
    slot = (await world.free(professional_id=str(tuesdays)))[0]
    assert (await world.book(world.who("care_coordinator"), slot["slot_id"])).status_code == 201
    _, free = await figure(world)
    params = {"day": "2026-11-24", "half": "morning", "free": "true"}
    director, seen = world.who("director"), []
    for pages_left in (1, 0):
        page = (await world.ask(director, "GET", "/home-visits/slots", params={**params, "limit": "2"})).json()
        seen += page["items"]
        assert (page["next"] is not None) == bool(pages_left)
        params["cursor"] = page["next"]
    assert [one["starts_at"][11:16] for one in seen] == ["08:15", "08:30", "08:45"]
    assert len(seen) == free
    del params["cursor"]
    file = await world.ask(director, "GET", "/home-visits/slots", params=params, accept="text/csv")
    assert file.headers["content-type"].startswith("text/csv")
    assert len(file.text.splitlines()) == 1 + free
    refused = await world.ask(world.who("evaluator"), "GET", "/home-visits/slots", params=params, accept="text/csv")
    assert refused.status_code == 403


async def written_of(world):
    async with world.database.begin(world.who().caller.cpts_id) as session:
        rows = await session.scalars(
            text("select data from outbox_event where type = 'home_visits.short.v1' order by occurred_at")
        )
        return [[(one["day"], one["half"], one["slots"]) for one in fact["half_days"]] for fact in rows]


async def look(world):
    return await warn_of_short(world.database, OURS, world.clock)


async def test_nobody_is_written_to_at_night_nor_without_a_threshold(world, tuesdays):
    director = world.who("director")
    await world.ask(director, "PUT", "/home-visits/threshold", {"least": 4}, If_Match='"0"')
    assert await look(world) == 0  # 7 o'clock in Paris
    await world.ask(director, "PUT", "/home-visits/threshold", {"least": 0}, If_Match='"1"')
    world.clock.advance(timedelta(hours=3))
    assert await look(world) == 0
    assert await written_of(world) == []


async def test_only_half_days_newly_short_are_written_of_once_a_day(world, tuesdays):
    await world.ask(world.who("director"), "PUT", "/home-visits/threshold", {"least": 4}, If_Match='"0"')
    world.clock.advance(timedelta(hours=3))
    assert (await look(world), await look(world)) == (10, 0)
    world.clock.advance(timedelta(days=1))  # the Tuesday that comes into sight has visits in the morning
    assert await look(world) == 1
    first, second = await written_of(world)
    assert ("2026-11-24", "afternoon", 0) in first
    assert second == [("2026-12-01", "afternoon", 0)]


async def test_what_has_visits_again_is_news_when_it_falls_short_again(world, tuesdays):
    """Tuesday 1 December has four in the morning: too few, enough, too few."""
    director = world.who("director")
    world.clock.advance(timedelta(hours=3))
    for version, least in enumerate((5, 1, 5)):
        world.clock.advance(timedelta(days=1))
        await world.ask(director, "PUT", "/home-visits/threshold", {"least": least}, If_Match=f'"{version}"')
        await look(world)
    told = [half for fact in await written_of(world) for half in fact]
    assert told.count(("2026-12-01", "morning", 4)) == 2
    assert told.count(("2026-12-01", "afternoon", 0)) == 1
