"""On which days nobody is expected to answer: the public holidays of the agendas, and the closures of the CPTS."""

from datetime import date

import pytest

from carekit.public_holidays import public_holidays
from referral_svc.solicitations.calendar import closed_days

REUNION, GUADELOUPE, STRASBOURG, NANCY, TOUL = "97411", "97105", "67482", "54395", "54528"


@pytest.mark.parametrize(
    ("communes", "department"),
    [([REUNION], "974"), ([GUADELOUPE], "971"), ([STRASBOURG], "67"), ([STRASBOURG, NANCY, TOUL], "54"), ([], None)],
)
def test_deadlines_count_the_public_holidays_of_the_agendas_and_no_others(communes, department):
    assert closed_days(communes, (), 2027) == public_holidays((2026, 2027, 2028), department)


def test_a_custom_of_an_island_puts_no_deadline_off():
    """Mi-carême and Good Friday of 2027 in Guadeloupe: two days that the library knows."""
    assert closed_days([GUADELOUPE], (), 2027).isdisjoint({date(2027, 3, 4), date(2027, 3, 26)})


def test_a_closure_of_the_cpts_is_closed_to_its_last_day():
    closed = closed_days([NANCY], [(date(2027, 5, 3), date(2027, 5, 5))], 2027)
    assert {date(2027, 5, 3), date(2027, 5, 4), date(2027, 5, 5)} <= closed
    assert date(2027, 5, 6) not in closed - public_holidays([2027], None)
