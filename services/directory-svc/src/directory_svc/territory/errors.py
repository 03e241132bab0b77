"""Refusals about the CPTS and its territory."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound


class CptsUnknown(NotFound):
    """The session's CPTS is not in the directory."""

    title = "No CPTS by that identifier"


class CptsKnown(Conflict):
    title = "A CPTS with this FINESS number already exists"


class CommuneUnknown(Invalid):
    """A commune must be in the reference (import the communes first)."""

    title = "No such commune in the reference"
    field = "commune_codes"


class ClosureUnknown(NotFound):
    title = "No closure by that identifier"
