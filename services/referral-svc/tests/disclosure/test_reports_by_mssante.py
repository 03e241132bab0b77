"""A report itself goes by the MSSanté operator's server to an address of the trust space, never by ordinary mail."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from carekit.mail import MailSender
from carekit.processes import free_port
from referral_svc import deps
from referral_svc.followup.loop import follow_mail
from referral_svc.settings import Settings

from ..build import OURS, Somebody, World
from ..conftest import settings_for
from .reporting import NAME, PDF, WORDS, announced, begun, given, path

TRUSTED, ORDINARY = "anne.roux@medecin.mssante.fr", "anne.roux@cabinet.example"


class Server:
    """A real SMTP server and what it took."""

    def __init__(self) -> None:
        self.received: list[tuple[str, EmailMessage]] = []
        self.answer = "250 OK"
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            message = message_from_bytes(envelope.content or b"", policy=default)
            assert isinstance(message, EmailMessage)
            self.received.append((envelope.rcpt_tos[0], message))
        return self.answer


@pytest.fixture
async def servers() -> AsyncIterator[tuple[Server, Server]]:
    """The ordinary one and the operator's."""
    both = Server(), Server()
    for one in both:
        one.controller.start()
    yield both
    for one in both:
        one.controller.stop()


@pytest.fixture
def settings(real_world: World, servers: tuple[Server, Server]) -> Iterator[Settings]:
    ordinary, operator = servers
    settings = settings_for(
        real_world.database.url,
        real_world.keys,
        smtp_port=ordinary.port,
        mssante_smtp_host="127.0.0.1",
        mssante_smtp_port=operator.port,
        mssante_smtp_tls=False,
        mssante_from="maillage@cpts.mssante.fr",
    )
    state = real_world.app.state
    usual, state.ports = state.ports, deps.ports_of(settings)
    yield settings
    state.ports = usual


async def leave(world: World, settings: Settings) -> None:
    """The worker's jobs, once."""
    await MailSender(world.database, world.clock, settings).run_once()
    for job in deps.report_jobs(world.database, world.clock, settings, world.ports):
        if job.name == "reports by mssante":
            await job.run()
    async with world.database.begin(OURS) as session:
        await follow_mail(session, world.clock.now(), comes_back=False)


async def placed(world: World, mssante: str | None) -> tuple[Any, Somebody, Somebody]:
    """A request stated by a doctor who is told, and the doctor who took the person."""
    author_id = await world.describe(email=ORDINARY, mssante=mssante)
    author = world.professional(professional=author_id)
    taker = await world.describe()
    referral = await world.placed(taker, who=author)
    return referral, author, world.professional(professional=taker)


async def told(world: World, referral: Any) -> list[tuple[str, str]]:
    items = (await world.get(world.coordinator, path(referral, "/participants")))["items"]
    notices = [notice for one in items if one["part"] == "referrer" for notice in one["notices"]]
    return [(notice["channel"], notice["state"]) for notice in notices if notice["subject"] == "report"]


def test_an_operator_without_a_sender_of_ours_is_refused_at_start(real_world: World) -> None:
    with pytest.raises(ValueError, match="mssante_from"):
        settings_for("postgresql://x@127.0.0.1/x", real_world.keys, mssante_smtp_host="127.0.0.1")


@pytest.mark.parametrize("address", [None, ORDINARY, "roux@mssante.fr.exemple.com", "roux@notmssante.fr"])
async def test_a_report_never_goes_to_an_ordinary_address(
    real_world: World, settings: Settings, servers: tuple[Server, Server], address: str | None
) -> None:
    world, (ordinary, operator) = real_world, servers
    referral, _, doctor = await placed(world, address)
    await begun(world, doctor, referral)
    await leave(world, settings)
    assert operator.received == []
    assert await told(world, referral) == [("mail", "sent")]
    for _, mail in ordinary.received:
        assert WORDS not in mail.as_string()
        assert "vertiges" not in str(mail.get_content())


async def test_an_address_that_left_the_trust_space_before_it_left_gets_nothing(
    real_world: World, settings: Settings, servers: tuple[Server, Server]
) -> None:
    world, (_, operator) = real_world, servers
    referral, author, doctor = await placed(world, TRUSTED)
    await begun(world, doctor, referral)
    await world.describe(author.professional_id, email=ORDINARY, mssante=ORDINARY)
    await leave(world, settings)
    assert operator.received == []
    assert await told(world, referral) == [("mssante", "waived")]


async def test_a_report_taken_back_before_it_left_does_not_leave(
    real_world: World, settings: Settings, servers: tuple[Server, Server]
) -> None:
    world, (_, operator) = real_world, servers
    referral, _, doctor = await placed(world, TRUSTED)
    report = await begun(world, doctor, referral)
    body = {"reason_code": "wrong_person"}
    answer = await world.ask(doctor, "POST", f"/reports/{report['report_id']}/withdrawal", body)
    assert answer.status_code == 200, answer.text
    await leave(world, settings)
    assert operator.received == []


async def test_an_operator_who_is_away_is_tried_again_and_a_refusal_is_given_to_the_coordinator(
    real_world: World, settings: Settings, servers: tuple[Server, Server]
) -> None:
    world, (_, operator) = real_world, servers
    referral, _, doctor = await placed(world, TRUSTED)
    await begun(world, doctor, referral)
    operator.answer = "451 later"
    await leave(world, settings)
    assert await told(world, referral) == [("mssante", "queued")]
    items = (await world.get(world.coordinator, path(referral, "/participants")))["items"]
    assert [n["attempts"] for one in items for n in one["notices"] if n["channel"] == "mssante"] == [1]
    world.clock.advance(timedelta(minutes=1))
    operator.answer = "550 no such mailbox"
    await leave(world, settings)
    assert await told(world, referral) == [("mssante", "failed")]


async def test_the_report_goes_to_the_trust_space_with_its_file_and_the_reading_is_logged(
    real_world: World, settings: Settings, servers: tuple[Server, Server]
) -> None:
    world, (ordinary, operator) = real_world, servers
    referral, _, doctor = await placed(world, TRUSTED)
    await begun(world, doctor, referral)
    assert (await given(world, doctor, await announced(world, doctor, referral))).status_code == 200
    await leave(world, settings)
    (to, words), (_, with_file) = operator.received
    assert to == TRUSTED
    assert WORDS in str(words.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    (file,) = with_file.iter_attachments()
    assert (file.get_filename(), file.get_content()) == (NAME, PDF)
    assert await told(world, referral) == [("mssante", "sent"), ("mssante", "sent")]
    assert all(to != ORDINARY for to, mail in ordinary.received if "compte rendu" in str(mail["Subject"]))
    log = (await world.get(world.coordinator, path(referral, "/reading-log")))["items"]
    assert [line["what"] for line in log].count("report_sent") == 2
    assert not [row for row in await world.rows("select body from outgoing_mail") if WORDS in row.body]
