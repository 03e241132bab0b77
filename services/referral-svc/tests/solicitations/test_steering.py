"""A running wave in the coordinator's hand: stopped, reminded now, or followed by the next ring. Refusals first."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from ..build import World
from .asking import doctors, mails, place, read, referral_now, reply, send, token_of


def path(referral: Any, act: str, wave: Any = None) -> str:
    whole = f"/referrals/{referral['referral_id']}/waves"
    return f"{whole}/{wave['wave_id']}/{act}" if wave else f"{whole}/{act}"


async def do(world: World, referral: Any, act: str, wave: Any = None) -> Any:
    answer = await world.ask(world.coordinator, "POST", path(referral, act, wave))
    assert answer.is_success, answer.text
    return answer.json()


async def refused(world: World, referral: Any, act: str, wave: Any = None) -> tuple[int, str]:
    return await world.refused(world.coordinator, "POST", path(referral, act, wave))


async def running(world: World, number: int = 2) -> tuple[Any, Any, list[UUID]]:
    asked = await doctors(world, number)
    referral = await world.qualified()
    return referral, await send(world, referral, *asked), asked


async def trace(world: World, referral: Any) -> list[str]:
    found = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/timeline")
    return [line["code"] for line in found["items"]]


@pytest.mark.parametrize("act", ["stop", "reminder"])
async def test_a_wave_of_another_request_is_not_found(world: World, act: str) -> None:
    referral, wave, _ = await running(world)
    other = await world.qualified()
    assert await refused(world, other, act, wave) == (404, "wave-unknown")
    assert await refused(world, referral, act, {"wave_id": uuid4()}) == (404, "wave-unknown")


@pytest.mark.parametrize("act", ["stop", "reminder"])
async def test_only_who_coordinates_the_request_steers_its_waves(world: World, act: str) -> None:
    author = world.who("referrer")
    asked = await doctors(world, 1)
    referral = await world.qualified(author)
    wave = await send(world, referral, *asked)
    assert (await world.refused(author, "POST", path(referral, act, wave)))[0] == 403
    assert (await world.refused(author, "POST", path(referral, "widening")))[0] == 403
    assert (await world.refused(world.who("social_coordinator"), "POST", path(referral, act, wave)))[0] == 404


async def test_a_wave_that_is_over_is_not_stopped(world: World) -> None:
    referral, wave, asked = await running(world)
    for one in asked:
        await reply(world, await token_of(world, one), "no")
    assert await refused(world, referral, "stop", wave) == (409, "wave-over")


async def test_nobody_is_reminded_twice_nor_after_an_answer_nor_in_a_pause(world: World) -> None:
    referral, wave, (answered, paused, silent) = await running(world, 3)
    await reply(world, await token_of(world, answered), "no")
    doctor = world.professional(professional=paused)
    settings = f"/professionals/{paused}/solicitation-settings"
    etag = (await world.ask(doctor, "GET", settings)).headers["ETag"]
    until = (world.clock.now() + timedelta(days=20)).isoformat()
    wish = {"weekly_cap": None, "paused_until": until, "places_left": None}
    assert (await world.ask(doctor, "PUT", settings, wish, If_Match=etag)).status_code == 200
    await do(world, referral, "reminder", wave)
    assert [len(await mails(world, one)) for one in (answered, paused, silent)] == [1, 1, 2]
    assert await refused(world, referral, "reminder", wave) == (409, "nobody-to-remind")


async def test_nothing_is_widened_before_the_first_wave_nor_past_the_last_ring_nor_while_a_yes_awaits(
    world: World,
) -> None:
    referral, _, asked = await running(world)
    fresh = await world.qualified()
    assert await refused(world, fresh, "widening") == (409, "nobody-wider")
    assert await refused(world, referral, "widening") == (409, "nobody-wider"), "nobody lives further away"
    far = await world.describe(places=place(8))
    await reply(world, await token_of(world, asked[0]))
    assert (await refused(world, referral, "widening"))[1] in ("waves-paused", "act-not-allowed-now")
    assert await mails(world, far) == []


async def test_a_stopped_wave_closes_its_links_and_tells_those_who_were_awaited(world: World) -> None:
    referral, wave, (yes, silent) = await running(world)
    token, other = await token_of(world, silent), await token_of(world, yes)
    await reply(world, other)
    stopped = await do(world, referral, "stop", wave)
    assert {one["professional_id"]: one["state"] for one in stopped["solicitations"]} == {
        str(yes): "yes", str(silent): "released",
    }  # fmt: skip
    assert (await read(world, token))["state"] == "withdrawn"
    assert len(await mails(world, silent)) == 2
    assert (await referral_now(world, referral))["status"] == "proposed", "a yes stands"
    assert "wave_stopped" in await trace(world, referral)


async def test_a_reminder_leaves_now_and_not_again_at_half_delay(world: World) -> None:
    referral, wave, (one,) = await running(world, 1)
    await do(world, referral, "reminder", wave)
    assert len(await mails(world, one)) == 2
    rows = await world.rows("select remind_at, reminded_at from solicitation")
    assert [(row.remind_at, row.reminded_at is None) for row in rows] == [(None, False)]
    assert "wave_reminded" in await trace(world, referral)


async def test_the_next_ring_is_asked_without_waiting_for_the_first(world: World) -> None:
    referral, wave, _ = await running(world, 1)
    far = await world.describe(places=place(8))
    widened = await do(world, referral, "widening")
    assert (widened["number"], widened["ring_km"]) == (wave["number"] + 1, 10)
    assert [one["professional_id"] for one in widened["solicitations"]] == [str(far)]
    assert widened["by_hand"] is False
