"""Public holidays where a CPTS lives empty its agendas, and what is not known of school holidays."""

from datetime import date, timedelta

import pytest

from scheduling_svc.openings.school_holidays import SchoolZone, known_until
from scheduling_svc.worker import roll_horizon

from ..conftest import OURS

REUNION = {"code": "97411", "name": "Saint-Denis", "lat": -20.88, "lon": 55.45}


async def test_weekly_hours_are_shut_on_the_day_of_a_department_overseas(world):
    """20 December 2027 is a Monday."""
    world.clock.move_to(world.clock.now().replace(year=2027, month=12, day=13, hour=1))
    professional = await world.describe()
    await world.open(professional, starts_on="2027-12-13")
    assert {slot["starts_at"][:10] for slot in await world.free(to="2027-12-22T00:00:00Z")} >= {"2027-12-20"}
    await world.describe_cpts(communes=[REUNION])
    assert await roll_horizon(world.database, OURS, world.clock) == 1
    days = {slot["starts_at"][:10] for slot in await world.free(to="2028-01-04T00:00:00Z")}
    assert days == {"2027-12-13", "2027-12-27", "2028-01-03"}


@pytest.mark.parametrize("zone", SchoolZone)
def test_school_holidays_are_known_for_eighteen_months_to_come(zone):
    """Red: bring `school_holidays.csv` up to date (docs/operations.md)."""
    assert known_until(zone) > date.today() + timedelta(days=548)


async def test_the_rules_say_until_when_school_holidays_are_known(world):
    director = world.who("director")
    before = (await world.ask(director, "GET", "/rules")).json()
    assert (before["school_zone"], before["school_holidays_until"]) == (None, None)
    body = {"horizon_weeks": 8, "hold_minutes": 5, "afternoon_from": "13:00", "school_zone": "A"}
    assert (await world.ask(director, "PUT", "/rules", body, If_Match='"0"')).status_code == 200
    after = (await world.ask(director, "GET", "/rules")).json()
    assert after["school_holidays_until"] == known_until("A").isoformat()
