"""Everybody's own filters of the queue: his alone, one default, and no right to anything more."""

from __future__ import annotations

from typing import Any

import pytest

from ..build import THEIRS, Somebody, World

PATH = "/saved-filters"
LATE = {"name": "P1 en retard", "filters": {"class": 1, "overdue": True}}


async def kept(world: World, who: Somebody, **changed: Any) -> Any:
    answer = await world.ask(who, "POST", PATH, {**LATE, **changed})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def listed(world: World, who: Somebody) -> list[tuple[str, bool]]:
    return [(one["name"], one["is_default"]) for one in (await world.get(who, PATH))["items"]]


async def test_whoever_lists_no_request_keeps_no_filter(world: World) -> None:
    assert await world.refused(world.who("evaluator"), "GET", PATH) == (403, "role-refused")
    assert await world.refused(world.who("evaluator"), "POST", PATH, LATE) == (403, "role-refused")


async def test_the_filter_of_another_does_not_exist(world: World) -> None:
    mine = await kept(world, world.coordinator)
    path = f"{PATH}/{mine['saved_filter_id']}"
    neighbour = world.who("care_coordinator", cpts=THEIRS)
    for stranger in (world.who("care_coordinator"), neighbour):
        assert await world.refused(stranger, "PUT", path, LATE) == (404, "saved-filter-not-found")
        assert await world.refused(stranger, "DELETE", path) == (404, "saved-filter-not-found")
        assert await listed(world, stranger) == []


@pytest.mark.parametrize(
    "act",
    [
        {**LATE, "name": ""},
        {**LATE, "name": "x" * 41},
        {**LATE, "name": "a\u0000b"},
        {**LATE, "filters": {"class": 6}},
        {**LATE, "filters": {"patient": "Zyborowska"}},
        {**LATE, "filters": {"cursor": "abc"}},
        {"name": "sans filtres"},
    ],
    ids=["no name", "long name", "control", "no such class", "a person", "a page", "nothing"],
)
async def test_what_the_queue_does_not_take_is_not_kept(world: World, act: dict[str, Any]) -> None:
    assert await world.refused(world.coordinator, "POST", PATH, act) == (422, "invalid-input")


async def test_two_of_one_name_are_refused_whatever_their_capitals(world: World) -> None:
    who = world.coordinator
    await kept(world, who)
    other = await kept(world, who, name="Autre")
    assert await world.refused(who, "POST", PATH, {**LATE, "name": "p1 EN RETARD"}) == (
        409,
        "saved-filter-name-taken",
    )
    path = f"{PATH}/{other['saved_filter_id']}"
    assert await world.refused(who, "PUT", path, LATE) == (409, "saved-filter-name-taken")


async def test_twenty_are_enough(world: World) -> None:
    who = world.coordinator
    for number in range(20):
        await kept(world, who, name=f"Filtre {number}")
    assert await world.refused(who, "POST", PATH, LATE) == (409, "too-many-saved-filters")


async def test_what_was_kept_comes_back_as_the_queue_takes_it(world: World) -> None:
    who = world.coordinator
    filters = {"class": 1, "overdue": True, "kind": "care", "commune": "97001", "view": "all", "mine": True}
    saved = await kept(world, who, filters=filters)
    (back,) = (await world.get(who, PATH))["items"]
    assert back == saved
    said = {name: value for name, value in back["filters"].items() if value is not None}
    assert said == filters
    assert (await world.get(who, "/referrals", **said))["items"] == []


async def test_one_default_takes_the_place_of_the_other(world: World) -> None:
    who = world.coordinator
    first = await kept(world, who, name="A", is_default=True)
    await kept(world, who, name="b", is_default=True)
    assert await listed(world, who) == [("A", False), ("b", True)]
    body = {"name": "Z", "filters": first["filters"], "is_default": True}
    answer = await world.ask(who, "PUT", f"{PATH}/{first['saved_filter_id']}", body)
    assert answer.status_code == 200
    assert await listed(world, who) == [("b", False), ("Z", True)]


async def test_a_forgotten_filter_is_gone_and_its_name_free(world: World) -> None:
    who = world.coordinator
    mine = await kept(world, who)
    answer = await world.ask(who, "DELETE", f"{PATH}/{mine['saved_filter_id']}")
    assert answer.status_code == 204
    assert await listed(world, who) == []
    await kept(world, who)
