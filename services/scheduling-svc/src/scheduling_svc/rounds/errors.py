"""Refusals of rounds, each named after the rule that refused."""

from carekit.errors import Conflict, Invalid, Unavailable


class RoundsTooHard(Unavailable):
    """No rounds were found in the time that one waits for them."""

    title = "No answer was found in time"


class RoundsChanged(Conflict):
    """Somebody changed the rounds while they were being planned; nothing was written."""

    title = "The rounds changed in between"


class RoundsPast(Conflict):
    """Rounds are planned for today and the days after it."""

    title = "This day is over"


class RoundsBreakRule(Conflict):
    """`broken` names the rules. What a nurse offered is hers to widen; the person may agree to another hour."""

    title = "This breaks a rule of the rounds"


class NothingToTell(Conflict):
    """Every visit that is placed was published already."""

    title = "There is nothing to publish"


class VisitPast(Conflict):
    """The hour of a visit that is published lies ahead."""

    title = "This hour is over"


class NurseTaken(Conflict):
    """She is with somebody else at that time (`visit_id` names the visit): plan again around it."""

    title = "This nurse has another appointment at that time"


class VisitNotPlaced(Conflict):
    """Only a visit that stands in a round is pinned."""

    title = "This visit stands in no round"


class VisitNotTold(Conflict):
    """A nurse hands back, and says how it went, what was published to her and stands."""

    title = "This visit is in nobody's agenda"


class VisitTold(Conflict):
    """What was published is moved or withdrawn: the person waits for somebody."""

    title = "This visit was published"


class VisitEnded(Conflict):
    """What was done, withdrawn, or has begun stays as it is."""

    title = "This visit is over"


class HoursUnknown(Invalid):
    """A visit goes into hours that a nurse offered for that day."""

    title = "Nobody offered these hours"
    field = "professional_id"


class HoursOverlap(Invalid):
    """Hours of one weekday follow each other."""

    title = "These hours overlap"
    field = "hours"
