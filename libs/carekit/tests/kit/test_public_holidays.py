"""Public holidays where a CPTS lives."""

from datetime import date

import pytest

from carekit.public_holidays import department_of, public_holidays


@pytest.mark.parametrize(
    ("department", "day"),
    [
        ("971", "2027-05-27"), ("972", "2027-05-22"), ("973", "2027-06-10"), ("974", "2027-12-20"),
        ("976", "2027-04-27"), ("977", "2027-10-09"), ("978", "2027-05-28"),
        ("57", "2027-03-26"), ("67", "2027-12-26"), ("68", "2027-03-26"),
    ],
)  # fmt: skip
def test_a_day_of_ones_own_is_a_holiday_there_and_nowhere_else(department, day):
    own = date.fromisoformat(day)
    assert own in public_holidays([2027], department)
    assert own not in public_holidays([2027], "75")
    assert own not in public_holidays([2027], None)


@pytest.mark.parametrize("department", [None, "2A", "57", "971", "974", "975", "976"])
def test_the_eleven_of_the_country_are_kept_everywhere(department):
    assert public_holidays([2027], None) <= public_holidays([2027], department)
    assert len(public_holidays([2027], None)) == 11


def test_a_custom_is_no_public_holiday():
    """Mi-carême and Good Friday in Guadeloupe: who closes then says so himself."""
    assert len(public_holidays([2027], "971")) == 12


@pytest.mark.parametrize(
    ("communes", "department"),
    [
        (["97411"], "974"), (["67482"], "67"), (["2A004"], "2A"), (["57463", "54395", "54547"], "54"),
        (["68066", "67482"], "67"), ([], None),
    ],
)  # fmt: skip
def test_a_cpts_lives_in_the_department_of_most_of_its_communes(communes, department):
    assert department_of(communes) == department
