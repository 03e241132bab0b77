"""What a search for somebody's data finds, and what it must not take for them."""

import pytest

from carekit.testing.telling import told_in


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "01a204b5-1961-79db-a40d-81ee98436a81"}',
        '{"id": "00001961-528c-754f-97ff-25b1f9a84549"}',
        '{"at": "2026-11-23T06:00:00.196100Z", "ms": 0.1961}',
        "\\x0019619cf3",
        "https://maillage.invalid/r/k1961aldQv-ald_x",
        "the scald that was salvaged",
    ],
)
def test_a_year_or_a_code_within_something_else_is_not_told(text: str) -> None:
    assert told_in(text, ["1961", "ald"]) == []


@pytest.mark.parametrize(
    "text", ['{"year": 1961}', '"1961-05-04"', "04/05/1961", "née en 1961.", "1961\tald", "b'1961'", "(1961, None)"]
)
def test_a_year_as_a_value_of_its_own_is_told(text: str) -> None:
    assert told_in(text, ["1961"]) == ["1961"]


def test_a_name_is_told_wherever_it_stands_and_however_it_is_written() -> None:
    assert told_in("xx-ZYBOROWSKA_2", ["Zyborowska", "Melusine"]) == ["Zyborowska"]
