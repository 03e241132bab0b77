"""The last mails received, in memory and in a file, so that a restart forgets none."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

KEPT = 500


@dataclass(frozen=True)
class StoredMail:
    """`received_at` is an ISO 8601 instant in UTC; `body` the plain text."""

    number: int
    received_at: str
    sender: str
    to: list[str]
    subject: str
    body: str


class Mailbox:
    def __init__(self, file: Path, kept: int = KEPT) -> None:
        self._file = file
        self._mails: deque[StoredMail] = deque(self._read(), maxlen=kept)
        self._next = self._mails[-1].number + 1 if self._mails else 1
        self._lines = 0
        self._compact()

    def add(self, content: bytes, recipients: list[str], received_at: datetime) -> StoredMail:
        """Keeps one mail; written to the file before the sender is told it was taken."""
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        mail = StoredMail(
            number=self._next,
            received_at=received_at.astimezone(UTC).isoformat(timespec="seconds"),
            sender=str(message.get("From", "")),
            to=recipients,
            subject=str(message.get("Subject", "")),
            body=_plain_text(message),
        )
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(asdict(mail), ensure_ascii=False) + "\n")
        self._next += 1
        self._mails.append(mail)
        self._lines += 1
        if self._lines > 4 * (self._mails.maxlen or KEPT):
            self._compact()
        return mail

    def newest_first(self, recipient: str | None = None) -> Iterator[StoredMail]:
        """All mails, or those whose recipient contains the given text."""
        wanted = (recipient or "").strip().lower()
        return (mail for mail in reversed(self._mails) if any(wanted in address.lower() for address in mail.to))

    def get(self, number: int) -> StoredMail | None:
        return next((mail for mail in self._mails if mail.number == number), None)

    def _read(self) -> Iterator[StoredMail]:
        if not self._file.exists():
            return
        for line in self._file.read_text(encoding="utf-8").splitlines():
            try:
                yield StoredMail(**json.loads(line))
            except (ValueError, TypeError):
                continue  # a line cut by a kill: the sender was not told yes and sends it again

    def _compact(self) -> None:
        fresh = self._file.with_suffix(".fresh")
        with fresh.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(asdict(mail), ensure_ascii=False) + "\n" for mail in self._mails)
        fresh.chmod(0o600)
        fresh.rename(self._file)
        self._lines = len(self._mails)


def _plain_text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    return str(body.get_content()) if body is not None else ""
