"""The comparison of times sees what it should (the drill runs it: a time is never asserted on a shared machine)."""

from __future__ import annotations

import random

from tests.drill.identifiers import Timed


def timed(slower_by: float) -> Timed:
    dice = random.Random(1)
    return Timed(
        there=[dice.lognormvariate(0, 0.2) + slower_by for _ in range(200)],
        nowhere=[dice.lognormvariate(0, 0.2) for _ in range(200)],
    )


def test_a_refusal_that_takes_longer_for_what_exists_is_told_apart() -> None:
    assert timed(0.2).is_told_apart(readings=40)


def test_two_refusals_of_one_duration_are_not() -> None:
    assert not timed(0).is_told_apart(readings=40)
