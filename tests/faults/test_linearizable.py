"""The eye of the drill of histories, on histories written by hand: what it must find is planted, what it must
accept is beside it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.drill.agenda_model import (
    BOOKED,
    DONE,
    GONE,
    HELD,
    NO_ROOM,
    REFUSED,
    TAKEN,
    Agenda,
    Away,
    Cancel,
    Close,
    Cut,
    Expire,
    Kept,
    Move,
    Read,
    Release,
    Slot,
    Take,
    step,
)
from tests.drill.linearizable import Act, not_linearizable

#: One opening of two hours in slots of an hour: A and B.
A, B = Slot("AMB", 0, 60), Slot("AMB", 60, 120)
FREE = Agenda(lengths=(("AMB", 60),))
BOTH = Read(frozenset({(A, "a"), (B, "b")}))
ONLY_B = Read(frozenset({(B, "b")}))
NOTHING = Read(frozenset())


def book(slot: Slot, answer: str = DONE, by: str = "Ada", name: str = "x") -> Take:
    return Take(BOOKED, by, slot, "a" if slot == A else "b", "snp", answer, name, slot.ends)


def hold(slot: Slot, answer: str = DONE, by: str = "Ada", name: str = "h") -> Take:
    return Take(HELD, by, slot, "a" if slot == A else "b", "snp", answer, name)


def move(slot: Slot, answer: str = DONE) -> Move:
    return Move("Ada", "x", slot, "a" if slot == A else "b", "snp", answer, slot.ends)


def kept(*standing: tuple[str, str, Slot]) -> Kept:
    return Kept(
        frozenset((name, status, slot.starts, slot.ends) for name, status, slot in standing),
        frozenset(slot for *_, slot in standing),
    )


def one_after_the_other(*said: Any) -> list[Act]:
    return [Act(number, number + 0.5, one) for number, one in enumerate(said)]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param((BOTH, book(A), kept()), id="an acknowledged booking is lost"),
        pytest.param((BOTH, book(A), BOTH), id="a reading after the answer does not see the booking"),
        pytest.param((BOTH, book(A), book(A, by="Bob", name="y")), id="a slot is booked twice"),
        pytest.param((BOTH, hold(A), book(A, by="Bob", name="y")), id="a held slot is booked by somebody else"),
        pytest.param((BOTH, book(A), move(B), ONLY_B), id="a move is lost"),
        pytest.param((BOTH, book(A), move(B), kept(("x", BOOKED, A))), id="a move is lost in the end"),
        pytest.param((BOTH, book(A), move(B), NOTHING), id="a move keeps the slot that it left"),
        pytest.param((BOTH, book(A), Cancel("x", DONE), move(A)), id="what was cancelled is moved"),
        pytest.param((BOTH, book(A), Cancel("x", DONE), ONLY_B), id="a cancellation is lost"),
        pytest.param((BOTH, hold(A), Release("h", DONE), book(A, TAKEN, by="Bob")), id="a hold haunts its slot"),
        pytest.param((BOTH, hold(A), Expire("h"), ONLY_B), id="a hold outlives its time"),
        pytest.param((BOTH, hold(A), Release("h", DONE), kept(("h", HELD, A))), id="a hold is left in the end"),
        pytest.param((BOTH, Close((0, 30), closed=True), BOTH), id="a slot outlives its rule"),
        pytest.param((BOTH, Away(absent=True), book(A)), id="a slot is booked while its owner is absent"),
        pytest.param((BOTH, Cut("AMB", 120), book(A)), id="a booking ends where the slot ended before"),
        pytest.param((BOTH, book(A, TAKEN)), id="a free slot is refused"),
        pytest.param((BOTH, book(A, GONE)), id="a slot that is there is denied"),
        pytest.param((BOTH, book(A), Cancel("x", REFUSED)), id="what stands cannot be cancelled"),
        pytest.param((BOTH, book(A), kept(("x", BOOKED, A), ("y", BOOKED, B))), id="somebody else's booking is kept"),
    ],
)
def test_what_no_order_explains_is_found(said: tuple[Any, ...]) -> None:
    found = not_linearizable(one_after_the_other(*said), FREE, step)
    assert found is not None
    assert found.none_of[-1].said == said[-1]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param((BOTH, book(A), ONLY_B, kept(("x", BOOKED, A))), id="booked"),
        pytest.param((BOTH, hold(A), book(A), Release("h", GONE), kept(("x", BOOKED, A))), id="booked from a hold"),
        pytest.param((BOTH, hold(A), Expire("h"), book(A, by="Bob")), id="a hold ends by itself"),
        pytest.param((BOTH, book(A), move(B), Read(frozenset({(A, "a")})), kept(("x", BOOKED, B))), id="moved"),
        pytest.param((BOTH, book(A), move(B, TAKEN), kept(("x", BOOKED, A))), id="who loses a move keeps his own"),
        pytest.param((BOTH, book(A), Cancel("x", DONE), BOTH), id="cancelled"),
        pytest.param((BOTH, book(A), Cancel("x", DONE), BOTH, Away(absent=True), move(B, GONE)), id="both gone"),
        pytest.param((BOTH, book(A), Cancel("x", REFUSED, repeated=True), BOTH), id="cancelled and told late"),
        pytest.param((BOTH, book(A), Away(absent=True), NOTHING, kept(("x", BOOKED, A))), id="a booking stays"),
    ],
)
def test_what_an_order_explains_is_accepted(said: tuple[Any, ...]) -> None:
    assert not_linearizable(one_after_the_other(*said), FREE, step) is None


def test_of_two_at_once_either_may_have_come_first() -> None:
    for seen in (BOTH, ONLY_B):
        acts = [Act(0, 1, BOTH), Act(2, 5, book(A)), Act(3, 4, seen)]
        assert not_linearizable(acts, FREE, step) is None


def test_two_readings_in_turn_do_not_see_a_booking_come_and_go() -> None:
    acts = [Act(0, 1, BOTH), Act(2, 9, book(A)), Act(3, 4, ONLY_B), Act(5, 6, BOTH)]
    assert not_linearizable(acts, FREE, step) is not None


def test_who_loses_a_race_may_be_answered_before_who_wins_it() -> None:
    acts = [Act(0, 1, BOTH), Act(2, 9, book(A)), Act(3, 4, book(A, TAKEN, by="Bob")), Act(10, 11, ONLY_B)]
    assert not_linearizable(acts, FREE, step) is None


def test_a_reason_that_is_longer_than_a_slot_takes_the_next_or_nothing() -> None:
    short = Agenda(lengths=(("AMB", 20),))
    slots = [Slot("AMB", starts, starts + 20) for starts in range(0, 120, 20)]
    all_free = Read(frozenset((slot, str(slot.starts)) for slot in slots))
    first = Take(BOOKED, "Ada", slots[0], "0", "first_visit", DONE, "x", 40)
    last = Take(BOOKED, "Bob", slots[5], "100", "first_visit", NO_ROOM)
    left = Read(frozenset((slot, str(slot.starts)) for slot in slots[2:]))
    assert not_linearizable(one_after_the_other(all_free, first, last, left), short, step) is None
    alone = Read(frozenset((slot, str(slot.starts)) for slot in slots[1:]))
    assert not_linearizable(one_after_the_other(all_free, first, alone), short, step) is not None


def test_the_other_opening_shows_nothing_that_the_booking_shadows() -> None:
    twice = Agenda(lengths=(("AMB", 60), ("HH", 60)))
    home = [Slot("HH", 0, 60), Slot("HH", 60, 120)]
    four = Read(frozenset({(A, "a"), (B, "b"), (home[0], "c"), (home[1], "d")}))
    two = Read(frozenset({(B, "b"), (home[1], "d")}))
    at_home = Take(BOOKED, "Bob", home[0], "c", "snp", TAKEN)
    assert not_linearizable(one_after_the_other(four, book(A), at_home, two), twice, step) is None
    at_home = Take(BOOKED, "Bob", home[0], "c", "snp", DONE, "y", 60)
    assert not_linearizable(one_after_the_other(four, book(A), at_home), twice, step) is not None
