"""Refusals about acts done before the rights were up to date."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound


class UnpaidActNotFound(NotFound):
    """Absent, or of a request that is not yours to coordinate: both look the same."""

    title = "No unpaid act of yours by that identifier"


class UnpaidActListedAlready(Conflict):
    """The same kind of act, by the same professional, on the same day, for this request."""

    title = "This act is listed already"


class UnpaidActStepRefused(Conflict):
    """Members: `state` it is in, `allowed_from`."""

    title = "The act is not in a state that allows it"


class ConventionMissing(Conflict):
    """Identity goes to the CPAM only under the agreement that the CPTS keeps among its partners."""

    title = "No agreement with the CPAM covers the names"


class DoneInTheFuture(Invalid):
    title = "The act is dated in the future"
    field = "done_on"


class CarerUnknown(Invalid):
    """The directory has not described this professional to this CPTS."""

    title = "Say which professional of the directory did it"
    field = "professional_id"


class StepReasonMissing(Invalid):
    """A refusal and a withdrawal say why."""

    title = "Say why"
    field = "reason_code"
