"""Refusals of slots, each named after the rule that refused."""

from carekit.errors import Conflict, Forbidden, Invalid


class SlotTaken(Conflict):
    """Somebody else holds or booked the slot, or an overlapping one. `next` has the next three free slots."""

    title = "This slot was just taken"


class SlotPast(Conflict):
    """A slot that has begun can no longer be taken."""

    title = "This slot has already begun"


class NotYourAgenda(Forbidden):
    """Only the owner, his delegate, the care coordinator or the director act on an agenda (rules, section 8)."""

    title = "This agenda belongs to somebody else"


class SpanInvalid(Invalid):
    """The span ends before it starts, or is longer than the limit."""

    title = "The span is not valid"
    field = "to"


class CommuneUnknown(Invalid):
    """Slots are looked for near a commune of the territory."""

    title = "This commune is not part of the territory"
    field = "query.near_commune"


class PointUnclear(Invalid):
    """Distance is from a commune or from a point, and a point has both a latitude and a longitude."""

    title = "Give a commune, or the latitude and the longitude of a point"
    field = "query.near_lat"
