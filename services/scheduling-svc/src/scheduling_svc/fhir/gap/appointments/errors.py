"""Refusals of what a partner's software asks about appointments, each named after the rule that refused."""

from carekit.errors import Conflict
from scheduling_svc.fhir.errors import ResourceInvalid


class NotKept(ResourceInvalid):
    """To a strict client only: others are warned of what is left out."""

    title = "Something of the resource would not be kept"


class IdentifierUsed(Conflict):
    """An identifier names one appointment of a partner, for good."""

    title = "Another appointment has this identifier"


class SlotUnchangeable(Conflict):
    """What is held is given back and asked for anew; what is cancelled stays where it was."""

    title = "Only a booked appointment goes to another slot"
