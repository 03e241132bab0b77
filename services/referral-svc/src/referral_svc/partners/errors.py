"""Refusals about partner routes."""

from __future__ import annotations

from carekit.errors import NotFound


class PartnerRouteNotFound(NotFound):
    title = "No partner route by that identifier"
