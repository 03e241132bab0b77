"""What each carried in twelve months, of all published rotas; and what duties of other rotas forbid."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from .conftest import DESCRIBED, SATURDAYS


async def another(published, **changed):
    """A draft of the same three doctors."""
    answer = await published.world.ask(published.builder, "POST", "/rotas", {**DESCRIBED, **changed})
    assert answer.status_code == 201, answer.text
    published.detail = answer.json()
    for doctor in published.doctors:
        await published.join(doctor)
    return published


def burdens(rota):
    said = {one["professional_id"]: one["burden"] for one in rota.detail["members"]}
    return [said[str(doctor)] for doctor in rota.doctors]


async def rows(rota):
    items = (await rota.world.ask(rota.builder, "GET", "/duty-ledger")).json()["items"]
    said = {row["professional_id"]: (row["points"], row["planned_points"]) for row in items}
    return [said.get(str(doctor)) for doctor in rota.doctors]


async def test_a_rota_begins_with_the_twelve_months_before_its_first_day_no_less_and_no_more(published):
    """A year before the 4th of December 2027 is the 4th: the Saturday before it is forgotten, the next one counts."""
    await another(published, starts_on="2027-12-04", ends_on="2027-12-31")
    assert burdens(published) == [10, 20, 10]


async def test_duties_after_the_first_day_of_a_rota_are_no_burden_yet(published):
    await another(published, kind="public_holiday", starts_on="2026-12-13", ends_on="2027-01-02")
    assert burdens(published) == [10, 10, 10]


async def test_a_heavier_duty_weighs_more_in_the_ledger_and_in_the_next_rota(published):
    first = published.doctors[0]
    await another(published, kind="public_holiday", starts_on="2026-12-25", ends_on="2026-12-25", rest_days=1)
    await published.put("2026-12-25", first)
    assert (await published.publish()).status_code == 200
    assert await rows(published) == [(0, 40), (0, 20), (0, 10)]
    published.world.clock.move_to(datetime(2027, 1, 1, 12, 0, tzinfo=UTC))
    assert await rows(published) == [(40, 0), (20, 0), (10, 0)]
    await another(published, starts_on="2027-01-02", ends_on="2027-01-31", weight=30)
    assert burdens(published) == [40, 20, 10]


async def test_a_duty_is_done_on_its_day_and_forgotten_after_a_year(published):
    first_day = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
    for days, expected in ((0, [(10, 10), (0, 20), (0, 10)]), (365, [(20, 0), (20, 0), (10, 0)]),
                           (366, [(10, 0), (20, 0), (10, 0)])):  # fmt: skip
        published.world.clock.move_to(first_day + timedelta(days=days))
        assert await rows(published) == expected, days


async def test_rest_counts_from_the_duties_of_other_rotas(published):
    """Christmas is six days after the fourth Saturday and a day before the fifth: one doctor of three has rested."""
    await another(published, kind="public_holiday", starts_on="2026-12-25", ends_on="2026-12-25", rest_days=7)
    await published.join(published.doctors[2], share=10)
    assert (await published.solve())["found"]
    assert published.on("2026-12-25")["professional_id"] == str(published.doctors[2])


@pytest.mark.parametrize("day", [SATURDAYS[1], SATURDAYS[3]], ids=["first day", "last day"])
async def test_an_absence_takes_its_first_and_its_last_day(world, rota, day):
    await world.describe(rota.doctors[0], absences=[{"starts_on": SATURDAYS[1], "ends_on": SATURDAYS[3]}])
    await rota.act("GET", rota.path)
    absent = {one["professional_id"]: one["absent"] for one in rota.detail["members"]}[str(rota.doctors[0])]
    assert day in absent
    assert SATURDAYS[0] not in absent
    assert SATURDAYS[4] not in absent
