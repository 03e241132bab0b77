"""What the population of each commune can reach: refusals, holes, and whose slots count."""

from typing import Any

import pytest

from ..conftest import MONTFAUX, THEIRS, VALBRUNE


async def coverage(world: Any, **find: Any) -> dict[str, Any]:
    answer = await world.ask(world.who("director"), "GET", "/coverage", params=find)
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


def reached(shown: dict[str, Any], name: str) -> dict[str, Any]:
    (commune,) = [one for one in shown["communes"] if one["commune_name"] == name]
    return {one["profession_code"]: one for one in commune["reach"]}


@pytest.mark.parametrize("role", ["professional", "referrer", "secretary", "regulator"])
async def test_others_do_not_read_the_figures(world, role):
    assert (await world.ask(world.who(role), "GET", "/coverage")).status_code == 403


async def test_the_neighbour_cpts_counts_nothing_of_ours(world):
    await world.open(await world.describe())
    other = await world.ask(world.who("director", cpts=THEIRS), "GET", "/coverage")
    assert (other.json()["professions"], other.json()["holes"]) == ([], [])


async def test_a_distance_and_a_day_are_bounded(world):
    for find in ({"within_km": 0}, {"within_km": 101}, {"day": "2026-11-23"}):
        assert (await world.ask(world.who("director"), "GET", "/coverage", params=find)).status_code == 422


async def test_what_leaves_the_house_is_counted_and_what_is_kept_for_own_patients_is_not(world):
    await world.open(await world.describe())
    await world.open(await world.describe(), audience=["own_patients"])
    (found,) = reached(await coverage(world, within_km=5), "Valbrune").values()
    assert (found["profession_code"], found["professionals"], found["on_duty"]) == ("10", 1, 0)
    assert found["free"] > found["half_days"] > 0


async def test_a_commune_out_of_reach_is_a_hole_counted_in_residents(world):
    await world.describe_cpts(communes=[VALBRUNE | {"population": 900}, MONTFAUX | {"population": 4200}])
    await world.open(await world.describe())
    near = await coverage(world, within_km=1)
    assert reached(near, "Montfaux") == {}
    assert [one["population"] for one in near["communes"]] == [4200, 900]
    assert near["holes"] == [{"profession_code": "10", "communes": 1, "population": 4200}]
    far = await coverage(world, within_km=100)
    assert (far["holes"], reached(far, "Montfaux")["10"]["professionals"]) == ([], 1)


async def test_the_whole_is_handed_over_with_its_holes(world):
    await world.open(await world.describe())
    find = {"within_km": 1}
    answer = await world.ask(world.who("evaluator"), "GET", "/coverage", params=find, Accept="text/csv")
    header, *lines = answer.text.splitlines()
    assert header.startswith("commune_code;commune_name;population;profession_code;professionals")
    assert len(lines) == 2
    assert sum(";0;0;0;0;" in line for line in lines) == 1
