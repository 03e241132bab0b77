"""Refusals about partner routes."""

from __future__ import annotations

from carekit.errors import Invalid, NotFound


class PlacesUndated(Invalid):
    """A number of places is worth the day on which it was said, which has come."""

    title = "Say on which day the service had these places free"
    field = "places_said_on"


class PartnerRouteNotFound(NotFound):
    title = "No partner route by that identifier"
