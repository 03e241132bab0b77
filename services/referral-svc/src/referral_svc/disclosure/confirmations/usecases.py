"""Somebody who may know the person has her appointment confirmed to her; a change of it is told by the same ways."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency, sms
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.disclosure.bulletins import require_ground
from referral_svc.disclosure.confirmations.coming_back import left_to_tell
from referral_svc.disclosure.confirmations.errors import NoWayToWrite, VisitUnknown
from referral_svc.disclosure.confirmations.models import PHONE, UNTOLD, VisitConfirmation, Way, What
from referral_svc.disclosure.confirmations.schemas import (
    ConfirmationSent,
    ConfirmVisit,
    VisitsToConfirm,
    VisitToConfirm,
    VisitToTell,
)
from referral_svc.disclosure.confirmations.visit import visit_of
from referral_svc.disclosure.vault import Vault
from referral_svc.known.models import KnownAppointment, KnownCancellation
from referral_svc.referrals import repository, timeline
from referral_svc.referrals.authors import SYSTEM
from referral_svc.referrals.models import Referral


async def visits(context: Context, vault: Vault, referral_id: UUID, *, sends_sms: bool) -> VisitsToConfirm:
    async with context.unit.begin() as session:
        referral = await repository.referral_of(session, referral_id)
        await require_ground(session, context, referral, "name")
        ways = list(await addresses(session, vault, referral_id, sends_sms=sends_sms))
        coming = await _coming(session, referral_id, context.at)
        said = await _said(session, referral_id)
        shown = [await visit_of(session, one) for one in coming]
        return VisitsToConfirm(
            items=[
                VisitToConfirm(
                    appointment_id=visit.appointment_id, starts_at=visit.starts_at, modality=visit.modality,
                    assisted=visit.assisted, professional_name=visit.professional_name, place=visit.place,
                    phone=visit.phone, ways=ways,
                    sent=[
                        ConfirmationSent.model_validate(row)
                        for row in said
                        if row.appointment_id == visit.appointment_id
                    ],
                )
                for visit in shown
            ],
            to_tell=[
                VisitToTell(
                    appointment_id=known.appointment_id, starts_at=known.starts_at,
                    professional_name=(await visit_of(session, known)).professional_name,
                    way=row.way, what=What(row.what), since=row.asked_at,
                )
                for row, known in await left_to_tell(session, referral_id, context.at)
            ],
        )  # fmt: skip


async def confirm(
    context: Context, vault: Vault, referral_id: UUID, act: ConfirmVisit, once: Once, *, sends_sms: bool
) -> ConfirmationSent:
    """Written in the name of whoever asks; it leaves with the worker."""
    async with context.unit.begin() as session:
        referral = await repository.referral_for_act(session, referral_id)
        await require_ground(session, context, referral, "name")
        await idempotency.claim(session, once, context.at)
        if act.appointment_id not in [one.appointment_id for one in await _coming(session, referral_id, context.at)]:
            raise VisitUnknown
        if act.way not in await addresses(session, vault, referral_id, sends_sms=sends_sms):
            raise NoWayToWrite
        row = _queued(referral, act.appointment_id, act.way, What.BOOKED, context.at)
        row.asked_by_account_id = context.caller.account_id
        session.add(row)
        await timeline.add(session, referral_id, f"confirmation_{act.way}", context.by, context.at)
        await session.flush()
        return await idempotency.keep(session, once, ConfirmationSent.model_validate(row))


async def correct(session: AsyncSession, referral: Referral, appointment_id: UUID, what: What, at: datetime) -> None:
    """What has begun needs no correction, and whoever was told nothing needs none either. Who was told by phone alone
    waits to be called again."""
    visit = await session.get(KnownAppointment, (referral.cpts_id, appointment_id))
    if visit is None or visit.starts_at <= at:
        return
    told = (row for row in await _said(session, referral.id) if row.appointment_id == appointment_id)
    ways = {row.way for row in told if row.state not in UNTOLD or (row.way == PHONE and row.state == "failed")}
    if ways == {PHONE}:
        call_again = _queued(referral, appointment_id, PHONE, what, at)
        call_again.state = "failed"
        session.add(call_again)
        await timeline.add(session, referral.id, "correction_phone", SYSTEM, at)
    for way in sorted(ways - {PHONE}):
        session.add(_queued(referral, appointment_id, Way(way), what, at))
        await timeline.add(session, referral.id, f"correction_{way}", SYSTEM, at)


async def addresses(session: AsyncSession, vault: Vault, referral_id: UUID, *, sends_sms: bool) -> dict[Way, str]:
    """Where the person can be written to; nowhere once she is erased."""
    opened = await vault.columns(session, [referral_id], ("contact",))
    contact: dict[str, Any] = opened[referral_id]["contact"] if referral_id in opened else {}
    phone = sms.mobile(contact["phone"]) if sends_sms and contact.get("phone") else None
    found = {Way.SMS: phone, Way.MAIL: contact.get("email")}
    return {way: address for way, address in found.items() if address}


def _queued(referral: Referral, appointment_id: UUID, way: str, what: What, at: datetime) -> VisitConfirmation:
    return VisitConfirmation(
        cpts_id=referral.cpts_id, referral_id=referral.id, appointment_id=appointment_id, way=str(way),
        what=what.value, state="queued", attempts=0, next_attempt_at=at, asked_at=at,
    )  # fmt: skip


async def _coming(session: AsyncSession, referral_id: UUID, at: datetime) -> Sequence[KnownAppointment]:
    over = exists().where(
        KnownCancellation.cpts_id == KnownAppointment.cpts_id,
        KnownCancellation.appointment_id == KnownAppointment.appointment_id,
    )
    rows = await session.scalars(
        select(KnownAppointment)
        .where(KnownAppointment.referral_id == referral_id, KnownAppointment.starts_at > at, ~over)
        .order_by(KnownAppointment.starts_at)
    )
    return rows.all()


async def _said(session: AsyncSession, referral_id: UUID) -> Sequence[VisitConfirmation]:
    rows = await session.scalars(
        select(VisitConfirmation)
        .where(VisitConfirmation.referral_id == referral_id)
        .order_by(VisitConfirmation.asked_at.desc(), VisitConfirmation.id.desc())
    )
    return rows.all()
