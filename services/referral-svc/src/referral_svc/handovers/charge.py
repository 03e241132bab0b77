"""A request that is handed over goes where its hand-overs stand: asked, taken in charge, given back, answered.

One function brings it there from whatever was said, so that the order in which things are said does not matter. No
place of a professional is taken and no share counted: nobody was solicited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.handovers import repository
from referral_svc.handovers.codes import ANSWERED_BY, takes_charge
from referral_svc.handovers.models import Handover
from referral_svc.referrals import events, timeline
from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.placing import closed
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.usecases import search_started


@dataclass(frozen=True)
class Charge:
    """The standing hand-overs of one request that take it in charge, oldest first."""

    rows: Sequence[Handover]

    @property
    def awaited(self) -> list[Handover]:
        """Nobody has said yet what came of them."""
        return [one for one in self.rows if one.outcome_code is None]

    @property
    def answered(self) -> list[Handover]:
        """The need was met by them."""
        return [one for one in self.rows if one.outcome_code in ANSWERED_BY]

    def holder(self, referral: Referral) -> Handover | None:
        """Who had it keeps it as long as he has it; then the next who accepted; then who met the need."""
        accepted = [one for one in self.awaited if one.answer == "accepted"]
        same = [one for one in accepted if one.id == referral.in_charge_handover_id]
        return next(iter([*same, *accepted, *self.answered[-1:]]), None)


async def charge_of(session: AsyncSession, referral: Referral) -> Charge:
    newest_first = await repository.of_referral(session, referral.id)
    kind, needs = referral.kind, referral.need_codes
    return Charge(
        [one for one in reversed(newest_first) if one.stands and takes_charge(kind, needs, one.reason_code)]
    )


async def settle(session: AsyncSession, ports: Ports, referral: Referral, by: Author, at: datetime) -> None:
    """With the request's row locked."""
    if not referral.is_handed_over or referral.is_received:
        return
    charge = await charge_of(session, referral)
    holder = charge.holder(referral)
    if holder is not None:
        await _taken(session, ports, referral, holder, by, at)
        await _answered(session, ports, referral, charge, by, at)
    elif charge.awaited and referral.may("start_search"):
        await search_started(session, referral, by, at)
    elif not charge.awaited and _is_let_go(referral):
        await _given_back(session, ports, referral, by, at)


async def _taken(
    session: AsyncSession, ports: Ports, referral: Referral, holder: Handover, by: Author, at: datetime
) -> None:
    if referral.status == Status.PLACED:
        referral.put_in_charge(holder.id, holder.to_name)
    if not referral.may("take_charge"):
        return
    referral.take_charge(holder.id, holder.to_name, at)
    await timeline.add(session, referral.id, "taken_in_charge", by, at, {"to": holder.to_name})
    if holder.professional_id is not None:
        await ports.loop.joined(session, referral, holder.professional_id, at)
    await ports.loop.inform(session, referral, "in_charge", at)
    await events.record(session, events.ReferralPlaced, referral)


async def _answered(
    session: AsyncSession, ports: Ports, referral: Referral, charge: Charge, by: Author, at: datetime
) -> None:
    """Closed as soon as nobody else is awaited and every participant is told; a timer comes back for these."""
    if charge.awaited or not charge.answered or not referral.may("close"):
        return
    outcome = ANSWERED_BY[charge.answered[-1].outcome_code or ""]
    if referral.outcome_code is None:
        referral.outcome_code = outcome.value
        await ports.loop.inform(session, referral, "outcome", at)
    if not await ports.loop.uninformed(session, referral.id):
        await closed(session, referral, outcome, [], by, at)


def _is_let_go(referral: Referral) -> bool:
    """Asked or in charge until now; one that a professional took after a wave stays with him."""
    return referral.status == Status.SEARCHING or (
        referral.status == Status.PLACED and referral.in_charge_handover_id is not None
    )


async def _given_back(session: AsyncSession, ports: Ports, referral: Referral, by: Author, at: datetime) -> None:
    was_placed = referral.status == Status.PLACED
    last = await repository.holder_of(session, referral)
    referral.hand_back(at)
    await timeline.add(session, referral.id, "handed_back", by, at)
    if last is not None and last.professional_id is not None:
        await ports.loop.left(session, referral, last.professional_id, at)
    if was_placed:
        await ports.loop.inform(session, referral, "back_to_search", at)
        await events.record(session, events.ReferralQualified, referral)
