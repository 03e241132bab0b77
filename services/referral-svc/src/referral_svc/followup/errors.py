"""Refusals about participants and notices."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound


class NoticeNotFound(NotFound):
    title = "No notice by that identifier"


class NoticeSettled(Conflict):
    """It was already delivered, read or waived."""

    title = "This notice is settled"


class MustBeTold(Invalid):
    """Whoever takes part learns the outcome and of reports: by mail or in a digest, but he learns it."""

    title = "This kind of notice cannot be turned off"
    field = "items"


class RhythmUnknown(Invalid):
    """Silence of days is told in a digest, never at once."""

    title = "This kind of notice has no such rhythm"
    field = "items"


class AlreadyParticipant(Conflict):
    title = "This professional already takes part"


class ProfessionalUnknown(NotFound):
    """No professional of this CPTS by that identifier."""

    title = "No professional by that identifier"
