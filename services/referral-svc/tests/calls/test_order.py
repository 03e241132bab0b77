"""Whom to call next, and when a person counts as unreachable: pure rules."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from referral_svc.calls.codes import CallOutcome, ReachOutcome
from referral_svc.calls.order import Attempt, Reach, call_order, missed_days

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
A, B, C, D = (UUID(int=number) for number in range(1, 5))
MONDAY = date(2026, 11, 23)


def attempt(one: UUID, outcome: CallOutcome = CallOutcome.NO_ANSWER, hours: float | None = None) -> Attempt:
    return Attempt(
        one, outcome, NOW - timedelta(hours=3), NOW + timedelta(hours=hours) if hours is not None else None
    )


def missed(day: int = 0, outcome: ReachOutcome = ReachOutcome.NO_ANSWER, *, held: bool = False) -> Reach:
    return Reach(outcome, MONDAY + timedelta(days=day), held)


def order(*attempts: Attempt) -> list[tuple[UUID, str]]:
    return [(place.professional_id, place.turn) for place in call_order([A, B, C, D], attempts, NOW)]


def test_nobody_called_yet_is_the_order_of_matching() -> None:
    assert order() == [(A, "first_call"), (B, "first_call"), (C, "first_call"), (D, "first_call")]


def test_who_did_not_pick_up_comes_after_those_never_called_the_least_called_first() -> None:
    called = [attempt(A), attempt(A), attempt(B, CallOutcome.VOICEMAIL)]
    assert order(*called) == [(C, "first_call"), (D, "first_call"), (B, "again"), (A, "again")]


def test_an_hour_that_has_come_goes_first_and_one_to_come_goes_last() -> None:
    called = [attempt(A, CallOutcome.CALL_AGAIN, hours=2), attempt(D, CallOutcome.CALL_AGAIN, hours=-1)]
    assert order(*called) == [(D, "call_back"), (B, "first_call"), (C, "first_call"), (A, "later")]


def test_a_call_made_at_the_hour_asked_for_is_no_longer_owed() -> None:
    called = [attempt(A, CallOutcome.CALL_AGAIN, hours=-1), attempt(A)]
    assert order(*called)[-1] == (A, "again")


def test_three_calls_in_one_day_are_one_day() -> None:
    assert missed_days([missed(), missed(), missed(0, ReachOutcome.VOICEMAIL)]) == 1


def test_days_count_whatever_way_the_person_was_missed() -> None:
    series = [missed(0), missed(1, ReachOutcome.VOICEMAIL), missed(4, ReachOutcome.WRONG_NUMBER)]
    assert missed_days(series) == 3


def test_reaching_the_person_or_a_hold_begins_the_count_again() -> None:
    assert missed_days([missed(0), missed(1), missed(1, ReachOutcome.REACHED), missed(2)]) == 1
    assert missed_days([missed(0), missed(1), missed(2, held=True), missed(40)]) == 1
