"""A request of unscheduled care is sorted by the script, question by question, and goes where it must."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import outbox
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.events import Event
from carekit.identifiers import new_id
from scheduling_svc.appointments.policies import OPEN_STATES, SNP
from scheduling_svc.known.facts import RecourseDescribed
from scheduling_svc.known.models import KnownReferral
from scheduling_svc.recourses.repository import recourse_of
from scheduling_svc.slots.policies import account_of
from scheduling_svc.triage import publishing, repository, views
from scheduling_svc.triage.errors import (
    NotUnscheduledCare,
    RecourseElsewhere,
    RecourseNotInUse,
    TriageEnded,
    TriageMissing,
)
from scheduling_svc.triage.events import SUBSCRIPTIONS, TriageDisposed, TriageSorted
from scheduling_svc.triage.models import Disposition, Triage, TriageAct, TriageActKind, disposition_of
from scheduling_svc.triage.policies import may_triage
from scheduling_svc.triage.schemas import DisposeTriage, TriageOut
from scheduling_svc.triage.script import TriageClass


async def open_triage(unit: Unit, caller: Caller, clock: Clock, referral_id: UUID) -> TriageOut:
    """Under the script in force; the triage that somebody has opened already is taken up where it stands."""
    may_triage(caller)
    now = clock.now()
    async with unit.begin() as session:
        await _open_request(session, caller, referral_id)
        version, _ = await publishing.script_in_force(session)
        if await repository.open_once(session, caller.cpts, referral_id, version, now):
            _trace(session, caller, referral_id, TriageActKind.OPENED, now)
        return await _seen(session, caller, await _triage(session, caller, referral_id))


async def read_triage(unit: Unit, caller: Caller, referral_id: UUID) -> TriageOut:
    may_triage(caller)
    async with unit.begin() as session:
        await request_of(session, caller, referral_id)
        triage = await repository.triage_of(session, caller.cpts, referral_id)
        if triage is None:
            raise TriageMissing
        return await _seen(session, caller, triage)


async def answer_question(
    unit: Unit, caller: Caller, clock: Clock, referral_id: UUID, question: str, answer: str
) -> TriageOut:
    """Answers the question that stands, or corrects one on the way to it."""
    may_triage(caller)
    now = clock.now()
    async with unit.begin() as session:
        await _open_request(session, caller, referral_id)
        triage = await _triage(session, caller, referral_id)
        before = (triage.triage_class, triage.due_at)
        script = await publishing.script_of(session, caller.cpts, triage.script_version)
        corrects = triage.answer(script, question, answer)
        kind = TriageActKind.CORRECTED if corrects else TriageActKind.ANSWERED
        _trace(session, caller, referral_id, kind, now, question=question, answer=answer)
        if triage.triage_class and triage.due_at and before != (triage.triage_class, triage.due_at):
            await _tell(
                session,
                triage,
                now,
                TriageSorted(
                    referral_id=referral_id,
                    by_account_id=account_of(caller),
                    triage_class=TriageClass(triage.triage_class),
                    due_at=triage.due_at,
                ),
            )
        return await _seen(session, caller, triage)


async def dispose_triage(
    unit: Unit, caller: Caller, clock: Clock, referral_id: UUID, wanted: DisposeTriage
) -> TriageOut:
    """Handed to the 15, to the pool or to a recourse, or not for this agenda: the request hears of it."""
    to = wanted.to
    may_triage(caller)
    now = clock.now()
    async with unit.begin() as session:
        await _open_request(session, caller, referral_id)
        triage = await _triage(session, caller, referral_id)
        recourse = await _recourse(session, caller, wanted)
        triage.dispose(to, now)
        _trace(session, caller, referral_id, TriageActKind.DISPOSED, now, disposition=to.value, recourse=recourse)
        disposed = TriageDisposed(
            referral_id=referral_id, by_account_id=account_of(caller), disposition=to,
            recourse_name=recourse.name if recourse else None,
        )  # fmt: skip
        await _tell(session, triage, now, disposed)
        return await _seen(session, caller, triage)


async def forget_answers(session: AsyncSession, cpts_id: UUID, referral_id: UUID) -> None:
    """The request was withdrawn: what the person said is erased; her class, and where she went, stay."""
    triage = await repository.triage_for_act(session, cpts_id, referral_id)
    if triage is None:
        return
    triage.answers = {}
    said = (TriageActKind.ANSWERED.value, TriageActKind.CORRECTED.value)
    await session.execute(delete(TriageAct).where(TriageAct.referral_id == referral_id, TriageAct.act.in_(said)))


async def _recourse(session: AsyncSession, caller: Caller, wanted: DisposeTriage) -> RecourseDescribed | None:
    """Which one of the directory, when one is named. Whether it is open is the caller's to hear on the telephone."""
    if wanted.recourse_id is None:
        if wanted.to is Disposition.RECOURSE:
            raise RecourseElsewhere("Say which one")
        return None
    recourse = await recourse_of(session, caller.cpts, wanted.recourse_id)
    if recourse is None:
        raise RecourseNotInUse
    if disposition_of(recourse.kind) is not wanted.to:
        raise RecourseElsewhere
    return recourse


async def request_of(session: AsyncSession, caller: Caller, referral_id: UUID) -> KnownReferral:
    """The coordination and the regulation work on every request of unscheduled care of their CPTS."""
    known = await repository.referral_of(session, caller.cpts, referral_id)
    if known is None:
        raise NotFound
    if known.kind != SNP:
        raise NotUnscheduledCare
    return known


async def _open_request(session: AsyncSession, caller: Caller, referral_id: UUID) -> None:
    known = await request_of(session, caller, referral_id)
    if known.status not in OPEN_STATES:
        raise TriageEnded(f"The request is {known.status}")


async def _triage(session: AsyncSession, caller: Caller, referral_id: UUID) -> Triage:
    triage = await repository.triage_for_act(session, caller.cpts, referral_id)
    if triage is None:
        raise TriageMissing
    return triage


async def _seen(session: AsyncSession, caller: Caller, triage: Triage) -> TriageOut:
    script = await publishing.script_of(session, caller.cpts, triage.script_version)
    return views.whole(
        triage,
        script,
        own_doctor=await repository.own_doctor_of(session, caller.cpts, triage.referral_id),
        booked_at=await repository.appointment_of(session, triage.referral_id),
        acts=await repository.acts_of(session, triage.referral_id),
    )


async def _tell(session: AsyncSession, triage: Triage, at: datetime, fact: Event) -> None:
    await outbox.record(session, fact, to=SUBSCRIPTIONS, version=triage.version, cpts_id=triage.cpts_id, at=at)


def _trace(
    session: AsyncSession,
    caller: Caller,
    referral_id: UUID,
    act: TriageActKind,
    at: datetime,
    *,
    question: str | None = None,
    answer: str | None = None,
    disposition: str | None = None,
    recourse: RecourseDescribed | None = None,
) -> None:
    session.add(
        TriageAct(
            act_id=new_id(),
            cpts_id=caller.cpts,
            referral_id=referral_id,
            act=act.value,
            question=question,
            answer=answer,
            disposition=disposition,
            recourse_id=recourse.recourse_id if recourse else None,
            recourse_name=recourse.name if recourse else None,
            author_id=account_of(caller),
            author_name=caller.name,
            author_roles=sorted(caller.roles),
            at=at,
        )
    )
