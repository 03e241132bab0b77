"""The board: slots of several agendas over a day, or of one over a week, those that are taken with them.

One statement, as in `search.py`. Nothing here says who comes: a taken slot shows that it is taken.
"""

# ruff: noqa: S608  (statements are put together from the texts of `search.py`; every value is a bound parameter)
from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause, text

from carekit.driver_session import DriverSession
from scheduling_svc.slots.search import (
    FITS,
    ITEM,
    NAMES,
    NOT_SHADOWED,
    UTC_TEXT,
    VISIBLE,
    conditions,
    named,
    places_near,
)

# Appointments of those days, read once: none is longer than the longest slot.
_STANDS = """
    select a.professional_id, a.starts_at, a.ends_at, a.lane from appointment a
    where a.professional_id in (select professional_id from people)
      and a.status in ('booked', 'arrived', 'fulfilled', 'no_show')
      and a.starts_at > cast(:from as timestamptz) - interval '8 hours'
      and a.starts_at < cast(:to as timestamptz) + interval '8 hours'"""
# Those that stand at the time of a slot, and of those the ones that the owner's overbooking let in.
_STANDING = """
    cross join lateral (
        select count(*) as all_of_them, count(*) filter (where a.lane > 0) as beyond
        from stands a
        where f.status = 'booked' and a.professional_id = f.professional_id
          and a.starts_at < f.ends_at and a.ends_at > f.starts_at) standing"""


@lru_cache(maxsize=64)
def board_statement(find: frozenset[str]) -> TextClause:
    """People first, as many as asked for and one more to know whether there are others; then their slots."""
    is_near = "lat" in find
    fits = FITS if "reason" in find else ""
    around = "join near on near.professional_id = s.professional_id and near.place_id = s.place_id" if is_near else ""
    return text(f"""
with {f"{places_near(find)}," if is_near else ""}
seen as (
    select s.*, {"(near.km * 1000)::int" if is_near else "null::int"} as metres
    from slot s {around}
    where s.starts_at >= :from {conditions(find - {"reason"}, "0")} and {VISIBLE}),
people as (
    select seen.professional_id, min(seen.profession_code) as profession_code, min(seen.metres) as metres,
        (array_agg(seen.place_id order by seen.starts_at))[1] as place_id, who.display_name,
        row_number() over (order by min(seen.metres) nulls last, who.display_name, seen.professional_id) as n
    from seen left join known_professional who on who.professional_id = seen.professional_id
    group by seen.professional_id, who.display_name order by n limit :limit + 1),
stands as materialized ({_STANDS}),
shown as (
    select f.professional_id, jsonb_agg(cast({ITEM} as jsonb) || jsonb_build_object(
            'state', f.status, 'held_until', {UTC_TEXT.format("f.held_until")},
            'appointments', standing.all_of_them,
            'room', case when f.status = 'booked' then greatest(f.overbooking - standing.beyond, 0) else 0 end)
        order by f.starts_at, f.slot_id) as slots
    from (
        select s.* from seen s
        where s.professional_id in (select professional_id from people)
          and (s.status <> 'free' or {NOT_SHADOWED} {fits})) f {NAMES} {_STANDING}
    group by f.professional_id)
select jsonb_build_object(
    'days', (select jsonb_agg(cast(:day as date) + n order by n) from generate_series(0, :days - 1) n),
    'more', (select count(*) > :limit from people),
    'columns', coalesce((
        select jsonb_agg(jsonb_build_object(
            'professional_id', people.professional_id, 'name', people.display_name,
            'profession_code', people.profession_code, 'commune_name', place.commune_name,
            'distance_km', round(people.metres / 1000.0, 1), 'slots', shown.slots) order by people.n)
        from people join shown on shown.professional_id = people.professional_id
        left join known_place place
            on place.professional_id = people.professional_id and place.place_id = people.place_id
        where people.n <= :limit), '[]'))::text as document""")


async def read_board(session: DriverSession, find: dict[str, Any]) -> str:
    return str((await session.execute(board_statement(named(find)), find)).one().document)
