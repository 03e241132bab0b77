"""Outlines of communes: a GeoJSON FeatureCollection (WGS84), and who touches whom.

Communes cut from one map share the vertices of their common border to the last decimal: that is how
neighbours are found. Two maps (departments published apart) agree less: there, three places less than about
200 m apart make a border.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from directory_svc.imports.errors import FileUnreadable, NotThisFormat
from directory_svc.imports.register import Register, content_hash, store
from directory_svc.imports.report import Progress, Report
from directory_svc.imports.swap import Raw

Place = tuple[float, float]
REGISTER = Register(
    table="commune_outline",
    key="code",
    columns={"code": "text", "geometry": "jsonb", "neighbours": "text[]", "content_hash": "bigint"},
)
_CELL = 0.002  # degrees: 220 m of latitude
_SHARED_CELLS = 3


async def load(raw: Raw, path: Path, report: Report, progress: Progress) -> None:
    features = _features(path)
    report.lines_total = len(features)
    await store(raw, REGISTER, list(_rows(features, report)), report, progress)
    await _find_neighbours(raw)


def _features(path: Path) -> list[Any]:
    try:
        document = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as refused:
        raise FileUnreadable("The file is not JSON") from refused
    if document.get("type") != "FeatureCollection" or not isinstance(document.get("features"), list):
        raise NotThisFormat("Not a GeoJSON FeatureCollection")
    features: list[Any] = document["features"]
    return features


def _rows(features: list[Any], report: Report) -> Iterator[tuple[Any, ...]]:
    seen: set[str] = set()
    for number, feature in enumerate(features, start=1):
        report.lines_read += 1
        properties = feature.get("properties") if isinstance(feature, dict) else None
        code = str((properties or {}).get("code") or "")
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if len(code) != 5 or not code.isalnum():
            report.reject(number, "commune-code", str(properties))
        elif code in seen:
            report.reject(number, "key-twice", code)
        elif not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
            report.reject(number, "geometry", code)
        elif not _is_sound(geometry):
            report.reject(number, "coordinates", code)
        else:
            seen.add(code)
            text = orjson.dumps({"type": geometry["type"], "coordinates": geometry["coordinates"]}).decode()
            yield code, text, [], content_hash((code, text))


def _is_sound(geometry: dict[str, Any]) -> bool:
    try:
        places = vertices(geometry)
        return len(places) >= 3 and all(-180 <= x <= 180 and -85 <= y <= 85 for x, y in places)
    except (TypeError, ValueError, KeyError, IndexError):
        return False


def vertices(geometry: dict[str, Any]) -> list[Place]:
    """Every vertex of every ring, (longitude, latitude)."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [(float(x), float(y)) for polygon in polygons for ring in polygon for x, y, *_ in ring]


async def _find_neighbours(raw: Raw) -> None:
    """For all outlines at once: a new map may touch one that was there before."""
    outlines = {
        row["code"]: vertices(orjson.loads(row["geometry"]))
        for row in await raw.fetch("select code, geometry::text from commune_outline")
    }
    found = neighbours(outlines)
    await raw.executemany(
        "update commune_outline set neighbours = $2 where code = $1 and neighbours is distinct from $2",
        [(code, sorted(found.get(code, ()))) for code in outlines],
    )


def neighbours(outlines: dict[str, list[Place]]) -> dict[str, set[str]]:
    touching: defaultdict[str, set[str]] = defaultdict(set)
    at_vertex: defaultdict[Place, set[str]] = defaultdict(set)
    at_cell: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for code, places in outlines.items():
        for x, y in places:
            at_vertex[round(x, 5), round(y, 5)].add(code)
            at_cell[round(x / _CELL), round(y / _CELL)].add(code)
    for together in at_vertex.values():
        for code in together:
            touching[code] |= together - {code}
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for together in at_cell.values():
        if 1 < len(together) <= 6:
            for one in together:
                for other in together:
                    if one[:2] != other[:2]:
                        shared[one, other] += 1
    for (one, other), cells in shared.items():
        if cells >= _SHARED_CELLS:
            touching[one].add(other)
    return touching
