"""A professional does not leave after all: of what his departure made wait, nobody asked keeps waiting.

A request that nobody has worked on since goes back to where it was: with him again when it was still open, withdrawn
from the queue when it was made anew. Whatever somebody has worked on goes on, and is named to the coordinator.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.known.models import KnownProfessional
from referral_svc.plans import departures, views
from referral_svc.plans.making import require_plans
from referral_svc.plans.models import Departure, DepartureCase
from referral_svc.plans.schemas import DepartureUndone
from referral_svc.referrals import timeline
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.reasons import WithdrawalReason
from referral_svc.referrals.usecases import withdrawn
from referral_svc.solicitations import repository as solicitations

Waiting = tuple[DepartureCase, Referral]


async def preview_cancellation(context: Context, departure_id: UUID) -> DepartureUndone:
    """What cancelling it would do, before it is done."""
    require_plans(context.caller)
    async with context.unit.begin() as session:
        departure, leaver = await departures.with_name(session, departure_id)
        departure.require_cancellable()
        return _told(departure, leaver, await departures.waiting_because_of(session, departure_id, locked=False))


async def cancel_departure(context: Context, departure_id: UUID, once: Once) -> DepartureUndone:
    """All of it in one transaction. Who announced it is a coordinator; any coordinator may take it back."""
    require_plans(context.caller)
    async with context.unit.begin() as session:
        departure, leaver = await departures.with_name(session, departure_id, locked=True)
        await idempotency.claim(session, once, context.at)
        departure.cancel(context.by, context.at)
        cases = await departures.waiting_because_of(session, departure_id, locked=True)
        told = _told(departure, leaver, cases)
        for case, referral in cases:
            if _is_untouched(departure, case, referral):
                await _waits_no_longer(session, context, departure, leaver.name if leaver else "", case, referral)
        await _takes_again(session, departure, left_him=sum(_left_him(case) for case, _ in cases))
        await session.flush()
        return await idempotency.keep(session, once, told)


def _told(departure: Departure, leaver: KnownProfessional | None, cases: Sequence[Waiting]) -> DepartureUndone:
    untouched = [case for case, referral in cases if _is_untouched(departure, case, referral)]
    withdrawn_again = sum(case.from_referral_id is not None for case in untouched)
    return DepartureUndone(
        departure_id=departure.id,
        name=leaver.name if leaver else "",
        placed_again=len(untouched) - withdrawn_again,
        withdrawn=withdrawn_again,
        staying=[
            views.staying(referral)
            for case, referral in cases
            if referral.is_open and not _is_untouched(departure, case, referral)
        ],
    )


def _is_untouched(departure: Departure, case: DepartureCase, referral: Referral) -> bool:
    """Nothing moved it since the announcement: every act on a request leaves its instant there."""
    if referral.last_movement_at != departure.announced_at:
        return False
    if case.from_referral_id is not None:
        return referral.status == Status.QUALIFIED
    return case.before is not None and referral.may("stay")


def _left_him(case: DepartureCase) -> bool:
    """It had taken a place of his, and is with him no longer. A booking had taken none."""
    placement = case.placement
    return placement is not None and case.undone_at is None and placement.placed_by_appointment_id is None


async def _waits_no_longer(
    session: AsyncSession, context: Context, departure: Departure, name: str, case: DepartureCase, referral: Referral
) -> None:
    about = {"professional": name}
    if case.from_referral_id is None:
        await timeline.add(session, referral.id, "professional_stays", context.by, context.at, about)
        await _placed_again(session, context, departure, case, referral)
    else:
        closed_id, number = case.from_referral_id, {"case_number": referral.case_number}
        await timeline.add(session, closed_id, "professional_stays", context.by, context.at, about | number)
        await timeline.add(session, referral.id, "professional_stays", context.by, context.at, about)
        await withdrawn(session, context, referral, WithdrawalReason.NO_LONGER_NEEDED)
    case.undo(context.at)


async def _placed_again(
    session: AsyncSession, context: Context, departure: Departure, case: DepartureCase, referral: Referral
) -> None:
    """As it was. Agendas and bulletins had stayed with him, so that nothing is opened anew."""
    before, who = case.placement, departure.professional_id
    if before is None:
        return
    referral.stay(who, before, is_usual=case.was_usual, at=context.at)
    await context.ports.solicitations.stays(session, referral, who, departure.announced_at)
    await context.ports.disclosure.settle_wishes(session, referral, who, context.at)
    await context.ports.loop.inform(session, referral, "placed", context.at)


async def _takes_again(session: AsyncSession, departure: Departure, *, left_him: int) -> None:
    """The places he had, and those of whoever goes on without him. What he said himself meanwhile stands."""
    wishes = (await solicitations.locked_settings(session, [departure.professional_id]))[departure.professional_id]
    if wishes.places_left == 0:
        wishes.places_left = None if departure.places_before is None else departure.places_before + left_him
