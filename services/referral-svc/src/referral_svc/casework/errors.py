"""Refusals about who follows a case."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound


class HolderUnsuitable(Conflict):
    """A case is followed by a coordinator of its kind who has been seen here in the last 90 days."""

    title = "This colleague cannot follow the case"


class ReplacementUnsuitable(Conflict):
    """Another coordinator of the same kinds, present during the whole leave."""

    title = "This colleague cannot stand in"


class LeaveAlreadyAnnounced(Conflict):
    """One leave at a time: the present one is ended first."""

    title = "A leave of this colleague is already announced"


class LeaveNotFound(NotFound):
    title = "No leave by that identifier"


class LeaveDatesImpossible(Invalid):
    """It ends in the past, before it starts, or more than a year later."""

    title = "The dates of the leave are impossible"
    field = "ends_on"
