"""Refusals of openings, each named after the rule that refused."""

from carekit.errors import Conflict, Forbidden, Invalid


class PlaceUnknown(Invalid):
    """An opening stands at one of the professional's own practice places."""

    title = "This is not a practice place of the professional"
    field = "place_id"


class ProfessionalUnknown(Invalid):
    """The directory has not described this professional to this CPTS."""

    title = "This professional is not known to this CPTS"
    field = "professional_id"


class TooManyOpenings(Invalid):
    """An agenda has at most 200 openings that are not over: more is a mistake of a program."""

    title = "This agenda has too many openings"
    field = "professional_id"


class OpeningPast(Invalid):
    """Hours are opened ahead: the last day of an opening is today at the earliest, where the CPTS lives."""

    title = "The last day of this opening is past"
    field = "starts_on"


class OpenedAlready(Conflict):
    """The same hours, days, place, slots and modalities stand in this agenda already (`opening_id`)."""

    title = "These hours are open already"


class OwnerNoMemberThere(Invalid):
    """An opening is shared with another CPTS that its owner is a member of; an unknown one is refused alike."""

    title = "The owner of the agenda is no member of this other CPTS"
    field = "shared_with"


class OnlyTheOwnerWidens(Forbidden):
    """Who sees a slot is the owner's word, or his delegate's (`audiences`: those it would be widened to)."""

    title = "Only the owner of an agenda opens it to more people"


class WeekUnchanged(Invalid):
    """A week is copied to other weeks than itself."""

    title = "A week is copied to another week"
    field = "to_weeks"


class ChangeDoesNotFit(Invalid):
    """What was asked for several openings makes no sense for one of them (`opening_id`); none was changed."""

    title = "The change does not fit one of the openings"
    field = "change"
