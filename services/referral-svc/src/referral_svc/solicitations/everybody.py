"""Everybody who could be asked, read in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, Boolean, DateTime, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.matching.fairness import WINDOW_DAYS
from referral_svc.matching.rules import RuleSet
from referral_svc.solicitations.histories import LEARNED, learned_since
from referral_svc.solicitations.practices import Known, known_from

WEEK = timedelta(days=7)
#: For whom nobody was ever asked.
NO_REQUEST = UUID(int=0)

#: One statement, one value: 300 professionals come as one JSON text that is read once. Row by row, with a JSON
#: column decoded three times a row, took three times as long.
_EVERYBODY = text(
    f"""
    select coalesce(json_agg(everybody), '[]')::text from (
        select p.professional_id as id, concat_ws(' ', p.title, p.given_name, p.family_name) as name,
               p.profession_code as profession,
               p.is_general_practitioner as gp, p.is_member as member, p.is_volunteer as volunteer, p.sex,
               p.specialty_codes as specialties,
               case when :by_structure then (
                   select array_agg(k.category_code) from known_structure k
                   where k.cpts_id = p.cpts_id and k.finess = any(p.structure_finess)
                         and k.category_code is not null
               ) end as structures,
               p.email, p.accepts_new_patients as accepts, p.offer, p.absences,
               (select coalesce(json_agg(json_build_array(
                            place -> 'lat', place -> 'lon', place -> 'commune_name', place -> 'accessible')), '[]')
                from jsonb_array_elements(p.places) as place) as places,
               s.weekly_cap as cap, s.paused_until as paused, s.places_left as "left", s.declined_kinds as declined,
               extract(day from cast(:now as timestamptz) - s.counted_since) as present,
               coalesce(a.asked_this_week, 0) as week, coalesce(a.lately, 0) as lately, coalesce(a.open, 0) as open,
               coalesce(a.reserved, 0) as reserved, coalesce(a.already_asked, false) as already_asked,
               coalesce(t.placements, 0) as placements, coalesce(t.places_taken, 0) as places_taken,
               coalesce(s.objects_to_estimate, false) as objects,
               case when l.professional_id is not null then
                   json_build_array(l.yes, l.no, l.silent, l.answers, l.answer_hours, l.last_asked_at)
               end as learned
        from known_professional p
        left join solicitation_setting s on s.cpts_id = p.cpts_id and s.professional_id = p.professional_id
        left join (
            select professional_id,
                   count(*) filter (where asked_at > :week and asked_with is null) as asked_this_week,
                   count(*) filter (where asked_at > :lately and asked_with is null) as lately,
                   count(*) filter (where state = 'asked') as open,
                   count(*) filter (where state = 'yes') as reserved,
                   bool_or(referral_id = :referral_id and state not in ('released', 'thanked')) as already_asked
            from solicitation
            where cpts_id = :cpts_id
              and (state in ('asked', 'yes') or asked_at > :lately or referral_id = :referral_id)
            group by professional_id
        ) a on a.professional_id = p.professional_id
        left join (
            select placed_professional_id as professional_id, count(*) as placements,
                   count(*) filter (where placed_by_appointment_id is null) as places_taken
            from referral
            where cpts_id = :cpts_id and placed_professional_id is not null and placed_at > :year
                  and placed_at <= :now
            group by placed_professional_id
        ) t on t.professional_id = p.professional_id
        left join ({LEARNED}) l on l.professional_id = p.professional_id
        where p.cpts_id = :cpts_id and p.left_on is null and p.profession_code = any(:professions)
    ) everybody
    """  # noqa: S608  (no value of anybody's)
).bindparams(
    bindparam("professions", type_=ARRAY(Text)),
    bindparam("by_structure", type_=Boolean),
    *(bindparam(name, type_=DateTime(timezone=True)) for name in ("now", "week", "lately", "year", "learned_since")),
    *(bindparam(name, type_=Uuid) for name in ("cpts_id", "referral_id")),
)


@dataclass(frozen=True)
class Among:
    """Among whom to look, by which rules and as of when."""

    cpts_id: UUID
    professions: frozenset[str]
    rules: RuleSet
    now: datetime
    today: date
    """The civil date where the CPTS lives."""
    by_structure: bool = False
    """Whether the categories of the structures where each practises matter."""
    referral_id: UUID = NO_REQUEST
    """Whoever was asked for it is told apart."""


async def everybody(session: AsyncSession, among: Among) -> list[Known]:
    """All professionals of these professions, whatever the conditions say of them. Nothing sealed is compared yet."""
    found: str | None = await session.scalar(
        _EVERYBODY,
        {
            "cpts_id": among.cpts_id,
            "referral_id": among.referral_id,
            "professions": sorted(among.professions),
            "by_structure": among.by_structure,
            "week": among.now - WEEK,
            "lately": among.now - _lately(among.rules),
            "year": among.now - timedelta(days=WINDOW_DAYS),
            "now": among.now,
            "learned_since": learned_since(among.rules, among.now),
        },
    )
    return [known_from(told, among.rules, among.today) for told in orjson.loads(found or "[]")]


def _lately(rules: RuleSet) -> timedelta:
    learns = rules.responsiveness
    return max(WEEK, timedelta(days=learns.asked_within_days)) if learns else WEEK
