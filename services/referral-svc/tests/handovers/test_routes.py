"""The partners to whom a case may be turned: who keeps them, and what is said of their places."""

from datetime import timedelta
from typing import Any

import pytest

from ..build import World
from .test_handovers import ROUTE, route


@pytest.mark.parametrize("role", ["referrer", "professional", "guest", "evaluator", "regulator"])
async def test_routes_are_kept_by_coordination_and_office_alone(world: World, role: str) -> None:
    assert await world.refused(world.who(role), "POST", "/partner-routes", ROUTE) == (403, "role-refused")


@pytest.mark.parametrize("said", [{"places_free": 2}, {"places_said_on": "2026-11-20"}])
async def test_a_number_of_places_has_its_day(world: World, said: dict[str, Any]) -> None:
    kept = {**ROUTE, "kind": "ssiad"}
    director, path = world.who("director"), "/partner-routes"
    assert await world.refused(director, "POST", path, {**kept, **said}) == (422, "places-undated")
    tomorrow = str(world.clock.now().date() + timedelta(days=1))
    late = {**kept, "places_free": 2, "places_said_on": tomorrow}
    assert await world.refused(director, "POST", path, late) == (422, "places-undated")


async def test_the_places_of_a_service_at_home_are_read_with_their_day(world: World) -> None:
    said = {"places_free": 2, "places_said_on": str(world.clock.now().date())}
    kept = await route(world, kind="spasad", name="SPASAD", **said)
    assert kept["for_needs"] == ["home_washing", "nursing", "home_help", "apa"]
    (read,) = (await world.get(world.who("referrer"), "/partner-routes"))["items"]
    assert {key: read[key] for key in said} == said


@pytest.mark.parametrize(
    ("kind", "kinds", "needs"),
    [
        ("interpreter", [], ["interpreter"]),
        ("saad", [], ["home_help", "apa"]),
        ("neuro_development", [], ["neuro_development"]),
        ("prado", ["discharge"], []),
        ("ngo", [], []),
    ],
)
async def test_a_route_says_which_requests_it_is_for(
    world: World, kind: str, kinds: list[str], needs: list[str]
) -> None:
    kept = await route(world, kind=kind)
    assert (kept["for_kinds"], kept["for_needs"]) == (kinds, needs)
