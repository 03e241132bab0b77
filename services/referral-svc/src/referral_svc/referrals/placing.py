"""The person chooses, meets the professional, and the loop closes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.errors import Invalid
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.known.repository import professional_of
from referral_svc.referrals import events, links, policies, repository, timeline, views
from referral_svc.referrals.acts import (
    Choose,
    Close,
    DeclineProposal,
    RecordDeclaration,
    RecordFirstAppointment,
    StepBack,
    WaiveReport,
)
from referral_svc.referrals.authors import SYSTEM, Author
from referral_svc.referrals.codes import ChoiceRecorded, Kind, Outcome, Status
from referral_svc.referrals.errors import (
    AppointmentToCancel,
    NothingToConfirm,
    ProfessionalNotProposed,
)
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.schemas import ReferralOut
from referral_svc.referrals.usecases import back_to_search, coordinated, open_bulletin

#: The condition of a yes by which a specialist sees the person without writing first.
SEES_DIRECTLY = "sees_directly"


class AppointmentUnsaid(Invalid):
    """Either the instant the professional stated, or why there is none: exactly one."""

    title = "Give the date of the first appointment, or the reason for waiving it"
    field = "at"


async def choose(context: Context, referral_id: UUID, act: Choose, once: Once) -> ReferralOut:
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        await chosen(session, context.ports, referral, act.professional_id, act.recorded, context.by, context.at)
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def chosen(
    session: AsyncSession,
    ports: Ports,
    referral: Referral,
    professional_id: UUID,
    recorded: ChoiceRecorded,
    by: Author,
    at: datetime,
) -> None:
    """Yes plus choice: placed, the bulletin opens for this professional alone, the others are thanked."""
    referral.require("place")
    standing = await ports.solicitations.proposals(session, referral)
    said = {proposal.professional_id: proposal.condition for proposal in standing}
    if professional_id not in said:
        raise ProfessionalNotProposed
    referral.place(professional_id, at)
    if said[professional_id] == SEES_DIRECTLY and referral.awaits_advice:
        referral.advise(visit=True, at=at)
    await settled(session, ports, referral, professional_id, recorded, by, at)


async def settled(
    session: AsyncSession,
    ports: Ports,
    referral: Referral,
    professional_id: UUID,
    recorded: ChoiceRecorded,
    by: Author,
    at: datetime,
) -> None:
    """All that follows from having been placed, by a choice or by a booking."""
    known = await professional_of(session, referral.cpts_id, professional_id)
    details = {
        "professional_id": str(professional_id),
        "professional_name": known.name if known else None,
        "recorded": recorded.value,
    }
    await timeline.add(session, referral.id, "choice_recorded", by, at, details)
    await ports.solicitations.placed(session, referral, professional_id, by, at)
    await open_bulletin(session, ports, referral, professional_id, by, at, referral.placed_by_appointment_id)
    await ports.disclosure.settle_wishes(session, referral, professional_id, at)
    await ports.loop.joined(session, referral, professional_id, at)
    await ports.loop.inform(session, referral, "placed", at)
    await events.record(session, events.ReferralPlaced, referral)


async def chosen_in_advance(
    session: AsyncSession, ports: Ports, referral: Referral, professional_id: UUID, at: datetime
) -> bool:
    """« The first who fits »: called right after `proposal_received`. False when the person wants to choose."""
    if not referral.advance_choice or referral.status != Status.PROPOSED:
        return False
    await chosen(session, ports, referral, professional_id, ChoiceRecorded.IN_ADVANCE, SYSTEM, at)
    return True


async def decline(context: Context, referral_id: UUID, act: DeclineProposal, once: Once) -> ReferralOut:
    """A no costs nothing: class, rank and dates stay; without any proposal left the search goes on."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        referral.require("place")
        left = await context.ports.solicitations.declined(
            session, referral, act.professional_id, act.reason_code, context.by, context.at
        )
        details = {"reason_code": act.reason_code, "recorded": act.recorded.value}
        await timeline.add(session, referral.id, "proposal_declined", context.by, context.at, details)
        if left == 0 and referral.status == Status.PROPOSED:
            await back_to_search(session, referral, context.by, context.at)
        await session.flush()
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def step_back(context: Context, referral_id: UUID, act: StepBack, once: Once) -> ReferralOut:
    """placed → searching: the bulletin closes for the professional, the person's rank and dates stay."""
    async with context.unit.begin() as session:
        # The act takes the professional's own link away: its repeat is answered before the link is asked for.
        await idempotency.replay(session, once)
        referral = await _reported(session, context, referral_id, "step-back", once)
        professional_id = referral.placed_professional_id
        if professional_id is None:
            raise ProfessionalNotProposed
        if referral.awaits_booked_visit(context.at):
            raise AppointmentToCancel
        await context.ports.grants.revoke(
            session, referral.id, reason=f"step_back_{act.by}", at=context.at, professional_id=professional_id
        )
        await context.ports.solicitations.stepped_back(session, referral, professional_id, act.by, context.at)
        details = {"professional_id": str(professional_id), "by": act.by, "reason_code": act.reason_code.value}
        await timeline.add(session, referral.id, "stepped_back", context.by, context.at, details)
        await back_to_search(session, referral, context.by, context.at)
        await unsettled(session, context.ports, referral, professional_id, context.at)
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def unsettled(
    session: AsyncSession, ports: Ports, referral: Referral, professional_id: UUID, at: datetime
) -> None:
    """The placement did not hold: he follows the request no longer, the others hear of it, the search goes on."""
    await ports.disclosure.reopen_wishes(session, referral)
    await ports.loop.left(session, referral, professional_id, at)
    await ports.loop.inform(session, referral, "back_to_search", at)
    await events.record(session, events.ReferralQualified, referral)


