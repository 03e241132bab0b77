"""The plane in which distances are ordered: Mercator, in kilometres at the equator (see `territory.models`)."""

from __future__ import annotations

import math

EARTH_KM = 6371.0


def to_plane(lat: float, lon: float) -> tuple[float, float]:
    """WGS84 degrees → the coordinates of the generated columns `at`. `lat` within ±85."""
    held = max(-85.0, min(85.0, lat))
    return EARTH_KM * math.radians(lon), EARTH_KM * math.asinh(math.tan(math.radians(held)))


def scale_at(lat: float) -> float:
    """True kilometres per planar kilometre at this latitude."""
    return math.cos(math.radians(max(-85.0, min(85.0, lat))))
