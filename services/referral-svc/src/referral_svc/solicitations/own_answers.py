"""What is learned of a professional's answers: shown to him alone, and used only if he lets it be."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import etag
from referral_svc.context import Context
from referral_svc.known.models import KnownProfessional
from referral_svc.known.repository import professional_of
from referral_svc.matching.responsiveness import History, average_of, expectation, rests_until
from referral_svc.matching.rule_parts import ResponsivenessRule
from referral_svc.rulebook.repository import rules_in_force
from referral_svc.solicitations import repository
from referral_svc.solicitations.errors import SettingsOfAnother
from referral_svc.solicitations.histories import histories_of_profession, learned_since
from referral_svc.solicitations.schemas import ChangeOwnAnswers, LearnedAnswers, OwnAnswers


async def own_answers(context: Context, professional_id: UUID) -> OwnAnswers:
    async with context.unit.begin() as session:
        return await _shown(session, context, await _himself(session, context, professional_id))


async def change_own_answers(
    context: Context, professional_id: UUID, edited: int, act: ChangeOwnAnswers
) -> OwnAnswers:
    async with context.unit.begin() as session:
        himself = await _himself(session, context, professional_id)
        await repository.ensure_settings(session, [professional_id], context.at)
        wishes = (await repository.locked_settings(session, [professional_id]))[professional_id]
        etag.check_version(wishes.version, edited)
        wishes.objects_to_estimate = act.objects
        if act.start_afresh:
            wishes.afresh_since = context.at
        await session.flush()
        return await _shown(session, context, himself)


async def _himself(session: AsyncSession, context: Context, professional_id: UUID) -> KnownProfessional:
    """Nobody else reads it, the coordination included: it is no mark."""
    context.caller.require("professional")
    known = await professional_of(session, context.caller.cpts, professional_id)
    if known is None or context.caller.professional_id != professional_id:
        raise SettingsOfAnother
    return known


async def _shown(session: AsyncSession, context: Context, himself: KnownProfessional) -> OwnAnswers:
    rules = await rules_in_force(session)
    wishes = await repository.settings_of(session, himself.cpts_id, himself.professional_id)
    histories = await histories_of_profession(session, rules, himself.profession_code, context.at)
    history = histories.get(himself.professional_id, History())
    objects = wishes.objects_to_estimate if wishes else False
    return OwnAnswers(
        professional_id=himself.professional_id,
        since=learned_since(rules, context.at),
        afresh_since=wishes.afresh_since if wishes else None,
        asked=history.heard,
        yes=history.yes,
        no=history.no,
        silent=history.silent,
        mean_hours=round(history.answer_hours / history.answers, 1) if history.answers else None,
        objects=objects,
        learned=_learned(context, rules.responsiveness, history, list(histories.values()), objects=objects)
        if rules.responsiveness
        else None,
        etag=f'"{wishes.version if wishes else 1}"',
    )


def _learned(
    context: Context, rule: ResponsivenessRule, history: History, everybody: list[History], *, objects: bool
) -> LearnedAnswers:
    average = average_of(rule, everybody)
    used = History() if objects else history
    expected = expectation(rule, used, average)
    rests = rests_until(rule, used, average)
    return LearnedAnswers(
        expected_yes_percent=round(100 * expected.yes),
        average_yes_percent=round(100 * average.yes),
        expected_hours=round(expected.hours, 1),
        average_hours=round(average.hours, 1),
        rests_until=rests if rests and rests > context.at else None,
    )
