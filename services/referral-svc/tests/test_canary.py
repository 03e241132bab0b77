"""R14, short form: 50 invented persons go through the service, and no stage-1 output names any of them.

Outputs are every answer but those of the sealed doors, every export, every refusal, mail as a real SMTP server
received it, SMS as their gateway did, events as a subscriber received them, logs, metrics, the OpenAPI and every
readable cell of the database.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from carekit.processes import free_port
from referral_svc import deps
from referral_svc.worker import jobs_on

from .build import API, Somebody, World
from .canaries import Canary, canary
from .conftest import settings_for
from .disclosure.spreadsheets.importing import imported
from .disclosure.spreadsheets.lists import as_csv, line

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


#: The doors that may say who it is, to whoever has a lawful link (`disclosure/test_who_reads_what_when.py`).
SEALED_DOORS = {
    "read_care_bulletin", "read_social_bulletin", "read_messages", "read_report", "read_report_file", "list_drafts",
    "read_draft", "show_spreadsheet_columns",
}  # fmt: skip
SMS_GATEWAY = "http://sms.test/send"


async def test_fifty_canaries_and_no_stage_1_output_names_one(
    real_world: World, mailbox: tuple[Mailbox, int], keys: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    world, (box, port) = real_world, mailbox
    outputs: list[str] = []
    words: list[str] = []
    with sending_sms(world):
        for n in range(CANARIES):
            bird = canary(n)
            words += bird.known_by
            # Every one is stated; each tenth also goes through all that can be refused and read.
            await (journey if n % 10 == 0 else state)(world, bird.body, outputs)
        bird = canary(CANARIES)
        words += bird.known_by
        path, others = await whole_case(world, bird, outputs)
        words += others
    reader = world.who("care_coordinator", "social_coordinator", "director", "professional", name="Lectrice")
    outputs += await every_door(world, reader, path)
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

    # The check is itself checked: the one door that may say it all does, and is found out.
    told = await world.ask(world.coordinator, "POST", f"{path}/person-file")
    assert set(bird.known_by) == set(hits([told.text], bird.known_by))


@contextmanager
def sending_sms(world: World) -> Iterator[None]:
    """Whoever is known by a mobile number alone is told by SMS."""
    ports = world.app.state.ports
    world.app.state.ports = deps.ports_of(world.settings.model_copy(update={"sms_url": SMS_GATEWAY}))
    yield
    world.app.state.ports = ports


async def whole_case(world: World, bird: Canary, outputs: list[str]) -> tuple[str, list[str]]:
    """One of them is placed, checked, written about, drafted again and brought by a list; its address, and the names
    of those whom the list brought."""
    doctor = await world.describe()
    nurse = await world.describe(email=None, phone="06 39 98 00 01", profession_code="60")
    placed = await world.placed(doctor, **bird.body)
    path = f"/referrals/{placed['referral_id']}"
    family, him = bird.body["patient"]["family_name"], world.professional(professional=doctor)
    identity = {
        "status": "qualified",
        "document": "passport",
        "ins": {"matricule": bird.ins, "oid": "1.2.250.1.213.1.4.8"},
    }
    draft = {"kind": "care", "label": family, "content": json.dumps(bird.body)}
    for who, method, door, body in (
        (world.coordinator, "POST", f"{path}/participants", {"professional_id": str(nurse)}),
        (him, "PUT", f"{path}/identity-status", {**identity, "ins": {**identity["ins"], "matricule": family}}),
        (him, "PUT", f"{path}/identity-status", {**identity, "status": "provisional"}),
        (him, "POST", f"{path}/messages", {"words": f"Vue avec {family}"}),
        (him, "POST", "/drafts", draft),
        (him, "POST", f"{path}/unpaid-acts", {"kind": "consultation", "done_on": "2026-11-20", "agreed": "oral"}),
    ):
        answer = await world.ask(who, method, door, body)
        assert answer.status_code in (200, 201, 422), (door, answer.text)
        outputs.append(answer.text + str(answer.headers))
    assert (await world.ask(him, "PUT", f"{path}/identity-status", identity)).status_code == 200
    await report(world, path, family, outputs)
    brought = [canary(CANARIES + 1 + n).identity for n in range(3)]
    lines = [line(nom=one[0], prenom=one[2], adresse=one[3], tel=one[5].replace("+33", "0")) for one in brought]
    lines[2][2] = "pas de date"  # told in the result without a word of the line
    owner = world.coordinator
    sheet = await imported(world, owner, as_csv(*lines))
    for door in (sheet, "/spreadsheets", f"{sheet}/result"):
        answer = await world.ask(owner, "GET", door)
        assert answer.status_code == 200, (door, answer.text)
        outputs.append(answer.text)
    return path, [one[at] for one in brought for at in (0, 2, 3)]


#: What a reading does not go without.
NEEDED = dict.fromkeys(("list_spread_rows", "export_spread_rows"), "?figure=placements")


async def every_door(world: World, reader: Somebody, path: str) -> list[str]:
    """Every reading of the contract but the sealed ones, the exports among them, by whoever coordinates."""
    told = []
    contract = world.app.openapi()["paths"]
    for door, methods in sorted(contract.items()):
        operation = methods.get("get")
        if operation is None or operation["operationId"] in SEALED_DOORS or not door.startswith(API):
            continue
        asked = door.removeprefix(API).replace("/referrals/{referral_id}", path)
        asked = re.sub(r"\{professional_id\}", str(reader.caller.professional_id or uuid4()), asked)
        asked = re.sub(r"\{\w+\}", str(uuid4()), asked) + NEEDED.get(operation["operationId"], "")
        answer = await world.ask(reader, "GET", asked)
        told.append(answer.text + str(answer.headers))
        is_read = door.endswith("/export") or "{referral_id}" in door
        assert answer.status_code == 200 if is_read else answer.status_code < 500, (door, answer.text)
    assert len(told) > 50, "the whole contract is read"
    return told


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
        world.database.url,
        keys,
        smtp_port=smtp_port,
        sms_url=SMS_GATEWAY,
        peers={"scheduling-svc": "http://scheduling.test"},
    )
    async with httpx.AsyncClient(transport=httpx.MockTransport(hear)) as http:
        for job in jobs_on(world.database, settings, world.clock, http):
            await job.run()
    assert any("Maillage" in one and "text" in one for one in told), "an SMS did leave"
    return told
