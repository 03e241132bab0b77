"""What the population of each commune can reach: refusals, holes, and whose slots count."""

from typing import Any
from uuid import uuid4

import pytest

from scheduling_svc.coverage.figures import Figure

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


async def behind(world: Any, figure: str, **find: Any) -> list[dict[str, Any]]:
    """The rows of a figure, read two by two."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        asked = {"figure": figure, "limit": 2, **find, **cursor}
        answer = await world.ask(world.who("director"), "GET", "/coverage/rows", params=asked)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        if answer.json()["next"] is None:
            return found
        cursor = {"cursor": answer.json()["next"]}


async def peopled(world: Any) -> None:
    """Two doctors near, the first at two places with two mornings and an afternoon and on duty tomorrow, a third far,
    a nurse, and hours kept for own patients."""
    days = {"weekdays": [1, 2]}
    first, second_place = uuid4(), str(uuid4())
    world.places[first] = uuid4()
    near = {
        "commune_code": VALBRUNE["code"],
        "commune_name": "Valbrune",
        "lat": VALBRUNE["lat"],
        "lon": VALBRUNE["lon"],
    }
    await world.describe(first, places=[
        {"place_id": str(world.places[first]), "label": "Cabinet", **near},
        {"place_id": second_place, "label": "Maison de santé", **near},
    ])  # fmt: skip
    await world.open(first, **days)
    await world.open(first, **days, place_id=second_place, from_time="10:30", to_time="11:00")
    await world.open(first, **days, from_time="14:00", to_time="15:00")
    await world.open(await world.describe(), **days)
    await world.open(await world.describe(commune=MONTFAUX), **days)
    await world.open(await world.describe(profession_code="60"), **days)
    await world.open(await world.describe(), **days, audience=["own_patients"])
    await on_duty_tomorrow(world, first)


async def on_duty_tomorrow(world: Any, professional: Any) -> None:
    builder = world.who("secretary")
    tomorrow = (await coverage(world, day="tomorrow"))["on"]
    house = {
        "kind": "house", "name": "Maison de garde", "site_name": "Maison de garde", "weekdays": [1, 2, 3, 4, 5, 6, 7],
        "starts_on": tomorrow, "ends_on": tomorrow,
    }  # fmt: skip
    made = (await world.ask(builder, "POST", "/rotas", house)).json()
    path = f"/rotas/{made['rota']['rota_id']}"
    await world.ask(builder, "PUT", f"{path}/members/{professional}", {"share": 100})
    duty = made["duties"][0]["duty_id"]
    detail = await world.ask(builder, "PUT", f"/duties/{duty}/holder", {"professional_id": str(professional)})
    etag = f'"{detail.json()["rota"]["version"]}"'
    published = await world.ask(builder, "POST", f"{path}/publication", If_Match=etag)
    assert published.status_code == 200, published.text


@pytest.mark.parametrize("day", ["today", "tomorrow"])
@pytest.mark.parametrize("within_km", [1, 100])
@pytest.mark.parametrize("figure", Figure)
async def test_each_figure_opens_as_many_rows_as_it_says(world, figure, within_km, day):
    await peopled(world)
    shown = await coverage(world, day=day, within_km=within_km)
    opened = 0
    for commune in shown["communes"]:
        for reach in commune["reach"]:
            rows = await behind(
                world, figure, day=day, within_km=within_km, commune=commune["commune_code"],
                profession=reach["profession_code"],
            )  # fmt: skip
            assert len({row["row_id"] for row in rows}) == len(rows) == reach[figure]
            assert all(row["km"] <= within_km for row in rows)
            opened += len(rows)
    assert opened > 0 or (figure, day) == ("on_duty", "today")


async def test_a_professional_at_two_places_has_two_half_days_at_most(world):
    await peopled(world)
    (found,) = [
        one for one in reached(await coverage(world, day="tomorrow", within_km=1), "Valbrune").values()
        if one["profession_code"] == "10"
    ]  # fmt: skip
    assert (found["professionals"], found["half_days"], found["on_duty"]) == (2, 3, 1)


async def test_rows_are_handed_over_as_a_file_and_a_foreign_cursor_is_refused(world):
    await peopled(world)
    find = {"commune": VALBRUNE["code"], "profession": "10", "day": "tomorrow", "figure": "free", "limit": 1}
    answer = await world.ask(world.who("director"), "GET", "/coverage/rows", params=find, Accept="text/csv")
    assert len(answer.text.splitlines()) == 1 + len(await behind(world, **find | {"limit": 2}))
    page = (await world.ask(world.who("director"), "GET", "/coverage/rows", params=find)).json()
    other = find | {"figure": "half_days", "cursor": page["next"]}
    assert (await world.ask(world.who("director"), "GET", "/coverage/rows", params=other)).status_code == 422


@pytest.mark.parametrize("role", ["evaluator", "project_officer", "secretary", "professional"])
async def test_who_reads_figures_only_opens_no_row(world, role):
    find = {"commune": VALBRUNE["code"], "profession": "10", "figure": "free"}
    assert (await world.ask(world.who(role), "GET", "/coverage/rows", params=find)).status_code == 403
