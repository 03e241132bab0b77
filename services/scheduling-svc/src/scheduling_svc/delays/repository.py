"""Questions about delays: which slot is the third, what was sampled, how long people waited."""

# ruff: noqa: S608  (statements are put together from the texts below; every value is a bound parameter)
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.appointments.models import EVERYBODYS, BookingReason
from scheduling_svc.delays.models import DelayRound, DelaySample
from scheduling_svc.slots.search import NOT_SHADOWED

# Why anybody comes to anybody, ahead of the day.
_ORDINARY = ", ".join(f"'{reason.value}'" for reason in sorted(EVERYBODYS - {BookingReason.SNP}))
# Somebody may be given it before its own day, who comes for more than unscheduled care. `own_patients` has no
# instant: the owner always sees his slots. docs/decisions/2026-11-22-what-the-third-slot-is.md
_GIVEN_AHEAD = """(coalesce('own_patients' = any(o.audience), false) or least(
    s.pro_from, s.public_from,
    case when s.snp_from is null or s.cpts_from < s.snp_from then s.cpts_from end
) < date_trunc('day', s.starts_at at time zone :zone) at time zone :zone)"""

# A line is one professional at one place in one modality, with slots to come, free or taken, that people may ask for.
_LINES = text(f"""
    select s.professional_id, s.modality, who.display_name, who.profession_code, who.absences, place.commune_code,
        place.label, (array_agg(s.starts_at order by s.starts_at) filter (where s.free))[3] as third_at
    from (
        select s.*, m.modality, s.status = 'free' and {NOT_SHADOWED} as free
        from slot s cross join unnest(s.modalities) as m (modality)
        left join opening o on o.professional_id = s.professional_id and o.opening_id = s.opening_id
        where s.starts_at >= :now and s.appointment_type = 'ROUTINE' and {_GIVEN_AHEAD}
          and (s.reasons = '{{}}' or jsonb_exists_any(s.reasons, array[{_ORDINARY}]))
          and not exists (select from team t where t.cpts_id = s.cpts_id and t.team_id = s.place_id)) s
    join known_professional who on who.cpts_id = s.cpts_id and who.professional_id = s.professional_id
    left join known_place place on place.cpts_id = s.cpts_id and place.professional_id = s.professional_id
        and place.place_id = s.place_id
    group by s.professional_id, s.place_id, s.modality, who.display_name, who.profession_code, who.absences,
        place.commune_code, place.label""")

# « Beyond the horizon » sorts after every number of days, so that a median may fall there.
_BEYOND = 1_000_000
_MEDIAN = f"nullif(percentile_disc(0.5) within group (order by coalesce(days, {_BEYOND})), {_BEYOND})"

# How long somebody waited: from the request, or from the booking when it follows no request. A follow-up that no
# request asked for stands on the day that it was planned for: nobody waited.
_WAITS = """
    select a.appointment_id, a.professional_id, who.display_name as professional_name, who.profession_code,
        a.commune_code, c.name as commune_name, a.modality, coalesce(r.stated_at, a.booked_at) as asked_at,
        a.starts_at, extract(epoch from a.starts_at - coalesce(r.stated_at, a.booked_at)) / 86400.0 as days
    from appointment a
    join known_professional who on who.cpts_id = a.cpts_id and who.professional_id = a.professional_id
    left join known_referral r on r.cpts_id = a.cpts_id and r.referral_id = a.referral_id
    left join known_commune c on c.cpts_id = a.cpts_id and c.code = a.commune_code
    where a.status in ('booked', 'arrived', 'fulfilled', 'no_show')
      and (a.referral_id is not null or a.reason_code <> 'follow_up')
      and a.starts_at >= :since and a.starts_at < :until"""


@dataclass(frozen=True)
class Among:
    """Which lines or appointments are meant; None is all of them."""

    profession_code: str | None = None
    commune_code: str | None = None
    modality: str | None = None

    def condition(self) -> str:
        asked = [f"{name} = :{name}" for name, value in self.values().items() if value is not None]
        return " and ".join(asked) or "true"

    def values(self) -> dict[str, str | None]:
        return {
            "profession_code": self.profession_code,
            "commune_code": self.commune_code,
            "modality": self.modality,
        }


async def take_round(session: AsyncSession, row: DelayRound) -> bool:
    """False when the week was looked at already: two workers never sample twice."""
    values = {column.name: getattr(row, column.name) for column in DelayRound.__table__.c}
    taken = await session.execute(
        insert(DelayRound).values(**values).on_conflict_do_nothing().returning(DelayRound.week_of)
    )
    return taken.first() is not None


async def lines(session: AsyncSession, now: datetime, zone: str) -> Sequence[Row[Any]]:
    return (await session.execute(_LINES, {"now": now, "zone": zone})).all()


async def keep(session: AsyncSession, samples: list[dict[str, Any]]) -> None:
    if samples:
        await session.execute(insert(DelaySample), samples)


async def weekly(session: AsyncSession, among: Among, since: date, until: date) -> Sequence[Row[Any]]:
    """A row per week that was looked at, the oldest first; without lines when none is meant."""
    asked = text(f"""
        select r.week_of, r.measured_at, r.horizon_weeks, count(s.sample_id) as lines, {_MEDIAN} as median_days,
            count(s.sample_id) filter (where s.days is null) as beyond_horizon
        from delay_round r left join delay_sample s on s.cpts_id = r.cpts_id and s.week_of = r.week_of
            and {among.condition()}
        where r.week_of between :since and :until
        group by r.week_of, r.measured_at, r.horizon_weeks order by r.week_of""")
    return (await session.execute(asked, {**among.values(), "since": since, "until": until})).all()


