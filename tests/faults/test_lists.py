"""The eye of the drill of lists: what it must find is planted."""

from dataclasses import replace

import pytest

from tests.drill.lists import Made, half_done

BOOKS = [
    Made(2, "stated", 1, 1, 1, 1, 1),
    Made(3, "waiting", 1, 1, 1, 0, 0),
    Made(4, "refusal", 0, 0, 0, 0, 0),
]


def test_a_list_whose_lines_are_whole_is_true() -> None:
    assert half_done(BOOKS, 3) == []


@pytest.mark.parametrize(
    ("books", "words"),
    [
        (BOOKS[1:], "line 2: missing"),
        ([replace(BOOKS[0], people=0), *BOOKS[1:]], "line 2: stated"),
        ([replace(BOOKS[0], told=2), *BOOKS[1:]], "line 2: stated"),
        ([BOOKS[0], replace(BOOKS[1], agreements=1), BOOKS[2]], "line 3: waiting"),
    ],
)
def test_a_line_that_is_missing_doubled_or_half_done_is_found(books: list[Made], words: str) -> None:
    assert any(words in found for found in half_done(books, 3))
