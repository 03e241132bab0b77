"""« Suivi par »: who follows a case, and who stands in on leave."""

from datetime import timedelta
from typing import Any

import pytest

from referral_svc.casework.leaves import follow_calendar

from ..build import OURS, Somebody, World

KNOWN = "/worklists"


async def here(world: World, *roles: str, name: str) -> Somebody:
    """Somebody who used the application: colleagues may name her from now on."""
    who = world.who(*roles, name=name)
    await world.get(who, KNOWN)
    return who


async def holder(world: World, who: Somebody, referral: Any) -> tuple[str | None, str | None]:
    seen = await world.get(who, f"/referrals/{referral['referral_id']}")
    return seen["holder_name"], seen["holder_away_name"]


async def give(world: World, by: Somebody, referral: Any, to: Somebody | None) -> Any:
    body = {"account_id": str(to.caller.account_id) if to else None}
    return await world.ask(by, "PUT", f"/referrals/{referral['referral_id']}/holder", body)


def leave(away: Somebody | None, by: Somebody, world: World, first: int = 0, last: int = 6) -> dict[str, Any]:
    today = world.clock.now().date()
    return {
        "account_id": str(away.caller.account_id) if away else None,
        "replacement_account_id": str(by.caller.account_id),
        "starts_on": str(today + timedelta(days=first)),
        "ends_on": str(today + timedelta(days=last)),
    }


@pytest.mark.parametrize("role", ["referrer", "professional", "secretary", "director", "social_coordinator", "guest"])
async def test_only_its_coordinator_says_who_follows_a_case(world: World, role: str) -> None:
    referral = await world.qualified()
    answer = await give(world, world.who(role), referral, None)
    assert answer.status_code in (403, 404)


async def test_a_case_is_not_given_to_somebody_who_was_never_here(world: World) -> None:
    referral = await world.qualified()
    answer = await give(world, world.coordinator, referral, world.who("care_coordinator"))
    assert answer.status_code == 409


async def test_a_case_is_not_given_to_a_coordinator_of_the_other_kind(world: World) -> None:
    referral = await world.qualified()
    other = await here(world, "social_coordinator", name="Sonia Sociale")
    assert (await give(world, world.coordinator, referral, other)).status_code == 409


async def test_nobody_sees_who_may_be_named_but_coordination_and_the_director(world: World) -> None:
    for role in ("referrer", "professional", "secretary", "guest"):
        assert await world.refused(world.who(role), "GET", "/colleagues") == (403, "role-refused")


async def test_who_qualifies_a_request_follows_it_until_she_hands_it_over(world: World) -> None:
    referral = await world.qualified()
    carla = await here(world, "care_coordinator", name="Carla Soin")
    assert await holder(world, carla, referral) == ("Capucine Coordonne", None)
    assert (await give(world, carla, referral, carla)).status_code == 200
    assert await holder(world, carla, referral) == ("Carla Soin", None)
    mine = await world.get(carla, "/referrals", holder="me")
    assert [one["case_number"] for one in mine["items"]] == [referral["case_number"]]
    await give(world, carla, referral, None)
    nobodys = await world.get(carla, "/referrals", worklist="not_followed")
    assert [one["case_number"] for one in nobodys["items"]] == [referral["case_number"]]


async def test_who_goes_on_leave_hands_over_every_open_case_and_gets_them_back(world: World) -> None:
    carla, dora = (
        await here(world, "care_coordinator", name="Carla"),
        await here(world, "care_coordinator", name="Dora"),
    )
    cases = [await _held_by(world, carla, n) for n in range(3)]
    made = await world.ask(carla, "POST", "/leaves", leave(None, dora, world))
    assert (made.status_code, made.json()["cases"]) == (201, 3)
    assert {await holder(world, dora, one) for one in cases} == {("Dora", "Carla")}
    back = await world.ask(dora, "POST", f"/leaves/{made.json()['leave_id']}/return")
    assert back.json()["ended_at"] is not None
    assert {await holder(world, dora, one) for one in cases} == {("Carla", None)}


