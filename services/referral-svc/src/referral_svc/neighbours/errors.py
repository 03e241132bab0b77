"""Refusals about neighbouring CPTS."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound


class AgreementNotFound(NotFound):
    title = "No agreement of this CPTS by that identifier"


class AgreementActNotAllowed(Conflict):
    """Members: `state`, `side` (offering or receiving)."""

    title = "The agreement does not allow that from this side now"


class AgreementExists(Conflict):
    """One at a time between two CPTS: it is revoked before another is made."""

    title = "An agreement with this CPTS is offered or in force"


class AgreementNotInForce(Conflict):
    """Offered, over, not begun, or for other kinds of request."""

    title = "No agreement in force with this CPTS covers this request"


class NeighbourUnknown(Invalid):
    title = "No other CPTS by that identifier"
    field = "to_cpts_id"


class AgreementDatesInvalid(Invalid):
    title = "An agreement ends after it begins, and not in the past"
    field = "ends_on"


class CrossingNotFound(NotFound):
    """Absent, over, or of another CPTS: all look the same."""

    title = "No open request of a neighbour by that identifier"


class AlreadyOpenedThere(Conflict):
    title = "This request is already open to this CPTS"
