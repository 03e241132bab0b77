"""SMTP on one port, the pages on another, in one small process."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from aiosmtpd.smtp import SMTP, Envelope, Session

from local_system.mail_sink import pages
from local_system.mail_sink.mailbox import Mailbox

LARGEST_MAIL = 10 * 1024 * 1024


class Taker:
    """Every recipient is known, every mail is taken."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802  (aiosmtpd's name)
        content = envelope.content
        assert isinstance(content, bytes)
        self._mailbox.add(content, list(envelope.rcpt_tos), datetime.now(UTC))
        return "250 OK"


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


async def serve(file: Path, smtp_port: int, page_port: int) -> None:
    """Until SIGTERM."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    mailbox = Mailbox(file)
    taker = Taker(mailbox)
    smtp = await loop.create_server(
        lambda: SMTP(taker, loop=loop, hostname="localhost", enable_SMTPUTF8=True, data_size_limit=LARGEST_MAIL),
        "127.0.0.1",
        smtp_port,
    )
    runner = web.AppRunner(web_application(mailbox), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", page_port, shutdown_timeout=1).start()
    await stop.wait()
    smtp.close()
    await runner.cleanup()


def run(file: Path, smtp_port: int, page_port: int) -> None:
    asyncio.run(serve(file, smtp_port, page_port))