async def test_a_case_given_to_somebody_away_goes_to_who_stands_in(world: World) -> None:
    carla, dora = (
        await here(world, "care_coordinator", name="Carla"),
        await here(world, "care_coordinator", name="Dora"),
    )
    await world.ask(carla, "POST", "/leaves", leave(None, dora, world))
    referral = await world.qualified()
    assert (await give(world, dora, referral, carla)).json()["holder_name"] == "Dora"
    assert await holder(world, dora, referral) == ("Dora", "Carla")


async def test_the_calendar_starts_and_ends_a_leave_by_itself(world: World) -> None:
    carla, dora = (
        await here(world, "care_coordinator", name="Carla"),
        await here(world, "care_coordinator", name="Dora"),
    )
    case = await _held_by(world, carla, 1)
    await world.ask(world.who("director"), "POST", "/leaves", leave(carla, dora, world, first=2, last=3))

    async def tick(days: int) -> int:
        world.clock.advance(timedelta(days=days))
        async with world.database.begin(OURS) as session:
            return await follow_calendar(session, world.clock.now())

    assert (await tick(1), await holder(world, dora, case)) == (0, ("Carla", None))
    assert (await tick(1), await holder(world, dora, case)) == (1, ("Dora", "Carla"))
    assert (await tick(1), await holder(world, dora, case)) == (0, ("Dora", "Carla"))
    assert (await tick(1), await holder(world, dora, case)) == (1, ("Carla", None))


@pytest.mark.parametrize(
    ("first", "last", "rule"),
    [(0, -1, "leave-dates-impossible"), (-9, -2, "leave-dates-impossible"), (0, 400, "leave-dates-impossible")],
)
async def test_impossible_days_are_refused(world: World, first: int, last: int, rule: str) -> None:
    carla, dora = (
        await here(world, "care_coordinator", name="Carla"),
        await here(world, "care_coordinator", name="Dora"),
    )
    assert await world.refused(carla, "POST", "/leaves", leave(None, dora, world, first, last)) == (422, rule)


async def test_who_stands_in_is_another_coordinator_of_the_same_kinds_and_present(world: World) -> None:
    both = await here(world, "care_coordinator", "social_coordinator", name="Bea")
    dora = await here(world, "care_coordinator", name="Dora")
    carla = await here(world, "care_coordinator", name="Carla")
    refused = (409, "replacement-unsuitable")
    assert await world.refused(both, "POST", "/leaves", leave(None, dora, world)) == refused
    assert await world.refused(dora, "POST", "/leaves", leave(None, dora, world)) == refused
    assert (await world.ask(dora, "POST", "/leaves", leave(None, carla, world, 3, 5))).status_code == 201
    assert await world.refused(carla, "POST", "/leaves", leave(None, dora, world, 0, 3)) == refused
    again = await world.refused(dora, "POST", "/leaves", leave(None, carla, world, 9, 9))
    assert again == (409, "leave-already-announced")


async def test_a_leave_is_the_coordinations_own_affair(world: World) -> None:
    carla, dora = (
        await here(world, "care_coordinator", name="Carla"),
        await here(world, "care_coordinator", name="Dora"),
    )
    for role in ("referrer", "professional", "secretary", "guest", "evaluator"):
        who = world.who(role)
        assert await world.refused(who, "POST", "/leaves", leave(carla, dora, world)) == (403, "role-refused")
        assert await world.refused(who, "GET", "/leaves") == (403, "role-refused")


async def _held_by(world: World, who: Somebody, number: int) -> Any:
    referral = await world.state(
        patient={
            "family_name": "Zyborowska",
            "given_name": f"Melusine {'abcdef'[number]}",
            "birth": {"year": 1950 + number},
            "sex": "female",
        }
    )
    return await world.act(who, referral["referral_id"], "qualification", {})
