"""Requests of unscheduled care that no appointment answers, in the order in which the coordination takes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, SQLColumnExpression, and_, case, func, literal, or_, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.pages import decode_cursor, encode_cursor
from scheduling_svc.appointments.models import Appointment
from scheduling_svc.appointments.policies import OPEN_STATES, SNP
from scheduling_svc.known.models import KnownProfessional, KnownReferral
from scheduling_svc.slots.models import Slot, SlotStatus
from scheduling_svc.slots.search import FITS_SNP, NOT_SHADOWED, OF_A_BRIGADE
from scheduling_svc.triage.models import Triage, TriageStatus
from scheduling_svc.triage.policies import TRIAGERS, may_triage
from scheduling_svc.triage.publishing import script_in_force
from scheduling_svc.triage.repository import STANDING
from scheduling_svc.triage.schemas import FindTriages, QueuedTriage, TriageQueue
from scheduling_svc.triage.script import TriageClass, TriageScript

#: Of a slot `s`: nobody has its time, it takes unscheduled care, and the person need not live where a brigade goes.
_IS_TO_BE_HAD = text(f"{NOT_SHADOWED} {FITS_SNP} and not {OF_A_BRIGADE}")
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_IS_UNSORTED = or_(Triage.status.is_(None), Triage.status == TriageStatus.ASKING.value)
_BOOKED = (
    select(Appointment.appointment_id)
    .where(
        Appointment.cpts_id == KnownReferral.cpts_id,
        Appointment.referral_id == KnownReferral.referral_id,
        Appointment.status.in_(STANDING),
    )
    .exists()
)
_WAITS = and_(
    KnownReferral.kind == SNP,
    or_(
        and_(KnownReferral.status.in_(OPEN_STATES - {"placed"}), ~_BOOKED, Triage.ended_at.is_(None)),
        # Whoever found a slot meanwhile does not take a red flag off the list.
        and_(KnownReferral.status.in_(OPEN_STATES), Triage.status == TriageStatus.RED_FLAG.value),
    ),
)
_OF_REFERRAL = and_(Triage.cpts_id == KnownReferral.cpts_id, Triage.referral_id == KnownReferral.referral_id)
_OWN_DOCTOR = and_(
    KnownProfessional.cpts_id == KnownReferral.cpts_id,
    KnownProfessional.professional_id == KnownReferral.usual_professional_id,
)


async def list_waiting(unit: Unit, caller: Caller, clock: Clock, find: FindTriages) -> TriageQueue:
    may_triage(caller)
    after = decode_cursor("triages", find.cursor, (int, datetime, UUID)) if find.cursor else None
    now = clock.now()
    async with unit.begin() as session:
        _, script = await script_in_force(session)
        rows = (await session.execute(_waiting(now, script, after).limit(find.limit + 1))).all()
    page = rows[: find.limit]
    return TriageQueue(
        items=[QueuedTriage.model_validate(row) for row in page],
        next=encode_cursor("triages", page[-1].rank, page[-1].due, page[-1].referral_id)
        if len(rows) > find.limit
        else None,
    )


def _waiting(now: datetime, script: TriageScript, after: tuple[int, datetime, UUID] | None) -> Select[Any]:
    sorting_due = _sorting_due(script)
    due = func.coalesce(Triage.due_at, sorting_due, Triage.opened_at, KnownReferral.stated_at, literal(_BEGINNING))
    key = (_rank(now, sorting_due), due, KnownReferral.referral_id)
    asked = (
        select(
            KnownReferral.referral_id,
            KnownReferral.stated_at,
            KnownProfessional.display_name.label("usual_professional_name"),
            _free_with_own_doctor(now).label("usual_free_at"),
            Triage.status,
            Triage.triage_class,
            Triage.profession_code,
            Triage.modality,
            Triage.due_at,
            Triage.opened_at,
            Triage.pool_asked_at,
            key[0].label("rank"),
            due.label("due"),
            sorting_due.label("sorting_due_at"),
        )
        .outerjoin(Triage, _OF_REFERRAL)
        .outerjoin(KnownProfessional, _OWN_DOCTOR)
        .where(_WAITS)
        .order_by(*key)
    )
    return asked if after is None else asked.where(tuple_(*key) > tuple_(*after))


async def counted(session: AsyncSession, caller: Caller) -> tuple[int, datetime | None]:
    """For the home of who sorts them: how many wait, and since when the first."""
    if not caller.has(*TRIAGERS):
        return 0, None
    asked = select(func.count(), func.min(KnownReferral.stated_at)).outerjoin(Triage, _OF_REFERRAL).where(_WAITS)
    count, oldest = (await session.execute(asked.select_from(KnownReferral))).one()
    return count, oldest


def _sorting_due(script: TriageScript) -> SQLColumnExpression[datetime | None]:
    """No class is known before the sorting: until then a request is late once the shortest target has elapsed since
    it was stated, so that none grows old because nobody looked at it."""
    since = func.coalesce(KnownReferral.stated_at, Triage.opened_at)
    return case((_IS_UNSORTED, since + literal(timedelta(hours=script.targets.shortest()))), else_=None)


def _rank(now: datetime, sorting_due: SQLColumnExpression[datetime | None]) -> SQLColumnExpression[int]:
    """Red flags; then what was escalated to the pool or is late, whatever its class; then those not sorted yet; then
    by class. What is to be told to the person comes last."""
    return case(
        (Triage.status == TriageStatus.RED_FLAG.value, 0),
        (or_(Triage.pool_asked_at.is_not(None), Triage.due_at < now, sorting_due < now), 1),
        (_IS_UNSORTED, 2),
        *((Triage.triage_class == one.value, 3 + rank) for rank, one in enumerate(TriageClass)),
        else_=9,
    )


def _free_with_own_doctor(now: datetime) -> Any:
    """The first slot of the person's own doctor in time that she can have, once she was sorted; of any audience, for
    she is his."""
    slot = aliased(Slot, name="s")
    return (
        select(slot.starts_at)
        .where(
            slot.professional_id == KnownReferral.usual_professional_id,
            slot.status == SlotStatus.FREE.value,
            slot.starts_at.between(now, Triage.due_at),
            _IS_TO_BE_HAD,
        )
        .order_by(slot.starts_at)
        .limit(1)
        .scalar_subquery()
    )
