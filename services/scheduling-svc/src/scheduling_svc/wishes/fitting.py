"""Which free slots a wish fits now, and which wishes wait for whom: one SQL statement each.

The audience, the room that a reason needs and the distance are the very texts of the search, asked for each wish:
what somebody would not find by himself is not offered here either. Nothing is written when a slot frees, so nothing
has to be told of a cancellation, a hold that ran out, hours that were opened or an instant of release: the next look
finds the slot.
"""

# ruff: noqa: S608  (statements are put together from the texts below; every value is a bound parameter)
from __future__ import annotations

from functools import lru_cache

from sqlalchemy import TextClause, text

from scheduling_svc.appointments.models import STANDING, AppointmentStatus
from scheduling_svc.slots.search import COMMUNE_AT, HALF, ITEM, NAMES, NOT_SHADOWED, VISIBLE, fits, nearest
from scheduling_svc.wishes.calling_order import as_sql
from scheduling_svc.wishes.policies import BOOKABLE, LINKED

#: As many as a lost race offers.
EACH = 3

#: Of an appointment to which the person comes or came.
KEPT = [status for status in STANDING if status != AppointmentStatus.NO_SHOW.value]


def _listed(statuses: list[str]) -> str:
    return ", ".join(f"'{status}'" for status in statuses)


# `replaced`: the appointment that an earlier one would replace, as long as it stands. `since`: an appointment of the
# request by another road than this wish; its cancellation makes the wish wait again by itself.
_WISHES = f"""
    select w.*, r.kind as referral_kind, t.triage_class, c.name as commune_name,
        n.display_name as professional_name, coalesce(w.lat, c.lat) as near_lat, coalesce(w.lon, c.lon) as near_lon,
        coalesce(w.commune_code, case when w.lat is not null then ({COMMUNE_AT.format(lat="w.lat", lon="w.lon")}) end)
            as near_code,
        replaced.slot_id as replaced_slot_id, replaced.starts_at as replaced_starts_at, replaced.booked_by,
        replaced.professional_id as replaced_professional_id, replaced.keeper,
        since.starts_at as booked_since_at,
        w.from_day::timestamp at time zone :zone as opens_at,
        least((w.until_day + 1)::timestamp at time zone :zone, replaced.starts_at) as before,
        case when cast(:sorts as boolean) and t.status = 'sorted' then r.usual_professional_id end as own_doctor,
        {as_sql("t.triage_class", "(replaced.starts_at is not null)")} as rank,
        w.status = 'waiting' and w.until_day >= cast(:today as date) and since.starts_at is null and {BOOKABLE}
            as is_open
    from wish w
    join known_referral r on r.cpts_id = w.cpts_id and r.referral_id = w.referral_id
    left join triage t on t.cpts_id = w.cpts_id and t.referral_id = w.referral_id
    left join known_commune c on c.cpts_id = w.cpts_id and c.code = w.commune_code
    left join known_professional n on n.cpts_id = w.cpts_id and n.professional_id = w.professional_id
    left join lateral (
        select a.slot_id, a.starts_at, a.booked_by, a.professional_id,
            coalesce(g.responsible_id, a.professional_id) as keeper
        from appointment a left join agenda g on g.cpts_id = a.cpts_id and g.agenda_id = a.professional_id
        where a.appointment_id = w.appointment_id and a.status in ({_listed(STANDING)}) offset 0) replaced on true
    left join lateral (
        select min(a.starts_at) as starts_at from appointment a
        where a.cpts_id = w.cpts_id and a.referral_id = w.referral_id and a.status in ({_listed(KEPT)})
          and a.booked_at >= w.noted_at and a.appointment_id is distinct from w.appointment_id) since on true
    where {LINKED}"""

_SUITS = f"""s.status = 'free' and w.is_open
    and s.starts_at >= greatest(cast(:now as timestamptz), w.opens_at) and s.starts_at < w.before
    and s.profession_code = w.profession_code and (w.modality is null or w.modality = any(s.modalities))
    and (w.half_days = '{{}}'
        or extract(isodow from s.starts_at at time zone :zone)::int || '-' || {HALF} = any(w.half_days))
    {fits("w.reason_code")}
    and ({VISIBLE} or s.professional_id = w.own_doctor) and {NOT_SHADOWED}"""
# Three roads to the same rows, each with an index of its own; of one wish two end before they read anything.
_FREE = f"""
    select one.* from (
        (select s.*, null::int as metres from slot s
            where w.professional_id is null and w.near_lat is null and {_SUITS}
            order by s.starts_at, s.slot_id limit {EACH})
        union all
        (select s.*, null::int as metres from slot s
            where s.professional_id = w.professional_id and {_SUITS}
            order by s.starts_at, s.slot_id limit {EACH})
        union all
        (select each.* from (
                {
    nearest("w.near_lat", "w.near_lon", "w.within_km", commune="w.near_code", profession="w.profession_code")
}) near
            cross join lateral (
                select s.*, (near.km * 1000)::int as metres from slot s
                where s.professional_id = near.professional_id and s.place_id = near.place_id and {_SUITS}
                order by s.starts_at, s.slot_id limit {EACH}) each
            where w.professional_id is null and w.near_lat is not null)
    ) one order by one.starts_at, one.metres nulls first, one.slot_id limit {EACH}"""

COUNTED = text(f"""
with asked as materialized ({_WISHES} and w.status = 'waiting')
select count(*) as fitting, min(w.noted_at) as oldest from asked w where w.is_open and exists ({_FREE})""")


@lru_cache(maxsize=64)
def wishes_statement(find: frozenset[str]) -> TextClause:
    """In the order of calling; one row more than the page is read, to know whether a page follows."""
    asked = {
        "wish_id": "and w.wish_id = :wish_id",
        "status": "and w.status = :status",
        "profession": "and w.profession_code = :profession",
        "referral_id": "and w.referral_id = :referral_id",
    }
    kept = " ".join(condition for name, condition in asked.items() if name in find)
    fitting = f"and exists ({_FREE})" if "fitting" in find else ""
    after = "and (w.rank, w.noted_at, w.wish_id) > (:after_rank, :after_at, :after_id)" if "after_at" in find else ""
    return text(f"""
with asked as materialized ({_WISHES} {kept}),
page as (
    select * from asked w where true {fitting} {after}
    order by w.rank, w.noted_at, w.wish_id limit :limit + 1)
select w.*, (
    select coalesce(json_agg(item order by starts_at, metres nulls first, slot_id), '[]')::text from (
        select {ITEM} as item, f.starts_at, f.metres, f.slot_id from ({_FREE}) f {NAMES}) shown) as slots
from page w order by w.rank, w.noted_at, w.wish_id""")
