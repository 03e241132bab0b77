"""Refusals about solicitations, each named after the rule that refused."""

from __future__ import annotations

from carekit.errors import Conflict, Forbidden, Gone, Invalid, NotFound


class LinkUnknown(NotFound):
    """No solicitation was ever sent with this link."""

    title = "This link is not known"


class LinkExpired(Gone):
    """Eight days have passed since it was sent."""

    title = "This link has expired"


class RequestPlaced(Gone):
    """Another professional was chosen meanwhile. With thanks."""

    title = "The person has found a professional"


class RequestWithdrawn(Gone):
    """The search has stopped: nothing is asked any more."""

    title = "The search has stopped"


class NoPlaceLeft(Conflict):
    """A yes reserves a place. Members: `places` he has, `reserved` by his yeses that await a choice."""

    title = "All places are reserved already"


class AnswerFinal(Conflict):
    """An answer can be changed until the deadline."""

    title = "The deadline has passed: the answer stands"


class FellowUnknown(Invalid):
    """A fellow practises in the same structure and the same profession, and is a member or a volunteer."""

    title = "Nobody of the practice by that identifier"
    field = "fellow_id"


class FellowNotEligible(Conflict):
    """A hard condition is not met. Which one is the fellow's own affair, or the person's: it is not said."""

    title = "This fellow cannot be asked for this request"


class SolicitationNotFound(NotFound):
    """Absent, or sent to somebody else: both look the same."""

    title = "No solicitation by that identifier"


class DelegateNotAllowed(Forbidden):
    """The professional has not allowed his delegates to answer for him."""

    title = "This professional answers for himself"


class CptsNotDescribed(Conflict):
    """The directory has not told yet which territory this CPTS serves."""

    title = "This CPTS is not described yet"


class WavesPaused(Conflict):
    """A yes awaits the person: nobody else is asked until it is chosen or declined."""

    title = "A yes awaits the person"


class ProfessionalNotEligible(Conflict):
    """Members: `professional_id`, `condition_code`, the hard condition that is not met, and its French `words`."""

    title = "One of the professionals cannot be asked"


class AskedTwice(Conflict):
    """One professional is asked once per request, and once per wave."""

    title = "A professional is asked once"


class SettingsOfAnother(NotFound):
    """Only himself, his delegates and the coordination read or change a professional's settings."""

    title = "No professional by that identifier"


class TakesTooMany(Invalid):
    """He takes as many as still wait, or fewer."""

    title = "Fewer persons are waiting than that"
    field = "takes"


class WaveUnknown(NotFound):
    title = "No wave of this request by that identifier"


class WaveOver(Conflict):
    """Everybody answered or fell silent: nothing is left to stop."""

    title = "Nobody is awaited in this wave any more"


class NobodyToRemind(Conflict):
    """One reminder each. Whoever answered, was reminded, paused or has no address gets none."""

    title = "Nobody of this wave can be reminded"


class NobodyWider(Conflict):
    """No wave was sent yet, the last ring was asked, or nobody in a wider one can be asked now."""

    title = "Nobody can be asked within a wider ring"
