"""Each figure of the spread opens the rows it counts, for whom it concerns, and names no person."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest

from carekit.auth import ROLES

from ..build import THEIRS, World, person
from ..solicitations.asking import send
from .test_spread import line, placed_with, spread_of

ROWS, EXPORT = "/fair-shares/rows", "/fair-shares/rows/export"


async def rows_of(world: World, who=None, **query):
    found = await world.get(who or world.coordinator, ROWS, **query)
    return found["items"]


OPENS = {"care_coordinator", "social_coordinator", "professional"}


@pytest.mark.parametrize("role", sorted(ROLES - OPENS - {"suspended"}))
async def test_who_reads_figures_alone_or_nothing_opens_no_row(world: World, role: str):
    who = world.who(role, professional=await world.describe())
    for path in (ROWS, EXPORT):
        answer = await world.ask(who, "GET", path, params={"figure": "placements"})
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (403, "role-refused")


async def test_a_professional_opens_his_own_rows_and_nobody_else_s(world: World):
    doctor, colleague = await world.describe(), await world.describe()
    await placed_with(world, doctor, 1)
    himself = world.professional(professional=doctor)
    for query in ({}, {"professional_id": str(colleague)}, {"professional_id": str(uuid4())}):
        for path in (ROWS, EXPORT):
            answer = await world.ask(himself, "GET", path, params={"figure": "placements", **query})
            assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (404, "share-of-another")
    (row,) = await rows_of(world, himself, figure="placements", professional_id=str(doctor))
    # The person chose him: he follows the case.
    assert row["referral_id"] is not None
    (asked,) = await rows_of(world, himself, figure="asked", professional_id=str(doctor))
    assert asked["professional_id"] == str(doctor)


async def test_whom_the_person_did_not_choose_is_told_no_case(world: World):
    doctor = await world.describe()
    await send(world, await world.qualified(), doctor)
    (row,) = await rows_of(
        world, world.professional(professional=doctor), figure="asked", professional_id=str(doctor)
    )
    assert (row["case_number"], row["referral_id"]) == (None, None)


async def test_a_coordinator_opens_the_cases_of_her_kind_alone(world: World):
    doctor = await world.describe()
    await placed_with(world, doctor, 1)
    (hers,) = await rows_of(world, figure="placements")
    (other,) = await rows_of(world, world.who("social_coordinator"), figure="placements")
    assert None not in (hers["case_number"], hers["referral_id"])
    assert (other["case_number"], other["referral_id"]) == (None, None)
    assert (other["kind"], other["professional_id"]) == (hers["kind"], str(doctor))


async def test_nothing_of_another_cpts_and_nothing_of_a_person_is_in_the_rows(world: World):
    doctor = await world.describe()
    await world.placed(doctor, patient=person(family_name="Zorglub"))
    assert await rows_of(world, world.who("care_coordinator", cpts=THEIRS), figure="placements") == []
    for path in (ROWS, EXPORT):
        answer = await world.ask(world.coordinator, "GET", path, params={"figure": "placements"})
        assert "Zorglub" not in answer.text


async def test_each_figure_has_as_many_rows_as_it_says(world: World):
    first, second = await world.describe(), await world.describe()
    await placed_with(world, first, 2)
    world.clock.advance(timedelta(days=31))
    await placed_with(world, second, 1)
    await send(world, await world.qualified(patient=person(family_name="Autre")), first)
    found = await spread_of(world)
    for figure in ("placements", "asked"):
        assert len(await rows_of(world, figure=figure)) == found["figures"][figure] > 0
        for month in found["figures"]["months"]:
            assert len(await rows_of(world, figure=figure, month=month["month"])) == month[figure]
    for one in (first, second):
        his = line(found, one)
        for figure in ("placements", "asked", "in_hand"):
            rows = await rows_of(world, figure=figure, professional_id=str(one))
            assert len(rows) == his[figure]
            assert {row["professional_id"] for row in rows} <= {str(one)}
    assert line(found, first)["in_hand"] == 1


async def test_placements_outside_the_bound_open_by_their_reason(world: World):
    sole = await world.describe()
    await placed_with(world, sole, 1)
    first, second = await world.describe(), await world.describe()
    referral = await world.proposed(first, second, patient=person(family_name="Autre"))
    choice = {"professional_id": str(second), "recorded": "oral"}
    await world.act(world.coordinator, referral["referral_id"], "choice", choice)
    (row,) = await rows_of(world, figure="outside", reason="sole_eligible")
    assert (row["professional_id"], row["outside_reason"]) == (str(sole), "sole_eligible")
    every = await rows_of(world, figure="outside")
    counted = (await spread_of(world))["figures"]["outside_bound"]
    assert sorted(row["outside_reason"] for row in every) == sorted(
        one["reason_code"] for one in counted for _ in range(one["count"])
    )


async def test_what_is_older_than_the_sliding_year_is_in_no_row(world: World):
    doctor = await world.describe()
    await placed_with(world, doctor, 1)
    world.clock.advance(timedelta(days=366))
    for figure in ("placements", "asked", "outside"):
        assert await rows_of(world, figure=figure, professional_id=str(doctor)) == []


async def test_rows_come_in_pages_the_latest_first_and_whole_as_a_file(world: World):
    doctor = await world.describe()
    for _ in range(3):
        await world.placed(doctor, patient=person(family_name=f"Z{uuid4().hex}"))
        world.clock.advance(timedelta(minutes=1))
    seen, cursor = [], None
    while True:
        query = {"figure": "placements", "limit": "2", **({"cursor": cursor} if cursor else {})}
        page = await world.get(world.coordinator, ROWS, **query)
        seen += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len({row["row_id"] for row in seen}) == 3
    assert [row["at"] for row in seen] == sorted((row["at"] for row in seen), reverse=True)
    answer = await world.ask(world.coordinator, "GET", EXPORT, params={"figure": "placements"})
    header, *lines = csv.reader(StringIO(answer.text), delimiter=";")
    assert header == ["at", "professional_name", "kind", "case_number", "outside_reason"]
    assert [one[3] for one in lines] == [row["case_number"] for row in seen]


async def test_a_cursor_of_another_list_is_refused_by_name(world: World):
    answer = await world.ask(world.coordinator, "GET", ROWS, params={"figure": "asked", "cursor": "x"})
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (422, "bad-cursor")
