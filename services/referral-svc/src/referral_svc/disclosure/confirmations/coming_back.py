"""A confirmation that did not arrive: on the case, and among what waits for the coordinator, who calls the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from carekit.clock import Clock
from carekit.db import Database
from carekit.returns import Report
from referral_svc.disclosure.confirmations.models import UNTOLD, VisitConfirmation, What
from referral_svc.known.models import KnownAppointment, KnownCancellation
from referral_svc.known.rounds import in_every_cpts
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import SYSTEM
from referral_svc.referrals.models import Referral


@dataclass(frozen=True)
class ReturnedConfirmations:
    """What `carekit.returns` reads about confirmations, whose mails stand in no queue."""

    database: Database
    clock: Clock

    async def believe(self, report: Report) -> None:
        """A server's yes says no more than `sent`: the person may still not read it, and nothing waits for that."""
        if not report.delivered:
            await in_every_cpts(self.database, lambda session: self._came_back(session, report))

    async def _came_back(self, session: AsyncSession, report: Report) -> int:
        row = await session.scalar(
            select(VisitConfirmation)
            .where(VisitConfirmation.id == report.mail_id, VisitConfirmation.state == "sent")
            .with_for_update()
        )
        if row is None:
            return 0
        await not_arrived(session, row, self.clock.now())
        return 1


async def not_arrived(session: AsyncSession, row: VisitConfirmation, at: datetime) -> None:
    """For good: it came back, was refused, or had nowhere to go."""
    row.state = "failed"
    await timeline.add(session, row.referral_id, f"confirmation_failed_{row.way}", SYSTEM, at)


def with_one_not_arrived(at: datetime) -> tuple[ColumnElement[bool], SQLColumnExpression[datetime | None]]:
    """Requests whose person may not know what became of an appointment to come, and when the first of it was asked
    for."""
    rows = _not_arrived(at).where(VisitConfirmation.referral_id == Referral.id).correlate(Referral)
    since = rows.with_only_columns(func.min(VisitConfirmation.asked_at)).scalar_subquery()
    return rows.with_only_columns(VisitConfirmation.id).exists(), since


async def left_to_tell(
    session: AsyncSession, referral_id: UUID, at: datetime
) -> list[tuple[VisitConfirmation, KnownAppointment]]:
    """What did not arrive, the last of each appointment only, and where that one stands."""
    found = await session.execute(
        _not_arrived(at)
        .where(VisitConfirmation.referral_id == referral_id)
        .order_by(
            KnownAppointment.starts_at,
            VisitConfirmation.appointment_id,
            VisitConfirmation.asked_at,
            VisitConfirmation.id,
        )
    )
    return list({row.appointment_id: (row, known) for row, known in found.all()}.values())


def _not_arrived(at: datetime) -> Select[VisitConfirmation, KnownAppointment]:
    """Until something later of the appointment is written or said to her."""
    again = aliased(VisitConfirmation)
    told_again = exists().where(
        again.appointment_id == VisitConfirmation.appointment_id,
        again.asked_at > VisitConfirmation.asked_at,
        again.state.not_in(UNTOLD),
    )
    over = exists().where(
        KnownCancellation.cpts_id == VisitConfirmation.cpts_id,
        KnownCancellation.appointment_id == VisitConfirmation.appointment_id,
    )
    return (
        select(VisitConfirmation, KnownAppointment)
        .join(KnownAppointment, KnownAppointment.appointment_id == VisitConfirmation.appointment_id)
        .where(
            VisitConfirmation.state == "failed",
            KnownAppointment.starts_at > at,
            or_(~over, VisitConfirmation.what == What.CANCELLED.value),
            ~told_again,
        )
    )
