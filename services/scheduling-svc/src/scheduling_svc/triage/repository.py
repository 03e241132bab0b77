"""Questions about triages and scripts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.appointments.models import Appointment, AppointmentStatus
from scheduling_svc.known.models import KnownProfessional, KnownReferral
from scheduling_svc.triage.models import PublishedScript, ScriptDraft, Triage, TriageAct, TriageStatus

STANDING = [AppointmentStatus.BOOKED.value, AppointmentStatus.ARRIVED.value, AppointmentStatus.FULFILLED.value]


async def referral_of(session: AsyncSession, cpts_id: UUID, referral_id: UUID) -> KnownReferral | None:
    return await session.get(KnownReferral, (cpts_id, referral_id))


async def triage_of(session: AsyncSession, cpts_id: UUID, referral_id: UUID) -> Triage | None:
    return await session.get(Triage, (cpts_id, referral_id))


async def triage_for_act(session: AsyncSession, cpts_id: UUID, referral_id: UUID) -> Triage | None:
    """The triage, its row locked: two who answer take turns."""
    return await session.get(Triage, (cpts_id, referral_id), with_for_update={"key_share": True})


async def open_once(session: AsyncSession, cpts_id: UUID, referral_id: UUID, script: str, at: datetime) -> bool:
    """False when somebody has opened it already."""
    made = await session.execute(
        insert(Triage)
        .values(
            cpts_id=cpts_id,
            referral_id=referral_id,
            script_version=script,
            answers={},
            status=TriageStatus.ASKING.value,
            opened_at=at,
            version=1,
        )
        .on_conflict_do_nothing()
        .returning(Triage.referral_id)
    )
    return made.first() is not None


async def acts_of(session: AsyncSession, referral_id: UUID) -> Sequence[TriageAct]:
    rows = await session.scalars(
        select(TriageAct).where(TriageAct.referral_id == referral_id).order_by(TriageAct.at, TriageAct.act_id)
    )
    return rows.all()


async def appointment_of(session: AsyncSession, referral_id: UUID) -> datetime | None:
    """When the appointment begins that answers it."""
    return await session.scalar(
        select(func.min(Appointment.starts_at)).where(
            Appointment.referral_id == referral_id, Appointment.status.in_(STANDING)
        )
    )


async def published(session: AsyncSession) -> Sequence[PublishedScript]:
    """Newest first; the first is in force."""
    rows = await session.scalars(select(PublishedScript).order_by(PublishedScript.number.desc()))
    return rows.all()


async def published_version(session: AsyncSession, cpts_id: UUID, version: str) -> PublishedScript | None:
    return await session.get(PublishedScript, (cpts_id, version))


async def draft_of(session: AsyncSession, cpts_id: UUID) -> ScriptDraft | None:
    return await session.get(ScriptDraft, cpts_id, with_for_update=True)


async def own_doctor_of(session: AsyncSession, cpts_id: UUID, referral_id: UUID) -> KnownProfessional | None:
    """The doctor whom the request names as the person's own, when he is known here."""
    known = await referral_of(session, cpts_id, referral_id)
    if known is None or known.usual_professional_id is None:
        return None
    return await session.get(KnownProfessional, (cpts_id, known.usual_professional_id))
