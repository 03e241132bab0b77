"""INT_R03: what regulators of the SAS book is declared to it, over mutual TLS, to a real server."""

import json
import socket
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from sqlalchemy import text

from carekit.auth import Caller
from carekit.testing.certificates import Authority
from carekit.testing.https import served
from scheduling_svc.declarations.sending import Receiver, declare_due
from scheduling_svc.settings import SasReceiver

IDNPS = "urn:oid:1.2.250.1.71.4.2.1"
OPERATOR = f"{IDNPS}|3456780581/11242343"


@dataclass
class Sas:
    """The receiving side of the national platform."""

    port: int = 0
    status: int = 201
    seen: list = field(default_factory=list)

    async def __call__(self, scope, receive, send):
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        self.seen.append((scope["method"], scope["path"], scope["query_string"].decode(), json.loads(body)))
        status = 200 if self.status == 201 and scope["method"] == "PUT" else self.status
        await send({"type": "http.response.start", "status": status, "headers": [(b"location", b"Appointment/1")]})
        await send({"type": "http.response.body", "body": b""})


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
async def sas_server(authority):
    own = authority.issue(("CN", "localhost"), purpose=ExtendedKeyUsageOID.SERVER_AUTH, host="localhost")
    sas = Sas()
    async with served(sas, own, clients_of=authority.file) as sas.port:
        yield sas


@pytest.fixture
async def receiver(sas_server, authority):
    sas_server.status = 201
    sas_server.seen.clear()
    made = receiver_of(sas_server, authority)
    yield made
    await made.http.aclose()


def receiver_of(sas, authority, port=None):
    ours = authority.issue(("CN", "maillage.test.invalid"))
    return Receiver.of(
        SasReceiver(
            url=f"https://localhost:{port or sas.port}/fhir", certificate=ours.file, private_key=ours.key_file,
            authorities=authority.file, identifier_system="urn:oid:1.1.111.1.11.1.1.1",
        )
    )  # fmt: skip


@pytest.fixture
async def booked(world):
    """An appointment that a regulator of the SAS took."""
    professional = await world.describe()
    await world.open(professional)
    cpts = world.who().caller.cpts_id
    regulator = world.who("regulator")
    regulator = type(regulator)(Caller(uuid4(), "Régulation", cpts, frozenset({"regulator"}), regulator=OPERATOR))
    slot = (await world.free(regulator))[0]
    answer = await world.book(regulator, slot["slot_id"], choice_recorded=None)
    assert answer.status_code == 201, answer.text
    return regulator, answer.json()["appointment_id"], professional


async def declare(world, receiver):
    return await declare_due(world.database, world.who().caller.cpts_id, world.clock, receiver)


async def listed(world, **params):
    answer = await world.ask(world.who("director"), "GET", "/sas-declarations", params=params)
    assert answer.status_code == 200
    return answer.json()["items"]


async def test_what_others_book_is_not_declared(world, receiver, sas_server):
    await world.open(await world.describe())
    for who in (world.who("referrer"), world.who("regulator")):
        slot = (await world.free(who))[0]
        assert (await world.book(who, slot["slot_id"], choice_recorded=None)).status_code == 201
    assert await declare(world, receiver) == 0
    assert (sas_server.seen, await listed(world)) == ([], [])


async def test_what_a_regulator_books_is_declared_once_without_any_patient(world, receiver, sas_server, booked):
    _, appointment, professional = booked
    assert (await listed(world))[0]["state"] == "waiting"
    assert await declare(world, receiver) == 1
    assert await declare(world, receiver) == 0
    ((method, path, query, resource),) = sas_server.seen
    assert (method, path, query) == ("POST", "/fhir/Appointment", "")
    assert resource == {
        "resourceType": "Appointment",
        "meta": {"profile": ["http://sas.fr/fhir/StructureDefinition/FrAppointmentSAS"]},
        "extension": [{
            "url": "http://interopsante.org/fhir/StructureDefinition/FrAppointmentOperator",
            "valueReference": {"identifier": {
                "type": {"coding": [{"system": "http://interopsante.org/fhir/CodeSystem/fr-v2-0203",
                                     "code": "IDNPS"}]},
                "system": IDNPS, "value": "3456780581/11242343"}},
        }],
        "identifier": [{"system": "urn:oid:1.1.111.1.11.1.1.1", "value": appointment}],
        "status": "booked",
        "start": "2026-11-23T09:00:00.000+01:00", "end": "2026-11-23T09:15:00.000+01:00",
        "created": "2026-11-23T07:00:00.000+01:00",
        "participant": [{
            "actor": {"identifier": {
                "type": {"coding": [{"system": "http://interopsante.org/fhir/CodeSystem/fr-v2-0203",
                                     "code": "IDNPS"}]},
                "system": IDNPS, "value": f"8{world.rpps(professional)}"}},
            "status": "accepted",
        }],
    }  # fmt: skip
    (row,) = await listed(world, state="declared")
    assert (row["appointment_id"], row["attempts"], row["last_error"]) == (appointment, 0, None)


