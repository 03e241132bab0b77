"""What each carried in twelve months, of all published rotas; and what duties of other rotas forbid."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scheduling_svc.rota.ledger_schemas import LedgerFigure

from .conftest import DESCRIBED, SATURDAYS
from .test_swaps import accept, offer


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


async def behind(rota, doctor, figure, **find):
    """The duties behind a figure, read page by page."""
    find = {"professional_id": str(doctor), "figure": figure, "limit": 1} | find
    found, cursor = [], None
    while True:
        answer = await rota.world.ask(
            rota.builder, "GET", "/duty-ledger/duties", params=find | ({"cursor": cursor} if cursor else {})
        )
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        cursor = answer.json()["next"]
        if cursor is None:
            return found


async def carried(published):
    """The Saturdays, one of them taken over, Christmas, an evening in the maison de garde, a draft that counts for
    nothing, and a Saturday still to come."""
    first, second, _ = published.doctors
    await offer(published, SATURDAYS[2])
    await accept(published, SATURDAYS[2], published.own(first))
    await another(published, starts_on="2026-12-27", ends_on="2027-01-31")
    await published.put("2027-01-02", first)
    await another(published, kind="public_holiday", starts_on="2026-12-25", ends_on="2026-12-25", rest_days=1)
    await published.put("2026-12-25", second)
    assert (await published.publish()).status_code == 200
    house = {"kind": "house", "weekdays": [4], "site_name": "Maison de garde", "to_time": "09:30", "rest_days": 1}
    await another(published, starts_on="2026-12-24", ends_on="2026-12-24", **house)
    await published.put("2026-12-24", second, despite_rules=True)
    assert (await published.publish()).status_code == 200
    published.world.clock.move_to(datetime(2026, 12, 25, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize("figure", LedgerFigure)
async def test_each_figure_of_the_ledger_is_what_its_duties_add_up_to(published, figure):
    await carried(published)
    items = (await published.world.ask(published.builder, "GET", "/duty-ledger")).json()["items"]
    said = {row["professional_id"]: row[figure] for row in items}
    assert len(said) == 2
    for doctor, value in said.items():
        assert sum(row["adds"] for row in await behind(published, doctor, figure)) == value
    assert any(said.values()), figure


async def test_the_duty_that_was_swapped_is_in_the_line_of_who_took_it_alone(published):
    first, _, third = published.doctors
    await carried(published)
    (taken,) = await behind(published, first, "swapped")
    assert (taken["on"], taken["is_swapped"]) == (SATURDAYS[2], True)
    assert await behind(published, third, "saturdays") == []


async def test_the_duties_behind_a_figure_are_handed_over_as_a_file(published):
    await carried(published)
    find = {"professional_id": str(published.doctors[0]), "figure": "saturdays", "limit": 1}
    answer = await published.world.ask(
        published.builder, "GET", "/duty-ledger/duties", params=find, Accept="text/csv"
    )
    assert answer.text.splitlines()[0].startswith("duty_id;on;rota_id;rota_name")
    assert len(answer.text.splitlines()) == 1 + len(await behind(published, published.doctors[0], "saturdays"))


async def test_who_reads_no_rota_opens_no_row(published):
    find = {"professional_id": str(published.doctors[0]), "figure": "points"}
    evaluator = published.world.who("evaluator")
    refused = await published.world.ask(evaluator, "GET", "/duty-ledger/duties", params=find)
    assert refused.status_code == 403
