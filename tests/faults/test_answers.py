"""The eye of the answers drill: what it must find is planted."""

from dataclasses import replace

import pytest

from tests.drill.answers import Kept, Link, untrue

LINKS = [Link("t1", "s1", "yes", 1), Link("t2", "s2", "no", 2), Link("t3", "s3", "yes", 3)]
BOOKS = [
    Kept("s1", "r1", "d1", "yes", stands=True, lines=1),
    Kept("s2", "r1", "d2", "no", stands=False, lines=2),
    Kept("s3", "r2", "d1", "yes", stands=True, lines=3),
]


def test_books_that_hold_what_was_acknowledged_are_true() -> None:
    assert untrue(LINKS, BOOKS, places=2) == []


@pytest.mark.parametrize(
    ("books", "words"),
    [
        ([*BOOKS[1:]], "lost"),
        ([replace(BOOKS[0], answer="no"), *BOOKS[1:]], "said 'yes', kept 'no'"),
        ([replace(BOOKS[0], lines=2), *BOOKS[1:]], "1 changes acknowledged, 2 lines"),
        ([*BOOKS[:2], replace(BOOKS[2], referral_id="r1")], "proposed twice"),
    ],
)
def test_a_lost_doubled_or_repeated_answer_is_found(books: list[Kept], words: str) -> None:
    assert any(words in found for found in untrue(LINKS, books, places=2))


def test_one_yes_more_than_places_is_found() -> None:
    assert untrue(LINKS, BOOKS, places=1) == ["d1: 2 yeses for 1 places"]
