"""How professionals answered, read from their stored solicitations: nothing else is kept, so nothing can differ."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import DateTime, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.matching.responsiveness import Average, History, average_of
from referral_svc.matching.rules import RuleSet

#: One row per professional asked since `:learned_since` and since his own last word. « Never this kind » and a
#: pause are words of his that are obeyed as such: they are answers, and no refusal of this person. Whoever was
#: thanked or freed before his deadline was not silent. A question about several persons is one.
LEARNED = """
    select o.professional_id,
           count(*) filter (where o.answer = 'yes') as yes,
           count(*) filter (where o.answer = 'no') as no,
           count(*) filter (where o.answer is null and coalesce(o.ended_at, :now) >= o.answer_by) as silent,
           count(o.answered_at) as answers,
           coalesce(sum(extract(epoch from o.answered_at - o.asked_at)), 0)::float8 / 3600 as answer_hours,
           max(o.asked_at) as last_asked_at
    from solicitation o
    left join solicitation_setting w on w.cpts_id = o.cpts_id and w.professional_id = o.professional_id
    where o.cpts_id = nullif(current_setting('app.cpts_id', true), '')::uuid
      and o.asked_with is null and o.asked_at > :learned_since
      and (w.afresh_since is null or o.asked_at >= w.afresh_since)
    group by o.professional_id
"""

_OF_PROFESSION = text(
    f"""
    select l.* from ({LEARNED}) l
    join known_professional p on p.professional_id = l.professional_id
    where p.cpts_id = nullif(current_setting('app.cpts_id', true), '')::uuid and p.left_on is null
      and p.profession_code = :profession
    """  # noqa: S608  (no value of anybody's)
).bindparams(
    bindparam("now", type_=DateTime(timezone=True)), bindparam("learned_since", type_=DateTime(timezone=True))
)


def learned_since(rules: RuleSet, now: datetime) -> datetime:
    """Rules that learn nothing read nothing."""
    return now - timedelta(days=rules.responsiveness.memory_days if rules.responsiveness else 0)


def averages_of(rules: RuleSet, histories: dict[str, list[History]]) -> dict[str, Average]:
    """By profession code."""
    if rules.responsiveness is None:
        return {}
    return {code: average_of(rules.responsiveness, known) for code, known in histories.items()}


async def histories_of_profession(
    session: AsyncSession, rules: RuleSet, profession_code: str, now: datetime
) -> dict[UUID, History]:
    rows = await session.execute(
        _OF_PROFESSION, {"now": now, "learned_since": learned_since(rules, now), "profession": profession_code}
    )
    return {who: History(*learned) for who, *learned in rows}
