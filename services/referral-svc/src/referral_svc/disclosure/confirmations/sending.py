"""Confirmations leave for the person's own telephone or mailbox. Her address never stands in a queue: it is unsealed
when the message leaves, and what is written is what is known of the appointment at that instant."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

import aiosmtplib
import httpx
from sqlalchemy import select

from carekit import logs, sms
from carekit.clock import Clock
from carekit.db import Database
from carekit.mail import LAST_ATTEMPT, hand_over, pause_after, refused_for_good
from carekit.worker import Job
from referral_svc.disclosure.confirmations.coming_back import not_arrived
from referral_svc.disclosure.confirmations.messages_fr import mail_of, sms_of
from referral_svc.disclosure.confirmations.models import VisitConfirmation, Way, What
from referral_svc.disclosure.confirmations.usecases import addresses
from referral_svc.disclosure.confirmations.visit import Visit, visit_of
from referral_svc.disclosure.vault import Vault
from referral_svc.known.models import KnownAppointment
from referral_svc.known.rounds import until_none_is_due
from referral_svc.settings import Settings


@dataclass(frozen=True)
class ConfirmationSender:
    database: Database
    clock: Clock
    vault: Vault
    settings: Settings
    http: httpx.AsyncClient

    async def run_once(self) -> int:
        return await until_none_is_due(self.database, self._send_next)

    async def _send_next(self, cpts_id: UUID) -> bool:
        now = self.clock.now()
        async with self.database.begin(cpts_id) as session:
            due = await session.scalar(
                select(VisitConfirmation)
                .where(VisitConfirmation.state == "queued", VisitConfirmation.next_attempt_at <= now)
                .order_by(VisitConfirmation.next_attempt_at, VisitConfirmation.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            if due is None:
                return False
            known = await session.get(KnownAppointment, (cpts_id, due.appointment_id))
            sends_sms = self.settings.sms_url is not None
            to = await addresses(session, self.vault, due.referral_id, sends_sms=sends_sms)
            if known is None or due.way not in to:
                await not_arrived(session, due, now)
                return True
            due.state = await self._handed_over(due, to[Way(due.way)], await visit_of(session, known))
            due.attempts += 1
            if due.state == "failed" or (due.state == "queued" and due.attempts >= LAST_ATTEMPT):
                await not_arrived(session, due, now)
            due.next_attempt_at = now + pause_after(due.attempts)
            due.sent_at = now if due.state == "sent" else None
            return True

    async def _handed_over(self, due: VisitConfirmation, to: str, visit: Visit) -> str:
        what = What(due.what)
        if due.way == Way.SMS and self.settings.sms_url is not None:
            return await sms.hand_over(
                self.http, self.settings, self.settings.sms_url, due.id, to, sms_of(what, visit)
            )
        message = EmailMessage()
        message["From"], message["To"] = self.settings.mail_from, to
        message["Date"], message["Message-ID"] = format_datetime(self.clock.now()), f"<{due.id}@maillage>"
        message["Auto-Submitted"] = "auto-generated"
        message["Subject"], body = mail_of(what, visit)
        message.set_content(body)
        try:
            await hand_over(self.settings, message, due.id)
        except (aiosmtplib.SMTPException, OSError) as lost:
            final = refused_for_good(lost)
            logs.get().warning("confirmation refused" if final else "confirmation postponed", mail_id=str(due.id))
            return "failed" if final else "queued"
        return "sent"


def jobs(database: Database, clock: Clock, vault: Vault, settings: Settings, http: httpx.AsyncClient) -> list[Job]:
    return [Job("confirmations", ConfirmationSender(database, clock, vault, settings, http).run_once, every=5)]
