"""An SMTP server inside the loading process: what is sent in the past arrives in the mailbox of the demonstration
at the instant of the clock, in the very file that the mail sink reads afterwards."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from carekit.clock import Clock
from local_system.mail_sink.mailbox import Mailbox
from local_system.mail_sink.server import Taker


@asynccontextmanager
async def post_office(file: Path, returns: Path, port: int, clock: Clock) -> AsyncIterator[Mailbox]:
    """Takes every mail on 127.0.0.1:`port` while the block runs."""
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of each session
    mailbox = Mailbox(file)
    loop = asyncio.get_running_loop()
    taker = Taker(mailbox, returns, clock.now)
    server = await loop.create_server(lambda: taker.server(loop), "127.0.0.1", port)
    try:
        yield mailbox
    finally:
        server.close()
        await server.wait_closed()
