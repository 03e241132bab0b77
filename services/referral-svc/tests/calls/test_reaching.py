"""A person missed on three different days: the request waits by rule (rules of the profession, section 5)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from ..build import World


async def tap(world: World, referral: Any, outcome: str = "no_answer") -> Any:
    path = f"/referrals/{referral['referral_id']}/reach-attempts"
    answer = await world.ask(world.coordinator, "POST", path, {"outcome": outcome})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def shown(world: World, referral: Any) -> Any:
    return await world.get(world.coordinator, f"/referrals/{referral['referral_id']}")


@pytest.mark.parametrize("role", ["secretary", "director", "professional", "social_coordinator"])
async def test_only_the_coordinator_of_the_request_logs_an_attempt(world: World, role: str) -> None:
    referral = await world.qualified()
    path = f"/referrals/{referral['referral_id']}/reach-attempts"
    somebody = world.who(role, professional=uuid4())
    assert (await world.refused(somebody, "POST", path, {"outcome": "no_answer"}))[0] in (403, 404)
    assert (await world.refused(somebody, "GET", path))[0] in (403, 404)


async def test_an_ended_request_is_not_called_about(world: World) -> None:
    referral = await world.qualified()
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "moved_away"})
    path = f"/referrals/{referral['referral_id']}/reach-attempts"
    refused = await world.refused(world.coordinator, "POST", path, {"outcome": "no_answer"})
    assert refused == (409, "act-not-allowed-now")


async def test_who_stepped_back_logs_nothing_any_longer(world: World) -> None:
    doctor = await world.describe()
    referral = await world.placed(doctor)
    his, path = world.professional(professional=doctor), f"/referrals/{referral['referral_id']}"
    await world.act(his, referral["referral_id"], "step-back", {"by": "professional", "reason_code": "no_capacity"})
    assert await world.refused(his, "POST", f"{path}/reach-attempts", {"outcome": "no_answer"}) == (
        404,
        "referral-not-found",
    )


async def test_the_professional_who_was_chosen_logs_his_attempts_and_the_coordinator_sees_them(world: World) -> None:
    doctor = await world.describe()
    referral = await world.placed(doctor)
    his, path = world.professional(professional=doctor), f"/referrals/{referral['referral_id']}"
    assert "reach-attempts" in (await world.get(his, path))["allowed_acts"]
    said = await world.ask(his, "POST", f"{path}/reach-attempts", {"outcome": "voicemail"})
    assert said.status_code == 200, said.text
    seen = await world.get(world.coordinator, f"{path}/reach-attempts")
    assert [(one["outcome"], one["by_name"]) for one in seen["items"]] == [("voicemail", "Dr Jeanne Exemple")]
    world.clock.advance(timedelta(days=1))
    await tap(world, referral)
    assert (await world.get(his, f"{path}/reach-attempts"))["missed_days"] == 2


async def test_many_calls_of_one_day_put_nothing_on_hold(world: World) -> None:
    referral = await world.qualified()
    for _ in range(5):
        seen = await tap(world, referral)
    assert (seen["missed_days"], seen["status"]) == (1, "qualified")


async def test_the_third_day_without_an_answer_puts_the_request_on_hold_for_thirty(world: World) -> None:
    referral = await world.proposed()
    for outcome in ("no_answer", "voicemail"):
        assert (await tap(world, referral, outcome))["status"] == "proposed"
        world.clock.advance(timedelta(days=1))
    seen = await tap(world, referral)
    assert (seen["status"], seen["items"][0]["led_to_hold"]) == ("on_hold", True)
    now = await shown(world, referral)
    assert (now["reason_code"], now["held_until"]) == (
        "unreachable",
        (world.clock.now() + timedelta(days=30)).isoformat().replace("+00:00", "Z"),
    )
    lines = (await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/timeline"))["items"]
    assert [line["code"] for line in lines][-2:] == ["person_called", "held"]


async def test_days_are_those_of_the_cpts(world: World) -> None:
    referral = await world.qualified()
    world.clock.advance(timedelta(hours=13, minutes=59))  # 23:59 in Paris
    await tap(world, referral)
    world.clock.advance(timedelta(minutes=2))
    assert (await tap(world, referral))["missed_days"] == 2


async def test_once_reached_the_count_begins_again(world: World) -> None:
    referral = await world.qualified()
    for outcome in ("no_answer", "no_answer", "reached", "no_answer"):
        seen = await tap(world, referral, outcome)
        world.clock.advance(timedelta(days=1))
    assert (seen["missed_days"], seen["status"]) == (1, "qualified")


async def test_after_the_hold_three_more_days_are_needed(world: World) -> None:
    referral = await world.qualified()
    for _ in range(3):
        await tap(world, referral)
        world.clock.advance(timedelta(days=1))
    await world.act(world.coordinator, referral["referral_id"], "resumption")
    assert (await tap(world, referral))["status"] == "qualified"
