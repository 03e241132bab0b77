"""INT_R02 and INT_R03 held to their profiles: FrPractitionerRegul, which the SAS writes here by a client that is not
ours, and FrAppointmentSAS, which this service writes to the SAS. Judged by the guide's element tables and by a
validator that is not ours."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fhirpy import AsyncFHIRClient
from fhirpy.base.exceptions import OperationOutcome

from carekit.auth import Caller
from carekit.testing.node import install
from carekit.testing.serving import served
from scheduling_svc.declarations.sending import Receiver, declare_due
from scheduling_svc.fhir.sas.accounts_client import Accounts
from scheduling_svc.settings import SasReceiver

from .sas.test_regulators import INTRN, OPAQUE, UUID, Gateway, practitioner
from .test_independent import CLIENTS, IDNPS, IS_WHOLE, ran

REGULATOR = "https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/FrPractitionerRegul"
APPOINTMENT = "http://sas.fr/fhir/StructureDefinition/FrAppointmentSAS"


@pytest.fixture
async def written(world: Any) -> AsyncIterator[tuple[AsyncFHIRClient, Gateway]]:
    """The SAS's client, and the accounts behind the service."""
    gateway, before = Gateway(), (world.app.state.accounts, world.app.state.settings)
    http = httpx.AsyncClient(transport=gateway)
    world.app.state.accounts = Accounts("http://gateway", world.app.state.identity, http)
    caller = Caller(uuid4(), "SAS", None, frozenset({"partner"}), scopes=frozenset({"sas.read", "sas.regulators"}))
    async with served(world.app, lifespan="off") as url:
        token = world.keys.signer().for_caller(caller)
        yield AsyncFHIRClient(f"{url}/fhir/sas", authorization=f"Bearer {token}"), gateway
    world.app.state.accounts, world.app.state.settings = before
    await http.aclose()


def examples(shared_dir: Path, name: str) -> list[dict[str, Any]]:
    """Those of the guide."""
    folder = shared_dir / "standards" / "fhir-fr" / "sas" / "examples"
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob(f"{name}.json"))]


async def judged(shared_dir: Path, resources: list[dict[str, Any]]) -> list[list[str]]:
    install(CLIENTS, IS_WHOLE)
    guide = str(shared_dir / "standards" / "fhir-fr" / "sas" / "conformance")
    found: list[list[str]] = await asyncio.to_thread(
        ran, CLIENTS, "validate.mjs", {"profiles": [guide], "resources": resources}
    )
    return found


def told_back(answer: Any) -> dict[str, Any]:
    return json.loads(json.dumps(answer))  # type: ignore[no-any-return]


async def regulators_written(client: AsyncFHIRClient, gateway: Gateway, shared_dir: Path) -> list[dict[str, Any]]:
    """Each regulator of the guide's examples, created, then told again by his identifier."""
    told = []
    for example in examples(shared_dir, "Practitioner-ExamplePractitionerRegul*"):
        (named,) = example["identifier"]
        created = client.resource("Practitioner", **{k: v for k, v in example.items() if k != "resourceType"})
        created.pop("id")
        gateway.is_new = True
        told.append(told_back(await client.execute("Practitioner", method="post", data=created.serialize())))
        gateway.is_new = False
        params = {"identifier": f"{named['system']}|{named['value']}"}
        again = await client.execute("Practitioner", method="put", data=created.serialize(), params=params)
        told.append(told_back(again))
        assert [one["active"] for one in gateway.asked[-2:]] == [example["active"]] * 2
    return told


@pytest.mark.shared
async def test_fhirpy_writes_each_regulator_of_the_guide_and_reads_him_back_as_his_profile_asks(
    written, shared_dir, breaches
):
    client, gateway = written
    told = await regulators_written(client, gateway, shared_dir)
    assert len(told) == 8
    assert {one["meta"]["profile"][0] for one in told} == {REGULATOR}
    assert [breaches(one) for one in told] == [[]] * 8
    assert await judged(shared_dir, told) == [[]] * 8
    assert [one["by"] for one in gateway.asked] == [None, "idnps"] * 3 + [None, "sas_id"]


async def test_fhirpy_is_told_by_an_outcome_what_the_accounts_or_the_profile_refuse(written):
    client, gateway = written
    nameless = practitioner(name=None)
    gateway.status = 409
    for body in (practitioner(), nameless):
        with pytest.raises(OperationOutcome):
            await client.execute("Practitioner", method="post", data=body)
    somebody_else = {"identifier": f"{INTRN}|{UUID}"}
    other = practitioner(identifier=[{"system": INTRN, "value": "another"}])
    with pytest.raises(OperationOutcome):
        await client.execute("Practitioner", method="put", data=other, params=somebody_else)


class Sas(httpx.AsyncBaseTransport):
    """The receiving side; its mutual TLS has tests of its own (`tests/declarations`)."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.told.append(json.loads(await request.aread()))
        return httpx.Response(201 if request.method == "POST" else 200)


@pytest.fixture
async def declared(world: Any) -> list[dict[str, Any]]:
    """What the SAS is told of what a regulator booked, and of its end."""
    professional, cpts = await world.describe(), world.who().caller.cpts_id
    await world.open(professional)
    who = type(world.who())(
        Caller(uuid4(), "Régulation", cpts, frozenset({"regulator"}), regulator=f"{IDNPS}|{OPAQUE}")
    )
    slot, *_ = await world.free(who)
    booked = (await world.book(who, slot["slot_id"], choice_recorded=None)).json()
    sas, nowhere = Sas(), Path("unread.pem")
    settings = SasReceiver(url="https://sas.invalid/fhir", certificate=nowhere, private_key=nowhere,
                           authorities=None, identifier_system="urn:oid:1.1.111.1.11.1.1.1")  # fmt: skip
    async with httpx.AsyncClient(transport=sas) as http:
        receiver = Receiver(settings, http)
        assert await declare_due(world.database, cpts, world.clock, receiver) == 1
        ended = {"by": "patient", "reason_code": "unavailable"}
        path = f"/appointments/{booked['appointment_id']}/cancellation"
        assert (await world.ask(who, "POST", path, ended)).status_code == 200
        assert await declare_due(world.database, cpts, world.clock, receiver) == 1
    return sas.told


@pytest.mark.shared
async def test_what_is_declared_to_the_sas_holds_to_its_profile_as_the_guides_own_examples_do(
    declared, shared_dir, breaches
):
    """What the validator says of the guide's two examples it says of ours, and nothing else."""
    assert [one["status"] for one in declared] == ["booked", "cancelled"]
    assert [breaches(one) for one in declared] == [[], []]
    official = [one for one in examples(shared_dir, "Appointment-?") if one["meta"]["profile"] == [APPOINTMENT]]
    alarms, *same = await judged(shared_dir, official)
    assert same == [alarms]
    assert await judged(shared_dir, declared) == [alarms] * 2


@pytest.mark.shared
async def test_the_judges_find_what_is_broken_in_a_declaration_and_in_a_regulator(declared, shared_dir, breaches):
    (alarms,) = await judged(shared_dir, examples(shared_dir, "Appointment-1"))
    booked, regulator = declared[0], practitioner(meta={"profile": [REGULATOR]})
    for whole, names, known in (
        (booked, ("extension", "identifier", "status", "start", "end", "participant"), alarms),
        (regulator, ("identifier", "active"), []),
    ):
        broken = [{name: value for name, value in whole.items() if name != left_out} for left_out in names]
        for one, found in zip(broken, await judged(shared_dir, broken), strict=True):
            assert [*breaches(one), *(issue for issue in found if issue not in known)], one
