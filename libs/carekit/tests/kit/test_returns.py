"""Mail that comes back: a server's report changes the state of its one mail, and nothing else is believed."""

from __future__ import annotations

import mailbox
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import text

from carekit import mail
from carekit.clock import MovableClock
from carekit.db import Database
from carekit.mail import Mail, MailSender
from carekit.processes import free_port
from carekit.returns import ReturnReader, read_report, return_address
from carekit.settings import MailSettings
from carekit.testing.mail_server import ReportingServer, report, report_about

from .build import NOON

UNKNOWN, KNOWN = "nobody@exemple.invalid", "dr.roux@exemple.invalid"
RETURNS = "retours@exemple.invalid"


class Server:
    """A real SMTP server that knows everybody but one."""

    def __init__(self, folder: Path, *, reports: bool) -> None:
        self.folder = folder
        self.senders: list[str] = []
        self.asked: dict[str, str] = {}
        self.port = free_port()
        self.reports = reports
        kind = ReportingServer if reports else SMTP
        self.controller = _Controller(self, kind, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.senders.append(str(envelope.mail_from))
        self.asked = server.asked if isinstance(server, ReportingServer) else {}
        report(server, envelope, self.folder, unknown=[UNKNOWN])
        return "250 OK"


class _Controller(Controller):
    def __init__(self, handler: Server, kind: type[SMTP], **where: object) -> None:
        self._kind = kind
        super().__init__(handler, **where)

    def factory(self) -> SMTP:
        return self._kind(self.handler, **self.SMTP_kwargs)


@pytest.fixture(params=[True, False], ids=["a server that reports", "a server that reports failures alone"])
async def server(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Server]:
    server = Server(tmp_path / "returns", reports=request.param)
    server.controller.start()
    yield server
    server.controller.stop()


def settings(server: Server) -> MailSettings:
    return MailSettings(
        smtp_host="127.0.0.1",
        smtp_port=server.port,
        smtp_tls=False,
        mail_from="Maillage <ne-pas-repondre@exemple.invalid>",
        mail_returns=RETURNS,
        mail_returns_folder=server.folder,
    )


async def leaves(database: Database, clock: MovableClock, server: Server, to: str) -> UUID:
    async with database.begin() as session:
        mail_id = await mail.queue(session, Mail(to, "Réponse souhaitée", "Bonjour.\n"), NOON)
    assert await MailSender(database, clock, settings(server)).run_once() == 1
    return mail_id


async def state(database: Database, mail_id: UUID) -> str:
    async with database.begin() as session:
        found = await session.execute(text("select state from outgoing_mail where id = :id"), {"id": mail_id})
        return str(found.scalar_one())


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff not a mail", b"From: a@b.fr\r\nSubject: Absente\r\n\r\nJe suis absente.\r\n"],
    ids=["empty", "no mail", "somebody away"],
)
def test_what_is_no_report_is_not_believed(content: bytes) -> None:
    assert read_report(content) is None


@pytest.mark.parametrize("action", ["delayed", "relayed", "whatever", ""])
def test_what_is_not_final_changes_nothing(action: str) -> None:
    assert read_report(report_about(return_address(RETURNS, uuid4()), KNOWN, action).as_bytes()) is None


@pytest.mark.parametrize("sender", [RETURNS, "retours+0@exemple.invalid", "retours+../../x@exemple.invalid"])
def test_a_report_about_no_mail_of_ours_is_not_believed(sender: str) -> None:
    assert read_report(report_about(sender, KNOWN, "failed").as_bytes()) is None


def test_a_report_whose_address_lost_its_tag_is_known_by_the_identifier_it_repeats() -> None:
    mail_id = uuid4()
    read = read_report(report_about(RETURNS, KNOWN, "delivered", mail_id.hex).as_bytes())
    assert read is not None
    assert (read.mail_id, read.delivered) == (mail_id, True)


async def test_a_report_about_a_mail_that_never_left_changes_nothing(
    own_database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    async with own_database.begin() as session:
        waiting = await mail.queue(session, Mail(KNOWN, "Objet", "Bonjour.\n"), NOON)
    for about in (waiting, uuid4()):
        mailbox.Maildir(tmp_path / "in").add(report_about(return_address(RETURNS, about), KNOWN, "failed"))
    assert await ReturnReader(own_database, clock, tmp_path / "in").run_once() == 2
    assert await state(own_database, waiting) == "queued"


async def test_a_folder_that_is_not_there_yet_is_an_empty_one(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    assert await ReturnReader(database, clock, tmp_path / "nowhere").run_once() == 0


async def test_what_nobody_understands_is_put_by_and_the_next_is_read(
    own_database: Database, clock: MovableClock, server: Server
) -> None:
    away = EmailMessage()
    away["To"] = return_address(RETURNS, uuid4())
    mailbox.Maildir(server.folder).add(away)
    failed = await leaves(own_database, clock, server, UNKNOWN)
    assert await ReturnReader(own_database, clock, server.folder).run_once() == 1
    assert await state(own_database, failed) == "failed"
    assert list((server.folder / "new").iterdir()) == []
    assert len(list((server.folder / "cur").iterdir())) == 1


async def test_the_envelope_names_the_mail_and_nothing_else(
    own_database: Database, clock: MovableClock, server: Server
) -> None:
    mail_id = await leaves(own_database, clock, server, KNOWN)
    assert server.senders == [f"retours+{mail_id.hex}@exemple.invalid"]
    asked = {"RET": "HDRS", "ENVID": mail_id.hex, "NOTIFY": "SUCCESS,FAILURE"}
    assert server.asked == (asked if server.reports else {})


async def test_a_mail_is_delivered_once_a_server_says_so_and_not_before(
    own_database: Database, clock: MovableClock, server: Server
) -> None:
    mail_id = await leaves(own_database, clock, server, KNOWN)
    assert await state(own_database, mail_id) == "sent"
    await ReturnReader(own_database, clock, server.folder).run_once()
    assert await state(own_database, mail_id) == ("delivered" if server.reports else "sent")


async def test_a_failure_is_the_last_word_and_a_later_success_changes_nothing(
    own_database: Database, clock: MovableClock, server: Server
) -> None:
    mail_id = await leaves(own_database, clock, server, KNOWN)
    reader = ReturnReader(own_database, clock, server.folder)
    for action in ("delivered", "failed", "delivered"):
        mailbox.Maildir(server.folder).add(report_about(return_address(RETURNS, mail_id), KNOWN, action))
        await reader.run_once()
    assert await state(own_database, mail_id) == "failed"
