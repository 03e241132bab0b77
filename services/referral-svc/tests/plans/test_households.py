"""A household in the plan for a backlog: one doctor, one row after the other, one question (rules, section 3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ..build import World
from ..bundles.linked import hospital, mails_to, together
from ..bundles.test_together import CHILD, ROGER, answered, standings, stated
from ..solicitations.asking import place
from .planning import edit, made, plan_now, round_of_the_worker, rows, started, waits


async def living_together(world: World, *others: dict[str, Any]) -> Any:
    bundle = await stated(world, *others, who=hospital(world))
    await together(world, world.coordinator, bundle, "qualification")
    return bundle


def sent_to(found: list[Any]) -> list[str]:
    return [row["professional_id"] for row in found]


async def test_a_household_that_nobody_can_take_whole_is_split_and_the_plan_says_why(world: World) -> None:
    for km in (1, 2):
        await world.describe(offer={"capacity": 1}, places=place(km))
    await living_together(world)
    plan = await made(world)
    first, second = await rows(world, plan)
    assert first["household"] == second["household"]
    assert (first["household"]["persons"], first["household"]["together"]) == (2, False)
    assert len(set(sent_to([first, second]))) == 2
    assert first["reasons"][0]["words"] == (
        "Foyer séparé\u00a0: personne n’a 2 places parmi ceux qui conviennent à tous (2)"
    )


async def test_a_household_is_moved_to_nobody_who_cannot_take_all_of_it(world: World) -> None:
    small, unable = await world.describe(offer={"capacity": 1}), await world.describe(offer={"max_age": 60})
    await world.describe(places=place(5))
    await living_together(world)
    plan = await made(world)
    first, _ = await rows(world, plan)
    for who, condition in [(small, "no_place_left"), (unable, "above_his_ages")]:
        answer = await edit(world, plan, first, who)
        assert (answer.status_code, answer.json()["condition_code"]) == (409, condition)
    assert len(set(sent_to(await rows(world, plan)))) == 1, "none of them moved"


async def test_a_plan_that_ran_out_of_time_is_kept_and_says_that_it_is_not_proved(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for km in (1, 2):
        await world.describe(places=place(km))
    await living_together(world)
    assert (await made(world))["unproved_km"] is None
    monkeypatch.setattr("referral_svc.plans.waiting.PATIENCE", 0.0)
    stopped = await made(world)
    assert stopped["unproved_km"] > 0
    assert (await plan_now(world, stopped))["unproved_km"] == stopped["unproved_km"]
    assert None not in sent_to(await rows(world, stopped))


async def test_a_household_goes_to_one_doctor_and_its_rows_follow_one_another(world: World) -> None:
    for km in (1, 1, 1):
        await world.describe(offer={"capacity": 1}, places=place(km))
    large = await world.describe(places=place(8))
    await waits(world)
    bundle = await living_together(world, ROGER, CHILD)
    await waits(world, 2)
    found = await rows(world, await made(world))
    ours = {one["referral_id"] for one in bundle["referrals"]}
    at = [row["position"] for row in found if row["referral_id"] in ours]
    assert at == list(range(at[0], at[0] + 3)), "though one of them is past seventy and two are not"
    assert [row["professional_id"] for row in found if row["referral_id"] in ours] == [str(large)] * 3
    assert {row["household"] is None for row in found if row["referral_id"] not in ours} == {True}


async def test_an_edit_moves_the_household_and_one_person_of_it_only_when_that_is_said(world: World) -> None:
    near, far = await world.describe(), await world.describe(places=place(8))
    await living_together(world)
    plan = await made(world)
    first, _ = await rows(world, plan)
    other = far if first["professional_id"] == str(near) else near
    moved = (await edit(world, plan, first, other)).json()
    assert moved["household"]["together"]
    assert sent_to(await rows(world, plan)) == [str(other)] * 2
    apart = (await edit(world, plan, moved, None, alone=True)).json()
    assert (apart["state"], apart["household"]["together"]) == ("taken_out", False)
    assert [row["state"] for row in await rows(world, plan)] == ["taken_out", "planned"]
    again = (await edit(world, plan, apart, other)).json()
    assert again["household"]["together"]


async def test_a_started_plan_asks_the_doctor_once_for_the_whole_household(world: World) -> None:
    doctor = await world.describe()
    bundle = await living_together(world, ROGER, CHILD)
    plan = await made(world)
    assert await started(world, plan) == 2, "one question, then the end of the plan"
    assert len(await mails_to(world, doctor)) == 1
    him = world.professional(professional=doctor)
    (card,) = (await world.get(him, "/solicitations"))["items"]
    assert card["persons"] == 3
    assert (await plan_now(world, plan))["counts"]["sent"] == 3
    await answered(world, doctor)
    assert await standings(world, bundle) == ["answered"] * 3


async def test_who_left_the_household_meanwhile_stops_nothing_for_the_others(world: World) -> None:
    doctor = await world.describe()
    bundle = await living_together(world, ROGER, CHILD)
    plan = await made(world)
    act = {"reason_code": "found_elsewhere"}
    await world.act(world.coordinator, bundle["referrals"][0]["referral_id"], "withdrawal", act)
    await started(world, plan)
    states = {row["referral_id"]: row["state"] for row in await rows(world, plan)}
    assert [states[one["referral_id"]] for one in bundle["referrals"]] == ["skipped", "sent", "sent"]
    assert len(await mails_to(world, doctor)) == 1


async def test_a_household_waits_as_one_for_the_week_in_which_it_may_be_asked(world: World) -> None:
    doctor = await world.describe()
    await waits(world, 3, criteria={"ald": "yes"})
    await living_together(world)
    plan = await made(world)
    await started(world, plan)
    put_off = await rows(world, plan, state="planned")
    assert [row["reason_code"] for row in put_off] == ["weekly_cap_reached"] * 2
    assert len(await mails_to(world, doctor)) == 3
    world.clock.advance(timedelta(days=7, seconds=1))
    assert await round_of_the_worker(world) == 2, "one question, then the end of the plan"
