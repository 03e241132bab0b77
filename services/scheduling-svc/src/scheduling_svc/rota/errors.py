"""Refusals of rotas, each named after the rule that refused."""

from carekit.errors import Conflict, Forbidden, Invalid, Unavailable


class RotaNotDraft(Conflict):
    """A published rota is changed duty by duty: by a swap, by the coordinator's hand."""

    title = "This rota is published"


class RotaNotPublished(Conflict):
    """Only duties that were published are swapped."""

    title = "This rota is not published yet"


class RotaIncomplete(Conflict):
    """A rota is published once every seat has somebody and no rule is broken. `broken` names the rules."""

    title = "This rota breaks a rule"


class RotaChanged(Conflict):
    """Somebody changed the rota while it was being solved; nothing was written."""

    title = "The rota changed in between"


class RotaTooHard(Unavailable):
    """The solver neither found a rota nor proved that there is none in its time."""

    title = "No answer was found in time"


class DutyBreaksRule(Conflict):
    """The change would break a rule of the rota. `broken` names the rules; the coordinator may insist."""

    title = "This change breaks a rule of the rota"


class DutyPast(Conflict):
    """A duty that is over stays with who did it."""

    title = "This duty is over"


class DutyHasAppointments(Conflict):
    """Somebody is booked in the hours of this duty: he is moved first."""

    title = "There are appointments in this duty"


class SwapNotOpen(Conflict):
    """A swap is accepted or withdrawn once."""

    title = "This swap is no longer open"


class SwapAlreadyOffered(Conflict):
    """A duty is offered once at a time."""

    title = "This duty is offered already"


class NotYourDuty(Forbidden):
    """A professional offers his own duties; the secretary and the coordinator those of all."""

    title = "This duty is somebody else's"


class AlreadyHisDuty(Conflict):
    """Nobody takes a duty from himself."""

    title = "He has this duty already"


class NotInThisRota(Conflict):
    """Duties go to those who take part in the rota."""

    title = "This professional does not take part in the rota"


class ReturnNotWanted(Invalid):
    """What is given in return is a duty of the accepter's, on one of the days its holder asked for."""

    title = "The holder did not ask for this day in return"
    field = "given_duty_id"


class DayTaken(Invalid):
    """Moved to a day of the rota's period, on which its holder has no other duty of it."""

    title = "The duty cannot be moved to this day"
    field = "on"


class RotaEmpty(Invalid):
    """The period and the calendar of the rota leave between 1 and 130 days."""

    title = "This calendar has no day, or too many"
    field = "ends_on"


class SiteMissing(Invalid):
    """A maison de garde is a site: it has a name and weekdays."""

    title = "Say the name and the weekdays of the site"
    field = "site_name"
