"""Refusals of confirmations, each named after the rule that refused."""

from carekit.errors import Conflict, Invalid


class VisitUnknown(Conflict):
    """No such appointment of this request is known here yet (its event may be on its way), or it is over."""

    title = "This appointment is not known here, or is over"


class NoWayToWrite(Invalid):
    """The request holds no mobile number or no address for it, or no SMS leave from here."""

    title = "The person cannot be written to in this way"
    field = "way"
