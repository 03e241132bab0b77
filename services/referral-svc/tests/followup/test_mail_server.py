"""The mail server is down, busy or refuses: no notice is lost, and the coordinator sees each try."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from carekit.mail import LAST_ATTEMPT, MailSender
from carekit.processes import free_port
from carekit.returns import ReturnReader
from carekit.settings import MailSettings
from carekit.testing.mail_server import ReportingServer, report
from referral_svc.followup.loop import follow_mail

from ..build import OURS, World


class Server:
    """A real SMTP server that says what it is told to say."""

    def __init__(self, returns: Path) -> None:
        self.answer = "250 OK"
        self.received = 0
        self.port = free_port()
        self.controller = _Reporting(self, hostname="127.0.0.1", port=self.port)
        self.returns = returns
        self.unknown: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.received += 1
            report(server, envelope, self.returns, unknown=self.unknown)
        return self.answer


class _Reporting(Controller):
    def factory(self) -> SMTP:
        return ReportingServer(self.handler, **self.SMTP_kwargs)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    server = Server(tmp_path / "returns")
    server.controller.start()
    yield server
    server.controller.stop()


async def leaves(world: World, port: int, returns: Path | None = None) -> Any:
    """The worker's jobs, once; hands back the notice to the professional who accepted. `returns`: what comes back is
    read there."""
    settings = MailSettings(
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_tls=False,
        mail_from="m@exemple.fr",
        mail_returns="retours@exemple.fr",
        mail_returns_folder=returns,
    )
    await MailSender(world.database, world.clock, settings).run_once()
    if returns is not None:
        await ReturnReader(world.database, world.clock, returns).run_once()
    async with world.database.begin(OURS) as session:
        await follow_mail(session, world.clock.now(), comes_back=returns is not None)
    (referral_id,) = (await world.rows("select id from referral"))[0]
    items = (await world.get(world.coordinator, f"/referrals/{referral_id}/participants"))["items"]
    return next(one for one in items if one["part"] == "accepting_professional")["notices"][0]


async def test_a_server_that_is_away_loses_nothing_and_each_try_is_seen(real_world: World, server: Server) -> None:
    world = real_world
    await world.placed()
    for attempt in (1, 2, 3):
        notice = await leaves(world, 1)  # nobody listens there
        assert (notice["state"], notice["attempts"]) == ("queued", attempt)
        assert notice["next_attempt_at"] > world.clock.now().isoformat()[:19]
        world.clock.advance(timedelta(hours=1))
    notice = await leaves(world, server.port)
    assert (notice["state"], notice["attempts"], notice["next_attempt_at"]) == ("sent", 0, None)
    assert (await leaves(world, server.port, server.returns))["state"] == "delivered"


async def test_a_busy_server_is_tried_again_and_a_final_refusal_is_given_to_the_coordinator(
    real_world: World, server: Server
) -> None:
    world = real_world
    await world.placed()
    server.answer = "451 try again"
    notice = await leaves(world, server.port)
    assert (notice["state"], notice["attempts"]) == ("queued", 1)
    world.clock.advance(timedelta(hours=1))
    server.answer = "550 no such mailbox"
    assert (await leaves(world, server.port))["state"] == "failed"
    lists = {one["key"]: one["count"] for one in (await world.get(world.coordinator, "/worklists"))["items"]}
    assert lists["failed_notices"] == 1


async def test_a_mail_that_a_later_server_sends_back_is_given_to_the_coordinator(
    real_world: World, server: Server
) -> None:
    world = real_world
    doctor = await world.describe(email="parti@cabinet.example")
    referral = await world.placed(doctor)
    server.unknown = ["parti@cabinet.example"]
    assert (await leaves(world, server.port))["state"] == "sent"
    assert (await leaves(world, server.port, server.returns))["state"] == "failed"
    lists = {one["key"]: one["count"] for one in (await world.get(world.coordinator, "/worklists"))["items"]}
    assert lists["failed_notices"] == 1
    closing = await world.ask(
        world.coordinator, "POST", f"/referrals/{referral['referral_id']}/closing", {"outcome_code": "followed"}
    )
    assert any(code.startswith("notice:") for code in closing.json()["missing"])


async def test_after_the_last_try_the_coordinator_tells_by_another_way(real_world: World) -> None:
    world = real_world
    referral = await world.placed()
    for _ in range(LAST_ATTEMPT):
        notice = await leaves(world, 1)
        world.clock.advance(timedelta(hours=2))
    assert notice["state"] == "failed"
    path = f"/referrals/{referral['referral_id']}/notices/{notice['notice_id']}/waiver"
    waived = await world.ask(world.coordinator, "POST", path, {"reason": "told_by_phone"})
    assert waived.json()["state"] == "waived"
