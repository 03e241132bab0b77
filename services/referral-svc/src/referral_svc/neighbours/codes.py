"""Where an agreement between two CPTS stands, and why a request is no longer open to the other."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal


class AgreementState(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REVOKED = "revoked"


Side = Literal["offering", "receiving"]

#: Act → from where, to where, by whom. A no of the other side, and an offer taken back, are different words.
AGREEMENT_ACTS: dict[str, tuple[AgreementState, AgreementState, frozenset[Side]]] = {
    "accept": (AgreementState.OFFERED, AgreementState.ACCEPTED, frozenset({"receiving"})),
    "decline": (AgreementState.OFFERED, AgreementState.DECLINED, frozenset({"receiving"})),
    "withdraw": (AgreementState.OFFERED, AgreementState.REVOKED, frozenset({"offering"})),
    "revoke": (AgreementState.ACCEPTED, AgreementState.REVOKED, frozenset({"offering", "receiving"})),
}


class CrossingEnd(StrEnum):
    """Why a crossing is over: the first five are said by somebody, the others follow from something else."""

    REFUSED = "refused"
    """By the neighbour, who says why."""
    PERSON_WITHDRAWS = "person_withdraws"
    NO_LONGER_NEEDED = "no_longer_needed"
    ENTERED_BY_MISTAKE = "entered_by_mistake"
    AGREEMENT_OVER = "agreement_over"
    PLACED_ELSEWHERE = "placed_elsewhere"
    STEPPED_BACK = "stepped_back"
    REQUEST_STOPPED = "request_stopped"
    """Held, redirected or withdrawn."""


RevocationReason = Literal[CrossingEnd.PERSON_WITHDRAWS, CrossingEnd.NO_LONGER_NEEDED, CrossingEnd.ENTERED_BY_MISTAKE]
RefusalReason = Literal["no_capacity", "outside_competence", "too_far", "other"]
HowAgreed = Literal["oral", "written", "representative"]


class CrossingState(StrEnum):
    OPEN = "open"
    """The neighbour looks among its own."""
    PROPOSED = "proposed"
    """One of its members said yes: the person chooses."""
    CHOSEN = "chosen"
    ENDED = "ended"
