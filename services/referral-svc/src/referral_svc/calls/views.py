"""What a coordinator sees of calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.calls import repository
from referral_svc.calls.models import CallAttempt, CallClaim
from referral_svc.calls.order import TAKEN_BACK_WITHIN, Attempt, Place, call_order
from referral_svc.calls.schemas import CallLine, CallList, CallLogLine, SearchedWith, ToCall
from referral_svc.context import Context
from referral_svc.known.models import KnownProfessional
from referral_svc.known.repository import commune_names
from referral_svc.matching.messages_fr import words_of
from referral_svc.referrals.models import Referral
from referral_svc.referrals.needs import Need
from referral_svc.referrals.schemas import Place as Commune
from referral_svc.referrals.schemas import Reason
from referral_svc.referrals.views import is_overdue, tie_shown
from referral_svc.solicitations.choosing import Choice
from referral_svc.solicitations.schemas import ExcludedOut


async def to_call(session: AsyncSession, context: Context, rows: Sequence[Referral]) -> list[ToCall]:
    made = await repository.calls_made(session, [referral.id for referral in rows])
    others = [c for c in await repository.claims(session, context.at) if c.account_id != context.caller.account_id]
    places = await commune_names(session, {r.commune_code for r in rows if r.commune_code})
    ties = await context.ports.bundles.ties(session, rows)
    return [
        ToCall(
            referral_id=one.id,
            case_number=one.case_number,
            kind=one.kind,
            priority_class=one.priority_class,
            need_codes=[Need(code) for code in one.need_codes],
            place=_commune(one, places),
            target_at=one.target_at,
            overdue=is_overdue(one, context.at),
            why="by_phone" if one.by_phone_since else "nobody_left_to_answer",
            calls=made.get(one.id, (0, None))[0],
            call_again_at=made.get(one.id, (0, None))[1],
            bundle=tie_shown(ties.get(one.id)),
            called_by=[claim.by_name for claim in others if claim.referral_id == one.id],
        )
        for one in rows
    ]


async def place_of(session: AsyncSession, referral: Referral) -> Commune | None:
    code = referral.commune_code
    return _commune(referral, await commune_names(session, {code} if code else set()))


def call_list(
    referral: Referral,
    choice: Choice,
    *,
    silent: set[UUID],
    attempts: Sequence[CallAttempt],
    claims: Sequence[CallClaim],
    known: dict[UUID, KnownProfessional],
    place: Commune | None,
    together: Sequence[Referral],
    me: UUID | None,
    at: datetime,
) -> CallList:
    ranked = {one.practice.professional_id: one for one in choice.selection.candidates}
    standing = [attempt for attempt in attempts if attempt.taken_back_at is None]
    made = [Attempt(a.professional_id, a.outcome, a.at, a.call_again_at) for a in standing]
    last = {attempt.professional_id: attempt.id for attempt in standing}
    by_others = {claim.professional_id: claim for claim in claims if claim.account_id != me}

    def line(stands: Place) -> CallLine:
        one = stands.professional_id
        claim = by_others.get(one)
        return CallLine(
            professional_id=one,
            name=choice.known[one].name,
            profession=choice.known[one].practice.profession_code,
            place=choice.known[one].nearest_commune(choice.search.latitude, choice.search.longitude),
            distance_band=ranked[one].distance_band,
            phone=_phone(known.get(one)),
            turn=stands.turn,
            calls=stands.calls,
            call_again_at=stands.call_again_at,
            was_asked=one in silent,
            claimed_by_name=claim.by_name if claim else None,
            claimed_until=claim.until if claim else None,
            reasons=[
                Reason(kind=reason.kind, code=reason.code, words=words_of(reason)) for reason in ranked[one].reasons
            ],
        )

    return CallList(
        referral_id=referral.id,
        case_number=referral.case_number,
        kind=referral.kind,
        status=referral.status,
        priority_class=referral.priority_class,
        need_codes=[Need(code) for code in referral.need_codes],
        urgency=referral.urgency,
        age_band=referral.age_band,
        place=place,
        home_visit=bool(referral.constraints.get("home_visit")),
        together=[
            SearchedWith(referral_id=one.id, case_number=one.case_number, age_band=one.age_band) for one in together
        ],
        # Whoever was silent is called, not mailed again; a mail may still go to the others who have an address.
        waves_left=any(one not in silent and choice.known[one].email for one in ranked),
        lines=[line(stands) for stands in call_order(list(ranked), made, at)],
        excluded=[
            ExcludedOut(
                professional_id=e.practice.professional_id,
                name=choice.known[e.practice.professional_id].name,
                condition_code=e.reason.code,
                words=words_of(e.reason),
            )
            for e in choice.selection.excluded
            if e.reason.code not in ("another_profession", "another_structure", "not_a_member")
        ],
        log=[
            CallLogLine(
                call_id=a.id,
                taken_back_at=a.taken_back_at,
                may_be_taken_back=last.get(a.professional_id) == a.id and _is_young(a, me, at),
                professional_id=a.professional_id,
                name=_name(known.get(a.professional_id)),
                outcome=a.outcome,
                call_again_at=a.call_again_at,
                at=a.at,
                by_name=a.by_name,
            )
            for a in reversed(attempts)
        ],
    )


def _is_young(attempt: CallAttempt, me: UUID | None, at: datetime) -> bool:
    return attempt.by_account_id == me and at - attempt.at <= TAKEN_BACK_WITHIN


def _commune(referral: Referral, names: dict[str, str]) -> Commune | None:
    code = referral.commune_code
    return Commune(commune_code=code, name=names.get(code, code)) if code else None


def _phone(known: KnownProfessional | None) -> str | None:
    if known is None:
        return None
    return known.phone or next((place["phone"] for place in known.places if place.get("phone")), None)


def _name(known: KnownProfessional | None) -> str:
    return known.name if known else ""
