"""The hours of volunteers, month by month: who reads them, what they are counted from, and as a file (F054)."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

NOVEMBER, DECEMBER = "2026-11", "2026-12"


async def listed(scene, who=None, **params):
    answer = await scene.world.ask(who or scene.practice, "GET", "/pool-volunteers", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def hours(scene, who=None, **params):
    params = {"professional_id": str(scene.locum), **params}
    answer = await scene.world.ask(who or scene.practice, "GET", "/pool-volunteers/hours", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("accept", ["application/json", "text/csv"])
@pytest.mark.parametrize("role", ["referrer", "regulator", "evaluator", "project_officer", "guest", "partner"])
async def test_who_has_no_part_in_the_pool_reads_no_hours(scene, role, accept):
    who = scene.world.who(role)
    for path, params in (("", {}), ("/hours", {"professional_id": str(scene.locum)})):
        answer = await scene.world.ask(who, "GET", f"/pool-volunteers{path}", params=params, accept=accept)
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (403, "role-refused")


@pytest.mark.parametrize("month", ["2026-13", "november", "1999-01", "2026-11-01"])
async def test_what_is_no_month_is_refused_with_its_field(scene, month):
    params = {"professional_id": str(scene.locum), "month": month}
    for path in ("/pool-volunteers", "/pool-volunteers/hours"):
        answer = await scene.world.ask(scene.practice, "GET", path, params=params)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "query.month")


async def test_another_cpts_reads_no_hours(scene):
    await scene.confirmed()
    stranger = scene.world.who("director", cpts=uuid4())
    assert (await listed(scene, stranger), (await hours(scene, stranger))["items"]) == ([], [])


async def test_hours_count_in_the_month_in_which_they_begin(scene):
    await scene.confirmed(day="2026-11-30")
    await scene.confirmed(day="2026-12-01", to_time="10:40")
    figures = [(await listed(scene, month=month))[0]["confirmed_hours"] for month in (NOVEMBER, DECEMBER, "2027-01")]
    assert figures == [3.0, pytest.approx(5 / 3), 0.0]
    assert (await listed(scene))[0] == (await listed(scene, month=NOVEMBER))[0]
    scene.world.clock.advance(timedelta(days=14))
    assert (await listed(scene))[0]["month"] == "2026-12-01"


async def test_the_rows_of_a_month_add_up_to_its_figure(scene):
    await scene.confirmed()
    await scene.confirmed(day="2026-11-25", to_time="10:30", is_parallel=True)
    await scene.published(day="2026-11-26")
    claimed = await scene.published(day="2026-11-27")
    await scene.act(scene.volunteer, "PUT", claimed, "/claim")
    await scene.confirmed(day="2026-12-01")
    for who in (scene.practice, scene.volunteer, scene.world.who("secretary")):
        rows = (await hours(scene, who, month=NOVEMBER))["items"]
        assert (
            sum(one["minutes"] for one in rows)
            == (await listed(scene, who, month=NOVEMBER))[0]["confirmed_hours"] * 60
        )
    first, second = rows
    assert (first["day"], first["from_time"], first["to_time"], first["minutes"]) == (
        "2026-11-24",
        "09:00",
        "12:00",
        180,
    )
    assert (first["professional_name"], first["team_label"]) == ("Dr Jeanne Exemple", None)
    assert (first["place_label"], first["commune_name"]) == ("Cabinet", "Valbrune")
    assert (second["minutes"], second["is_parallel"]) == (90, True)


async def test_who_left_the_pool_has_neither_figure_nor_rows(scene):
    await scene.confirmed()
    await scene.world.ask(scene.volunteer, "DELETE", f"/pool-volunteers/{scene.locum}")
    assert (await listed(scene), (await hours(scene))["items"]) == ([], [])


async def test_a_month_before_he_joined_is_not_short_of_what_he_needs(scene):
    months = ("2026-10", NOVEMBER, DECEMBER)
    short = [(await listed(scene, month=month))[0]["is_under_least"] for month in months]
    assert short == [False, True, True]


async def test_rows_come_in_pages_and_whole_as_a_file(scene):
    for day in ("2026-11-24", "2026-11-25", "2026-11-26"):
        await scene.confirmed(day=day)
    first = await hours(scene, limit=2)
    second = await hours(scene, limit=2, cursor=first["next"])
    assert [one["day"] for one in first["items"] + second["items"]] == ["2026-11-24", "2026-11-25", "2026-11-26"]
    assert second["next"] is None
    params = {"professional_id": str(scene.locum), "limit": 1}
    file = await scene.world.ask(scene.practice, "GET", "/pool-volunteers/hours", params=params, accept="text/csv")
    assert file.headers["content-type"].startswith("text/csv")
    assert [line.split(";")[1:5] for line in file.text.splitlines()[1:]] == [
        [one["day"], "09:00", "12:00", "180"] for one in first["items"] + second["items"]
    ]


async def test_the_figures_of_a_month_are_handed_over_as_a_file(scene):
    await scene.confirmed()
    file = await scene.world.ask(
        scene.practice, "GET", "/pool-volunteers", params={"month": NOVEMBER}, accept="text/csv"
    )
    header, line = file.text.splitlines()
    assert header == "month;name;profession_code;confirmed_hours;least_hours;is_under_least"
    assert line == "2026-11-01;Dr Jeanne Exemple;10;3,0;10;True"
