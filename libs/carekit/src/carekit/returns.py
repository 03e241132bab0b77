"""What comes back about mails that left: reports of delivery (RFC 3464), read from a Maildir.

The mail server of the platform delivers there what is sent to the return address (`mail_returns`) with any tag after
the « + »: the tag is the identifier of the mail, and says nothing else. A report is believed on that one mail alone,
which only its recipient's servers have seen, and is removed once read. Whatever is no report (somebody away, a bounce
of another form) is put among the read ones (`cur`) for a person to look at.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from carekit import logs
from carekit.clock import Clock
from carekit.db import Database

#: « relayed » went on to a server that reports no success: nothing more is known of it.
_DELIVERED, _FAILED = frozenset({"delivered", "expanded"}), frozenset({"failed"})
_TAG = re.compile(r"\+([0-9a-f]{32})@")
_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
LARGEST_BYTES = 1_000_000


def return_address(address: str, mail_id: UUID) -> str:
    """`retours+<identifier>@exemple.fr`: the sender in the envelope, to whom servers answer."""
    local, _, domain = address.rpartition("@")
    return f"{local}+{mail_id.hex}@{domain}"


@dataclass(frozen=True)
class Report:
    """The last word of a server on one mail."""

    mail_id: UUID
    delivered: bool


def read_report(content: bytes) -> Report | None:
    """None for whatever is no report, or tells nothing final."""
    message = message_from_bytes(content)
    if message.get_content_type() != "multipart/report":
        return None
    status = next((part for part in message.walk() if part.get_content_type() == "message/delivery-status"), None)
    mail_id = _mail_of(message, status)
    if status is None or mail_id is None:
        return None
    actions = {str(one.get("Action", "")).strip().lower() for one in _blocks(status)}
    if actions & _FAILED:
        return Report(mail_id, delivered=False)
    return Report(mail_id, delivered=True) if actions & _DELIVERED else None


def _mail_of(message: Message, status: Message | None) -> UUID | None:
    """By the address the report came to; by the identifier that it repeats, where a server dropped the tag."""
    for header in _TO:
        for value in message.get_all(header, []):
            if found := _TAG.search(str(value).lower()):
                return UUID(found[1])
    repeated = next((one["Original-Envelope-Id"] for one in _blocks(status) if one["Original-Envelope-Id"]), "")
    found = re.fullmatch(r"[0-9a-f]{32}", str(repeated).strip().lower())
    return UUID(found[0]) if found else None


def _blocks(status: Message | None) -> Iterator[Message]:
    parts = status.get_payload() if status is not None else []
    return (part for part in parts if isinstance(part, Message)) if isinstance(parts, list) else iter(())


@dataclass(frozen=True)
class ReturnReader:
    """A report changes the state of its mail in one transaction, and its file goes afterwards: one read twice changes
    nothing. `unqueued` hears of it too: mails whose address may stand in no queue leave by themselves."""

    database: Database
    clock: Clock
    folder: Path
    unqueued: Callable[[Report], Awaitable[None]] | None = None

    async def run_once(self, batch: int = 200) -> int:
        read = 0
        for file in (await asyncio.to_thread(self._waiting))[:batch]:
            report = await asyncio.to_thread(_report_in, file)
            if report is None:
                logs.get().info("return not understood", file=file.name)
                await asyncio.to_thread(_put_by, file)
                continue
            await self._believe(report)
            file.unlink(missing_ok=True)
            read += 1
        return read

    def _waiting(self) -> list[Path]:
        """Oldest first, as Maildir names them."""
        new = self.folder / "new"
        return sorted(new.iterdir()) if new.is_dir() else []

    async def _believe(self, report: Report) -> None:
        """A failure is the last word, though another server had said « delivered »: it was on its way to a next."""
        state, after = ("delivered", ("sent",)) if report.delivered else ("failed", ("sent", "delivered"))
        async with self.database.begin() as session:
            await session.execute(
                text("update outgoing_mail set state = :state where id = :id and state = any(:after)"),
                {"state": state, "id": report.mail_id, "after": list(after)},
            )
            await session.execute(text("notify mail"))
        if self.unqueued is not None:
            await self.unqueued(report)


def _report_in(file: Path) -> Report | None:
    if file.stat().st_size > LARGEST_BYTES:
        return None
    return read_report(file.read_bytes())


def _put_by(file: Path) -> None:
    read = file.parent.parent / "cur"
    read.mkdir(exist_ok=True)
    file.rename(read / f"{file.name}:2,S")
