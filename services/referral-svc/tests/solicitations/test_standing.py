"""Which yes is a proposal and which waits in reserve (rules of the profession, sections 3 and 5)."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from referral_svc.solicitations.codes import Standing, State
from referral_svc.solicitations.models import Solicitation
from referral_svc.solicitations.standing import yeses_among

DEADLINE = datetime(2026, 11, 25, 9, tzinfo=UTC)


def said(rank: int | None, *, late: bool = False, state: State = State.YES) -> Solicitation:
    answered_at = DEADLINE + timedelta(hours=1 if late else -1)
    return Solicitation(id=uuid4(), yes_rank=rank, state=state, answered_at=answered_at, answer_by=DEADLINE)


def ranks(series):
    return [one.yes_rank for one in series]


def test_nobody_who_said_no_was_silent_or_was_declined_stands():
    others = [said(n, state=state) for n, state in enumerate(State, start=1) if state != State.YES]
    assert len(yeses_among(others, 3)) == 0


def test_the_first_three_are_proposals_and_the_next_the_reserve():
    yeses = yeses_among([said(rank) for rank in (5, 2, 4, 1, 3)], 3)
    assert (ranks(yeses.proposed), ranks(yeses.reserve)) == ([1, 2, 3], [4, 5])


def test_a_late_yes_joins_the_reserve_behind_those_in_time():
    yeses = yeses_among([said(1), said(2, late=True), said(3)], 3)
    assert (ranks(yeses.proposed), ranks(yeses.reserve)) == ([1, 3], [2])


def test_a_late_yes_is_proposed_when_nobody_else_stands():
    assert ranks(yeses_among([said(1, late=True)], 3).proposed) == [1]


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(State)), max_size=12))
def test_everybody_who_stands_has_one_place_and_its_own_rank(answers):
    everybody = [said(n, late=late, state=state) for n, (late, state) in enumerate(answers, start=1)]
    yeses = yeses_among(everybody, 3)
    standing = [one for one in everybody if one.state == State.YES]
    places = [yeses.of(one.id) for one in standing]
    assert None not in places
    assert len(set(places)) == len(standing) == len(yeses)
    assert bool(yeses.proposed) == bool(standing), "somebody is offered as soon as somebody stands"
    assert len(yeses.proposed) <= 3
    assert {place for place, _ in places if place} <= {Standing.PROPOSAL, Standing.RESERVE}
