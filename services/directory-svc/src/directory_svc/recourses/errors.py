"""Refusals about recourses."""

from __future__ import annotations

from carekit.errors import Invalid, NotFound


class RecourseUnknown(NotFound):
    title = "No recourse by that identifier"


class HoursOfPermanence(Invalid):
    """A maison de garde kept here is open outside the permanence of care: weekdays 8 to 20, Saturday 8 to 12."""

    title = "These hours belong to the permanence of care"
    field = "hours"
