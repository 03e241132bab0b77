"""A median opens the rows that it is the median of, in the order it is read off them, itself marked."""

from __future__ import annotations

from datetime import timedelta
from statistics import median

import pytest

from .test_delays import ONE_A_WEEK, WEEK, delays, opened, rows, sample


async def waited(world, days: int) -> None:
    """An appointment so many days after it was booked."""
    professional = await world.describe()
    await opened(world, professional)
    since = (world.clock.now() + timedelta(days=days)).isoformat()
    slot = (await world.free(professional_id=str(professional), **{"from": since}))[0]
    booked = await world.book(world.who("care_coordinator"), slot["slot_id"])
    assert booked.status_code == 201, booked.text


async def all_pages(world, list_name: str, **params):
    found, cursor = [], None
    while True:
        query = {**params, "limit": "2", **({"cursor": cursor} if cursor else {})}
        page = (await world.ask(world.who("director"), "GET", f"/delays/{list_name}", params=query)).json()
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            return found


@pytest.mark.parametrize("agendas", [1, 2, 3, 4, 5])
async def test_the_third_next_available_of_a_week_is_that_of_the_row_marked(world, agendas):
    """An agenda of one slot a week waits a fortnight; one without three slots lies beyond the horizon."""
    for number in range(agendas):
        terms = ({}, ONE_A_WEEK, {**ONE_A_WEEK, "ends_on": "2026-11-30"})[number % 3]
        await opened(world, await world.describe(), **terms)
    await sample(world)
    (week,) = (await delays(world))["weeks"]
    found = await all_pages(world, "samples", week_of=WEEK, order="days")
    assert len(found) == week["lines"] == agendas
    assert [one["rank"] for one in found] == list(range(1, agendas + 1))
    known = [one["days"] for one in found if one["days"] is not None]
    assert known == sorted(known)
    assert [one["days"] for one in found[len(known) :]] == [None] * (agendas - len(known))
    assert [one["days"] for one in found if one["is_median"]] == [week["median_days"]]


@pytest.mark.parametrize("appointments", [1, 2, 5, 12])
async def test_the_realised_delay_lies_on_the_rows_marked_or_between_them(world, appointments):
    for number in range(appointments):
        await waited(world, number % 4)
    found = await all_pages(world, "appointments", until="2026-12-31", order="days")
    assert [one["days"] for one in found] == sorted(one["days"] for one in found)
    assert [one["rank"] for one in found] == list(range(1, appointments + 1))
    marked = [one["days"] for one in found if one["is_median"]]
    assert len(marked) == 2 - appointments % 2
    every = median(one["days"] for one in found)
    assert sum(marked) / len(marked) == pytest.approx(every)
    slowest = [one["days"] for one in found if one["is_slowest_tenth"]]
    for month in (await delays(world, until="2026-12-31"))["months"]:
        if month["appointments"] == appointments:
            assert month["median_days"] == pytest.approx(every)
            assert slowest[0] <= month["slowest_tenth_days"] + 1e-9
            assert month["slowest_tenth_days"] <= slowest[-1] + 1e-9


async def test_beside_the_agendas_beyond_the_horizon_the_ranks_are_those_of_all(world):
    for terms in ({}, {**ONE_A_WEEK, "ends_on": "2026-11-30"}):
        await opened(world, await world.describe(), **terms)
    await sample(world)
    (one,) = await rows(world, "samples", week_of=WEEK, beyond_horizon="true")
    assert (one["rank"], one["is_median"]) == (2, False)


async def test_the_cursor_of_one_order_is_refused_by_the_other(world):
    for _ in range(2):
        await opened(world, await world.describe())
    await sample(world)
    who, params = world.who("director"), {"week_of": WEEK, "limit": "1"}
    by_name = (await world.ask(who, "GET", "/delays/samples", params=params)).json()["next"]
    answer = await world.ask(who, "GET", "/delays/samples", params={**params, "order": "days", "cursor": by_name})
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (422, "bad-cursor")
