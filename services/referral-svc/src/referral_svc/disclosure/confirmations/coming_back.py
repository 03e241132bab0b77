"""A confirmation that did not arrive: on the case, and among what waits for the coordinator, who calls the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from carekit.clock import Clock
from carekit.db import Database
from carekit.returns import Report
from referral_svc.disclosure.confirmations.models import VisitConfirmation, What
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
    """Requests whose person may not know what became of an appointment to come, until something later of it is
    written to her; and when the first of it was asked for."""
    again = aliased(VisitConfirmation)
    told_again = exists().where(
        again.appointment_id == VisitConfirmation.appointment_id,
        again.asked_at > VisitConfirmation.asked_at,
        again.state != "failed",
    )
    over = exists().where(
        KnownCancellation.cpts_id == VisitConfirmation.cpts_id,
        KnownCancellation.appointment_id == VisitConfirmation.appointment_id,
    )
    rows = (
        select(VisitConfirmation.id)
        .join(KnownAppointment, KnownAppointment.appointment_id == VisitConfirmation.appointment_id)
        .where(
            VisitConfirmation.referral_id == Referral.id,
            VisitConfirmation.state == "failed",
            KnownAppointment.starts_at > at,
            or_(~over, VisitConfirmation.what == What.CANCELLED.value),
            ~told_again,
        )
        .correlate(Referral)
    )
    since = rows.with_only_columns(func.min(VisitConfirmation.asked_at)).scalar_subquery()
    return rows.exists(), since
