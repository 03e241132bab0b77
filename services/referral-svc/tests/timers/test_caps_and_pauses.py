"""What a professional is spared, and until when: the weekly cap, his own pause, the closures of the CPTS."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ..build import World, person
from ..solicitations.asking import candidates, send
from .moments import MOMENTS, paris
from .test_every_timer import SECOND, beginning, worked

WEEK_LATER = {
    "an ordinary Tuesday": "2026-12-08 10:00",
    # Seven days of 24 hours: the clock on the wall has moved.
    "the day before the clocks go forward": "2027-04-03 12:00",
    "the day before the clocks go back": "2027-11-06 10:00",
}


async def why_not(world: World, referral: Any, doctor: UUID) -> set[str]:
    found = await candidates(world, referral)
    return {one["condition_code"] for one in found["excluded"] if one["professional_id"] == str(doctor)}


@pytest.mark.parametrize("name", WEEK_LATER)
async def test_three_in_seven_days_and_the_fourth_waits_until_the_first_is_a_week_old(
    world: World, name: str
) -> None:
    doctor = await world.describe()
    async with beginning(world, MOMENTS[name]):
        for number in "abc":
            await send(world, await world.qualified(patient=person(family_name="Zyb" + number)), doctor)
        fourth = await world.qualified(patient=person(family_name="Zybd"))
        assert "weekly_cap_reached" in await why_not(world, fourth, doctor)
        world.clock.move_to(paris(WEEK_LATER[name]) - SECOND)
        assert "weekly_cap_reached" in await why_not(world, fourth, doctor)
        world.clock.move_to(paris(WEEK_LATER[name]) + SECOND)
        assert "weekly_cap_reached" not in await why_not(world, fourth, doctor)


@pytest.mark.parametrize("name", WEEK_LATER)
async def test_a_pause_ends_at_its_instant_whatever_the_clock_on_the_wall_did(world: World, name: str) -> None:
    doctor = await world.describe()
    async with beginning(world, MOMENTS[name]):
        path = f"/professionals/{doctor}/solicitation-settings"
        him = world.professional(professional=doctor)
        kept = await world.ask(him, "GET", path)
        until = world.clock.now() + timedelta(days=7)
        wished = {"weekly_cap": 3, "paused_until": until.isoformat(), "places_left": None}
        done = await world.ask(him, "PUT", path, wished, If_Match=kept.headers["ETag"])
        assert done.status_code == 200, done.text
        referral = await world.qualified()
        world.clock.move_to(until - SECOND)
        assert "paused" in await why_not(world, referral, doctor)
        world.clock.move_to(until + SECOND)
        assert "paused" not in await why_not(world, referral, doctor)


async def test_a_closure_of_the_cpts_is_no_silence_even_once_it_is_over(world: World) -> None:
    """Closed from Wednesday 2 to Tuesday 8: the 9th to the 11th, the 14th and the 15th are five working days."""
    await world.describe_cpts(closures=[{"starts_on": "2026-12-02", "ends_on": "2026-12-08", "label": "Fermeture"}])
    async with beginning(world, MOMENTS["an ordinary Tuesday"]):
        await world.state()
        for instant, stalled in ((paris("2026-12-15 10:00") - SECOND, 0), (paris("2026-12-15 10:00") + SECOND, 1)):
            world.clock.move_to(instant)
            await worked(world, "stalled requests")
            assert len(await world.rows("select 1 from referral where is_stalled")) == stalled
