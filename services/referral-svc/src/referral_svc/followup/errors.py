"""Refusals about participants and notices."""

from __future__ import annotations

from carekit.errors import Conflict, NotFound


class NoticeNotFound(NotFound):
    title = "No notice by that identifier"


class NoticeSettled(Conflict):
    """It was already delivered, read or waived."""

    title = "This notice is settled"


class AlreadyParticipant(Conflict):
    title = "This professional already takes part"


class ProfessionalUnknown(NotFound):
    """No professional of this CPTS by that identifier."""

    title = "No professional by that identifier"
