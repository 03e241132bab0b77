"""Why something was done to a request. Codes, so that no health data is written."""

from __future__ import annotations

from enum import StrEnum


class HoldReason(StrEnum):
    UNREACHABLE = "unreachable"
    HOSPITALISED = "hospitalised"
    REFUSES_FOR_NOW = "refuses_for_now"
    AWAITING_DOCUMENT = "awaiting_document"


class ClassReason(StrEnum):
    """Why the coordinator decides a class, or takes the decision back. Codes, so that no health data is written."""

    WORSENED = "worsened"
    IMPROVED = "improved"
    EXPERT_ADVICE = "expert_advice"
    TEAM_DECISION = "team_decision"
    ANSWERS_INCOMPLETE = "answers_incomplete"
    ENTERED_BY_MISTAKE = "entered_by_mistake"


class RedirectionReason(StrEnum):
    OUT_OF_SCOPE = "out_of_scope"
    EMERGENCY = "emergency"
    OTHER_SERVICE = "other_service"
    PARTNER = "partner"
    HOME_RETURN = "home_return"
    OTHER_TERRITORY = "other_territory"


class WithdrawalReason(StrEnum):
    CONSENT_WITHDRAWN = "consent_withdrawn"
    FOUND_ELSEWHERE = "found_elsewhere"
    NO_LONGER_NEEDED = "no_longer_needed"
    MOVED_AWAY = "moved_away"
    STAYS_IN_HOSPITAL = "stays_in_hospital"
    DECEASED = "deceased"
    ENTERED_BY_MISTAKE = "entered_by_mistake"
    DUPLICATE = "duplicate"


class ErasureReason(StrEnum):
    """Why nothing is left to read of a request. Only the coordinator's own two may be asked for."""

    RETENTION = "retention"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    PERSON_ASKS = "person_asks"
    ENTERED_BY_MISTAKE = "entered_by_mistake"


class StepBackReason(StrEnum):
    """Why a placement did not hold. Nothing about cover or origin can be said: refusing for it is unlawful."""

    NO_CAPACITY = "no_capacity"
    OUTSIDE_COMPETENCE = "outside_competence"
    PRACTICE_STOPS = "practice_stops"
    NOT_HONOURED = "not_honoured"
    PREFERS_ANOTHER = "prefers_another"
    TOO_FAR = "too_far"
    OTHER = "other"
