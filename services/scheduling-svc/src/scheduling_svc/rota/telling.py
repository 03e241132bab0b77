"""What happened to published duties, told to whoever writes to people. Drafts are told to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import outbox
from carekit.auth import Caller
from carekit.events import Event
from scheduling_svc.rota.events import SUBSCRIPTIONS, DutiesOf, DutyChanged, RotaPublished, SwapOffered
from scheduling_svc.rota.models import Duty, DutySwap, Rota, RotaKind, RotaStatus
from scheduling_svc.rota.scene import Scene


@dataclass(frozen=True)
class Stood:
    """A duty before it changed."""

    on: date
    professional_id: UUID | None


async def tell_published(session: AsyncSession, caller: Caller, scene: Scene, at: datetime) -> None:
    days = {member.professional_id: list[date]() for member in scene.members}
    for duty in scene.duties:
        if duty.professional_id is not None:
            days[duty.professional_id].append(duty.on_day)
    fact = RotaPublished(
        rota_id=scene.rota.rota_id, kind=RotaKind(scene.rota.kind), by_professional_id=_himself(caller),
        duties=[DutiesOf(professional_id=who, days=sorted(on)) for who, on in days.items()],
    )  # fmt: skip
    await _record(session, scene.rota, fact, at)


async def tell_change(
    session: AsyncSession, caller: Caller, rota: Rota, duty: Duty, was: Stood, at: datetime
) -> None:  # fmt: skip
    if rota.status != RotaStatus.PUBLISHED or duty.professional_id is None:
        return
    if was == Stood(duty.on_day, duty.professional_id):
        return
    fact = DutyChanged(
        duty_id=duty.duty_id, kind=RotaKind(rota.kind), on=duty.on_day, was_on=was.on,
        professional_id=duty.professional_id, was_of=was.professional_id, by_professional_id=_himself(caller),
    )  # fmt: skip
    await _record(session, rota, fact, at)


async def tell_offer(
    session: AsyncSession, rota: Rota, duty: Duty, swap: DutySwap, may_take: Sequence[UUID], at: datetime
) -> None:
    fact = SwapOffered(
        swap_id=swap.swap_id, kind=RotaKind(rota.kind), on=duty.on_day, offered_by=swap.offered_by,
        in_return=swap.in_return, may_take=list(may_take),
    )  # fmt: skip
    await _record(session, rota, fact, at)


async def _record(session: AsyncSession, rota: Rota, fact: Event, at: datetime) -> None:
    await outbox.record(session, fact, to=SUBSCRIPTIONS, version=rota.version, cpts_id=rota.cpts_id, at=at)


def _himself(caller: Caller) -> UUID | None:
    """A delegate's act is news to his professional."""
    return None if caller.has("delegate") else caller.professional_id
