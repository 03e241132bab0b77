"""Work that waits, by key: the badge counts, and the list shows, the appointments of one condition."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from carekit.auth import Caller
from scheduling_svc.appointments.models import Appointment, AppointmentStatus, WorklistKey
from scheduling_svc.appointments.policies import STANDING
from scheduling_svc.slots.policies import OVERSEERS, own_agenda

_SINCE: dict[WorklistKey, SQLColumnExpression[Any]] = {
    WorklistKey.OUTCOME_MISSING: Appointment.ends_at,
    WorklistKey.TO_REBOOK: Appointment.cancelled_at,
}


async def counted(
    session: AsyncSession, key: WorklistKey, caller: Caller, now: datetime
) -> tuple[int, datetime | None]:
    asked = select(func.count(), func.min(_SINCE[key])).where(rows_of(key, caller, now))
    count, oldest = (await session.execute(asked)).one()
    return count, oldest


def rows_of(key: WorklistKey, caller: Caller, now: datetime) -> ColumnElement[bool]:
    """Of one's own agenda, or of the whole CPTS for who oversees it; roles without agenda have none."""
    condition = _outcome_missing(now) if key is WorklistKey.OUTCOME_MISSING else _to_rebook(now)
    if caller.has(*OVERSEERS):
        return condition
    own = own_agenda(caller)
    return and_(condition, Appointment.professional_id == own) if own else false()


def _outcome_missing(now: datetime) -> ColumnElement[bool]:
    return and_(Appointment.status.in_(STANDING), Appointment.ends_at < now)


def _to_rebook(now: datetime) -> ColumnElement[bool]:
    """Cancelled ahead of time by the practice, for a referral that has no other appointment since."""
    other = aliased(Appointment)
    since = select(other.appointment_id).where(
        other.cpts_id == Appointment.cpts_id,
        other.referral_id == Appointment.referral_id,
        other.booked_at >= Appointment.cancelled_at,
        other.status.in_([*STANDING, AppointmentStatus.FULFILLED.value]),
    )
    return and_(
        Appointment.status == AppointmentStatus.CANCELLED_BY_PRACTICE.value,
        Appointment.starts_at > now,
        Appointment.referral_id.is_not(None),
        ~since.correlate(Appointment).exists(),
    )
