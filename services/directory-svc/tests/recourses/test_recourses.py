"""Where unscheduled care turns: who describes it, what is refused, what the triage is told."""

from typing import Any

import httpx
import pytest

from carekit.auth import ROLES

from ..build import API, THEIRS, World, told

SOS: dict[str, Any] = {
    "kind": "home_visits", "name": "SOS Visites de l'Orsane", "professional_phone": "01 99 00 00 10",
    "public_phone": "36 24", "communes": ["96001"], "modalities": ["HH"], "min_age": 2,
    "triage_classes": ["half_day", "hours_24"], "takes": "Adultes et enfants", "rank": 10,
    "hours": [{"weekday": 1, "from_time": "08:00", "to_time": "24:00"}],
    "holiday_hours": [{"from_time": "00:00", "to_time": "24:00"}],
    "dated_hours": [{"on": "2026-12-24"}], "is_public": True,
}  # fmt: skip
HOUSE: dict[str, Any] = {
    "kind": "duty_house", "name": "Maison de garde du Gué", "public_phone": "01 99 00 00 20", "modalities": ["AMB"],
    "hours": [{"weekday": 6, "from_time": "08:00", "to_time": "12:00"}], "rank": 20,
}  # fmt: skip


def rule(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, str(answer.json()["type"]).rpartition("/")[2]


async def add(world: World, role: str = "care_coordinator", **said: Any) -> httpx.Response:
    return await world.http.post(f"{API}/recourses", json={**SOS, **said}, headers=world.headers(role))


async def change(world: World, recourse: dict[str, Any], **said: Any) -> httpx.Response:
    version = f'"{said.pop("version", recourse["version"])}"'
    return await world.http.put(
        f"{API}/recourses/{recourse['recourse_id']}", json={**SOS, **said},
        headers=world.headers("director", **{"If-Match": version}),
    )  # fmt: skip


async def test_only_the_coordination_and_the_direction_describe_where_care_turns(world: World) -> None:
    allowed = {role for role in sorted(ROLES) if (await add(world, role)).status_code == 201}
    assert allowed == {"care_coordinator", "director"}
    assert (await world.get("/recourses", "evaluator")).status_code == 403


@pytest.mark.parametrize(
    "said",
    [
        {"professional_phone": None, "public_phone": None},
        {"public_phone": None, "is_public": True},
        {"min_age": 18, "max_age": 3},
        {"modalities": []},
        {"hours": [{"weekday": 1, "from_time": "20:00", "to_time": "08:00"}]},
        {"hours": [{"weekday": 8, "from_time": "08:00", "to_time": "20:00"}]},
        {"hours": [{"weekday": 1, "from_time": "08:00", "to_time": "12:00"}, {"weekday": 1, "from_time": "11:00", "to_time": "18:00"}]},  # noqa: E501
        {"dated_hours": [{"on": "2026-12-24"}, {"on": "2026-12-24", "from_time": "08:00", "to_time": "12:00"}]},
        {"dated_hours": [{"on": "2026-12-24", "from_time": "08:00"}]},
    ],
    ids=[
        "no number", "no number for everybody", "ages", "no modality", "backwards", "eighth day", "overlap",
        "closed and open", "half hours",
    ],
)  # fmt: skip
async def test_what_makes_no_sense_is_refused(world: World, said: dict[str, Any]) -> None:
    assert (await add(world, **said)).status_code == 422


@pytest.mark.parametrize(
    ("weekday", "from_time", "to_time"),
    [(6, "08:00", "12:15"), (7, "09:00", "12:00"), (1, "19:00", "20:30"), (2, "07:30", "09:00")],
)
async def test_a_maison_de_garde_is_open_outside_the_permanence_of_care(
    world: World, weekday: int, from_time: str, to_time: str
) -> None:
    """The PDSA begins on Saturday at noon; it holds from 20:00 to 8:00, on Sundays and public holidays."""
    span = {"from_time": from_time, "to_time": to_time}
    assert rule(await add(world, **{**HOUSE, "hours": [{"weekday": weekday, **span}]})) == (
        422,
        "hours-of-permanence",
    )
    assert rule(await add(world, **{**HOUSE, "holiday_hours": [span]})) == (422, "hours-of-permanence")
    assert (await add(world, **{**HOUSE, "holiday_hours": []})).status_code == 201


async def test_a_commune_that_nobody_knows_is_refused(world: World) -> None:
    assert rule(await add(world, communes=["96999"])) == (422, "commune-unknown")


async def test_an_edit_of_what_somebody_changed_meanwhile_or_of_another_cpts_is_refused(world: World) -> None:
    made = (await add(world)).json()
    assert rule(await change(world, made, version=7)) == (412, "precondition-failed")
    path = f"{API}/recourses/{made['recourse_id']}"
    theirs = await world.http.get(path, headers=world.headers("director", cpts=THEIRS))
    assert rule(theirs) == (404, "recourse-unknown")


async def test_each_change_keeps_its_author_and_its_date_and_is_told_to_the_agenda(world: World) -> None:
    made = (await add(world)).json()
    changed = await change(world, made, rank=5, is_active=False)
    assert changed.status_code == 200, changed.text
    page = (await world.get(f"/recourses/{made['recourse_id']}")).json()
    assert page["changes"][0]["fields"] == ["is_active", "rank"]
    assert (page["changed_by_name"], page["changed_at"]) == ("Mme somebody", "2026-11-23T09:00:00Z")
    assert page["commune_names"] == ["Saint-Élie-sur-Orsane"]
    async with world.database.begin() as session:
        first, last = await told(session, "recourse.described.v1")
    assert (first.data["rank"], last.data["rank"], last.data["is_active"]) == (10, 5, False)
    assert first.data["dated_hours"] == [{"on": "2026-12-24", "from_time": None, "to_time": None}]


async def test_they_are_read_in_the_order_of_resort_by_page_by_filter_and_as_a_file(world: World) -> None:
    await add(world, **HOUSE, communes=["96002"], holiday_hours=[], is_public=False)
    await add(world)
    await add(world, name="Ligne ancienne", is_active=False)

    async def names(**params: Any) -> list[str]:
        return [one["name"] for one in (await world.get("/recourses", params=params)).json()["items"]]

    assert await names() == ["SOS Visites de l'Orsane", "Maison de garde du Gué"]
    assert await names(commune="96001") == ["SOS Visites de l'Orsane"]
    assert await names(kind="duty_house") == await names(modality="AMB") == ["Maison de garde du Gué"]
    assert await names(name="visites orsane") == ["SOS Visites de l'Orsane"]
    assert await names(inactive=True) == ["Ligne ancienne"]
    first = (await world.get("/recourses", params={"limit": 1})).json()
    assert await names(limit=1, cursor=first["next"]) == ["Maison de garde du Gué"]
    headers = world.headers("director", Accept="text/csv")
    file = (await world.http.get(f"{API}/recourses", headers=headers)).text.splitlines()
    assert (file[0][:14], len(file)) == ("rank;kind;name", 3)
    assert "1 08:00-24:00" in file[1]
