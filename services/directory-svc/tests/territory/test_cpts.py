"""The CPTS of the session, its territory, and who may change it."""

from uuid import UUID

import httpx
import pytest

from carekit.db import Database

from ..build import API, OURS, THEIRS, World, told


def rule(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition("/")[2]


FOUND = {"name": "CPTS du Gué", "commune_codes": ["96003"]}


async def found(world: World, *roles: str, **changed: object) -> httpx.Response:
    return await world.http.post(f"{API}/cpts", json=FOUND | changed, headers=world.headers(*roles, cpts=None))


async def test_no_token_no_answer(world: World) -> None:
    answer = await world.http.get(f"{API}/cpts/current")
    assert (answer.status_code, rule(answer)) == (401, "token-refused")


async def test_a_session_without_cpts_is_told_to_choose_one(world: World) -> None:
    assert rule(await world.get("/cpts/current", cpts=None)) == "cpts-missing"


@pytest.mark.parametrize("role", ["director", "secretary", "care_coordinator", "service"])
async def test_only_the_platform_operator_founds_a_cpts(world: World, role: str) -> None:
    issuer = "referral-svc" if role == "service" else "gateway"
    answer = await world.http.post(f"{API}/cpts", json=FOUND, headers=world.headers(role, cpts=None, issuer=issuer))
    assert rule(answer) == "role-refused"


async def test_a_territory_is_made_of_known_communes(world: World) -> None:
    answer = await found(world, "platform_operator", commune_codes=["96003", "96999"])
    assert (answer.status_code, answer.json()["commune_codes"]) == (422, ["96999"])


async def test_a_time_zone_is_one_of_the_world(world: World) -> None:
    assert (await found(world, "platform_operator", time_zone="Europe/Bourges")).status_code == 422


async def test_two_cpts_never_share_a_finess_number(world: World) -> None:
    assert (await found(world, "platform_operator", finess="960000016")).status_code == 201
    assert rule(await found(world, "platform_operator", finess="960000016")) == "cpts-known"


async def test_the_current_cpts_names_its_communes_neighbours_and_people(world: World) -> None:
    await world.professional(member_of=OURS)
    cpts = (await world.get("/cpts/current")).json()
    assert [commune["code"] for commune in cpts["communes"]] == ["96001", "96002"]
    assert (cpts["population"], cpts["departments"], cpts["members"]) == (7000, ["96"], 1)
    assert cpts["neighbours"] == {"96001": ["96002"], "96002": ["96001", "96003"]}


async def test_the_outlines_are_those_of_the_territory_and_its_border(world: World) -> None:
    outlines = (await world.get("/cpts/current/outlines")).json()
    drawn = {f["properties"]["code"]: f["properties"]["in_territory"] for f in outlines["features"]}
    assert drawn == {"96001": True, "96002": True, "96003": False}
    assert {f["geometry"]["type"] for f in outlines["features"]} == {"Polygon"}


async def test_a_new_territory_is_told_with_whoever_practises_there(world: World, database: Database) -> None:
    who = await world.professional(communes=("96003",))
    answer = await world.http.put(
        f"{API}/cpts/{THEIRS}/territory",
        json={"commune_codes": ["96003", "96004"]},
        headers=world.headers("platform_operator", cpts=None) | {"If-Match": '"1"'},
    )
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    async with database.begin() as session:
        latest = (await told(session, "cpts.described.v1"))[-1]
        people = [f.subject for f in await told(session, "professional.described.v1") if f.cpts_id == THEIRS]
    assert [c["code"] for c in latest.data["communes"]] == ["96003", "96004"]
    assert people == [str(who)]


@pytest.mark.parametrize("role", ["director", "secretary", "care_coordinator"])
async def test_only_the_platform_operator_reads_another_territory_and_the_list(world: World, role: str) -> None:
    for path in ("/cpts", f"/cpts/{THEIRS}/territory"):
        assert rule(await world.http.get(f"{API}{path}", headers=world.headers(role))) == "role-refused"


async def test_a_territory_says_who_drew_it_and_what_each_change_was(world: World) -> None:
    operator = world.headers("platform_operator", cpts=None)
    cpts_id = (await found(world, "platform_operator")).json()["cpts_id"]
    path = f"{API}/cpts/{cpts_id}/territory"
    redrawn = operator | {"If-Match": '"1"'}
    await world.http.put(path, json={"commune_codes": ["96002", "96004"]}, headers=redrawn)
    answer = await world.http.get(path, headers=operator)
    territory = answer.json()
    assert ([c["code"] for c in territory["communes"]], territory["members"]) == (["96002", "96004"], 0)
    assert answer.headers["etag"] == f'"{territory["version"]}"' == '"2"'
    changes = [(len(one["added"]), len(one["removed"]), one["author_name"]) for one in territory["changes"]]
    name = changes[0][2]
    assert changes == [(2, 1, name), (1, 0, name)]
    listed = (await world.http.get(f"{API}/cpts", headers=operator)).json()["items"]
    founded = next(one for one in listed if one["cpts_id"] == cpts_id)
    assert (founded["name"], founded["coordination_phone"], founded["version"]) == ("CPTS du Gué", None, 2)


async def test_a_territory_that_nobody_founded_is_not_found(world: World) -> None:
    answer = await world.http.get(f"{API}/cpts/{UUID(int=7)}/territory", headers=world.headers("platform_operator"))
    assert (answer.status_code, rule(answer)) == (404, "cpts-unknown")


async def test_a_closure_is_announced_told_and_withdrawn(world: World, database: Database) -> None:
    body = {"starts_on": "2026-12-24", "ends_on": "2026-12-26", "label": "Fêtes"}
    path = f"{API}/cpts/current/closures"
    refused = await world.http.post(path, json=body, headers=world.headers("care_coordinator"))
    assert rule(refused) == "role-refused"
    made = await world.http.post(path, json=body, headers=world.headers("secretary"))
    assert (await world.get("/cpts/current")).json()["closures"] == [made.json()]
    theirs = world.headers("secretary", cpts=THEIRS)
    gone = f"{path}/{made.json()['closure_id']}"
    assert rule(await world.http.delete(gone, headers=theirs)) == "closure-unknown"
    assert (await world.http.delete(gone, headers=world.headers("secretary"))).status_code == 204
    async with database.begin() as session:
        facts = [f for f in await told(session, "cpts.described.v1") if f.cpts_id == OURS]
    assert [len(f.data["closures"]) for f in facts] == [0, 1, 0]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("saint elie", ["96001"]),
        ("SAINT-ÉLIE", ["96001"]),
        ("abbe", ["96002"]),
        ("9610", ["96001", "96002", "96003", "96004"]),
        ("x", []),
    ],
)
async def test_a_commune_is_found_by_what_people_type(world: World, typed: str, expected: list[str]) -> None:
    answer = await world.get("/communes", params={"name": typed})
    assert sorted(commune["code"] for commune in answer.json()["items"]) == expected


