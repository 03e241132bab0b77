"""Structures: list and page."""

from __future__ import annotations

from typing import Any

from carekit.auth import Caller
from carekit.db import Unit
from carekit.pages import decode_cursor, encode_cursor
from directory_svc import policies
from directory_svc.search.distance import scale_at, to_plane
from directory_svc.search.names import name_key, words_of
from directory_svc.structures import repository
from directory_svc.structures.errors import StructureUnknown, WithinWithoutPoint
from directory_svc.structures.schemas import StructureFilters, StructureOut, StructurePageOut, StructuresOut
from directory_svc.territory.errors import CommuneUnknown

_BY_NAME, _BY_DISTANCE = "structures-by-name", "structures-by-distance"


async def structures_page(unit: Unit, caller: Caller, filters: StructureFilters) -> StructuresOut:
    policies.may_read(caller)
    if filters.own_territory:
        _ = caller.cpts
    async with unit.begin() as session:
        lat, lon = filters.lat, filters.lon
        if lat is None and filters.near_commune:
            centre = await repository.centroid(session, filters.near_commune)
            if centre is None:
                raise CommuneUnknown(field="query.near_commune")
            lat, lon = centre.lat, centre.lon
        rows = await repository.structures(session, _questions(filters, lat, lon))
    page = rows[: filters.limit]
    cursor = _BY_NAME if lat is None else _BY_DISTANCE
    return StructuresOut(
        items=[_structure_out(row) for row in page],
        next=encode_cursor(cursor, page[-1].sort, page[-1].structure_key) if len(rows) > filters.limit else None,
    )


async def structure_page(unit: Unit, caller: Caller, key: str) -> StructurePageOut:
    policies.may_read(caller)
    async with unit.begin() as session:
        row = await repository.structure(session, key)
    if row is None:
        raise StructureUnknown
    return StructurePageOut.model_validate(row)


def _questions(filters: StructureFilters, lat: float | None, lon: float | None) -> dict[str, Any]:
    if filters.within_km is not None and lat is None:
        raise WithinWithoutPoint
    after_sort = after_key = None
    if filters.cursor:
        if lat is None:
            after_sort, after_key = decode_cursor(_BY_NAME, filters.cursor, (str, str))
        else:
            after_sort, after_key = decode_cursor(_BY_DISTANCE, filters.cursor, (float, str))
    x = y = scale = None
    if lat is not None and lon is not None:
        (x, y), scale = to_plane(lat, lon), scale_at(lat)
    return {
        "x": x,
        "y": y,
        "scale": scale,
        "within_km": filters.within_km,
        "category": filters.category,
        "commune": filters.commune,
        "own_territory": filters.own_territory,
        "after_sort": after_sort,
        "after_key": after_key,
        "words": words_of(name_key(filters.name))[:6] if filters.name else [],
        "limit": filters.limit + 1,
    }


def _structure_out(row: Any) -> StructureOut:
    out = StructureOut.model_validate(row)
    out.distance_km = None if row.distance_km is None else round(row.distance_km, 1)
    return out
