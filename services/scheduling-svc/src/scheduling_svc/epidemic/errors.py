"""Refusals of epidemic mode, each named after the rule that refused."""

from carekit.errors import Conflict, Forbidden, Invalid


class EpidemicModeOn(Conflict):
    """One plan at a time: the state before the first would be lost under the second."""

    title = "Epidemic mode is on already"


class EpidemicModeOff(Conflict):
    """There is nothing to come back from."""

    title = "Epidemic mode is not on"


class PlanNamesUnknown(Invalid):
    """A plan names agendas, places, openings and scripts that this CPTS has."""

    title = "The plan names something that this CPTS does not have"
    field = "title"


class NoRoundVolunteer(Invalid):
    """Nobody is sent on rounds who did not offer himself for them."""

    title = "Rounds are done by a nurse who volunteered for them"
    field = "professional_id"


class NotNamedInPlan(Forbidden):
    """Whoever a plan asks for hours or a wider audience says yes for his own agenda, nobody for him."""

    title = "This plan asks nothing of your agenda"
