"""What follows from a report: the request has one, and those who may read it are told, never what it says."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.disclosure.reports.models import Report, ReportReaders, ReportState
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import Author
from referral_svc.referrals.consents import Consent
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Loop


async def filed(session: AsyncSession, loop: Loop, referral: Referral, report: Report, at: datetime) -> None:
    by = Author(report.author_account_id, report.author_name, report.author_professional_id)
    referral.reported(at)
    await timeline.add(session, referral.id, "report_filed", by, at, {"kind": report.kind.value})
    consent = await session.get_one(Consent, referral.id)
    everybody = report.readers == ReportReaders.PARTICIPANTS and consent.bulletin_sharing
    await loop.inform(session, referral, "report", at, but=by, professionals_only=not everybody, report_id=report.id)


async def refused_by_scanner(
    session: AsyncSession, loop: Loop, referral: Referral, report: Report, at: datetime
) -> None:
    """Its author alone is told: the others never knew of it."""
    by = Author(report.author_account_id, report.author_name, report.author_professional_id)
    await timeline.add(session, referral.id, "report_refused", by, at, {"kind": report.kind.value})
    await loop.inform_author(session, referral, by, "report_refused", at)


async def recount(session: AsyncSession, referral: Referral, at: datetime) -> None:
    """One was taken back: the request may have none any longer."""
    await session.flush()
    left = await session.scalar(
        select(Report.id).where(Report.referral_id == referral.id, Report.state == ReportState.FILED).limit(1)
    )
    if left is None:
        referral.unreported(at)


async def announce_withdrawal(
    session: AsyncSession, referral: Referral, report: Report, reason: str, by: Author, at: datetime
) -> None:
    details = {"kind": report.kind.value, "reason_code": reason}
    await timeline.add(session, referral.id, "report_withdrawn", by, at, details)
