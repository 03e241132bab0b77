"""A mail server that takes everything, offers reports of delivery (RFC 3461) and writes them (RFC 3464) into a
Maildir, as the one of a platform does: for tests, and for the machine on which the demonstration runs."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Collection
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope

_DSN = re.compile(r"\s(RET|ENVID|NOTIFY|ORCPT)=(\S+)", re.IGNORECASE)


class ReportingServer(SMTP):
    """aiosmtpd, which has no DSN of its own: its parameters are set aside before it looks at the rest."""

    def __init__(self, handler: Any, **settings: Any) -> None:
        super().__init__(handler, **settings)
        self.asked: dict[str, str] = {}
        """What the last mail asked for, by parameter."""
        self.command_size_limits["MAIL"] += 100
        self.command_size_limits["RCPT"] += 100

    async def push(self, status: Any) -> None:
        if status == "250 HELP":
            await super().push("250-DSN")
        await super().push(status)

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802  (aiosmtpd's name)
        self.asked = {}
        await super().smtp_MAIL(self._set_aside(arg))

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        await super().smtp_RCPT(self._set_aside(arg))

    def _set_aside(self, arg: str | None) -> str | None:
        if arg is None:
            return None
        self.asked |= {name.upper(): value for name, value in _DSN.findall(arg)}
        return _DSN.sub("", arg)


def report(server: SMTP, envelope: Envelope, folder: Path, *, unknown: Collection[str] = ()) -> None:
    """Puts into `folder` what was asked for about this mail: delivered, or failed for whom it does not know."""
    asked = server.asked.get("NOTIFY", "FAILURE") if isinstance(server, ReportingServer) else "FAILURE"
    for recipient in envelope.rcpt_tos:
        failed = recipient in unknown
        if ("FAILURE" if failed else "SUCCESS") in asked.upper().split(","):
            envelope_id = server.asked.get("ENVID") if isinstance(server, ReportingServer) else None
            mailbox.Maildir(folder).add(
                report_about(str(envelope.mail_from), recipient, "failed" if failed else "delivered", envelope_id)
            )


def report_about(sender: str, recipient: str, action: str, envelope_id: str | None = None) -> Message:
    """In the form of RFC 3464, as Postfix writes it."""
    about_mail, about_recipient = Message(), Message()
    about_mail["Reporting-MTA"] = "dns; mail.invalid"
    if envelope_id:
        about_mail["Original-Envelope-Id"] = envelope_id
    about_recipient["Final-Recipient"] = f"rfc822; {recipient}"
    about_recipient["Action"] = action
    about_recipient["Status"] = "5.1.1" if action == "failed" else "2.0.0"
    status = MIMENonMultipart("message", "delivery-status")
    status.set_payload([about_mail, about_recipient])
    whole = MIMEMultipart("report", report_type="delivery-status")
    whole["From"], whole["To"], whole["Subject"] = (
        "MAILER-DAEMON@mail.invalid",
        sender,
        "Delivery Status Notification",
    )
    whole["Auto-Submitted"] = "auto-replied"
    whole.attach(MIMEText(f"About your mail to {recipient}: {action}.\n"))
    whole.attach(status)
    return whole
