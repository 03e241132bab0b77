"""Hot reads: one SQL statement each, the document built by PostgreSQL and sent as it is.

A free slot that overlaps a taken one of the same professional (two openings at once) is shown to nobody. The look
back of 8 hours is the longest slot there is, and `offset 0` keeps the planner from turning the check into a join:
with stale statistics it then compared every candidate with every taken slot.
"""

# ruff: noqa: S608  (statements are put together from the texts below; every value is a bound parameter)
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.driver_session import DriverSession
from scheduling_svc.appointments.models import EVERYBODYS, BookingReason
from scheduling_svc.rules.half_days import half_of

#: Places looked at around a point, at most: a territory has fewer of one profession.
MOST_PLACES = 100

# `…_at` is now for an audience of the caller and null for the others, and null compares with nothing.
SIGHT = """({0}.cpts_from <= cast(:cpts_at as timestamptz) or {0}.pro_from <= cast(:pro_at as timestamptz)
    or {0}.snp_from <= cast(:snp_at as timestamptz) or {0}.public_from <= cast(:public_at as timestamptz)
    or {0}.professional_id = cast(:own as uuid))"""
VISIBLE = SIGHT.format("s")
# Behind the wall of another CPTS: what its owners share with the one `here`, as its own members of the caller's roles
# see it and no more.
SHARED = f"""({{0}}.cpts_from <= cast(:shared_at as timestamptz) and cast(:here as uuid) = any({{0}}.shared_with)
    and {{0}}.professional_id = any(cast(:owners as uuid[])) and {SIGHT})"""
NOT_SHADOWED = """not exists (
    select from slot t where t.professional_id = s.professional_id and t.status <> 'free'
      and t.starts_at > s.starts_at - interval '8 hours' and t.starts_at < s.ends_at and t.ends_at > s.starts_at
    offset 0)"""
_EVERYBODYS = ", ".join(f"'{reason.value}'" for reason in sorted(EVERYBODYS))


def fits(reason: str) -> str:
    """The slot takes this reason, an SQL expression; one longer than the slot needs the next ones of its opening
    free too, which is looked up after all else: a condition of its own."""
    return f"""and (jsonb_exists(s.reasons, {reason}) or s.reasons = '{{}}' and {reason} in ({_EVERYBODYS}))
and (s.reasons = '{{}}' or (
    select coalesce(sum(r.ends_at - r.starts_at), interval '0') from slot r
    where r.professional_id = s.professional_id and r.opening_id = s.opening_id and r.status = 'free'
      and r.starts_at >= s.starts_at
      and r.starts_at < s.starts_at + make_interval(mins => (s.reasons ->> {reason})::int)
    ) >= make_interval(mins => (s.reasons ->> {reason})::int))"""


FITS = fits(":reason")
FITS_SNP = fits(f"'{BookingReason.SNP.value}'")
_SPEAKS = """and exists (
    select from known_professional k where k.professional_id = s.professional_id and :language = any(k.languages))"""
# At home or at a distance nobody has to get in.
_ACCESSIBLE = """and (not 'AMB' = any(s.modalities) or exists (
    select from known_place a
    where a.professional_id = s.professional_id and a.place_id = s.place_id and a.accessible))"""
