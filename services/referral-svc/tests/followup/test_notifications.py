"""Everybody says how he is told; digests leave by real SMTP, count and say nothing else. Refusals first."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from carekit.mail import MailSender
from carekit.processes import free_port
from carekit.settings import MailSettings
from referral_svc.followup.digests import send_due
from referral_svc.followup.rhythm import Rhythm, next_digest
from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.matching.waves import Calendar
from referral_svc.referrals import timers

from ..build import OURS, Somebody, World

PARIS = ZoneInfo("Europe/Paris")
URL = "http://127.0.0.1:8080"


class Mailbox:
    def __init__(self) -> None:
        self.received: list[tuple[str, str]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.received.append((envelope.rcpt_tos[0], envelope.content.decode("utf-8", "replace")))
        return "250 OK"


@pytest.fixture
async def mailbox() -> AsyncIterator[tuple[Mailbox, int]]:
    box, port = Mailbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, port
    server.stop()


def with_mail(who: Somebody, email: str) -> Somebody:
    return Somebody(replace(who.caller, email=email))


async def wish(world: World, who: Somebody, **rhythms: str) -> Any:
    body = {"items": [{"kind": kind, "rhythm": rhythm} for kind, rhythm in rhythms.items()]}
    answer = await world.ask(who, "PUT", "/notifications", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def digests_leave(world: World) -> int:
    async with world.database.begin(OURS) as session:
        return await send_due(session, URL, world.clock.now())


async def mails(world: World) -> list[Any]:
    return await world.rows("select recipient, subject, body from outgoing_mail order by created_at, id")


def entries(world: World) -> Any:
    return world.rows("select kind, due_at from digest_entry")


@pytest.mark.parametrize("kind", ["outcome", "report"])
async def test_what_is_owed_to_participants_is_not_turned_off(world: World, kind: str) -> None:
    who = world.who("referrer")
    body = {"items": [{"kind": kind, "rhythm": "off"}]}
    assert await world.refused(who, "PUT", "/notifications", body) == (422, "must-be-told")
    assert [one["rhythm"] for one in (await world.get(who, "/notifications"))["items"]] == ["immediate"] * 3


async def test_silence_of_days_is_never_told_at_once(world: World) -> None:
    body = {"items": [{"kind": "silent", "rhythm": "immediate"}]}
    assert await world.refused(world.coordinator, "PUT", "/notifications", body) == (422, "rhythm-unknown")


@pytest.mark.parametrize("role", ["secretary", "evaluator", "guest", "platform_operator"])
async def test_a_role_that_nothing_is_told_has_no_wishes(world: World, role: str) -> None:
    assert (await world.refused(world.who(role), "GET", "/notifications"))[0] == 403


async def test_everything_is_on_by_default_and_coordinators_hear_of_silence_daily(world: World) -> None:
    shown = await world.get(with_mail(world.coordinator, "capucine@cpts.example"), "/notifications")
    assert {one["kind"]: one["rhythm"] for one in shown["items"]} == {
        "outcome": "immediate",
        "report": "immediate",
        "message": "immediate",
        "silent": "daily",
        "home_visits": "immediate",
    }
    assert shown["email"] == "capucine@cpts.example"


@pytest.mark.parametrize(
    ("at", "rhythm", "leaves"),
    [
        ("2026-11-23T10:00", Rhythm.DAILY, "2026-11-24T08:00"),
        ("2026-11-27T10:00", Rhythm.DAILY, "2026-11-28T08:00"),
        ("2026-11-28T10:00", Rhythm.DAILY, "2026-11-30T08:00"),  # no Sunday
        ("2026-12-24T10:00", Rhythm.DAILY, "2026-12-26T08:00"),  # no Christmas
        ("2026-11-23T10:00", Rhythm.WEEKLY, "2026-11-30T08:00"),
        ("2027-03-25T10:00", Rhythm.WEEKLY, "2027-03-30T08:00"),  # no Easter Monday, and summer time by then
    ],
)
def test_a_digest_leaves_in_the_morning_of_a_day_on_which_somebody_works(
    at: str, rhythm: Rhythm, leaves: str
) -> None:
    closed = frozenset({datetime(2026, 12, 25).date(), datetime(2027, 3, 29).date()})
    calendar = Calendar.of(DEFAULT_RULES, closed, PARIS)
    found = next_digest(datetime.fromisoformat(at).replace(tzinfo=PARIS), rhythm, calendar)
    assert found.astimezone(PARIS).replace(tzinfo=None) == datetime.fromisoformat(leaves)


async def test_a_professional_who_wishes_a_digest_gets_one_mail_for_all(world: World) -> None:
    doctor_id = await world.describe(email="dr@cabinet.example")
    doctor = world.professional(professional=doctor_id)
    await wish(world, doctor, outcome="daily", message="daily")
    for _ in range(2):
        referral = await world.placed(doctor_id)
    answer = await world.ask(
        world.coordinator, "POST", f"/referrals/{referral['referral_id']}/messages", {"words": "Bonjour"}
    )
    assert answer.status_code == 201
    before = [one for one in await mails(world) if one.recipient == "dr@cabinet.example" and "suivez" in one.subject]
    assert before == [], "nothing leaves at once"
    assert await digests_leave(world) == 0, "not before the morning"
    world.clock.advance(timedelta(days=1))
    assert await digests_leave(world) == 1
    (digest,) = [one for one in await mails(world) if one.subject == "Maillage\u00a0: ce qui vous attend"]
    assert "2 nouvelles de demandes que vous suivez" in digest.body
    assert "un message vous attend" in digest.body
    for secret in ("Zyborowska", referral["case_number"], "Bonjour\n\nJe"):
        assert secret not in digest.body
    assert await digests_leave(world) == 0


async def test_what_was_read_by_then_is_left_out_and_an_empty_digest_does_not_leave(world: World) -> None:
    doctor_id = await world.describe()
    doctor = world.professional(professional=doctor_id)
    await wish(world, doctor, outcome="weekly")
    referral = await world.placed(doctor_id)
    path = f"/referrals/{referral['referral_id']}"
    for notice_id in (await world.get(doctor, path))["unread_notices"]:
        assert (await world.ask(doctor, "POST", f"{path}/notices/{notice_id}/reading")).status_code == 200
    world.clock.advance(timedelta(days=7))
    await digests_leave(world)
    assert await entries(world) == []
    assert not [one for one in await mails(world) if "attend" in one.subject]


async def test_a_digest_does_not_keep_a_case_from_closing(world: World) -> None:
    doctor_id = await world.describe()
    await wish(world, world.professional(professional=doctor_id), outcome="weekly")
    referral = await world.placed(doctor_id)
    missing = (await world.get(world.coordinator, f"/referrals/{referral['referral_id']}"))["closing"]["missing"]
    assert not [code for code in missing if code.startswith("notice")]


async def test_whoever_turns_messages_off_finds_them_in_the_application(world: World) -> None:
    author = with_mail(world.who("referrer"), "sonia@social.example")
    await wish(world, author, message="off")
    referral = await world.placed(who=author)
    path = f"/referrals/{referral['referral_id']}"
    await world.ask(world.coordinator, "POST", f"{path}/messages", {"words": "Bonjour"})
    told = [one for one in await mails(world) if one.recipient == "sonia@social.example"]
    assert len(told) == 1, "the outcome alone"
    assert len((await world.get(author, path))["unread_notices"]) == 2


async def test_an_account_is_written_to_once_it_has_acted_and_has_an_address(world: World) -> None:
    author = with_mail(world.who("referrer"), "sonia@social.example")
    await world.placed(who=author)
    assert [one.recipient for one in await mails(world)].count("sonia@social.example") == 1


async def test_working_days_without_any_act_are_told_to_the_coordinator_and_a_holiday_is_no_silence(
    world: World,
) -> None:
    coordinator = with_mail(world.coordinator, "capucine@cpts.example")
    await wish(world, coordinator, silent="daily")
    world.clock.move_to(datetime(2026, 12, 21, 9, 0, tzinfo=UTC))
    referral = await world.qualified()
    world.clock.advance(timedelta(days=7, minutes=1))
    assert await marked(world) == 0, "Christmas is no working day"
    world.clock.advance(timedelta(days=1))
    assert await marked(world) == 1
    queue = (await world.get(world.coordinator, "/referrals"))["items"]
    assert queue[0]["is_stalled"] is True
    world.clock.advance(timedelta(days=1))
    assert await digests_leave(world) == 1
    (digest,) = [one for one in await mails(world) if one.recipient == "capucine@cpts.example"]
    assert "une demande est sans mouvement" in digest.body
    assert referral["case_number"] not in digest.body


async def test_a_request_that_moved_again_is_not_told_as_silent(world: World) -> None:
    coordinator = with_mail(world.coordinator, "capucine@cpts.example")
    await wish(world, coordinator, silent="weekly")
    referral = await world.state()
    world.clock.advance(timedelta(days=8))
    assert await marked(world) == 1
    await world.act(coordinator, referral["referral_id"], "qualification", {})
    world.clock.advance(timedelta(days=7))
    assert await digests_leave(world) == 1
    assert not [one for one in await mails(world) if one.recipient == "capucine@cpts.example"]


async def test_a_digest_reaches_a_real_mail_server(real_world: World, mailbox: tuple[Mailbox, int]) -> None:
    world, (box, port) = real_world, mailbox
    doctor_id = await world.describe(email="dr@cabinet.example")
    await wish(world, world.professional(professional=doctor_id), outcome="daily")
    await world.placed(doctor_id)
    world.clock.advance(timedelta(days=1))
    assert await digests_leave(world) == 1
    settings = MailSettings(smtp_host="127.0.0.1", smtp_port=port, smtp_tls=False, mail_from="m@exemple.fr")
    await MailSender(world.database, world.clock, settings).run_once()
    assert [to for to, words in box.received if "ce qui vous attend" in words or "Auto-Submitted" in words].count(
        "dr@cabinet.example"
    ) >= 1


async def marked(world: World) -> int:
    async with world.database.begin(OURS) as session:
        return await timers.mark_stalled(session, world.ports, world.clock.now())
