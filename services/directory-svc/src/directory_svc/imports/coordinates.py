"""Which pair of numbers is the WGS84 point, whatever the columns are called, and Lambert 93 where there is none.

FINESS+ publishes four numbers per address under names that changed meaning between two deliveries: decide by
magnitude. Degrees of France lie within ±90 and ±180; Lambert 93 is in metres, hundreds of thousands of them,
its Y (6,000,000 to 7,200,000) always larger than its X.
"""

from __future__ import annotations

from functools import cache
from typing import Any

#: Projections used overseas, by the beginning of the FINESS number: Antilles (RGAF09), Guiana (RGFG95),
#: Reunion (RGR92), Mayotte (RGM04).
_OVERSEAS = {"9701": 5490, "9702": 5490, "9703": 2972, "9704": 2975, "9805": 4471}
LAMBERT_93 = 2154
Point = tuple[float, float]


def number(value: Any) -> float | None:
    """A number of a file, decimal comma or point; None when it is none."""
    try:
        found = float(str(value).strip().replace(",", "."))
    except ValueError:
        return None
    return found if abs(found) < 1e9 and found != 0 else None


def wgs84(pairs: list[tuple[Any, Any]], finess: str = "") -> Point | None:
    """(latitude, longitude) from pairs of numbers in whatever order and projection."""
    projected: Point | None = None
    for first, second in pairs:
        one, other = number(first), number(second)
        if one is None or other is None:
            continue
        if abs(one) <= 180 and abs(other) <= 180:
            point = _degrees(one, other)
            if point is not None:
                return point
        elif projected is None:
            projected = one, other
    return from_projection(*projected, finess) if projected else None


def _degrees(one: float, other: float) -> Point | None:
    """Mainland latitudes are 41 to 52 and no longitude is; overseas the first number is taken for the latitude."""
    if 41 <= other <= 52 and not 41 <= one <= 52:
        one, other = other, one
    return (round(one, 6), round(other, 6)) if abs(one) <= 85 else None


def from_projection(one: float, other: float, finess: str = "") -> Point | None:
    """Metres → (latitude, longitude), six decimals. In Lambert 93 the larger number is Y, whatever its column."""
    epsg = _OVERSEAS.get(finess[:4], LAMBERT_93)
    x, y = (min(one, other), max(one, other)) if epsg == LAMBERT_93 else (one, other)
    if epsg == LAMBERT_93 and not (50_000 < x < 1_400_000 and 5_900_000 < y < 7_300_000):
        return None
    lon, lat = _to_wgs84(epsg).transform(x, y)
    return (round(lat, 6), round(lon, 6)) if abs(lat) <= 85 and abs(lon) <= 180 else None


@cache
def _to_wgs84(epsg: int) -> Any:
    from pyproj import Transformer  # 40 MB, only where it is needed

    return Transformer.from_crs(f"EPSG:{epsg}", "EPSG:4326", always_xy=True)