HALF = half_of("s.starts_at")
UTC_TEXT = """to_char({0} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""
# Of a slot `s`: people are visited at home, in the communes of a brigade.
OF_A_BRIGADE = """exists (
    select from team b where b.cpts_id = s.cpts_id and b.team_id = s.place_id and b.kind = 'brigade')"""
# Great circle, kilometres; least() because rounding may put the cosine a hair above 1. A brigade comes to the
# communes that it serves, however far it leaves from, and to no other; one that names none, as far as anybody.
_NEAREST = f"""
    select professional_id, place_id, km from (
        select p.professional_id, p.place_id, coalesce({{commune}} = any(b.communes), false) as comes,
            6371 * acos(least(1, sin(radians({{lat}})) * sin(radians(p.lat))
                + cos(radians({{lat}})) * cos(radians(p.lat)) * cos(radians(p.lon - {{lon}})))) as km
        from known_place p
        left join team b on b.cpts_id = p.cpts_id and b.team_id = p.place_id and b.kind = 'brigade'
            and b.communes <> '{{{{}}}}'
        where p.position is not null and (b.team_id is null or {{commune}} = any(b.communes)) {{profession}}
        order by p.position <-> point({{lon}} * 0.7, {{lat}}) limit {MOST_PLACES}) nearest
    where comes or km <= {{within_km}}"""
#: The commune of a point, near enough to know who goes there: the one whose middle is nearest.
COMMUNE_AT = """
    select m.code from known_commune m where m.lat is not null and m.lon is not null
    order by (m.lat - {lat}) ^ 2 + ((m.lon - {lon}) * 0.7) ^ 2, m.code limit 1"""

ITEM = f"""json_build_object(
    'slot_id', f.slot_id, 'professional_id', f.professional_id, 'professional_name', who.display_name,
    'profession_code', f.profession_code, 'place_label', place.label, 'commune_code', place.commune_code,
    'commune_name', place.commune_name, 'starts_at', {UTC_TEXT.format("f.starts_at")},
    'ends_at', {UTC_TEXT.format("f.ends_at")}, 'modalities', f.modalities,
    'agenda_kind', nobodys.kind, 'appointment_type', f.appointment_type, 'reasons', f.reasons,
    'distance_km', round(f.metres / 1000.0, 1))"""
# To plan one of these takes 0.7 to 0.9 ms, about as much as to run it, and PostgreSQL would plan it anew each time:
# it expects the values to matter, which they do not for the first rows of an index. So it is told to keep its plans.
_PLAN_ONCE = text("select set_config('plan_cache_mode', 'force_generic_plan', true)")
_KEYED = f"""{ITEM} as item, f.starts_at, f.metres, f.slot_id,
    json_build_array(to_char(f.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        coalesce(f.metres, 0), f.slot_id)::text as key"""
# Looked up for each row of the page: joined, the planner read every professional and every place of the CPTS.
NAMES = """
    left join lateral (
        select w.display_name from known_professional w
        where w.cpts_id = f.cpts_id and w.professional_id = f.professional_id offset 0) who on true
    left join lateral (
        select p.label, p.commune_code, p.commune_name from known_place p
        where p.cpts_id = f.cpts_id and p.professional_id = f.professional_id and p.place_id = f.place_id
        offset 0) place on true
    left join lateral (
        select a.kind from agenda a
        where a.cpts_id = f.cpts_id and a.agenda_id = f.professional_id offset 0) nobodys on true"""
# One row more than the page is read, to know whether a page follows.
_PAGE = """
, numbered as (select page.*, row_number() over (order by starts_at, metres nulls first, slot_id) as n from page)
select coalesce(json_agg(item order by n) filter (where n <= :limit), '[]')::text as document,
    case when count(*) > :limit then max(key) filter (where n = :limit) end as last
from numbered"""


def conditions(find: frozenset[str], metres: str) -> str:
    """Only the conditions that were asked for: the planner then knows which index serves."""
    asked = {
        "profession": "and s.profession_code = :profession",
        "professional_id": "and s.professional_id = :professional_id",
        "modality": "and :modality = any(s.modalities)",
        "reason": FITS,
        "language": _SPEAKS,
        "accessible": _ACCESSIBLE,
        "half_day": f"and {HALF} = :half_day",
        "to": "and s.starts_at < :to",
        "after_at": f"and (s.starts_at, {metres}, s.slot_id) > (:after_at, :after_metres, :after_id)",
    }
    return " ".join(condition for name, condition in asked.items() if name in find)


def places_near(find: frozenset[str]) -> str:
    profession = ":profession" if "profession" in find else None
    around = nearest(":lat", ":lon", ":within_km", commune="cast(:commune as text)", profession=profession)
    return f"near as materialized ({around})"


def nearest(lat: str, lon: str, within_km: str, *, commune: str, profession: str | None) -> str:
    """The practice places around a point, each with its `km`, and the brigades that go to its commune; what is given
    are SQL expressions."""
    of_profession = f"and p.profession_code = {profession}" if profession else ""
    return _NEAREST.format(lat=lat, lon=lon, within_km=within_km, commune=commune, profession=of_profession)


def _free(find: frozenset[str], metres: str) -> str:
    return f"""s.status = 'free' and s.starts_at >= :from {conditions(find, metres)}
        and {SHARED.format("s") if "here" in find else VISIBLE} and {NOT_SHADOWED}"""


@lru_cache(maxsize=256)
def free_slots_statement(find: frozenset[str]) -> TextClause:
    """First free slots: by time over the CPTS, or by time then nearness around a point."""
    if "lat" not in find:
        return text(f"""
with page as (
    select {_KEYED} from (
        select s.*, null::int as metres from slot s where {_free(find, "0")}
        order by s.starts_at, s.slot_id limit :limit + 1) f {NAMES})
{_PAGE}""")
    return text(f"""
with {places_near(find)},
-- The soonest slot of each place first: the one after a page of them bounds how far the others need to be read.
-- `bound` is materialized, for a bound that is a query of its own is asked of each slot only after the wall by CPTS,
-- and the index of the free slots of a place is read to its end (430 ms over 420,000 slots, 2 so).
soonest as (
    select near.professional_id, near.place_id, (near.km * 1000)::int as metres, one.starts_at
    from near cross join lateral (
        select s.starts_at from slot s
        where s.professional_id = near.professional_id and s.place_id = near.place_id
          and {_free(find, "(near.km * 1000)::int")}
        order by s.starts_at, s.slot_id limit 1) one),
bound as materialized (
    select coalesce((select starts_at from soonest order by starts_at offset :limit limit 1), 'infinity') as latest),
page as (
    select {_KEYED} from (
        select each.*, soonest.metres from bound, soonest cross join lateral (
            select s.* from slot s
            where s.professional_id = soonest.professional_id and s.place_id = soonest.place_id
              and s.starts_at <= bound.latest and {_free(find, "soonest.metres")}
            order by s.starts_at, s.slot_id limit :limit + 1) each
        where soonest.starts_at <= bound.latest
        order by each.starts_at, metres, each.slot_id limit :limit + 1) f {NAMES})
{_PAGE}""")


@lru_cache(maxsize=64)
def half_day_statement(find: frozenset[str]) -> TextClause:
    """Rows of the half-day table. A half-day whose slots have all begun counts as having none.

    What is seen is materialized: else each count of a half-day asks again of every slot whether it is shadowed.
    """
    near = "lat" in find
    fits = FITS if "reason" in find else ""
    around = "join near on near.professional_id = s.professional_id and near.place_id = s.place_id" if near else ""
    return text(f"""
with {f"{places_near(find)}," if near else ""}
seen as materialized (
    select s.professional_id, s.slot_id, s.starts_at, s.place_id, s.profession_code,
        {"near.km" if near else "null::float"} as km,
        (s.starts_at at time zone :zone)::date as day, {HALF} as half,
        s.status = 'free' and {NOT_SHADOWED} {fits} as free
    from slot s {around}
    where s.starts_at >= :from {conditions(find - {"reason"}, "0")} and {VISIBLE}),
cell as (
    select professional_id, min(profession_code) as profession_code, min(km) as km, day, half,
        (array_agg(place_id order by starts_at))[1] as place_id,
        jsonb_build_object('day', day, 'half', half, 'free', count(*) filter (where free),
            'first_at', {UTC_TEXT.format("min(starts_at) filter (where free)")},
            'slot_ids', coalesce((array_agg(slot_id order by starts_at, slot_id) filter (where free))[1:20], '{{}}'),
            'state', case when count(*) filter (where free) > 0 then 'free' else 'full' end) as cell
    from seen group by professional_id, day, half),
people as (
    select professional_id, min(profession_code) as profession_code, min(km) as km,
        (array_agg(place_id order by day, half desc))[1] as place_id,
        jsonb_object_agg(day::text || half, cell) as cells
    from cell group by professional_id),
grid as materialized (
    select cast(:monday as date) + n as day, half
    from generate_series(0, 6) n, (values ('morning'), ('afternoon')) h (half)),
line as (
    select people.km, who.display_name, people.professional_id, jsonb_build_object(
        'professional_id', people.professional_id, 'name', who.display_name,
        'profession_code', people.profession_code, 'commune_name', place.commune_name,
        'distance_km', round(people.km::numeric, 1),
        'cells', (
            select jsonb_agg(coalesce(people.cells -> (grid.day::text || grid.half), jsonb_build_object(
                'day', grid.day, 'half', grid.half, 'free', 0, 'first_at', null, 'slot_ids', '[]'::jsonb,
                'state', 'none')) order by grid.day, grid.half desc)
            from grid)) as item
    from people
    left join known_professional who on who.professional_id = people.professional_id
    left join known_place place
        on place.professional_id = people.professional_id and place.place_id = people.place_id
    order by people.km nulls last, who.display_name, people.professional_id limit :limit)
select jsonb_build_object(
    'days', (select jsonb_agg(distinct day) from grid),
    'rows', coalesce((select jsonb_agg(item order by km nulls last, display_name, professional_id) from line),
        '[]'))::text as document""")


_LOST = f"""
select lost.status, lost.held_until, (
    select coalesce(json_agg(item order by starts_at, slot_id), '[]')::text
    from (
        select {_KEYED} from (
            select s.*, null::int as metres from slot s
            where s.status = 'free' and s.cpts_id = lost.cpts_id and s.profession_code = lost.profession_code
              and s.starts_at >= greatest(lost.starts_at, :now) and s.slot_id <> lost.slot_id
              and (s.place_id = lost.place_id or not {OF_A_BRIGADE}) and {{seen}} and {NOT_SHADOWED} {{fits}}
            order by s.starts_at, s.slot_id limit 3) f {NAMES}) page) as following
from slot lost where lost.slot_id = :slot_id and {{lost}}"""


@lru_cache
def _lost(*, shared: bool, fits: str) -> TextClause:
    sight = SHARED if shared else SIGHT
    return text(_LOST.format(seen=sight.format("s"), lost=sight.format("lost"), fits=fits))


@dataclass(frozen=True)
class LostSlot:
    """A slot that somebody else has, and the next three free ones of its profession that take what it was wanted
    for, as a search shows them. Where the person lives is not said: of brigades, only the one that was to come."""

    status: str
    held_until: datetime | None
    next: list[dict[str, Any]]


async def lost_slot(
    session: AsyncSession | DriverSession, slot_id: UUID, reason: str | None, now: datetime, sight: dict[str, Any]
) -> LostSlot | None:
    """None when there is no such slot for this caller's eyes; without a reason, for whatever it is. Plans are
    kept from here to the end of the transaction."""
    await session.execute(_PLAN_ONCE, {})
    asked = {"slot_id": slot_id, "now": now, **sight}
    statement = _lost(shared="here" in sight, fits=FITS if reason else "")
    row = (await session.execute(statement, asked | {"reason": reason} if reason else asked)).first()
    return None if row is None else LostSlot(row.status, row.held_until, orjson.loads(row.following))


def named(find: dict[str, Any]) -> frozenset[str]:
    return frozenset(name for name, value in find.items() if value is not None)


async def free_slots(session: DriverSession, find: dict[str, Any]) -> tuple[str, str | None]:
    """The page's items, and the key of its last row when another page follows; both JSON text. Plans are kept from
    here to the end of the transaction."""
    await session.execute(_PLAN_ONCE, {})
    row = (await session.execute(free_slots_statement(named(find)), find)).one()
    return row.document, row.last


async def half_day_table(session: DriverSession, find: dict[str, Any]) -> str:
    return str((await session.execute(half_day_statement(named(find)), find)).one().document)
