"""Refusals of openings, each named after the rule that refused."""

from carekit.errors import Invalid


class PlaceUnknown(Invalid):
    """An opening stands at one of the professional's own practice places."""

    title = "This is not a practice place of the professional"
    field = "place_id"


class ProfessionalUnknown(Invalid):
    """The directory has not described this professional to this CPTS."""

    title = "This professional is not known to this CPTS"
    field = "professional_id"


class TooManyOpenings(Invalid):
    """An agenda has at most 200 openings: more is a mistake of a program."""

    title = "This agenda has too many openings"
    field = "professional_id"
