"""Refusals about saved filters."""

from __future__ import annotations

from carekit.errors import Conflict, NotFound


class SavedFilterNotFound(NotFound):
    """Absent, or somebody else's: both look the same."""

    title = "No saved filter of yours by that identifier"


class SavedFilterNameTaken(Conflict):
    """Capital letters make no other name."""

    title = "A saved filter of yours has this name already"
    field = "name"


class TooManySavedFilters(Conflict):
    title = "Too many filters are saved already"
