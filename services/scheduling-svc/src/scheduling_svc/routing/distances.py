"""How far it is from one commune to another: the straight line between their middles, made longer by the roads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt

_EARTH_KM = 6371.0
#: For a commune whose middle nobody knows.
_UNKNOWN_KM = 15.0


@dataclass(frozen=True)
class Travel:
    """`points`: latitude and longitude of each commune. `detour`: percent of the straight line that the road is long.
    `least`: minutes between two doors of one commune."""

    points: Mapping[str, tuple[float, float]]
    kmh: int = 40
    detour: int = 130
    least: int = 5

    def km(self, one: str, other: str) -> float:
        if one == other:
            return 0.0
        if one not in self.points or other not in self.points:
            return _UNKNOWN_KM
        return _straight(self.points[one], self.points[other]) * self.detour / 100

    def minutes(self, one: str | None, other: str | None) -> int:
        """Whole minutes, rounded up. Nothing to drive where somebody starts from nowhere in particular."""
        if one is None or other is None:
            return 0
        return max(self.least, ceil(self.km(one, other) * 60 / self.kmh))


def _straight(one: tuple[float, float], other: tuple[float, float]) -> float:
    lat, lon, to_lat, to_lon = map(radians, (*one, *other))
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
