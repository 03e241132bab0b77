"""The coordinator sees who could be asked, follows the waves of a request, and the proposals they brought."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.context import Context
from referral_svc.known.models import KnownProfessional
from referral_svc.matching.rules import RuleSet
from referral_svc.referrals import policies
from referral_svc.referrals import repository as referrals
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.rulebook.repository import rules_in_force
from referral_svc.solicitations import repository, views
from referral_svc.solicitations.choosing import choose
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.models import Solicitation
from referral_svc.solicitations.schemas import Candidates, ProposalOut, Proposals, WavesOut
from referral_svc.solicitations.standing import yeses_among


async def candidates(context: Context, referral_id: UUID, ring_km: float | None) -> Candidates:
    async with context.unit.begin() as session:
        referral = await _coordinated(session, context, referral_id)
        referral.require_kept("candidates")
        choice = await choose(session, context.ports.blind, referral, context.at, ring_km)
        return views.candidates(choice, await repository.waves_sent(session, referral_id))


async def waves(context: Context, referral_id: UUID) -> WavesOut:
    async with context.unit.begin() as session:
        referral = await _coordinated(session, context, referral_id)
        everybody = await repository.of_referral(session, referral_id)
        known = await repository.professionals(session, [one.professional_id for one in everybody])
        rules = await rules_in_force(session)
        sent = await repository.waves_of(session, referral_id)
        came_back = await repository.never_reached(session, [one.id for one in everybody])
        # Whoever was reminded keeps the second half of his delay; the next ones need not wait for it.
        waiting = any(
            one.state == State.YES or (one.state == State.ASKED and one.remind_at is not None) for one in everybody
        )
        return WavesOut(
            items=[
                views.wave(
                    wave, [one for one in everybody if one.wave_id == wave.id], known, rules, everybody, came_back
                )
                for wave in sent
            ],
            next_wave_due=referral.status == Status.SEARCHING and not waiting and not referral.is_handed_over,
        )


async def proposals(context: Context, referral_id: UUID) -> Proposals:
    async with context.unit.begin() as session:
        await _coordinated(session, context, referral_id)
        everybody = await repository.of_referral(session, referral_id)
        known = await repository.professionals(session, [one.professional_id for one in everybody])
        offered = _offered(everybody, known, await rules_in_force(session))
        return Proposals(items=sorted(offered, key=lambda proposal: proposal.rank))


_STATES: dict[State, Literal["chosen", "declined"]] = {State.CHOSEN: "chosen", State.DECLINED: "declined"}


def _offered(
    everybody: list[Solicitation], known: dict[UUID, KnownProfessional], rules: RuleSet
) -> list[ProposalOut]:
    yeses = yeses_among(everybody, rules.proposals)
    offered = []
    for one in everybody:
        professional = known.get(one.professional_id)
        if one.yes_rank is None or one.answered_at is None or professional is None:
            continue
        state = _STATES.get(one.state) or ("proposed" if one in yeses.proposed else "reserve")
        if one.state not in (*_STATES, State.YES):
            continue
        place = professional.places[0] if professional.places else {}
        offered.append(
            ProposalOut(
                professional_id=one.professional_id,
                name=professional.name,
                profession=professional.profession_code,
                place=place.get("commune_name"),
                distance_band=one.distance_band,
                phone=professional.phone or place.get("phone"),
                condition=one.condition_code,
                answered_at=one.answered_at,
                rank=one.yes_rank,
                state=state,
            )
        )
    return offered


async def _coordinated(session: AsyncSession, context: Context, referral_id: UUID) -> Referral:
    referral = await referrals.referral_of(session, referral_id)
    if not policies.coordinates(context.caller, referral):
        # Asked of whoever is refused alone: it decides whether he may know that the request exists.
        takes_part = await context.ports.loop.takes_part(session, referral_id, context.caller)
        policies.require_coordinates(context.caller, referral, takes_part=takes_part)
    return referral
