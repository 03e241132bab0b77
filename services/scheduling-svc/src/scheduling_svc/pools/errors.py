"""Refusals of the pool of locums, each named after the rule that refused."""

from carekit.errors import Conflict, Forbidden, Invalid


class NotYourPractice(Forbidden):
    """A practice decides who covers it: the professional, his delegate, or who keeps the pools of the CPTS."""

    title = "This is not your practice"


class NotInThePool(Forbidden):
    """Covers are taken by volunteers, who said when and where."""

    title = "Join the pool before taking a cover"


class OtherProfession(Forbidden):
    """A doctor covers a doctor, a nurse a nurse."""

    title = "A cover is taken by somebody of the same profession"


class OwnPractice(Forbidden):
    """Nobody is his own locum."""

    title = "Nobody covers his own practice"


class CoverStands(Conflict):
    """What was asked does not follow from where the cover stands (`status_now`)."""

    title = "The cover does not allow this any more"


class CoverPast(Conflict):
    """Hours that have begun are not covered any more."""

    title = "These hours have begun"


class CoverOverlaps(Conflict):
    """A volunteer is in one practice, or with one team, at a time."""

    title = "You took other hours at that time"


class BookedThen(Conflict):
    """Whoever receives people of his own then is not elsewhere."""

    title = "Appointments stand in the volunteer's own agenda at that time"


class HoursPast(Invalid):
    """Hours to cover lie ahead."""

    title = "The hours to cover must lie ahead"
    field = "day"


class TooManyDays(Invalid):
    """A replacement stays what one person takes and one reads at a glance; longer absences are published in parts."""

    title = "Too many days for one replacement"
    field = "to_day"


class NoDayToCover(Invalid):
    """Between these dates nothing is left: no such weekday, or public holidays alone."""

    title = "No day of this period is to be covered"
    field = "to_day"


class DayNotSought(Invalid):
    """Only days of the replacement that lie ahead are taken or given back."""

    title = "This day is not one of the replacement"
    field = "days"


class DaysTaken(Conflict):
    """Somebody took one of the days meanwhile (`day`): then none is taken, for a locum chose them together."""

    title = "One of these days was taken meanwhile"
