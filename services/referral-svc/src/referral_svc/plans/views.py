"""Plans as the coordinator sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.known.models import KnownProfessional
from referral_svc.known.repository import commune_names
from referral_svc.matching.plan import METRES
from referral_svc.plans import repository
from referral_svc.plans.codes import RowState
from referral_svc.plans.households import Home, homes_of
from referral_svc.plans.messages_fr import reason_words
from referral_svc.plans.models import Departure, Plan, PlanRow
from referral_svc.plans.schemas import (
    DepartureOut,
    FiguresOut,
    HouseholdOut,
    PlanCounts,
    PlanDoctorOut,
    PlanItem,
    PlanOut,
    RowOut,
    StayingRequest,
)
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Bundles
from referral_svc.referrals.schemas import Place, Reason
from referral_svc.solicitations import repository as solicitations
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.models import Solicitation


async def plan(session: AsyncSession, one: Plan) -> PlanOut:
    """Call after `flush`, so that the version is the one it got."""
    counts = await repository.counts_of(session, [one.id])
    given = await repository.given_by(session, one.id)
    names = await _names(session, [*given, *(doctor.professional_id for doctor in one.plan_doctors)])
    doctors = [
        PlanDoctorOut(
            professional_id=doctor.professional_id,
            name=names.get(doctor.professional_id, ""),
            taken=doctor.taken,
            given=given.get(doctor.professional_id, 0),
            target=doctor.target,
            places=doctor.places,
        )
        for doctor in one.plan_doctors
    ]
    return PlanOut(
        **_item(one, counts[one.id]),
        rule_version=one.rule_version,
        weeks=one.weeks,
        unproved_km=one.unproved / METRES if one.unproved else None,
        before=FiguresOut(**one.before),
        after=FiguresOut(**one.after),
        doctors=sorted(doctors, key=lambda doctor: (-doctor.given, doctor.name, doctor.professional_id)),
        etag=f'"{one.version}"',
    )


async def items(session: AsyncSession, plans: Sequence[Plan]) -> list[PlanItem]:
    counts = await repository.counts_of(session, [one.id for one in plans])
    return [PlanItem(**_item(one, counts[one.id])) for one in plans]


async def row(session: AsyncSession, bundles: Bundles, one: PlanRow, referral: Referral) -> RowOut:
    return (await rows(session, bundles, [(one, referral)]))[0]


async def rows(session: AsyncSession, bundles: Bundles, found: Sequence[tuple[PlanRow, Referral]]) -> list[RowOut]:
    """Of one plan."""
    if not found:
        return []
    homes = await homes_of(session, bundles, found[0][0].plan_id, [referral for _, referral in found])
    names = await _names(session, [one.professional_id for one, _ in found if one.professional_id])
    places = await commune_names(session, {r.commune_code for _, r in found if r.commune_code})
    answers = await _answers(session, [one.wave_id for one, _ in found if one.wave_id])
    return [_row(one, referral, homes.get(referral.id), names, places, answers) for one, referral in found]


def departure(one: Departure, leaver: KnownProfessional | None) -> DepartureOut:
    return DepartureOut(
        departure_id=one.id,
        professional_id=one.professional_id,
        name=leaver.name if leaver else "",
        leaves_on=one.leaves_on,
        announced_at=one.announced_at,
        announced_by_name=one.announced_by_name,
        searched_again=one.searched_again,
        stated_again=one.stated_again,
        out_of_reach=one.out_of_reach,
        ended_at=one.ended_at,
        cancelled_at=one.cancelled_at,
        cancelled_by_name=one.cancelled_by_name,
    )


def staying(one: Referral) -> StayingRequest:
    return StayingRequest(referral_id=one.id, case_number=one.case_number, status=one.status)


def _item(one: Plan, counts: Mapping[RowState, int]) -> dict[str, Any]:
    return {
        "plan_id": one.id,
        "state": one.state,
        "departure_id": one.departure_id,
        "made_at": one.made_at,
        "made_by_name": one.made_by_name,
        "started_at": one.started_at,
        "started_by_name": one.started_by_name,
        "ended_at": one.ended_at,
        "counts": PlanCounts(**{state.value: counts.get(state, 0) for state in RowState}),
    }


def _row(
    one: PlanRow,
    referral: Referral,
    home: Home | None,
    names: Mapping[UUID, str],
    places: Mapping[str, str],
    answers: Mapping[UUID, State],
) -> RowOut:
    code = referral.commune_code
    return RowOut(
        row_id=one.id,
        referral_id=referral.id,
        household=home
        and HouseholdOut(household_id=home.household_id, persons=home.persons, together=home.ways == 1),
        position=one.position,
        case_number=referral.case_number,
        kind=referral.kind,
        priority_class=referral.priority_class,
        age_band=referral.age_band,
        place=Place(commune_code=code, name=places.get(code, code)) if code else None,
        need_codes=referral.need_codes,
        waited_days=one.waited_days,
        is_overdue=one.is_overdue,
        state=one.state,
        professional_id=one.professional_id,
        professional_name=names.get(one.professional_id, "") if one.professional_id else None,
        distance_band=one.distance_band,
        reasons=[Reason(kind=r["kind"], code=r["code"], words=r["words"]) for r in one.reasons],
        by_hand=one.by_hand,
        reason_code=one.reason_code,
        reason_words=reason_words(one.reason_code) if one.reason_code else None,
        next_try_at=one.next_try_at,
        answer=answers.get(one.wave_id) if one.wave_id else None,
        changed_by_name=one.changed_by_name,
        etag=f'"{one.version}"',
    )


async def _names(session: AsyncSession, ids: Iterable[UUID]) -> dict[UUID, str]:
    known = await solicitations.professionals(session, set(ids))
    return {who: one.name for who, one in known.items()}


async def _answers(session: AsyncSession, wave_ids: Sequence[UUID]) -> dict[UUID, State]:
    if not wave_ids:
        return {}
    found = await session.execute(
        select(Solicitation.wave_id, Solicitation.state).where(Solicitation.wave_id.in_(list(wave_ids)))
    )
    return {row.wave_id: row.state for row in found}
