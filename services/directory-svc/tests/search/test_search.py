"""Professionals are found by what people know of them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from carekit.db import Database
from carekit.testing import Migrations, PostgresServer
from carekit.testing.keys import Keys
from directory_svc.offers.models import Offer

from ..build import GP, NURSE, OURS, PHARMACIST, THEIRS, World
from ..conftest import open_world, settings_for

PEOPLE: dict[str, dict[str, Any]] = {
    "Dupont Marie": {"communes": ("96001",), "member_of": OURS},
    "Dupont Jean": {"communes": ("96004",)},
    "Du Pont Alice": {"profession": NURSE, "communes": ("96002",)},
    "Le Gall Yves": {"communes": ("96002",), "member_of": OURS},
    "Müller-Lefèvre Éric": {"profession": PHARMACIST, "communes": ("96003",)},
    "D'Ambrosio Chloé": {"communes": ("96003", "96001"), "specialty_codes": ["SM04"]},
    "Garcia Ana": {"profession": "26", "communes": ("96001",), "member_of": THEIRS},
}


@pytest.fixture(scope="module")
async def found_in(
    postgres_server: PostgresServer, migrations: Migrations, keys: Keys, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """Everybody of `PEOPLE`, committed, read through the pool that the service itself uses."""
    url = await postgres_server.database(migrations)
    database = Database(url)
    folder: Path = tmp_path_factory.mktemp("search")
    world = open_world(database, settings_for(url, keys, folder), keys, one_connection=False)
    await world.settle()
    for name, given in PEOPLE.items():
        family, _, first = name.rpartition(" ")
        who = await world.professional(family, first, **given)
        if family == "Dupont":
            async with database.begin() as session:
                session.add(
                    Offer(
                        professional_id=who,
                        version=1,
                        accepts_new_patients=first == "Marie",
                        languages=["fr", "pt"],
                        home_visits=True,
                        teleconsultation=False,
                        source="self",
                    )
                )
    yield world
    await world.http.aclose()
    await world.app.state.search_reader.close()
    await database.close()
    await postgres_server.drop(url)


async def search(world: World, **params: Any) -> httpx.Response:
    return await world.get("/professionals", params=params)


async def names(world: World, **params: Any) -> list[str]:
    answer = await search(world, **params)
    assert answer.status_code == 200, answer.text
    return [f"{item['family_name']} {item['given_name']}" for item in answer.json()["items"]]


@pytest.mark.parametrize("role", ["evaluator", "guest", "partner", "platform_operator"])
async def test_whoever_may_not_read_the_directory_finds_nobody(found_in: World, role: str) -> None:
    answer = await found_in.get("/professionals", role)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (403, "role-refused")


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"nom": "dupont"}, "query.nom"),
        ({"name": "a"}, "query.name"),
        ({"limit": 101}, "query.limit"),
        ({"lat": 46.2}, "query"),
        ({"within_km": 5}, "query"),
        ({"lat": 91, "lon": 0}, "query.lat"),
        ({"profession": "médecin"}, "query.profession"),
        ({"commune": "96001'--"}, "query.commune"),
    ],
)
async def test_a_question_that_makes_no_sense_is_refused(found_in: World, params: dict[str, Any], field: str) -> None:
    answer = await search(found_in, **params)
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json()["errors"]]


@pytest.mark.parametrize(
    ("params", "rule"),
    [
        ({"cursor": "nonsense"}, "bad-cursor"),
        ({"cursor": "WyJwcm9mZXNzaW9uYWxzIiwwLjAsImEiLCJiIl0"}, "bad-cursor"),
        ({"name": "--"}, "name-without-letters"),
        ({"near_commune": "96999"}, "commune-unknown"),
    ],
)
async def test_a_refusal_is_named(found_in: World, params: dict[str, Any], rule: str) -> None:
    answer = await search(found_in, **params)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (422, rule)


async def test_members_only_needs_a_cpts(found_in: World) -> None:
    answer = await found_in.get("/professionals", params={"members_only": True}, cpts=None)
    assert answer.json()["type"].endswith("cpts-missing")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dupont", ["DUPONT Jean", "DUPONT Marie", "DU PONT Alice"]),
        ("DUPONT MARIE", ["DUPONT Marie"]),
        ("marie dupont", ["DUPONT Marie"]),
        ("Dupnot", ["DU PONT Alice", "DUPONT Jean", "DUPONT Marie"]),
        ("duppont jean", ["DUPONT Jean"]),
        ("dup", ["DUPONT Jean", "DUPONT Marie"]),
        ("gall", ["LE GALL Yves"]),
        ("legall", ["LE GALL Yves"]),
        ("muller", ["MÜLLER-LEFÈVRE Éric"]),
        ("LEFEVRE", ["MÜLLER-LEFÈVRE Éric"]),
        ("eric lefebvre", ["MÜLLER-LEFÈVRE Éric"]),
        ("d ambrosio", ["D'AMBROSIO Chloé"]),
        ("ambrosio", ["D'AMBROSIO Chloé"]),
        ("martin", []),
    ],
)
async def test_a_name_is_found_as_people_type_it(found_in: World, typed: str, expected: list[str]) -> None:
    assert await names(found_in, name=typed) == expected


async def test_nearest_come_first_each_at_his_nearest_place(found_in: World) -> None:
    answer = await search(found_in, near_commune="96001", profession=GP)
    found = [(i["family_name"], i["place"]["commune_code"], i["distance_km"]) for i in answer.json()["items"]]
    assert sorted(found[:2]) == [("D'AMBROSIO", "96001", 0.0), ("DUPONT", "96001", 0.0)]
    assert found[2:] == [("LE GALL", "96002", 10.0), ("DUPONT", "96004", 30.0)]


async def test_without_a_profession_the_nearest_of_all_are_merged(found_in: World) -> None:
    assert len(await names(found_in, lat=46.2, lon=-3.6)) == len(PEOPLE)
    near = await names(found_in, lat=46.2, lon=-3.6, within_km=5)
    assert sorted(near) == ["D'AMBROSIO Chloé", "DUPONT Marie", "GARCIA Ana"]


async def test_a_name_can_be_looked_for_nearby(found_in: World) -> None:
    assert await names(found_in, lat=46.2, lon=-3.21, name="dupont") == [
        "DUPONT Jean",
        "DU PONT Alice",
        "DUPONT Marie",
    ]


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize(
    "params", [{"name": "dupont"}, {"near_commune": "96002"}, {"commune": "96001"}, {"profession": GP}, {}]
)
async def test_pages_follow_each_other_without_gap_or_repeat(
    found_in: World, params: dict[str, Any], limit: int
) -> None:
    whole = (await search(found_in, **params)).json()["items"]
    assert len(whole) >= 2
    seen: list[Any] = []
    cursor: str | None = None
    for _ in range(10):
        page = (await search(found_in, **params, limit=limit, **({"cursor": cursor} if cursor else {}))).json()
        seen += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == whole


async def test_the_place_shown_is_the_one_that_matches(found_in: World) -> None:
    (found,) = (await search(found_in, commune="96001", name="ambrosio")).json()["items"]
    assert found["place"]["commune_code"] == "96001"


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"accepts_new_patients": True}, ["DUPONT Marie"]),
        ({"accepts_new_patients": False}, ["DUPONT Jean"]),
        ({"home_visits": True, "near_commune": "96004"}, ["DUPONT Jean", "DUPONT Marie"]),
        ({"language": "pt", "profession": GP}, ["DUPONT Jean", "DUPONT Marie"]),
        ({"language": "de"}, []),
        ({"teleconsultation": True}, []),
        ({"specialty": "SM04"}, ["D'AMBROSIO Chloé"]),
        ({"profession": "26", "near_commune": "96001"}, ["GARCIA Ana"]),
        ({"members_only": True}, ["DUPONT Marie", "LE GALL Yves"]),
        ({"members_only": True, "near_commune": "96002"}, ["LE GALL Yves", "DUPONT Marie"]),
    ],
)
async def test_what_is_asked_holds_for_everybody_found(
    found_in: World, params: dict[str, Any], expected: list[str]
) -> None:
    assert await names(found_in, **params) == expected


async def test_each_cpts_sees_its_own_members_on_the_same_connections(found_in: World) -> None:
    for _ in range(3):
        for cpts, expected in ((OURS, ["DUPONT Marie", "LE GALL Yves"]), (THEIRS, ["GARCIA Ana"]), (None, [])):
            items = (await found_in.get("/professionals", cpts=cpts)).json()["items"]
            members = [f"{i['family_name']} {i['given_name']}" for i in items if i["is_member"]]
            assert members == expected
