"""R14, short form: 50 invented persons go through the service, and no stage-1 output names any of them.

Outputs are every answer but the bulletin and the names, every refusal, mail as a real SMTP server received it,
events as a subscriber received them, logs, metrics, the OpenAPI and every readable cell of the database.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from stdnum.fr import nir

from carekit.processes import free_port
from referral_svc.worker import jobs_on

from .build import API, World, need
from .conftest import settings_for

CANARIES = 50


@dataclass
class Mailbox:
    """Mail as it came over the wire, headers and all."""

    received: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.received.append(envelope.content.decode("utf-8", "replace"))
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box, port = Mailbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


def canary(n: int) -> tuple[dict[str, Any], list[str]]:
    """A need about nobody, and the values by which that nobody could be known."""
    rng = random.Random(n)
    word = lambda: "".join(rng.choices("bcdfghjklmnpqrstvwz", k=4)).capitalize() + f"ynx{chr(97 + n % 26)}q"  # noqa: E731
    family, birth_name, given, street = word(), word(), word(), word()
    year = rng.randrange(1940, 2005)
    digits = f"2{year % 100:02d}0599{rng.randrange(10**6):06d}"
    number = digits + nir.calc_check_digits(digits)
    phone, email = f"+33{rng.randrange(10**9):09d}", f"{given.lower()}@{street.lower()}.example"
    born = f"{year}-05-{rng.randrange(10, 28)}"
    body = need(
        patient={"family_name": family, "birth_name": birth_name, "given_name": given, "birth": {"date": born},
                 "sex": "female", "nir": number},
        residence={"commune_code": "97001", "address": f"3 rue {street}"},
        contact={"phone": phone, "email": email},
        criteria={"ald": "yes", "cover": "ame"},
        constraints={"language_codes": ["kab"], "doctor_sex": "female", "doctor_sex_imperative": True},
        care={"difficulty": f"vue par {given}"},
        social={"housing": f"chez {birth_name}"},
        consent={"search": True, "bulletin_sharing": True, "given": "oral", "informed_by": family},
    )  # fmt: skip
    return body, [family, birth_name, given, street, number, phone, email, born]


def hits(outputs: list[str], words: list[str]) -> list[str]:
    whole = "\n".join(outputs).casefold()
    return [word for word in words if word.casefold() in whole]


async def state(world: World, body: dict[str, Any], outputs: list[str]) -> None:
    answer = await world.ask(world.who("referrer"), "POST", "/referrals", body)
    assert answer.status_code == 201, answer.text
    outputs.append(answer.text + str(answer.headers))


async def journey(world: World, body: dict[str, Any], outputs: list[str]) -> None:
    """States the need, tries every wrong thing with it, and reads it by every stage-1 door."""
    author = world.who("referrer")
    answer = await world.ask(author, "POST", "/referrals", body, Idempotency_Key=str(uuid4()))
    assert answer.status_code == 201, answer.text
    outputs.append(answer.text + str(answer.headers))
    referral = answer.json()
    path = f"/referrals/{referral['referral_id']}"
    name = body["patient"]["family_name"]
    attempts: list[tuple[Any, str, str, Any]] = [
        (author, "POST", "/referrals", {**body, "consent": {"search": False, "given": "oral"}}),
        (author, "POST", "/referrals", {**body, "kind": name}),
        (author, "POST", "/referrals", {**body, "patient": {**body["patient"], "nir": name, "birth": name}}),
        (author, "POST", "/refused-consents", {"kind": "care", "patient": body["patient"]}),
        (author, "GET", f"/referrals/{name}", None),
        (author, "GET", f"/referrals?name={name}", None),
        (author, "PUT", f"{path}/care-bulletin", {"difficulty": name}),
        (world.who("guest"), "POST", "/referrals", body),
        (world.who("guest"), "GET", f"{path}/care-bulletin", None),
        (None, "POST", "/referrals", body),
        (author, "GET", path, None),
        (author, "GET", f"{path}/timeline", None),
        (author, "GET", f"{path}/participants", None),
        (author, "GET", "/worklists", None),
    ]
    for who, method, door, sent in attempts:
        tried = await world.ask(who, method, door, sent)
        assert tried.status_code < 500, (door, tried.text)
        outputs.append(tried.text + str(tried.headers))
    broken = await world.http.post(
        f"{API}/referrals", content=f'{{"patient": "{name}"', headers={"Content-Type": "application/json"}
    )
    outputs.append(broken.text)


async def test_fifty_canaries_and_no_stage_1_output_names_one(
    real_world: World, mailbox: tuple[Mailbox, int], keys: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    world, (box, port) = real_world, mailbox
    outputs: list[str] = []
    words: list[str] = []
    doctors = [await world.describe(), await world.describe()]
    for n in range(CANARIES):
        body, known_by = canary(n)
        words += known_by
        # Every one is stated; each tenth also goes through all that can be refused and read.
        await (journey if n % 10 == 0 else state)(world, body, outputs)
    body, known_by = canary(CANARIES)
    words += known_by
    placed = await world.placed(doctors[0], **body)
    path = f"/referrals/{placed['referral_id']}"
    family = body["patient"]["family_name"]
    await report(world, path, family, outputs)
    for door in ("/referrals?limit=100&view=all", "/referrals/board", "/referrals/export", "/worklists", path,
                 f"{path}/timeline", f"{path}/participants", f"{path}/candidates", f"{path}/solicitations",
                 f"{path}/proposals", f"{path}/reading-log",
                 f"{path}/reports"):  # fmt: skip
        answer = await world.ask(world.coordinator, "GET", door)
        assert answer.status_code == 200, (door, answer.text)
        outputs.append(answer.text)
    outputs.append((await world.http.get("/metrics")).text)
    outputs.append((await world.http.get("/openapi.json")).text)
    outputs += await told_by_the_worker(world, keys, port)
    assert box.received, "mail did leave"
    outputs += box.received
    for (table,) in await world.rows("select tablename from pg_tables where schemaname = 'public'"):
        outputs += [str(row) for row in await world.rows(f'select * from "{table}"')]
    logs = capfd.readouterr()
    outputs += [logs.out, logs.err]
    assert '"event":"request"' in logs.out
    assert hits(outputs, words) == []

    # The check is itself checked: the one door that may say it does, and is found out.
    bulletin = await world.get(world.coordinator, f"{path}/care-bulletin")
    assert set(known_by) <= set(hits([json.dumps(bulletin, ensure_ascii=False)], words)) | {known_by[3]}


async def report(world: World, path: str, family: str, outputs: list[str]) -> None:
    """A report that names the person in its words, in the name of its file and in the file itself."""
    who = world.coordinator
    for media_type, status in (("image/png", 422), ("application/pdf", 201)):
        file = {"name": f"{family}.pdf", "media_type": media_type}
        body = {"kind": "report", "words": f"Mme {family}", "file": file}
        answer = await world.ask(who, "POST", f"{path}/reports", body, Idempotency_Key=str(uuid4()))
        assert answer.status_code == status
        outputs.append(answer.text + str(answer.headers))
    token = world.keys.signer().for_caller(who.caller)
    given = await world.http.put(
        f"{API}/report-files/{answer.json()['report_id']}",
        content=f"%PDF- {family}".encode(),
        headers={"Authorization": f"Bearer {token}"},
    )
    assert given.status_code == 200, given.text
    outputs.append(given.text)


async def told_by_the_worker(world: World, keys: Any, smtp_port: int) -> list[str]:
    """Runs every job of the worker once; hands back what its subscriber was told."""
    told: list[str] = []

    def hear(request: httpx.Request) -> httpx.Response:
        told.append(request.content.decode())
        return httpx.Response(204)

    settings = settings_for(
        world.database.url, keys, smtp_port=smtp_port, peers={"scheduling-svc": "http://scheduling.test"}
    )
    async with httpx.AsyncClient(transport=httpx.MockTransport(hear)) as http:
        for job in jobs_on(world.database, settings, world.clock, http):
            await job.run()
    assert told
    return told
