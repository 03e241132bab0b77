"""A person is told of her appointment, where she agreed to it and without any health data."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes
from mailbox import Maildir
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from carekit.processes import free_port
from carekit.returns import ReturnReader, return_address
from carekit.testing.mail_server import report_about
from referral_svc.deps import confirmation_jobs, confirmations_returned

from ..build import Somebody, World, need
from ..referrals.test_booking import SNP, booked

MOBILE, EMAIL = "06 39 98 00 11", "louise@exemple.fr"
RETURNS = "retours@exemple.fr"
SMS_GATEWAY = "http://127.0.0.1:1/sms"


class Outside:
    """The SMS gateway and the mailbox of the person, as the wire shows them."""

    def __init__(self) -> None:
        self.sms: list[dict[str, str]] = []
        self.mails: list[Any] = []

    def gateway(self, request: httpx.Request) -> httpx.Response:
        self.sms.append(json.loads(request.content))
        return httpx.Response(202)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.mails.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def sends_sms(world: World) -> Iterator[None]:
    settings = world.app.state.settings
    world.app.state.settings = settings.model_copy(update={"sms_url": SMS_GATEWAY})
    yield
    world.app.state.settings = settings


async def visit(world: World, contact: dict[str, Any], **said: Any) -> tuple[Any, UUID, UUID]:
    """A request whose person was booked in two hours."""
    doctor = await world.describe(phone="0199000001")
    referral = await world.state(**SNP, contact=contact, **said)
    appointment = await booked(world, referral, doctor, place_label="Cabinet", commune_code="97001")
    return referral, appointment, doctor


async def confirm(
    world: World, who: Somebody, referral: Any, appointment: UUID, way: str = "sms", **changed: Any
) -> httpx.Response:
    body = {"appointment_id": str(appointment), "way": way, "agreed": True, **changed}
    return await world.ask(who, "POST", f"/referrals/{referral['referral_id']}/confirmations", body)


async def shown(world: World, referral: Any) -> Any:
    answer = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/confirmations")
    return answer["items"]


async def leave(world: World, outside: Outside, smtp_port: int = 1) -> None:
    settings = world.settings.model_copy(update={"sms_url": SMS_GATEWAY, "smtp_port": smtp_port})
    async with httpx.AsyncClient(transport=httpx.MockTransport(outside.gateway)) as http:
        (job,) = confirmation_jobs(world.app.state.database, world.clock, settings, http)
        await job.run()


@contextmanager
def receiving(outside: Outside, port: int) -> Iterator[None]:
    server = Controller(outside, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield
    finally:
        server.stop()


def rule(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rsplit("/", 1)[-1]


@pytest.mark.usefixtures("sends_sms")
async def test_whoever_may_not_know_the_name_neither_sees_nor_sends_a_confirmation(world: World) -> None:
    referral, appointment, _ = await visit(world, {"phone": MOBILE})
    stranger = world.professional(professional=await world.describe())
    assert (await confirm(world, stranger, referral, appointment)).status_code == 404
    answer = await world.ask(stranger, "GET", f"/referrals/{referral['referral_id']}/confirmations")
    assert answer.status_code == 404


@pytest.mark.usefixtures("sends_sms")
@pytest.mark.parametrize("agreed", [False, None, "yes"])
async def test_nobody_is_written_to_who_did_not_agree(world: World, agreed: Any) -> None:
    referral, appointment, _ = await visit(world, {"phone": MOBILE})
    assert (await confirm(world, world.coordinator, referral, appointment, agreed=agreed)).status_code == 422


@pytest.mark.usefixtures("sends_sms")
async def test_there_is_no_way_to_write_without_a_mobile_or_an_address(world: World) -> None:
    referral, appointment, _ = await visit(world, {"phone": "01 99 00 11 22"})
    assert [one["ways"] for one in await shown(world, referral)] == [[]]
    for way in ("sms", "mail"):
        assert rule(await confirm(world, world.coordinator, referral, appointment, way)) == "no-way-to-write"


async def test_no_sms_is_offered_where_none_leaves(world: World) -> None:
    referral, appointment, _ = await visit(world, {"phone": MOBILE, "email": EMAIL})
    assert [one["ways"] for one in await shown(world, referral)] == [["mail"]]
    assert rule(await confirm(world, world.coordinator, referral, appointment)) == "no-way-to-write"


@pytest.mark.usefixtures("sends_sms")
async def test_what_is_unknown_cancelled_or_over_is_not_confirmed(world: World) -> None:
    referral, appointment, doctor = await visit(world, {"phone": MOBILE})
    assert rule(await confirm(world, world.coordinator, referral, uuid4())) == "visit-unknown"
    await world.cancelled(referral["referral_id"], doctor, appointment)
    assert rule(await confirm(world, world.coordinator, referral, appointment)) == "visit-unknown"
    assert await shown(world, referral) == []


@pytest.mark.usefixtures("sends_sms")
async def test_an_sms_says_when_with_whom_where_and_whom_to_call_and_nothing_of_health(
    world: World, outside: Outside
) -> None:
    referral, appointment, _ = await visit(world, {"phone": MOBILE})
    assert (await confirm(world, world.coordinator, referral, appointment)).status_code == 201
    await leave(world, outside)
    (sent,) = outside.sms
    (facts,) = await shown(world, referral)
    assert sent["to"] == "+33639980011"
    for said in (facts["professional_name"], facts["place"], facts["phone"]):
        assert said
        assert said in sent["text"]
    for unsaid in ("Cabinet", "médecin", "soin", *need()["patient"]["family_name"].split()):
        assert unsaid.casefold() not in sent["text"].casefold()
    assert [(one["way"], one["what"], one["state"]) for one in facts["sent"]] == [("sms", "booked", "sent")]


@pytest.mark.usefixtures("sends_sms")
@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Paris", "mardi 24 novembre 2026 à 0\u00a0h"),
        ("Indian/Reunion", "mardi 24 novembre 2026 à 3\u00a0h"),
        ("America/Cayenne", "lundi 23 novembre 2026 à 20\u00a0h"),
    ],
)
async def test_an_sms_says_the_hour_of_where_the_cpts_lives(
    world: World, outside: Outside, zone: str, said: str
) -> None:
    await world.describe_cpts(time_zone=zone)
    world.clock.advance(timedelta(hours=12))
    referral, appointment, _ = await visit(world, {"phone": MOBILE})
    assert (await confirm(world, world.coordinator, referral, appointment)).status_code == 201
    await leave(world, outside)
    (sent,) = outside.sms
    assert said in sent["text"]


@pytest.mark.usefixtures("sends_sms")
async def test_the_address_stands_in_no_queue(world: World, outside: Outside) -> None:
    referral, appointment, _ = await visit(world, {"phone": MOBILE, "email": EMAIL})
    for way in ("sms", "mail"):
        await confirm(world, world.coordinator, referral, appointment, way)
    await leave(world, outside)
    for table in ("outgoing_sms", "outgoing_mail", "visit_confirmation"):
        rows = await world.rows(f"select t::text as line from {table} t")
        assert not [row.line for row in rows if EMAIL in row.line or "39980011" in row.line]


@pytest.mark.usefixtures("sends_sms")
async def test_moved_then_cancelled_each_is_told_by_the_ways_that_were_used(world: World, outside: Outside) -> None:
    referral, appointment, doctor = await visit(world, {"phone": MOBILE, "email": EMAIL})
    await confirm(world, world.coordinator, referral, appointment)
    await leave(world, outside)
    await world.moved(referral["referral_id"], appointment, doctor, doctor)
    await leave(world, outside)
    await world.cancelled(referral["referral_id"], doctor, appointment)
    await leave(world, outside)
    assert ["déplacé" in one["text"] for one in outside.sms] == [False, True, False]
    assert ["annulé." in one["text"] for one in outside.sms] == [False, False, True]
    assert outside.mails == []


async def test_a_change_of_what_was_never_confirmed_writes_to_nobody(world: World, outside: Outside) -> None:
    referral, appointment, doctor = await visit(world, {"phone": MOBILE, "email": EMAIL})
    await world.moved(referral["referral_id"], appointment, doctor, doctor)
    await world.cancelled(referral["referral_id"], doctor, appointment)
    assert await world.rows("select 1 from visit_confirmation") == []


async def test_a_mail_leaves_for_the_persons_own_mailbox(world: World, outside: Outside) -> None:
    referral, appointment, _ = await visit(world, {"email": EMAIL})
    await confirm(world, world.coordinator, referral, appointment, "mail")
    port = free_port()
    with receiving(outside, port):
        await leave(world, outside, port)
    (mail,) = outside.mails
    assert mail["To"] == EMAIL
    words = mail.get_payload(decode=True).decode()
    assert "Rendez-vous le" in words
    assert (await shown(world, referral))[0]["place"] in words


async def test_a_lost_server_is_tried_again_and_nobody_is_written_to_once_erased(
    world: World, outside: Outside
) -> None:
    referral, appointment, _ = await visit(world, {"email": EMAIL})
    await confirm(world, world.coordinator, referral, appointment, "mail")
    await leave(world, outside)
    (row,) = await world.rows("select state, attempts from visit_confirmation")
    assert (row.state, row.attempts) == ("queued", 1)
    await world.rows("delete from data_key returning 1")
    world.clock.advance(timedelta(minutes=10))
    await leave(world, outside)
    (row,) = await world.rows("select state from visit_confirmation")
    assert row.state == "failed"


async def comes_back(world: World, folder: Path, action: str) -> None:
    """A later server says what became of the mail that left last."""
    (row,) = await world.rows("select id from visit_confirmation order by asked_at desc, id desc limit 1")
    Maildir(folder).add(report_about(return_address(RETURNS, row.id), EMAIL, action))
    database = world.app.state.database
    reader = ReturnReader(database, world.clock, folder, confirmations_returned(database, world.clock).believe)
    assert await reader.run_once() == 1


async def has_left(world: World, appointment: UUID, referral: Any) -> None:
    await confirm(world, world.coordinator, referral, appointment, "mail")
    await world.rows("update visit_confirmation set state = 'sent' where state = 'queued' returning 1")


async def to_tell_otherwise(world: World) -> int:
    lists = {one["key"]: one["count"] for one in (await world.get(world.coordinator, "/worklists"))["items"]}
    return int(lists.get("failed_confirmations", 0))


async def test_a_mail_that_came_back_did_not_arrive_until_something_later_is_written(
    world: World, tmp_path: Path
) -> None:
    referral, appointment, _ = await visit(world, {"email": EMAIL})
    await has_left(world, appointment, referral)
    await comes_back(world, tmp_path / "in", "delivered")
    assert [one["state"] for one in (await shown(world, referral))[0]["sent"]] == ["sent"]
    for _ in range(2):  # told twice, it is done once
        await comes_back(world, tmp_path / "in", "failed")
    assert [one["state"] for one in (await shown(world, referral))[0]["sent"]] == ["failed"]
    timeline = await world.rows("select code from timeline_entry where code like 'confirmation_failed%'")
    assert [row.code for row in timeline] == ["confirmation_failed_mail"]
    assert await to_tell_otherwise(world) == 1
    listed = await world.get(world.coordinator, "/referrals?worklist=failed_confirmations")
    assert [one["referral_id"] for one in listed["items"]] == [referral["referral_id"]]
    world.clock.advance(timedelta(minutes=1))
    await has_left(world, appointment, referral)
    assert await to_tell_otherwise(world) == 0


async def test_nobody_is_called_about_what_is_over_but_of_a_cancellation_that_did_not_arrive(
    world: World, tmp_path: Path
) -> None:
    referral, appointment, doctor = await visit(world, {"email": EMAIL})
    await has_left(world, appointment, referral)
    world.clock.advance(timedelta(minutes=1))
    await world.cancelled(referral["referral_id"], doctor, appointment)
    await world.rows("update visit_confirmation set state = 'sent' where state = 'queued' returning 1")
    assert await to_tell_otherwise(world) == 0
    await comes_back(world, tmp_path / "in", "failed")
    assert await to_tell_otherwise(world) == 1, "she would come for nothing"
    world.clock.advance(timedelta(hours=2))
    assert await to_tell_otherwise(world) == 0
