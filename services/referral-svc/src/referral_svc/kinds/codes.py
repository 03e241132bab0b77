"""The codes of the short forms. Stored and sent as they stand; French labels live in the front end."""

from __future__ import annotations

from enum import StrEnum


class RequestReason(StrEnum):
    """Why the person is brought to the CPTS, as the sources list it (F042). It stands in the queue and the exports,
    never on a card."""

    NO_GP = "no_gp"
    DIFFICULT_PATHOLOGY = "difficult_pathology"
    ACUTE_SITUATION = "acute_situation"
    SEVERAL_CARERS = "several_carers"
    FOLLOW_UP_BROKEN = "follow_up_broken"
    RIGHTS_TROUBLE = "rights_trouble"
    OTHER = "other"
    NOT_SAID = "not_said"


class Door(StrEnum):
    """By which door the request came in (F036, F037, F041, F044)."""

    PRACTICE = "practice"
    PHARMACY = "pharmacy"
    EMERGENCY = "emergency"
    PASS = "pass"  # noqa: S105  (permanence d'accès aux soins de santé)
    HOSPITAL = "hospital"
    NURSING_HOME = "nursing_home"
    PRADO = "prado"
    SOCIAL_SERVICE = "social_service"
    REGULATION = "regulation"
    COORDINATION = "coordination"
    OTHER = "other"


class Advice(StrEnum):
    """« Avis d'abord » (F141): where the advice asked of a specialist stands. `visit_needed` makes it a placement."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    GIVEN = "given"
    VISIT_NEEDED = "visit_needed"


class Relay(StrEnum):
    """To whom a request is relayed in psychiatry (F135)."""

    HOSPITAL_DOCTOR = "hospital_doctor"
    CMP = "cmp"
    CRISIS_CENTRE = "crisis_centre"


class Asked(StrEnum):
    """How a question is answered: one of its options, some of them, a few words, or a day (ISO 8601)."""

    ONE = "one"
    SOME = "some"
    WORDS = "words"
    DAY = "day"


class Sheet(StrEnum):
    """The bulletin that seals the answer."""

    CARE = "care"
    SOCIAL = "social"
