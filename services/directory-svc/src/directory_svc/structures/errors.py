"""Refusals about structures."""

from __future__ import annotations

from carekit.errors import Invalid, NotFound


class StructureUnknown(NotFound):
    title = "No structure by that number"


class WithinWithoutPoint(Invalid):
    """A radius needs a centre."""

    title = "within_km needs near_commune, or lat and lon"
    field = "query.within_km"
