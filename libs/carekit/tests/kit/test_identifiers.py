from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from stdnum import luhn

from carekit.identifiers import Finess, Nir, Rpps, is_finess, is_nir, is_rpps, new_id


@pytest.mark.parametrize("value", ["", "9900000001", "990000000100", "99000000011", "9900000001A", "٩٩٠٠٠٠٠٠٠١٠"])
def test_an_rpps_number_with_a_wrong_length_character_or_key_is_refused(value: str) -> None:
    assert not is_rpps(value)
    with pytest.raises(ValidationError):
        TypeAdapter(Rpps).validate_python(value)


@given(st.text("0123456789", min_size=10, max_size=10))
def test_an_rpps_number_is_ten_digits_and_their_luhn_key(digits: str) -> None:
    good = digits + luhn.calc_check_digit(digits)
    wrong = digits + str((int(good[-1]) + 1) % 10)
    assert is_rpps(good)
    assert not is_rpps(wrong)


@pytest.mark.parametrize(
    "value", ["010000024", "690000013"[:8] + luhn.calc_check_digit("69000001"), "2A0000014", "2B0000020", "970102018"]
)
def test_a_finess_number_may_be_corsican_or_overseas(value: str) -> None:
    assert is_finess(value)
    assert TypeAdapter(Finess).validate_python(value) == value


@pytest.mark.parametrize("value", ["010000025", "2C0000014", "01000002", "0100000244", "2a0000014", "AA0000014"])
def test_a_finess_number_with_a_wrong_key_or_letter_is_refused(value: str) -> None:
    assert not is_finess(value)


@pytest.mark.parametrize(
    "value", ["2 53 08 19 079 004 20"[:20], "295017505700154", "100000000000000", "2A5017505700154"]
)
def test_a_nir_with_a_wrong_key_is_refused(value: str) -> None:
    assert not is_nir(value.replace(" ", ""))


def _nir(body: str) -> str:
    number = int(body.replace("2A", "19").replace("2B", "18"))
    return f"{body}{97 - number % 97:02d}"


@pytest.mark.parametrize("body", ["2950175057001", "155122A004012", "155122B004012"])
def test_a_nir_counts_corsica_as_19_and_18(body: str) -> None:
    assert is_nir(_nir(body))
    spaced = " ".join(_nir(body))
    assert TypeAdapter(Nir).validate_python(spaced) == _nir(body)


def test_our_own_identifiers_are_of_version_7_and_ordered_by_time() -> None:
    made = [new_id() for _ in range(2_000)]
    assert len(set(made)) == len(made)
    assert {value.version for value in made} == {7}
    in_time = [value.int >> 64 for value in made]
    assert in_time == sorted(in_time)
    assert len(set(in_time)) > 1_000  # far more than the few milliseconds that this took
