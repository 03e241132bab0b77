"""Codes of appeals. Stored and sent as they stand; French labels live in the front end."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal


class AppealState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    MET = "met"
    NOT_NEEDED = "not_needed"
    EXPIRED = "expired"
    REMOVED = "removed"


class AppealStep(StrEnum):
    CONFIRM = "confirm"
    MEET = "meet"
    DROP = "drop"
    EXPIRE = "expire"
    REMOVE = "remove"


#: It may still be answered.
STANDING = frozenset({AppealState.OPEN, AppealState.TAKEN})
#: Every step, from where and to where. A taker who gives up is replaced by confirming another.
STEPS: dict[AppealStep, tuple[frozenset[AppealState], AppealState]] = {
    AppealStep.CONFIRM: (STANDING, AppealState.TAKEN),
    AppealStep.MEET: (STANDING, AppealState.MET),
    AppealStep.DROP: (STANDING, AppealState.NOT_NEEDED),
    AppealStep.EXPIRE: (STANDING, AppealState.EXPIRED),
    AppealStep.REMOVE: (frozenset(AppealState) - {AppealState.REMOVED}, AppealState.REMOVED),
}

AppealView = Literal["open", "for_me", "mine", "closed"]
AppealAct = Literal["reply", "take", "confirm", "close", "remove", "set_aside", "bring_back"]
AppealOutcome = Literal["met", "not_needed"]
RemovalReason = Literal["about_a_person", "off_topic", "improper", "posted_twice"]
