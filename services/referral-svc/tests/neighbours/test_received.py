"""At theirs: what a member says on the telephone is noted, several are asked at once, and what is over is listed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ..build import THEIRS, Somebody, World, person
from ..solicitations.asking import proposals
from .crossing import agreed, brought_back, open_there, opened, opened_again, revoked, solicit, their


async def hears(world: World, crossing: Any, solicitation_id: Any, said: Any, who: Somebody | None = None) -> Any:
    path = f"/received-requests/{crossing['crossing_id']}/solicitations/{solicitation_id}/answer"
    return await world.ask(who or their(world, "care_coordinator"), "POST", path, said)


async def test_only_a_coordinator_of_theirs_notes_what_a_member_says_and_of_this_request_alone(world: World) -> None:
    _, crossing = await opened(world)
    asked = (await solicit(world, crossing, await world.describe(cpts=THEIRS)))["asked"][0]["solicitation_id"]
    _, other = await opened_again(world)
    for who in (world.coordinator, their(world, "director"), their(world, "social_coordinator")):
        assert (await hears(world, crossing, asked, {"answer": "yes"}, who)).status_code in (403, 404)
    assert (await hears(world, other, asked, {"answer": "yes"})).status_code == 404
    for said in ({"answer": "pause"}, {"answer": "no", "condition": "practice_only"}, {}):
        assert (await hears(world, crossing, asked, said)).status_code == 422
    assert await brought_back(world) == 0


async def test_a_yes_on_the_telephone_travels_and_the_second_yes_stands_in_reserve(world: World) -> None:
    referral, crossing = await opened(world)
    first, second = await world.describe(cpts=THEIRS), await world.describe(cpts=THEIRS)
    asked = (await solicit(world, crossing, first, second))["asked"]
    by_professional = {one["professional_id"]: one["solicitation_id"] for one in asked}
    for member in (first, second):
        assert (await hears(world, crossing, by_professional[str(member)], {"answer": "yes"})).status_code == 200
    await brought_back(world)
    assert await proposals(world, referral) == [(str(first), "proposed")]
    assert (await hears(world, crossing, by_professional[str(first)], {"answer": "no"})).status_code == 200
    await brought_back(world)
    assert await proposals(world, referral) == [(str(second), "proposed")]


async def test_what_is_over_is_listed_at_theirs_without_its_card_and_at_nobody_elses(world: World) -> None:
    for name in ("Premier", "Second"):
        agreement_id = await agreed(world)
        await open_there(world, await world.qualified(patient=person(family_name=name)), agreement_id)
        await revoked(world, agreement_id)
        world.clock.advance(timedelta(minutes=1))
    coordinator = their(world, "care_coordinator")
    newest = await world.get(coordinator, "/received-requests/past", limit=1)
    oldest = await world.get(coordinator, "/received-requests/past", limit=1, cursor=newest["next"])
    numbers = [one["number"] for one in newest["items"] + oldest["items"]]
    assert (len(set(numbers)), numbers, oldest["next"]) == (2, sorted(numbers, reverse=True), None)
    assert newest["items"][0]["end_code"] == "agreement_over"
    assert "card" not in newest["items"][0]
    for who in (world.coordinator, their(world, "social_coordinator")):
        assert (await world.get(who, "/received-requests/past"))["items"] == []
    assert (await world.ask(their(world, "director"), "GET", "/received-requests/past")).status_code == 403