async def test_a_cancellation_is_told_by_the_same_identifier(world, receiver, sas_server, booked):
    regulator, appointment, _ = booked
    await declare(world, receiver)
    body = {"by": "patient", "reason_code": "unavailable"}
    assert (await world.ask(regulator, "POST", f"/appointments/{appointment}/cancellation", body)).status_code == 200
    assert await declare(world, receiver) == 1
    method, path, query, resource = sas_server.seen[-1]
    assert (method, path, query) == ("PUT", "/fhir/Appointment", f"Identifier={appointment}")
    assert (resource["status"], resource["identifier"][0]["value"]) == ("cancelled", appointment)


@pytest.mark.parametrize(("outcome", "status"), [("fulfilled", "fulfilled"), ("no_show", "noshow")])
async def test_an_outcome_is_told(world, receiver, sas_server, booked, outcome, status):
    _, appointment, professional = booked
    await declare(world, receiver)
    world.clock.advance(timedelta(hours=3))
    owner = world.who("professional", professional=professional)
    said = {"outcome": outcome, "no_show_reason": "unannounced" if outcome == "no_show" else None}
    answer = await world.ask(owner, "POST", f"/appointments/{appointment}/outcome", said)
    assert answer.status_code == 200, answer.text
    assert await declare(world, receiver) == 1
    assert sas_server.seen[-1][3]["status"] == status


async def test_what_the_sas_did_not_take_is_told_again_later_and_never_created_twice(
    world, receiver, sas_server, booked
):
    sas_server.status = 503
    assert await declare(world, receiver) == 0
    (row,) = await listed(world, state="failing")
    assert (row["attempts"], row["last_error"]) == (1, "HTTP 503")
    assert await declare(world, receiver) == 0
    assert len(sas_server.seen) == 1  # not before its time
    sas_server.status = 201
    world.clock.advance(timedelta(minutes=1))
    assert await declare(world, receiver) == 1
    assert sas_server.seen[-1][0] == "PUT"


async def test_a_sas_that_is_away_or_not_trusted_is_waited_for(world, sas_server, authority, tmp_path, booked):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        away = receiver_of(sas_server, authority, probe.getsockname()[1])
    stranger = Authority(tmp_path, "Another authority")
    untrusted = receiver_of(sas_server, authority)
    settings = untrusted.settings.model_copy(update={"authorities": stranger.file})
    before = len(sas_server.seen)
    for receiver in (away, Receiver.of(settings)):
        assert await declare(world, receiver) == 0
        world.clock.advance(timedelta(hours=6))
        await receiver.http.aclose()
    await untrusted.http.aclose()
    assert (await listed(world))[0]["attempts"] == 2
    assert len(sas_server.seen) == before


async def test_what_the_sas_refuses_is_shown_and_told_again_when_it_changes(world, receiver, sas_server, booked):
    regulator, appointment, _ = booked
    sas_server.status = 422
    assert await declare(world, receiver) == 0
    world.clock.advance(timedelta(hours=1))
    assert await declare(world, receiver) == 0
    assert len(sas_server.seen) == 1
    (row,) = await listed(world, state="refused")
    assert (row["last_error"], row["next_at"]) == ("HTTP 422", None)
    sas_server.status = 201
    body = {"by": "patient", "reason_code": "unavailable"}
    await world.ask(regulator, "POST", f"/appointments/{appointment}/cancellation", body)
    assert await declare(world, receiver) == 1


async def test_only_who_oversees_agendas_reads_where_declarations_stand(world, booked):
    for role in ("referrer", "regulator", "secretary", "professional"):
        answer = await world.ask(world.who(role), "GET", "/sas-declarations")
        assert answer.status_code == 403
    other = await world.ask(world.who("director", cpts=uuid4()), "GET", "/sas-declarations")
    assert other.json() == {"items": [], "next": None}


async def test_a_page_of_declarations_follows_another(world, booked):
    regulator, _, _ = booked
    slot = (await world.free(regulator))[0]
    await world.book(regulator, slot["slot_id"], choice_recorded=None)
    who, ask = world.who("director"), partial(world.ask, path="/sas-declarations", method="GET")
    first = (await ask(who, params={"limit": 1})).json()
    second = (await ask(who, params={"limit": 1, "cursor": first["next"]})).json()
    assert second["next"] is None
    assert first["items"][0]["appointment_id"] > second["items"][0]["appointment_id"]


async def test_the_waits_between_tries_grow_to_six_hours(world, receiver, sas_server, booked):
    sas_server.status = 500
    waits = []
    for _ in range(12):
        await declare(world, receiver)
        async with world.database.begin(world.who().caller.cpts_id) as session:
            next_at = (await session.execute(text("select next_at from sas_declaration"))).scalar_one()
        waits.append(int((next_at - world.clock.now()).total_seconds() / 60))
        world.clock.advance(next_at - world.clock.now())
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
