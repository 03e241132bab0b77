"""Mail leaves through SMTP from a queue written in the transaction of the act that causes it.

A mail never carries health data or a patient's identity: templates live in each service's `messages_fr.py`
and take no free text. A link to answer or to sign in stands in clear in the queue for as long as its mail waits to
leave, and nowhere after. Table made by `mail_tables()`.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

import aiosmtplib
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import logs
from carekit.clock import Clock
from carekit.db import Database
from carekit.identifiers import new_id
from carekit.returns import return_address
from carekit.settings import MailSettings

#: The tries wait 10 s, 20 s, 40 s… then an hour each: a server that is away for a night loses nothing.
LAST_ATTEMPT = 24
PATIENCE = 15.0  # seconds for each word of the server


@dataclass(frozen=True)
class Mail:
    """One plain-text mail in French. `about` links it to what caused it (a notice, a solicitation)."""

    to: str
    subject: str
    body: str
    about: UUID | None = None


async def queue(session: AsyncSession, mail: Mail, at: datetime) -> UUID:
    mail_id = new_id()
    await session.execute(
        text(
            "insert into outgoing_mail "
            "(id, recipient, subject, body, about, state, attempts, next_attempt_at, created_at) "
            "values (:id, :to, :subject, :body, :about, 'queued', 0, :at, :at)"
        ),
        {
            "id": mail_id,
            "to": mail.to,
            "subject": mail.subject,
            "body": mail.body,
            "about": mail.about,
            "at": at,
        },
    )
    await session.execute(text("notify mail"))
    return mail_id


@dataclass(frozen=True)
class MailSender:
    """Sends what is queued. A refusal of this mail for good is `failed`; anything else is tried again, with the same
    Message-ID, by which a mailbox knows the one double that SMTP allows: the server took it and its answer was lost.
    """

    database: Database
    clock: Clock
    settings: MailSettings
    patience: float = PATIENCE

    async def run_once(self, batch: int = 50) -> int:
        sent = 0
        while await self._send_next():
            sent += 1
            if sent >= batch:
                break
        return sent

    async def _send_next(self) -> bool:
        async with self.database.begin() as session:
            now = self.clock.now()
            row = (
                await session.execute(
                    text(
                        "select id, recipient, subject, body, attempts from outgoing_mail "
                        "where state = 'queued' and next_attempt_at <= :now order by next_attempt_at, id "
                        "limit 1 for update skip locked"
                    ),
                    {"now": now},
                )
            ).first()
            if row is None:
                return False
            state, attempts = await self._send(row.id, row.recipient, row.subject, row.body, row.attempts, now)
            await session.execute(
                text(
                    # The words (and a link in them) are needed while the mail waits; after that only the fact stays.
                    "update outgoing_mail set state = :state, attempts = :attempts, next_attempt_at = :next, "
                    "sent_at = case when :state = 'sent' then cast(:now as timestamptz) end, "
                    "body = case when :state = 'queued' then body else '' end where id = :id"
                ),
                {
                    "state": state,
                    "attempts": attempts,
                    "next": now + pause_after(attempts - 1),
                    "now": now,
                    "id": row.id,
                },
            )
            return True

    async def _send(
        self, mail_id: UUID, to: str, subject: str, body: str, attempts: int, now: datetime
    ) -> tuple[str, int]:
        try:
            message = self._written(mail_id, to, subject, body, now)
        except ValueError as unwritable:
            # No later try would write it, and the mails behind it wait.
            logs.get().warning("mail unwritable", mail_id=str(mail_id), error_type=type(unwritable).__qualname__)
            return "failed", attempts + 1
        try:
            await hand_over(self.settings, message, mail_id, self.patience)
        except (aiosmtplib.SMTPException, OSError) as lost:
            if refused_for_good(lost):
                logs.get().warning("mail refused", mail_id=str(mail_id), status=_code(lost), exc_info=lost)
                return "failed", attempts + 1
            logs.get().warning(
                "mail postponed", mail_id=str(mail_id), attempts=attempts + 1, status=_code(lost), exc_info=lost
            )
            return ("failed" if attempts + 1 >= LAST_ATTEMPT else "queued"), attempts + 1
        return "sent", attempts + 1

    def _written(self, mail_id: UUID, to: str, subject: str, body: str, now: datetime) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.settings.mail_from
        message["To"] = to
        message["Subject"] = subject
        message["Date"] = format_datetime(now)
        message["Message-ID"] = f"<{mail_id}@maillage>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body)
        return message


async def hand_over(settings: MailSettings, message: EmailMessage, mail_id: UUID, patience: float = PATIENCE) -> None:
    """To the SMTP server of these settings. Where somebody reads what comes back, it comes back to an address of this
    mail's own, and a server that can is asked to report (RFC 3461): without the words, which stay where they are."""
    password = settings.smtp_password
    client = aiosmtplib.SMTP(
        hostname=settings.smtp_host,
        port=settings.smtp_port,
        username=settings.smtp_user,
        password=password.get_secret_value() if password else None,
        start_tls=settings.smtp_tls,
        timeout=patience,
    )
    async with client:
        if settings.mail_returns is None:
            await client.send_message(message)
            return
        if client.is_ehlo_or_helo_needed:
            with suppress(aiosmtplib.SMTPHeloError):  # it is greeted in the old way by what follows
                await client.ehlo()
        reports = client.supports_extension("dsn")
        await client.send_message(
            message,
            sender=return_address(settings.mail_returns, mail_id),
            mail_options=["RET=HDRS", f"ENVID={mail_id.hex}"] if reports else [],
            rcpt_options=["NOTIFY=SUCCESS,FAILURE"] if reports else [],
        )