async def test_a_commune_is_found_by_its_code_alone(world: World) -> None:
    answer = await world.get("/communes", params={"code": "96002"})
    assert [commune["code"] for commune in answer.json()["items"]] == ["96002"]
    assert (await world.get("/communes", params={"code": "96"})).json()["items"] == []


async def test_communes_can_be_limited_to_the_own_territory(world: World) -> None:
    answer = await world.get("/communes", params={"own_territory": True, "limit": 1})
    page = answer.json()
    assert [c["code"] for c in page["items"]] == ["96002"]
    rest = (await world.get("/communes", params={"own_territory": True, "cursor": page["next"]})).json()
    assert ([c["code"] for c in rest["items"]], rest["next"]) == (["96001"], None)


async def call_us_at(world: World, role: str, phone: str | None, version: int = 1) -> httpx.Response:
    return await world.http.put(
        f"{API}/cpts/current/coordination",
        json={"phone": phone},
        headers=world.headers(role) | {"If-Match": f'"{version}"'},
    )


@pytest.mark.parametrize("role", ["care_coordinator", "professional", "platform_operator", "referrer"])
async def test_only_the_office_says_whom_to_call(world: World, role: str) -> None:
    assert rule(await call_us_at(world, role, "0199000001")) == "role-refused"


async def test_a_telephone_is_digits_and_an_edit_names_its_version(world: World) -> None:
    assert (await call_us_at(world, "director", "par mail")).status_code == 422
    assert rule(await call_us_at(world, "director", "0199000001", version=7)) == "precondition-failed"


async def test_whom_to_call_is_told_to_the_other_services(world: World, database: Database) -> None:
    answer = await call_us_at(world, "secretary", "0199000001")
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    assert (await world.get("/cpts/current")).json()["coordination_phone"] == "0199000001"
    async with database.begin() as session:
        latest = (await told(session, "cpts.described.v1"))[-1]
    assert latest.data["coordination_phone"] == "0199000001"
    assert (await call_us_at(world, "secretary", None, version=2)).json()["coordination_phone"] is None
