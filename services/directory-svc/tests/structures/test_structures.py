"""Structures are found by name, category and place."""

from typing import Any

import pytest

from ..build import World


async def names(world: World, **params: Any) -> list[str]:
    answer = await world.get("/structures", params=params)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


@pytest.fixture
async def peopled(world: World) -> World:
    await world.structure("EHPAD Les Tilleuls")
    await world.structure("Hôpital de l'Orsane", "960000024", category_code="355", lat=46.2, lon=-3.47)
    await world.structure(
        "Clinique du Gué", "960000032", category_code="365", commune_code="96003", lat=None, lon=None
    )
    await world.structure("Résidence Sans Numéro", None, key="ehpad-96001-sans-numero")
    return world


@pytest.mark.parametrize("role", ["evaluator", "guest", "platform_operator"])
async def test_structures_are_for_readers_of_the_directory(world: World, role: str) -> None:
    assert (await world.get("/structures", role)).status_code == 403
    assert (await world.get("/structures/960000016", role)).status_code == 403


@pytest.mark.parametrize(
    ("params", "rule"),
    [
        ({"within_km": 5}, "within-without-point"),
        ({"near_commune": "96999"}, "commune-unknown"),
        ({"cursor": "x"}, "bad-cursor"),
        ({"lat": 46}, "invalid-input"),
    ],
)
async def test_a_question_that_makes_no_sense_is_refused(world: World, params: dict[str, Any], rule: str) -> None:
    answer = await world.get("/structures", params=params)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (422, rule)


async def test_an_unknown_structure_is_not_found(world: World) -> None:
    answer = await world.get("/structures/960000016")
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (404, "structure-unknown")


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"name": "hopital orsane"}, ["Hôpital de l'Orsane"]),
        ({"name": "till"}, ["EHPAD Les Tilleuls"]),
        ({"category": "365"}, ["Clinique du Gué"]),
        ({"commune": "96003"}, ["Clinique du Gué"]),
        ({"own_territory": True}, ["EHPAD Les Tilleuls", "Hôpital de l'Orsane", "Résidence Sans Numéro"]),
        ({"lat": 46.2, "lon": -3.47, "within_km": 3}, ["Hôpital de l'Orsane"]),
        (
            {"near_commune": "96001", "limit": 3},
            ["EHPAD Les Tilleuls", "Résidence Sans Numéro", "Hôpital de l'Orsane"],
        ),
    ],
)
async def test_structures_are_found_by_what_is_asked(
    peopled: World, params: dict[str, Any], expected: list[str]
) -> None:
    assert await names(peopled, **params) == expected


@pytest.mark.parametrize("params", [{}, {"near_commune": "96001"}])
async def test_pages_follow_each_other(peopled: World, params: dict[str, Any]) -> None:
    whole = await names(peopled, **params)
    seen: list[str] = []
    cursor = None
    for _ in range(5):
        page = (
            await peopled.get("/structures", params=params | {"limit": 1} | ({"cursor": cursor} if cursor else {}))
        ).json()
        seen += [item["name"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == whole


async def test_a_structure_without_number_has_a_key_of_its_own(peopled: World) -> None:
    page = (await peopled.get("/structures/ehpad-96001-sans-numero")).json()
    assert (page["finess"], page["structure_key"]) == (None, "ehpad-96001-sans-numero")


async def test_the_page_of_a_structure_names_category_and_source(peopled: World) -> None:
    page = (await peopled.get("/structures/960000016")).json()
    assert page["category_label"].startswith("Etablissement d'hébergement pour personnes âgées")
    assert (page["source"], page["commune_name"]) == ("finess", "Saint-Élie-sur-Orsane")
