"""The codes of a request. Stored and sent as they stand; French labels live in the front end."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal


class Kind(StrEnum):
    MEDECIN_TRAITANT = "medecin_traitant"
    CARE = "care"
    SOCIAL = "social"
    SPECIALIST = "specialist"
    DISCHARGE = "discharge"
    DENTAL = "dental"
    IMAGING_BIOLOGY = "imaging_biology"
    PSYCHIATRY = "psychiatry"
    SNP = "snp"


#: Taken in charge by whoever accepts them from a named hand-over (`handovers/`): no professional is solicited.
HANDED_OVER = frozenset({Kind.SOCIAL})


class Status(StrEnum):
    DRAFT = "draft"
    STATED = "stated"
    QUALIFIED = "qualified"
    SEARCHING = "searching"
    PROPOSED = "proposed"
    PLACED = "placed"
    CLOSED = "closed"
    ON_HOLD = "on_hold"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"


Ball = Literal["referrer", "coordinator", "professionals", "person", "nobody"]

#: Who must act now, by status; the other statuses are nobody's.
BALL: dict[Status, Ball] = {
    Status.DRAFT: "coordinator",
    Status.STATED: "coordinator",
    Status.QUALIFIED: "coordinator",
    Status.SEARCHING: "professionals",
    Status.PROPOSED: "person",
    Status.PLACED: "coordinator",
    Status.ON_HOLD: "coordinator",
}


class WorklistKey(StrEnum):
    """Lists of requests that wait for somebody: what the badge counts is what the list of that name shows."""

    TO_CONSENT = "to_consent"
    TO_QUALIFY = "to_qualify"
    TO_SEARCH = "to_search"
    TO_CHOOSE = "to_choose"
    TO_CLOSE = "to_close"
    DECLARATIONS = "declarations"
    OVERDUE = "overdue"
    STALLED = "stalled"
    HOLD_ENDED = "hold_ended"
    DUPLICATES = "duplicates"
    TO_CALL = "to_call"
    FAILED_NOTICES = "failed_notices"
    FAILED_CONFIRMATIONS = "failed_confirmations"
    NEWS = "news"
    NEW_MESSAGES = "new_messages"
    NOT_FOLLOWED = "not_followed"
    UNANSWERED_HANDOVERS = "unanswered_handovers"
    SIGNALEMENTS = "signalements"
    SILENT_30_DAYS = "silent_30_days"


class Urgency(StrEnum):
    NORMAL = "normal"
    SOON = "soon"
    URGENT = "urgent"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    FOLLOWED = "followed"
    CARE_GIVEN = "care_given"
    ADVICE_GIVEN = "advice_given"
    NOT_HONOURED = "not_honoured"
    OTHER = "other"
    RIGHTS_OPENED = "rights_opened"
    SUPPORT_IN_PLACE = "support_in_place"
    TAKEN_OVER = "taken_over"


#: What may be said of a request that was handed over, and of no other.
HANDED_OVER_OUTCOMES = frozenset({Outcome.RIGHTS_OPENED, Outcome.SUPPORT_IN_PLACE, Outcome.TAKEN_OVER})


class ChoiceRecorded(StrEnum):
    """How the person's answer reached us: read out face to face, read out by telephone, on the printed sheet that was
    given back, through an interpreter; `in_advance` is « the first who fits »."""

    ORAL = "oral"
    PHONE = "phone"
    WRITTEN = "written"
    INTERPRETER = "interpreter"
    IN_ADVANCE = "in_advance"
