"""What needs no database."""

import pytest

from scheduling_svc.fhir.sas.resources import international


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        ("01 99 00 00 00", "+33199000000"), ("0199000000", "+33199000000"), ("+33199000000", "+33199000000"),
        ("0262 12 34 56", "+262262123456"), ("0590.12.34.56", "+590590123456"), ("15", None), ("", None),
        ("voir site", None),
    ],
)  # fmt: skip
def test_a_number_is_told_with_its_country(phone, said):
    assert international(phone) == said
