"""Reports leave by MSSanté, the one mail that may carry what they say: to an address of the trust space alone.

Nothing of it stands in clear anywhere here: it is unsealed when it leaves. Once the operator's server has it, its
mail is followed like any other (`outgoing_mail`, without words), so that a report that comes back is seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

import aiosmtplib
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import logs
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Database
from carekit.mail import LAST_ATTEMPT, hand_over, pause_after, refused_for_good
from carekit.settings import MailSettings
from carekit.worker import Job
from referral_svc.disclosure import crypto, reading_log
from referral_svc.disclosure.messages_fr import sent_report
from referral_svc.disclosure.models import DataKey
from referral_svc.disclosure.reports.files import unseal_piece
from referral_svc.disclosure.reports.models import Report, ReportPiece, ReportState
from referral_svc.disclosure.vault import Vault
from referral_svc.followup.channels import is_mssante
from referral_svc.followup.models import Notice, NoticeState, Participant, ReportDelivery
from referral_svc.known.models import KnownProfessional
from referral_svc.known.repository import professional_of
from referral_svc.known.rounds import until_none_is_due
from referral_svc.referrals import repository

_TABLE = "report"


@dataclass(frozen=True)
class ReportSender:
    database: Database
    clock: Clock
    vault: Vault
    relay: MailSettings
    domains: tuple[str, ...]

    async def run_once(self) -> int:
        return await until_none_is_due(self.database, self._send_next)

    async def _send_next(self, cpts_id: UUID) -> bool:
        now = self.clock.now()
        async with self.database.begin(cpts_id) as session:
            due: ReportDelivery | None = await session.scalar(
                select(ReportDelivery)
                .where(ReportDelivery.next_attempt_at <= now)
                .order_by(ReportDelivery.next_attempt_at, ReportDelivery.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            if due is None:
                return False
            notice = await session.get_one(Notice, due.notice_id, with_for_update=True)
            report = await session.get(Report, due.report_id)
            to = await self._recipient(session, due)
            if report is None or to is None or not await _may_leave(session, report, notice):
                if notice.state == NoticeState.QUEUED:
                    notice.waive("no_longer_concerned", now)
                await session.delete(due)
                return True
            message = await self._written(session, due, report, to, now)
            state = await self._handed_over(message, due)
            if state == "queued":
                due.next_attempt_at = now + pause_after(due.attempts)
                due.attempts += 1
                return True
            if state == "sent":
                reader = Caller(None, to.name, cpts_id, frozenset(), professional_id=to.professional_id)
                await reading_log.note(
                    session, cpts_id, {report.referral_id: "care_team"}, "report_sent", reader, now
                )
            await _follow(session, due, to, state, now)
            await session.delete(due)
            return True

    async def _recipient(self, session: AsyncSession, due: ReportDelivery) -> KnownProfessional | None:
        """As the directory has him now: an address that was corrected since is the one written to."""
        known = await professional_of(session, due.cpts_id, due.professional_id)
        return known if known is not None and is_mssante(known.mssante, self.domains) else None

    async def _written(
        self, session: AsyncSession, due: ReportDelivery, report: Report, to: KnownProfessional, now: datetime
    ) -> EmailMessage:
        key = await self.vault.keys.data_key(session, report.referral_id)
        sealed = {"words": report.words, "file_name": report.file_name}
        opened = crypto.unseal_record(key, _TABLE, report.id, 1, sealed)
        referral = await repository.referral_of(session, report.referral_id)
        message = EmailMessage()
        message["From"], message["To"] = self.relay.mail_from, to.mssante
        message["Date"], message["Message-ID"] = format_datetime(now), f"<{due.id}@maillage>"
        message["Subject"], body = sent_report(referral.case_number, report.author_name, opened["words"])
        message.set_content(body)
        if report.pieces:
            file = await _file(session, key, report)
            maintype, _, subtype = (report.media_type or "application/octet-stream").partition("/")
            message.add_attachment(file, maintype=maintype, subtype=subtype, filename=opened["file_name"])
        return message

    async def _handed_over(self, message: EmailMessage, due: ReportDelivery) -> str:
        try:
            await hand_over(self.relay, message, due.id)
        except (aiosmtplib.SMTPException, OSError) as lost:
            final = refused_for_good(lost) or due.attempts + 1 >= LAST_ATTEMPT
            what = "report refused" if final else "report postponed"
            logs.get().warning(what, mail_id=str(due.id), attempts=due.attempts + 1, exc_info=lost)
            return "failed" if final else "queued"
        return "sent"


async def _may_leave(session: AsyncSession, report: Report, notice: Notice) -> bool:
    """Neither taken back, nor erased, nor told otherwise, nor meant for somebody who left."""
    participant = await session.get_one(Participant, notice.participant_id)
    return (
        report.state == ReportState.FILED
        and notice.state == NoticeState.QUEUED
        and participant.left_at is None
        and await session.get(DataKey, report.referral_id) is not None
    )


async def _file(session: AsyncSession, key: bytes, report: Report) -> bytes:
    """Whole, since a mail is: as large as a report may be."""
    rows = await session.execute(
        select(ReportPiece.position, ReportPiece.sealed)
        .where(ReportPiece.report_id == report.id)
        .order_by(ReportPiece.position)
    )
    return b"".join(unseal_piece(key, report.id, position, sealed) for position, sealed in rows)


async def _follow(
    session: AsyncSession, due: ReportDelivery, to: KnownProfessional, state: str, now: datetime
) -> None:
    """What becomes of it moves its notice, as of every mail; of words there are none to keep."""
    await session.execute(
        text(
            "insert into outgoing_mail (id, recipient, subject, body, about, state, attempts, next_attempt_at, "
            "created_at, sent_at) values (:id, :to, '', '', :about, :state, :attempts, :now, :now, :now)"
        ),
        {
            "id": due.id,
            "to": to.mssante,
            "about": due.notice_id,
            "state": state,
            "attempts": due.attempts + 1,
            "now": now,
        },
    )
    await session.execute(text("notify mail"))


def jobs(
    database: Database, clock: Clock, vault: Vault, relay: MailSettings | None, domains: tuple[str, ...]
) -> list[Job]:
    if relay is None:
        return []
    return [Job("reports by mssante", ReportSender(database, clock, vault, relay, domains).run_once, every=10)]
