"""Questions to the structures, as SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

COLUMNS = (
    "s.key as structure_key, s.finess, s.legal_finess, s.name, s.category_code, "
    "coalesce(c.label, s.category_label) as category_label, s.address, s.postal_code, s.commune_code, "
    "s.commune_name, s.phone, s.lat, s.lon, s.source, s.registered_at, s.name_key"
)
_FROM = "from structure s left join structure_category c on c.code = s.category_code"


async def structure(session: AsyncSession, key: str) -> Any | None:
    found = await session.execute(text(f"select {COLUMNS} {_FROM} where s.key = :key"), {"key": key})
    return found.first()


async def structures(session: AsyncSession, questions: dict[str, Any]) -> list[Any]:
    """By distance when a point is asked for, else by name; `questions` come from the use case."""
    where, order, distance = ["true"], "s.name_key, s.key", "cast(null as float)"
    if questions["x"] is not None:
        distance = "(s.at <-> point(:x, :y)) * :scale"
        order = "(s.at <-> point(:x, :y)), s.key"
        where.append("s.at is not null")
        if questions["within_km"] is not None:
            where.append("s.at <@ circle(point(:x, :y), :within_km / :scale)")
        if questions["after_key"] is not None:
            where.append("((s.at <-> point(:x, :y)), s.key) > (cast(:after_sort as float), :after_key)")
    elif questions["after_key"] is not None:
        where.append("(s.name_key, s.key) > (:after_sort, :after_key)")
    for number, _ in enumerate(questions["words"]):
        where.append(f"(' ' || s.name_key) like :word{number}")
    if questions["category"] is not None:
        where.append("s.category_code = :category")
    if questions["commune"] is not None:
        where.append("s.commune_code = :commune")
    if questions["own_territory"]:
        where.append("s.commune_code in (select commune_code from cpts_commune)")
    point = ", (s.at <-> point(:x, :y)) as sort" if questions["x"] is not None else ", s.name_key as sort"
    words = {f"word{number}": f"% {word}%" for number, word in enumerate(questions["words"])}
    given = {key: value for key, value in questions.items() if key != "words" and value is not None}
    found = await session.execute(
        text(
            f"select {COLUMNS}, {distance} as distance_km{point} {_FROM} "
            f"where {' and '.join(where)} order by {order} limit :limit"
        ),
        {**given, **words},
    )
    return list(found)


async def centroid(session: AsyncSession, commune_code: str) -> Any | None:
    """WGS84 centroid of a commune, or None when unknown or without coordinates."""
    found = await session.execute(
        text("select lat, lon from commune where code = :code and lat is not null"), {"code": commune_code}
    )
    return found.first()
