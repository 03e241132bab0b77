"""Refusals of teams, each named after the rule that refused."""

from carekit.errors import Conflict, Forbidden, Invalid


class NotYourTeam(Forbidden):
    """A team is led by the office of the CPTS and by the professional whom it named."""

    title = "You do not lead this team"


class TeamClosed(Conflict):
    """Nothing is published for a team that was closed."""

    title = "This team is closed"


class TeamPlaceUnknown(Invalid):
    """A team receives in, or leaves from and goes to, communes of the territory."""

    title = "This commune is not part of the territory"
    field = "commune_code"


class LeadUnknown(Invalid):
    """A team is led by a professional of the CPTS whom the directory has described."""

    title = "This professional cannot lead a team of this CPTS"
    field = "lead_id"


class TeamAway(Invalid):
    """A shift lies between the first and the last day of its team."""

    title = "The team does not work on that day"
    field = "day"


class ShiftTooShort(Invalid):
    """A shift leaves room for at least one slot of the team."""

    title = "The shift ends before the act of the team could"
    field = "to_time"


class NotEnoughFree(Conflict):
    """As many free slots in a row as there are people; all of them, or none."""

    title = "There are not that many free slots in a row"