async def monthly(
    session: AsyncSession, among: Among, since: datetime, until: datetime, zone: str
) -> Sequence[Row[Any]]:
    """A row per civil month in which appointments began, the oldest first."""
    asked = text(f"""
        select to_char(starts_at at time zone :zone, 'YYYY-MM') as month, count(*) as appointments,
            percentile_cont(0.5) within group (order by days) as median_days,
            percentile_cont(0.9) within group (order by days) as slowest_tenth_days
        from ({_WAITS}) waits where {among.condition()} group by 1 order by 1""")
    values = {**among.values(), "since": since, "until": until, "zone": zone}
    return (await session.execute(asked, values)).all()


async def compared(session: AsyncSession, week_of: date | None, since: datetime, until: datetime) -> list[Row[Any]]:
    """Professions, communes and modalities side by side: the week's sample and the appointments of the period."""
    asked = text(f"""
        with sampled as (
            select case when grouping(profession_code) = 0 then 'profession'
                        when grouping(commune_code) = 0 then 'commune' else 'modality' end as dimension,
                coalesce(profession_code, commune_code, modality) as code, count(*) as lines, {_MEDIAN} as third_next
            from delay_sample where week_of = :week_of
            group by grouping sets ((profession_code), (commune_code), (modality))),
        waited as (
            select case when grouping(profession_code) = 0 then 'profession'
                        when grouping(commune_code) = 0 then 'commune' else 'modality' end as dimension,
                coalesce(profession_code, commune_code, modality) as code, count(*) as appointments,
                percentile_cont(0.5) within group (order by days) as realised
            from ({_WAITS}) waits group by grouping sets ((profession_code), (commune_code), (modality)))
        select dimension, found.code, c.name as commune_name, coalesce(lines, 0) as lines, third_next,
            coalesce(appointments, 0) as appointments, realised
        from (sampled full join waited using (dimension, code)) found
        left join known_commune c on dimension = 'commune' and c.code = found.code
        where found.code is not null
        order by array_position(array['profession', 'commune', 'modality'], dimension), c.name, found.code""")
    return list((await session.execute(asked, {"week_of": week_of, "since": since, "until": until})).all())


def _ranked(rows: str, *by: str) -> str:
    """Each row with its place among all by days, and how many they are. No day known sorts last, as in the median."""
    return f"""(select *, row_number() over (order by coalesce(days, {_BEYOND}), {", ".join(by)})::int as rank,
        (count(*) over ())::int as of_all from ({rows}) unranked)"""


def _follows(key: Sequence[str]) -> str:
    return f"and ({', '.join(key)}) > ({', '.join(f':after{n}' for n in range(len(key)))})"


def _placed(after: tuple[Any, ...] | None) -> dict[str, Any]:
    return {f"after{n}": value for n, value in enumerate(after or ())}


def _lies_at(part: str) -> str:
    """`percentile_cont` of a part: on one row, or between two."""
    return f"rank in (floor(1 + {part} * (of_all - 1)), ceil(1 + {part} * (of_all - 1)))"


async def samples_after(
    session: AsyncSession,
    among: Among,
    week_of: date,
    after: tuple[Any, ...] | None,
    limit: int | None,
    *,
    beyond_horizon: bool,
    by_days: bool,
) -> Sequence[Row[Any]]:
    """By name, or by days; each with its rank among all, of which the median is the middle one or the one before."""
    key = ("rank",) if by_days else ("professional_name", "sample_id")
    sampled = f"""select sample.*, c.name as commune_name
        from delay_sample sample left join known_commune c on c.cpts_id = sample.cpts_id and c.code = commune_code
        where week_of = :week_of and {among.condition()}"""
    asked = text(f"""
        select *, rank = (of_all + 1) / 2 as is_median
        from {_ranked(sampled, "professional_name", "sample_id")} ranked
        where {"days is null" if beyond_horizon else "true"} {_follows(key) if after else ""}
        order by {", ".join(key)} limit :limit""")
    values = {**among.values(), "week_of": week_of, "limit": limit, **_placed(after)}
    return (await session.execute(asked, values)).all()


async def waits_after(
    session: AsyncSession,
    among: Among,
    span: tuple[datetime, datetime],
    after: tuple[Any, ...] | None,
    limit: int | None,
    *,
    by_days: bool,
) -> Sequence[Row[Any]]:
    """Soonest first, or by days; each with its rank among all, and what lies on it."""
    key = ("rank",) if by_days else ("starts_at", "appointment_id")
    waited = f"select * from ({_WAITS}) waits where {among.condition()}"
    asked = text(f"""
        select *, {_lies_at("0.5")} as is_median, {_lies_at("0.9")} as is_slowest_tenth
        from {_ranked(waited, "starts_at", "appointment_id")} ranked
        where true {_follows(key) if after else ""}
        order by {", ".join(key)} limit :limit""")
    values = {**among.values(), "since": span[0], "until": span[1], "limit": limit, **_placed(after)}
    return (await session.execute(asked, values)).all()