def pause_after(attempts: int) -> timedelta:
    """How long the next try waits, after so many before this one."""
    return timedelta(seconds=min(2 ** (attempts + 1) * 5, 3600))


def _code(lost: Exception) -> int | None:
    """What the server answered, for whoever must mend its settings."""
    recipients = lost.recipients if isinstance(lost, aiosmtplib.SMTPRecipientsRefused) else [lost]
    return next((getattr(one, "code", None) for one in recipients), None)


def refused_for_good(lost: Exception) -> bool:
    """A reply of 500 or more to the recipient or to the words is the server's last word on this mail (RFC 5321).

    To the connection, the greeting, the password or the sender it is one on our settings, and every mail waits until
    somebody has mended them. 4xx and lost connections are no last word.
    """
    if isinstance(lost, aiosmtplib.SMTPRecipientsRefused):
        return all(recipient.code >= 500 for recipient in lost.recipients)
    return isinstance(lost, aiosmtplib.SMTPDataError) and lost.code >= 500


#: A migration of the services that read what comes back: a server's report is one more state.
REPORTS_READ = (
    "alter table outgoing_mail drop constraint outgoing_mail_state_check",
    "alter table outgoing_mail add constraint outgoing_mail_state_check "
    "check (state in ('queued', 'sent', 'delivered', 'failed'))",
    "create index ix_outgoing_mail_failed on outgoing_mail (about) where state = 'failed'",
)
REPORTS_UNREAD = (
    "drop index ix_outgoing_mail_failed",
    "update outgoing_mail set state = 'sent' where state = 'delivered'",
    "alter table outgoing_mail drop constraint outgoing_mail_state_check",
    "alter table outgoing_mail add constraint outgoing_mail_state_check "
    "check (state in ('queued', 'sent', 'failed'))",
)

#: A later migration of every service that writes mail: the words of what will not leave any more are forgotten, and
#: PostgreSQL refuses to keep any.
WORDS_FORGOTTEN = (
    "update outgoing_mail set body = '' where state <> 'queued'",
    "alter table outgoing_mail add constraint outgoing_mail_forgets check (state = 'queued' or body = '')",
)


def mail_tables() -> list[str]:
    return [
        "create table outgoing_mail (id uuid primary key, recipient text not null, subject text not null, "
        "body text not null, about uuid, state text not null check (state in ('queued', 'sent', 'failed')), "
        "attempts integer not null, next_attempt_at timestamptz not null, created_at timestamptz not null, "
        "sent_at timestamptz)",
        "create index ix_outgoing_mail_due on outgoing_mail (next_attempt_at) where state = 'queued'",
        "create index ix_outgoing_mail_about on outgoing_mail (about)",
    ]
