"""A mail server that is away, slow or refuses, at each step of the dialogue: nothing is lost, and no mail comes twice
but the one that SMTP cannot prevent (taken, and the answer lost), which bears the same Message-ID."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import text

from carekit import mail
from carekit.clock import MovableClock
from carekit.db import Database
from carekit.mail import LAST_ATTEMPT, Mail, MailSender
from carekit.processes import free_port
from carekit.settings import MailSettings

from .build import NOON

OK = "250 OK"
HANGS, CLOSES = "hangs", "closes"
TAKEN = "taken, then "


class Server:
    """A real SMTP server with one bad habit at one step: a reply, silence, or a closed connection."""

    def __init__(self) -> None:
        self.step, self.habit = "", OK
        self.received: list[Message] = []
        self.spoiled: list[asyncio.Transport] = []
        self.port = free_port()
        self.controller = _Controller(self, hostname="127.0.0.1", port=self.port)

    async def _at(self, step: str, server: SMTP, reply: str = OK) -> str:
        if step != self.step:
            return reply
        habit = self.habit.removeprefix(TAKEN)
        self.spoiled.append(server.transport)
        if habit == HANGS:
            await asyncio.sleep(5)
        if habit == CLOSES:
            server.transport.abort()
        return reply if habit in (HANGS, CLOSES) else habit

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        said = await self._at("hello", server)
        return responses if said == OK else [said]

    async def handle_HELO(self, server: SMTP, session: Session, envelope: Envelope, hostname: str) -> str:  # noqa: N802
        session.host_name = hostname
        return await self._at("hello", server)

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return await self._at("sender", server)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return await self._at("recipient", server) if address.startswith("dr.roux") else OK

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.step != "words" or self.habit.startswith(TAKEN):
            self.received.append(message_from_bytes(envelope.content or b""))
        return await self._at("words", server)

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        return await self._at("goodbye", server, "221 Bye")


class _Greeter(SMTP):
    async def push(self, status: str | bytes) -> None:
        server: Server = self.event_handler
        if str(status).startswith("220") and server.step == "greeting":
            status = await server._at("greeting", self)
        await super().push(status)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Greeter(self.handler, hostname="localhost")


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    server.controller.start()
    yield server
    for left_open in server.spoiled:
        server.controller.loop.call_soon_threadsafe(left_open.abort)
    server.controller.stop()


@pytest.fixture
def sender(database: Database, clock: MovableClock, server: Server) -> MailSender:
    settings = MailSettings(
        smtp_host="127.0.0.1", smtp_port=server.port, smtp_tls=False, mail_from="Maillage <m@exemple.invalid>"
    )
    return MailSender(database, clock, settings, patience=0.2)


async def queue(database: Database, *recipients: str) -> None:
    async with database.begin() as session:
        for recipient in recipients or ("dr.roux@exemple.invalid",):
            await mail.queue(session, Mail(recipient, "Réponse souhaitée", "Bonjour à tous.\n"), NOON)


async def states(database: Database) -> dict[str, str]:
    async with database.begin() as session:
        rows = await session.execute(text("select recipient, state from outgoing_mail"))
        return {row.recipient: row.state for row in rows}


FOR_NOW = [
    ("greeting", "421 too busy"), ("greeting", "554 no service here"), ("greeting", HANGS),
    ("hello", "550 go away"), ("hello", CLOSES),
    ("sender", "451 later"), ("sender", "550 not from you"), ("sender", HANGS),
    ("recipient", "450 mailbox busy"), ("recipient", "452 mailbox full"), ("recipient", CLOSES),
    ("words", "451 later"), ("words", HANGS), ("words", CLOSES),
]  # fmt: skip


@pytest.mark.parametrize(("step", "habit"), FOR_NOW)
async def test_whatever_passes_is_tried_again_and_comes_once(
    database: Database, sender: MailSender, server: Server, clock: MovableClock, step: str, habit: str
) -> None:
    await queue(database)
    server.step, server.habit = step, habit
    await sender.run_once()
    assert await states(database) == {"dr.roux@exemple.invalid": "queued"}
    server.step = ""
    assert await sender.run_once() == 0, "it waits before it tries again"
    clock.advance(timedelta(hours=1))
    await sender.run_once()
    assert await states(database) == {"dr.roux@exemple.invalid": "sent"}
    assert len(server.received) == 1


@pytest.mark.parametrize(("step", "habit"), [("recipient", "550 no such person"), ("words", "554 not that")])
async def test_a_last_word_on_this_mail_is_believed_at_once(
    database: Database, sender: MailSender, server: Server, step: str, habit: str
) -> None:
    await queue(database)
    server.step, server.habit = step, habit
    await sender.run_once()
    assert await states(database) == {"dr.roux@exemple.invalid": "failed"}


@pytest.mark.parametrize("habit", [HANGS, CLOSES, "500 what"])
async def test_what_goes_wrong_after_the_server_took_it_sends_nothing_twice(
    database: Database, sender: MailSender, server: Server, clock: MovableClock, habit: str
) -> None:
    await queue(database)
    server.step, server.habit = "goodbye", habit
    await sender.run_once()
    assert await states(database) == {"dr.roux@exemple.invalid": "sent"}
    clock.advance(timedelta(hours=1))
    await sender.run_once()
    assert len(server.received) == 1


@pytest.mark.parametrize("habit", [HANGS, CLOSES])
async def test_the_one_double_that_smtp_allows_is_known_by_its_identifier(
    database: Database, sender: MailSender, server: Server, clock: MovableClock, habit: str
) -> None:
    await queue(database)
    server.step, server.habit = "words", TAKEN + habit
    await sender.run_once()
    server.step = ""
    clock.advance(timedelta(hours=1))
    await sender.run_once()
    first, second = server.received
    assert first["Message-ID"] == second["Message-ID"]


async def test_one_recipient_who_is_refused_for_now_holds_nobody_else_up(
    database: Database, sender: MailSender, server: Server
) -> None:
    await queue(database, "dr.roux@exemple.invalid", "dr.blanc@exemple.invalid", "dr.noir@exemple.invalid")
    server.step, server.habit = "recipient", "450 greylisted"
    assert await sender.run_once() == 3
    assert await states(database) == {
        "dr.roux@exemple.invalid": "queued",
        "dr.blanc@exemple.invalid": "sent",
        "dr.noir@exemple.invalid": "sent",
    }


async def test_an_address_that_cannot_be_written_holds_nobody_else_up(database: Database, sender: MailSender) -> None:
    address = "dr.roux@exemple.invalid\nBcc: x@y.invalid"
    await queue(database, address, "dr.blanc@exemple.invalid")
    await sender.run_once()
    assert await states(database) == {address: "failed", "dr.blanc@exemple.invalid": "sent"}


async def test_a_server_that_is_away_for_a_night_loses_nothing(
    database: Database, sender: MailSender, server: Server, clock: MovableClock
) -> None:
    await queue(database)
    server.step, server.habit = "greeting", "421 closed for the night"
    begun = clock.now()
    tries = 0
    while clock.now() - begun < timedelta(hours=12):
        tries += await sender.run_once()
        clock.advance(timedelta(minutes=10))
    assert tries < LAST_ATTEMPT
    server.step = ""
    clock.advance(timedelta(hours=1))
    await sender.run_once()
    assert len(server.received) == 1
