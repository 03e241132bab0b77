"""Codes of solicitations and answers. Stored and sent as they stand; French labels live in the front end."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where one solicitation stands."""

    ASKED = "asked"
    SILENT = "silent"
    """The deadline has passed; a late answer is still heard while the link lives."""
    YES = "yes"
    NO = "no"
    PASSED_ON = "passed_on"
    """He named a fellow of his practice: a yes only once that fellow says so by his own link."""
    CHOSEN = "chosen"
    DECLINED = "declined"
    """The person preferred another, without blame."""
    THANKED = "thanked"
    """Somebody else was chosen."""
    RELEASED = "released"
    """The request was held, redirected or withdrawn, or this wave was stopped."""


#: Of whom a word is awaited, his own or that of the fellow he named.
AWAITED = (State.ASKED, State.PASSED_ON)


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    NEVER_THIS_KIND = "never_this_kind"
    PAUSE = "pause"
    FELLOW = "fellow"
    """« Un confrère de mon cabinet »: neither a yes nor a no of his own."""


class Condition(StrEnum):
    """What a yes may depend on."""

    FROM_NEXT_MONTH = "from_next_month"
    IN_THREE_MONTHS = "in_three_months"
    PRACTICE_ONLY = "practice_only"
    HOME_ONLY = "home_only"
    WITH_COLLEAGUE = "with_colleague"
    TELECONSULTATION_FIRST = "teleconsultation_first"
    SEES_DIRECTLY = "sees_directly"
    """Of a specialist asked for advice first: he sees the person at once."""


class AnswerReason(StrEnum):
    """Why not, when he wishes to say. Never about the person: nothing of the person is known at stage 1."""

    NO_CAPACITY = "no_capacity"
    TOO_FAR = "too_far"
    OUTSIDE_COMPETENCE = "outside_competence"
    NO_HOME_VISITS = "no_home_visits"
    ABSENT = "absent"
    OTHER = "other"


class LinkState(StrEnum):
    """What the page behind a link shows; each has its own calm answer."""

    OPEN = "open"
    ANSWERED = "answered"
    PLACED = "placed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    PROPOSAL = "proposal"
    RESERVE = "reserve"
    CHOSEN = "chosen"


class Channel(StrEnum):
    """How an answer came."""

    LINK = "link"
    SELF = "self"
    DELEGATE = "delegate"
    PHONE = "phone"
    """Said to a coordinator, who recorded it: the same answer as by link."""
    NEIGHBOUR = "neighbour"
    """Said in a neighbouring CPTS, to which the request was opened."""
