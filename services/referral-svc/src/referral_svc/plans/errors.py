"""Refusals about plans and departures, each named after the rule that refused."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound, Unavailable


class NothingWaits(Conflict):
    """A plan is made of requests that are qualified or searched for, and for which nobody is being asked."""

    title = "No request waits to be planned"


class PlanTooLong(Unavailable):
    """The solver did not come to an end in time."""

    title = "The plan could not be computed in time"


class PlanNotFound(NotFound):
    title = "No plan by that identifier"


class PlanRowNotFound(NotFound):
    title = "No row of this plan by that identifier"


class PlanNotDraft(Conflict):
    """A plan is edited and started once, while it is a draft."""

    title = "This plan is no draft any more"


class PlanEnded(Conflict):
    title = "This plan has ended"


class DepartureKnown(Conflict):
    """Announced once: its persons wait in the queue already."""

    title = "This departure is announced already"


class DepartureInThePast(Invalid):
    """A departure is announced for today or for a day to come."""

    title = "The day of the departure has passed"
    field = "leaves_on"


class LeaverUnknown(NotFound):
    title = "No professional by that identifier"


class DepartureNotFound(NotFound):
    title = "No announced departure by that identifier"


class DepartureCancelled(Conflict):
    title = "This departure was cancelled already"


class DepartureOver(Conflict):
    """He has left, and what he could read of those persons is closed."""

    title = "This departure is over"
