"""A request as its reader may see it: assembled from the entity and what is known around it, never identity."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.agreements.repository import agreement_of
from referral_svc.agreements.schemas import DoctorAgreementOut
from referral_svc.complexity.codes import ComplexityCriterion
from referral_svc.complexity.schemas import ComplexityOut
from referral_svc.context import Context
from referral_svc.known.repository import commune_names, professional_of
from referral_svc.referrals import policies
from referral_svc.referrals.allowed import allowed_acts
from referral_svc.referrals.codes import BALL, Ball, Kind, Status
from referral_svc.referrals.consents import Consent
from referral_svc.referrals.messages_fr import priority_words, reason_words
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.reasons import ClassReason
from referral_svc.referrals.schemas import (
    Answers,
    Closing,
    FirstAppointment,
    NextStep,
    Place,
    Reason,
    ReferralItem,
    ReferralOut,
    TieOut,
)
from referral_svc.referrals.transitions import ENDED
from referral_svc.referrals.values import AnswerCounts, Tie

_NEXT = {
    Status.DRAFT: "ask_consent",
    Status.STATED: "qualify",
    Status.QUALIFIED: "start_search",
    Status.PROPOSED: "record_choice",
}
#: Of what no professional is solicited for.
_NEXT_HANDED_OVER = {Status.QUALIFIED: "hand_over", Status.SEARCHING: "await_receiver"}


async def items(session: AsyncSession, context: Context, referrals: Sequence[Referral]) -> list[ReferralItem]:
    """Lines of a list: places and answers are asked once for all of them."""
    places = await commune_names(session, {r.commune_code for r in referrals if r.commune_code})
    ids = [r.id for r in referrals]
    counts = await context.ports.solicitations.answer_counts(session, ids)
    news = await context.ports.loop.unread(session, context.caller, ids)
    ties = await context.ports.bundles.ties(session, referrals)
    return [
        ReferralItem(
            **_line(r, places, counts.get(r.id, AnswerCounts()), context.at, news.get(r.id, [])),
            bundle=tie_shown(ties.get(r.id)),
        )
        for r in referrals
    ]


async def one(session: AsyncSession, context: Context, referral: Referral) -> ReferralOut:
    """The whole case page of this caller. Call after `flush`, so that the version is the one it got."""
    ports = context.ports
    places = await commune_names(session, {referral.commune_code} if referral.commune_code else set())
    counts = (await ports.solicitations.answer_counts(session, [referral.id])).get(referral.id, AnswerCounts())
    news = (await ports.loop.unread(session, context.caller, [referral.id])).get(referral.id, [])
    tie = (await ports.bundles.ties(session, [referral])).get(referral.id)
    consent = await session.get(Consent, referral.id)
    shares = consent is not None and consent.bulletin_sharing
    coordinates = policies.coordinates(context.caller, referral)
    return ReferralOut(
        **_line(referral, places, counts, context.at, news),
        **_case(referral),
        bundle=tie_shown(tie),
        unread_notices=news,
        doctor_agreement=await _doctor_agreement(session, referral),
        complexity=_complexity(context, referral),
        bulletin_sharing=shares,
        allowed_acts=allowed_acts(context.caller, referral, context.at, shares=shares),
        placed_professional_name=await _professional_name(session, referral, referral.placed_professional_id),
        closing=Closing(
            missing=await _missing_to_close(session, ports, referral), outcomes=policies.outcomes_of(referral)
        ),
        request_exists=referral.possible_duplicate_of is not None,
        possible_duplicate_of=referral.possible_duplicate_of if coordinates else None,
        merged_into=referral.merged_into if coordinates else None,
        etag=f'"{referral.version}"',
    )


def _case(referral: Referral) -> dict[str, Any]:
    """What the case page says of the request itself, beside its line in the queue."""
    return {
        "explanation": [
            Reason(kind=one["kind"], code=one["code"], words=reason_words(one["code"], one["values"]))
            for one in referral.priority_explanation
        ],
        "priority_rule_version": referral.priority_rule_version,
        "expert_class": referral.expert_class,
        "decided_class": referral.decided_class,
        "decided_reason": ClassReason(referral.decided_reason) if referral.decided_reason else None,
        "specialty": referral.specialty,
        "relay_to": referral.relay_to,
        "advice": referral.advice,
        "on_behalf_of_name": referral.on_behalf_of_name,
        "on_behalf_of_structure": referral.on_behalf_of_structure,
        "holder_account_id": referral.holder_account_id,
        "holder_away_name": referral.holder_away_name,
        "home_visit": bool(referral.constraints.get("home_visit")),
        "teleconsultation": referral.constraints.get("teleconsultation"),
        "accompanied_by": referral.constraints.get("accompanied_by"),
        "advance_choice": referral.advance_choice,
        "usual_professional_id": referral.usual_professional_id,
        "held_until": referral.held_until,
        "reason_code": referral.reason_code,
        "placed_professional_id": referral.placed_professional_id,
        "in_charge_name": referral.in_charge_name,
        "placed_at": referral.placed_at,
        "first_appointment": FirstAppointment(
            state=referral.first_appointment,
            at=referral.first_appointment_at,
            appointment_id=referral.first_appointment_id,
        ),
        "declaration": referral.declaration,
        "report": referral.report,
        "outcome_code": referral.outcome_code,
        "erased_at": referral.erased_at,
        "erasure_reason": referral.erasure_reason,
    }


async def _missing_to_close(session: AsyncSession, ports: Ports, referral: Referral) -> list[str]:
    """An end stops everything at once; who was not told of it yet is still owed."""
    uninformed = await ports.loop.uninformed(session, referral.id)
    if referral.status == Status.PLACED:
        unsaid = await ports.handovers.unsaid(session, referral)
        return [*referral.missing_to_close(), *unsaid, *uninformed]
    return uninformed if referral.status in ENDED else []


def _complexity(context: Context, referral: Referral) -> ComplexityOut | None:
    who = context.caller
    reads = policies.coordinates(who, referral) or policies.reads_what_was_written(who, referral)
    if referral.complexity_list_version is None or not reads:
        return None
    criteria = [ComplexityCriterion(code) for code in referral.complexity_criteria]
    return ComplexityOut(criteria=criteria, list_version=referral.complexity_list_version)


async def _doctor_agreement(session: AsyncSession, referral: Referral) -> DoctorAgreementOut | None:
    said = await agreement_of(session, referral.id)
    return DoctorAgreementOut.model_validate(said) if said else None


def _line(
    referral: Referral, places: dict[str, str], counts: AnswerCounts, at: datetime, news: list[UUID]
) -> dict[str, Any]:
    code = referral.commune_code
    return {
        "referral_id": referral.id,
        "case_number": referral.case_number,
        "kind": referral.kind,
        "status": referral.status,
        "priority_class": referral.priority_class,
        "priority_words": priority_words(referral.priority_class, referral.priority_explanation),
        "age_band": referral.age_band,
        "sex": referral.sex,
        "place": Place(commune_code=code, name=places.get(code, code)) if code else None,
        "need_codes": referral.need_codes,
        "request_reason": referral.request_reason,
        "door": referral.door,
        "urgency": referral.urgency,
        "is_complex": referral.is_complex,
        "target_at": referral.target_at,
        "needed_at": referral.needed_at,
        "overdue": is_overdue(referral, at),
        "has_news": bool(news),
        "is_stalled": referral.is_stalled,
        "stated_at": referral.stated_at,
        "qualified_at": referral.qualified_at,
        "last_movement_at": referral.last_movement_at,
        "referrer_name": referral.referrer_name,
        "holder_name": referral.holder_name,
        "ball": ball_of(referral, counts),
        "next_step": next_step(referral, counts),
        "answers": Answers(asked=counts.asked, yes=counts.yes, no=counts.no, silent=counts.silent),
    }


def tie_shown(tie: Tie | None) -> TieOut | None:
    return TieOut.model_validate({"bundle_id": tie.bundle_id, "kind": tie.kind, "count": tie.count}) if tie else None


def is_overdue(referral: Referral, at: datetime) -> bool:
    """Promised from `qualified` to `placed`: past it, and not placed yet."""
    waiting = referral.status in (Status.QUALIFIED, Status.SEARCHING, Status.PROPOSED)
    return waiting and referral.target_at is not None and referral.target_at < at


def ball_of(referral: Referral, counts: AnswerCounts) -> Ball:
    """Once everybody asked has said a word, the coordinator asks the next ones."""
    if _is_heard(referral, counts):
        return "coordinator"
    return BALL.get(referral.status, "nobody")


def _is_heard(referral: Referral, counts: AnswerCounts) -> bool:
    return referral.status == Status.SEARCHING and not referral.is_handed_over and counts.answer_by is None


def next_step(referral: Referral, counts: AnswerCounts) -> NextStep | None:
    if referral.status == Status.ON_HOLD:
        return NextStep(code="resume", at=referral.held_until)
    if referral.is_handed_over and referral.status in _NEXT_HANDED_OVER:
        return NextStep(code=_NEXT_HANDED_OVER[referral.status], at=referral.target_at)
    if referral.status == Status.PLACED:
        if referral.in_charge_handover_id is not None:
            return NextStep(code="inform" if referral.outcome_code else "await_outcome", at=None)
        if referral.first_appointment == "awaited":
            return NextStep(code="first_appointment", at=None)
        waits = referral.kind == Kind.MEDECIN_TRAITANT and referral.declaration == "awaited"
        return NextStep(code="declaration" if waits else "close", at=None)
    if _is_heard(referral, counts):
        return NextStep(code="send_wave", at=referral.target_at)
    if referral.status == Status.SEARCHING:
        return NextStep(code="await_answers", at=counts.answer_by)
    code = _NEXT.get(referral.status)
    return NextStep(code=code, at=referral.target_at) if code else None


async def _professional_name(session: AsyncSession, referral: Referral, professional_id: UUID | None) -> str | None:
    if professional_id is None:
        return None
    known = await professional_of(session, referral.cpts_id, professional_id)
    return known.name if known else None
