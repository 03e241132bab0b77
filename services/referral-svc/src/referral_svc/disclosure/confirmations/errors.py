"""Refusals of confirmations, each named after the rule that refused."""

from carekit.errors import Conflict, Forbidden, Invalid, NotFound


class VisitUnknown(Conflict):
    """No such appointment of this request is known here yet (its event may be on its way), or it is over."""

    title = "This appointment is not known here, or is over"


class NoWayToWrite(Invalid):
    """The request holds no mobile number or no address for it, or no SMS leave from here."""

    title = "The person cannot be written to in this way"
    field = "way"


class NothingLeftToTell(Conflict):
    """What was written of this appointment arrived, was written again or said since, or the hour has come."""

    title = "The person is not waiting to be told of this appointment"


class TellingNotFound(NotFound):
    """Absent, or of another request."""

    title = "Nothing was said by phone by that identifier"


class TellingOfAnother(Forbidden):
    """Whoever noted it takes it back, nobody else."""

    title = "Somebody else noted this"


class TellingStands(Conflict):
    """It was noted more than five minutes ago, something was said since, or it was taken back already."""

    title = "This stands: it was noted too long ago, or something was said since"
