"""An SMTP server inside the loading process: what is sent in the past arrives in the mailbox of the demonstration
at the instant of the clock, in the very file that the mail sink reads afterwards."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from carekit.clock import Clock
from local_system.mail_sink.mailbox import Mailbox


class _Taker:
    def __init__(self, mailbox: Mailbox, clock: Clock) -> None:
        self._mailbox = mailbox
        self._clock = clock

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802  (aiosmtpd's name)
        content = envelope.content
        assert isinstance(content, bytes)
        self._mailbox.add(content, list(envelope.rcpt_tos), self._clock.now())
        return "250 OK"


@asynccontextmanager
async def post_office(file: Path, port: int, clock: Clock) -> AsyncIterator[Mailbox]:
    """Takes every mail on 127.0.0.1:`port` while the block runs."""
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of each session
    mailbox = Mailbox(file)
    loop = asyncio.get_running_loop()
    taker = _Taker(mailbox, clock)
    server = await loop.create_server(
        lambda: SMTP(taker, loop=loop, hostname="localhost", enable_SMTPUTF8=True), "127.0.0.1", port
    )
    try:
        yield mailbox
    finally:
        server.close()
        await server.wait_closed()
