"""How far, as the crow flies, and in which band: a card never tells a distance (rules, section 4)."""

from __future__ import annotations

from math import asin, cos, pi, sin, sqrt

EARTH_KM = 6371.0088  # mean radius (IUGG)

_RADIAN = pi / 180
_HALF = pi / 360

UNKNOWN_BAND = "unknown"


def haversine_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance in km between two points in degrees (WGS 84)."""
    north = sin((lat_b - lat_a) * _HALF)
    east = sin((lon_b - lon_a) * _HALF)
    chord = north * north + cos(lat_a * _RADIAN) * cos(lat_b * _RADIAN) * east * east
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def band_of(km: float | None, limits: tuple[float, ...]) -> str:
    """`under_2`, `2_to_5`, … `over_20` for limits (2, 5, 10, 20); `unknown` without a place."""
    if km is None:
        return UNKNOWN_BAND
    lower: float | None = None
    for limit in limits:
        if km <= limit:
            return f"under_{limit:g}" if lower is None else f"{lower:g}_to_{limit:g}"
        lower = limit
    return f"over_{limits[-1]:g}"


def band_rank(band: str, limits: tuple[float, ...]) -> int:
    """0 for the nearest band; an unknown distance comes last."""
    names = [band_of(limit, limits) for limit in limits] + [f"over_{limits[-1]:g}", UNKNOWN_BAND]
    return names.index(band)
