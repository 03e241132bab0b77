"""SMTP on one port, the pages on another, in one small process."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from aiosmtpd.smtp import SMTP, Envelope, Session

from carekit.testing.mail_server import ReportingServer, report
from local_system.mail_sink import pages
from local_system.mail_sink.mailbox import Mailbox

LARGEST_MAIL = 10 * 1024 * 1024


class Taker:
    """Every recipient is known, every mail is taken, and its delivery reported to whoever asked for it."""

    def __init__(
        self, mailbox: Mailbox, returns: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._mailbox, self._returns, self._now = mailbox, returns, now

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802  (aiosmtpd's name)
        content = envelope.content
        assert isinstance(content, bytes)
        self._mailbox.add(content, list(envelope.rcpt_tos), self._now())
        report(server, envelope, self._returns)
        return "250 OK"

    def server(self, loop: asyncio.AbstractEventLoop) -> SMTP:
        return ReportingServer(
            self, loop=loop, hostname="localhost", enable_SMTPUTF8=True, data_size_limit=LARGEST_MAIL
        )


def web_application(mailbox: Mailbox) -> web.Application:
    """The pages; the same addresses answer JSON to whoever asks for it (tests)."""

    async def every_mail(request: web.Request) -> web.Response:
        recipient = request.query.get("pour", "")
        found = mailbox.newest_first(recipient)
        if "application/json" in request.headers.get("Accept", ""):
            return web.json_response({"items": [asdict(mail) for mail in found]}, headers=pages.HEADERS)
        return _html(pages.list_page(found, recipient))

    async def one_mail(request: web.Request) -> web.Response:
        mail = mailbox.get(int(request.match_info["number"]))
        return _html(pages.mail_page(mail)) if mail else _html(pages.absent_page(), 404)

    async def style(_: web.Request) -> web.Response:
        return web.Response(text=pages.STYLE, content_type="text/css", headers=pages.HEADERS)

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    application = web.Application()
    application.router.add_get(pages.PATH, every_mail)
    application.router.add_get(pages.PATH + "/style.css", style)
    application.router.add_get(pages.PATH + r"/{number:\d{1,9}}", one_mail)
    application.router.add_get("/healthz", alive)
    return application


def _html(page: str, status: int = 200) -> web.Response:
    return web.Response(text=page, status=status, content_type="text/html", headers=pages.HEADERS)


async def serve(file: Path, returns: Path, smtp_port: int, page_port: int) -> None:
    """Until SIGTERM. `returns` is the Maildir of what comes back."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    mailbox = Mailbox(file)
    taker = Taker(mailbox, returns)
    smtp = await loop.create_server(lambda: taker.server(loop), "127.0.0.1", smtp_port)
    runner = web.AppRunner(web_application(mailbox), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", page_port, shutdown_timeout=1).start()
    await stop.wait()
    smtp.close()
    await runner.cleanup()


def run(file: Path, returns: Path, smtp_port: int, page_port: int) -> None:
    asyncio.run(serve(file, returns, smtp_port, page_port))
