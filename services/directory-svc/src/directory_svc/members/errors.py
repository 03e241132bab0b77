"""Refusals about members."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound


class AlreadyMember(Conflict):
    title = "This professional is already a member"


class MemberUnknown(NotFound):
    title = "This professional is not a member"


class DepartureBeforeArrival(Invalid):
    title = "A member cannot leave before the day he joined"
    field = "left_on"


class DepartureInTheFuture(Invalid):
    """A departure is stated when it has happened: it ends roles and sessions at once."""

    title = "A departure cannot lie in the future"
    field = "left_on"
