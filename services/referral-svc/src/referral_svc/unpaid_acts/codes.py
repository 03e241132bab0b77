"""Codes of unpaid acts. Stored and sent as they stand; French labels live in the front end."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal


class UnpaidActState(StrEnum):
    TO_CLAIM = "to_claim"
    CLAIMED = "claimed"
    PAID = "paid"
    REFUSED = "refused"
    DROPPED = "dropped"


class UnpaidActStep(StrEnum):
    CLAIM = "claim"
    PAY = "pay"
    REFUSE = "refuse"
    CLAIM_AGAIN = "claim_again"
    DROP = "drop"


#: Every step, from where and to where. Claiming is done by handing the list to the CPAM.
STEPS: dict[UnpaidActStep, tuple[UnpaidActState, UnpaidActState]] = {
    UnpaidActStep.CLAIM: (UnpaidActState.TO_CLAIM, UnpaidActState.CLAIMED),
    UnpaidActStep.PAY: (UnpaidActState.CLAIMED, UnpaidActState.PAID),
    UnpaidActStep.REFUSE: (UnpaidActState.CLAIMED, UnpaidActState.REFUSED),
    UnpaidActStep.CLAIM_AGAIN: (UnpaidActState.REFUSED, UnpaidActState.TO_CLAIM),
    UnpaidActStep.DROP: (UnpaidActState.TO_CLAIM, UnpaidActState.DROPPED),
}

UnpaidActKind = Literal[
    "consultation", "home_visit", "nursing", "physiotherapy", "midwifery", "speech_therapy", "dental", "podiatry",
    "medicines", "biology", "imaging", "other",
]  # fmt: skip
Agreed = Literal["oral", "written", "representative"]
RefusalReason = Literal[
    "rights_never_opened", "period_not_covered", "not_in_convention", "already_paid", "papers_missing", "too_late",
    "other",
]  # fmt: skip
DropReason = Literal["entered_by_mistake", "paid_otherwise", "given_up", "person_declines"]
