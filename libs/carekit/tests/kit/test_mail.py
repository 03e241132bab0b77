"""Mail leaves through a real SMTP server, once, and what is sent leaves no words behind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from carekit import mail
from carekit.clock import MovableClock
from carekit.db import Database
from carekit.mail import LAST_ATTEMPT, Mail, MailSender
from carekit.processes import free_port
from carekit.settings import MailSettings

from .build import NOON


class Mailbox:
    def __init__(self) -> None:
        self.received: list[Message] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.received.append(message_from_bytes(envelope.content or b""))
        return self.answer


@pytest.fixture
async def mailbox() -> AsyncIterator[tuple[Mailbox, int]]:
    box, port = Mailbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, port
    server.stop()


@pytest.fixture
def sender(own_database: Database, clock: MovableClock, mailbox: tuple[Mailbox, int]) -> MailSender:
    settings = MailSettings(
        smtp_host="127.0.0.1",
        smtp_port=mailbox[1],
        smtp_tls=False,
        mail_from="Maillage <ne-pas-repondre@exemple.invalid>",
    )
    return MailSender(own_database, clock, settings)


async def queue(database: Database) -> None:
    async with database.begin() as session:
        await mail.queue(session, Mail("dr.roux@exemple.invalid", "Réponse souhaitée", "Bonjour à tous.\n"), NOON)


async def states(database: Database) -> list[tuple[str, str]]:
    async with database.begin() as session:
        return [(row.state, row.body) for row in await session.execute(text("select state, body from outgoing_mail"))]


async def test_a_mail_is_sent_once_and_its_words_are_forgotten(
    own_database: Database, sender: MailSender, mailbox: tuple[Mailbox, int]
) -> None:
    await queue(own_database)
    assert await sender.run_once() == 1
    assert await sender.run_once() == 0
    (received,) = mailbox[0].received
    assert received["To"] == "dr.roux@exemple.invalid"
    assert received["Auto-Submitted"] == "auto-generated"
    assert "Bonjour à tous." in received.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert await states(own_database) == [("sent", "")]


async def test_a_mail_that_the_server_refuses_for_now_is_tried_again(
    own_database: Database, sender: MailSender, mailbox: tuple[Mailbox, int], clock: MovableClock
) -> None:
    await queue(own_database)
    mailbox[0].answer = "451 try later"
    await sender.run_once()
    assert [state for state, _ in await states(own_database)] == ["queued"]
    mailbox[0].answer = "250 OK"
    clock.advance(timedelta(hours=1))
    await sender.run_once()
    assert len(mailbox[0].received) == 1


async def test_a_mail_that_the_server_refuses_for_good_is_failed(
    own_database: Database, sender: MailSender, mailbox: tuple[Mailbox, int]
) -> None:
    await queue(own_database)
    mailbox[0].answer = "550 no such person"
    await sender.run_once()
    assert await states(own_database) == [("failed", "")]


async def test_a_mail_that_was_tried_too_often_leaves_no_words_behind(
    own_database: Database, sender: MailSender, mailbox: tuple[Mailbox, int], clock: MovableClock
) -> None:
    """A link in a mail that nobody ever got would else stand in the table for ever."""
    await queue(own_database)
    mailbox[0].answer = "451 try later"
    for _ in range(LAST_ATTEMPT):
        assert [body != "" for _, body in await states(own_database)] == [True]
        await sender.run_once()
        clock.advance(timedelta(hours=2))
    assert await states(own_database) == [("failed", "")]


async def test_the_database_itself_keeps_no_words_of_a_mail_that_is_over(own_database: Database) -> None:
    await queue(own_database)
    with pytest.raises(IntegrityError, match="outgoing_mail_forgets"):
        async with own_database.begin() as session:
            await session.execute(text("update outgoing_mail set state = 'failed'"))
