"""Refusals about returns home."""

from __future__ import annotations

from carekit.errors import Invalid


class HospitalUnknown(Invalid):
    """The directory has described no hospital of that FINESS number to this CPTS."""

    title = "No hospital known by that FINESS number"
    field = "finess"