async def record_first_appointment(
    context: Context, referral_id: UUID, act: RecordFirstAppointment, once: Once
) -> ReferralOut:
    async with context.unit.begin() as session:
        referral = await _reported(session, context, referral_id, "first-appointment", once)
        if (act.at is None) == (act.waived_reason is None):
            raise AppointmentUnsaid
        referral.first_appointment = "waived" if act.at is None else "stated"
        referral.first_appointment_at = act.at
        referral.moved(context.at)
        details = {"reason_code": act.waived_reason} if act.waived_reason else {}
        code = f"first_appointment_{referral.first_appointment}"
        await timeline.add(session, referral.id, code, context.by, context.at, details)
        await session.flush()
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def record_declaration(context: Context, referral_id: UUID, act: RecordDeclaration, once: Once) -> ReferralOut:
    async with context.unit.begin() as session:
        referral = await _reported(session, context, referral_id, "declaration", once)
        if referral.kind != Kind.MEDECIN_TRAITANT:
            raise NothingToConfirm
        referral.declaration = act.state
        referral.moved(context.at)
        details = {"reason_code": act.reason} if act.reason else {}
        await timeline.add(session, referral.id, f"declaration_{act.state}", context.by, context.at, details)
        await session.flush()
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def waive_report(context: Context, referral_id: UUID, act: WaiveReport, once: Once) -> ReferralOut:
    async with context.unit.begin() as session:
        referral = await _reported(session, context, referral_id, "report-waiver", once)
        referral.waive_report(context.at)
        details = {"reason_code": act.reason_code}
        await timeline.add(session, referral.id, "report_waived", context.by, context.at, details)
        await session.flush()
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def close(context: Context, referral_id: UUID, act: Close, once: Once) -> ReferralOut:
    """Refused with what is missing until everybody is informed."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        missing = await context.ports.handovers.unsaid(session, referral)
        missing += await context.ports.loop.uninformed(session, referral.id)
        await closed(session, referral, act.outcome_code, missing, context.by, context.at)
        await context.ports.bundles.closed(session, context.ports, context.caller, referral, context.at)
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def closed(
    session: AsyncSession, referral: Referral, outcome: Outcome, missing: list[str], by: Author, at: datetime
) -> None:
    """With the request's row locked. `missing`: whoever is still to be told."""
    referral.close(outcome, missing, at)
    await timeline.add(session, referral.id, "closed", by, at, {"outcome_code": outcome.value})
    await events.record(session, events.ReferralClosed, referral)


async def _reported(session: AsyncSession, context: Context, referral_id: UUID, act: str, once: Once) -> Referral:
    """The request, locked, for what happens once it is placed; a repeat gets its first answer even later."""
    referral = await repository.referral_for_act(session, referral_id)
    takes_part = await links.takes_part(session, context, referral_id)
    policies.require_may_report(context.caller, referral, takes_part=takes_part)
    await idempotency.claim(session, once, context.at)
    if referral.status != Status.PLACED:
        raise referral.not_now(act, frozenset({Status.PLACED}))
    return referral
