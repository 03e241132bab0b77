"""The life cycle (rules of the profession, section 1): one table, which the tests enumerate."""

from __future__ import annotations

from dataclasses import dataclass

from referral_svc.referrals.codes import Status

OPEN = frozenset({Status.STATED, Status.QUALIFIED, Status.SEARCHING, Status.PROPOSED, Status.PLACED})
#: Nobody was found yet: the search may still end without a professional.
UNPLACED = (OPEN - {Status.PLACED}) | {Status.ON_HOLD}
#: Its class still orders something. (Before, `qualify` takes the decision; once placed, it orders nothing.)
DECIDABLE = frozenset({Status.QUALIFIED, Status.SEARCHING, Status.PROPOSED})
ENDED = frozenset({Status.CLOSED, Status.REDIRECTED, Status.WITHDRAWN})


@dataclass(frozen=True)
class Transition:
    """`to` is None when the request goes back to where it was before being held."""

    froms: frozenset[Status]
    to: Status | None


TRANSITIONS: dict[str, Transition] = {
    "state": Transition(frozenset({Status.DRAFT}), Status.STATED),
    "qualify": Transition(frozenset({Status.STATED}), Status.QUALIFIED),
    "start_search": Transition(frozenset({Status.QUALIFIED}), Status.SEARCHING),
    "propose": Transition(frozenset({Status.SEARCHING}), Status.PROPOSED),
    "place": Transition(frozenset({Status.PROPOSED}), Status.PLACED),
    # A partner, a colleague or a professional accepted what was handed to him: no search, no choice among proposals.
    "take_charge": Transition(frozenset({Status.QUALIFIED, Status.SEARCHING}), Status.PLACED),
    # Nobody to whom it was handed has it any longer: the coordinator turns to another.
    "hand_back": Transition(frozenset({Status.SEARCHING, Status.PLACED}), Status.QUALIFIED),
    # Every proposal was declined, or the professional stepped back once placed.
    "back_to_search": Transition(frozenset({Status.PROPOSED, Status.PLACED}), Status.SEARCHING),
    # Its professional does not leave after all, and nobody was asked meanwhile.
    "stay": Transition(frozenset({Status.SEARCHING}), Status.PLACED),
    "hold": Transition(OPEN, Status.ON_HOLD),
    "resume": Transition(frozenset({Status.ON_HOLD}), None),
    "redirect": Transition(OPEN | {Status.ON_HOLD}, Status.REDIRECTED),
    "withdraw": Transition(OPEN | {Status.ON_HOLD}, Status.WITHDRAWN),
    "close": Transition(frozenset({Status.PLACED}), Status.CLOSED),
}
