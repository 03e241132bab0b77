"""Several requests are stated at once: the person is put away with each, so that each is erased by itself."""

from __future__ import annotations

from collections.abc import Iterator

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.bundles.codes import ASKED_OF, BundleKind
from referral_svc.bundles.tying import tie
from referral_svc.context import Context
from referral_svc.disclosure.drafts import usecases as drafts
from referral_svc.disclosure.intake.schemas import Statement, StateNeed
from referral_svc.disclosure.intake.usecases import StatedWith, require_agreed, seal_and_state, twin_of
from referral_svc.disclosure.linking.schemas import (
    BundleStated,
    CarerWanted,
    PersonBeside,
    StateDischarge,
    StateTogether,
)
from referral_svc.disclosure.vault import Vault
from referral_svc.kinds.answers import Answers
from referral_svc.kinds.errors import QuestionNotAsked
from referral_svc.kinds.table import questions_of
from referral_svc.matching.pressing import pressing
from referral_svc.referrals import views
from referral_svc.referrals.codes import Kind, Urgency
from referral_svc.referrals.needs import Need
from referral_svc.rulebook.repository import rules_in_force


async def state_discharge(context: Context, vault: Vault, act: StateDischarge, once: Once) -> BundleStated:
    """One request per carer. The words of each bulletin are those of the statement: each carer opens his own."""
    require_agreed(context, act)
    if not act.answers.keys() <= questions_of(Kind.DISCHARGE, [need.value for need in Need]).keys():
        raise QuestionNotAsked
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        # Before the first of them: they are no duplicates of each other.
        twin = await twin_of(session, context, vault, act)
        bundle = await tie(session, context.caller.cpts, BundleKind.DISCHARGE, context.at, act.discharge_at)
        how = pressing((await rules_in_force(session)).discharge, act.discharge_at, context.at)
        near = act.criteria.model_copy(update={"discharge_within_7_days": "yes" if how.within_7_days else "no"})
        stated = [
            await seal_and_state(
                session,
                context,
                vault,
                _for_one(act, wanted, Urgency(how.urgency), near),
                twin=twin,
                tied=StatedWith(bundle.id, act.discharge_at),
            )
            for wanted in act.carers
        ]
        await drafts.stated(session, vault, context.caller, act.draft_id)
        await session.flush()
        told = BundleStated(bundle_id=bundle.id, referrals=[await views.one(session, context, one) for one in stated])
        return await idempotency.keep(session, once, told)


async def state_together(context: Context, vault: Vault, act: StateTogether, once: Once) -> BundleStated:
    """One request per person, each sealed under a key of its own."""
    require_agreed(context, act)
    kind = BundleKind.HOUSEHOLD if act.setting == "household" else BundleKind.RESIDENTS
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        bundle = await tie(session, context.caller.cpts, kind, context.at)
        stated = []
        for need in _each(act):
            twin = await twin_of(session, context, vault, need)
            stated.append(await seal_and_state(session, context, vault, need, twin=twin, tied=StatedWith(bundle.id)))
        await drafts.stated(session, vault, context.caller, act.draft_id)
        await session.flush()
        told = BundleStated(bundle_id=bundle.id, referrals=[await views.one(session, context, one) for one in stated])
        return await idempotency.keep(session, once, told)


def _each(act: StateTogether) -> Iterator[StateNeed]:
    """The bulletins and criteria of one are nobody else's; what was chosen of a practice holds for all."""
    first = PersonBeside.model_construct(patient=act.patient, criteria=act.criteria, care=act.care)
    at_home = act.setting == "household"
    for person in (first, *act.others):
        said = {name: getattr(act, name) for name in Statement.model_fields}
        criteria = person.criteria if at_home else person.criteria.model_copy(update={"nursing_home": "yes"})
        said |= {"patient": person.patient, "criteria": criteria, "care": person.care}
        if person is not first:
            said |= {"social": None, "answers": {}, "complexity": []}
        need = [Need.FIND_MEDECIN_TRAITANT]
        yield StateNeed.model_construct(**said, kind=Kind.MEDECIN_TRAITANT, need=need, urgency=act.urgency)


def _for_one(act: StateDischarge, wanted: CarerWanted, urgency: Urgency, criteria: object) -> StateNeed:
    kind, needs = ASKED_OF[wanted.carer]
    need = wanted.need or [needs[0]]
    said = {name: getattr(act, name) for name in Statement.model_fields}
    said |= {"criteria": criteria, "answers": _asked_of(kind, need, act.answers)}
    return StateNeed.model_construct(**said, kind=kind, need=need, urgency=urgency)


def _asked_of(kind: Kind, needs: list[Need], answers: Answers) -> Answers:
    """The short form of a discharge holds questions that not every carer's request asks."""
    asked = questions_of(kind, [need.value for need in needs])
    return {code: answer for code, answer in answers.items() if code in asked}
