"""What others make of our FHIR bases: a validator that is not ours judges the answers, clients that are not ours ask.

`@medplum/core` and `fhir-kit-client` (npm, folder `clients/`), `fhirpy` and `fhirclient` (PyPI); over a socket, by
the links that the server gives.
"""

from __future__ import annotations

import asyncio
import copy
import json
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from fhirclient.models import fhirelementfactory
from fhirclient.models.fhirabstractbase import FHIRValidationError
from fhirpy import AsyncFHIRClient
from fhirpy.base.exceptions import OperationOutcome
from fhirpy.base.searchset import Raw

from carekit.auth import Caller
from carekit.testing.node import install, node_tool
from carekit.testing.serving import served

from .gap.conftest import asking

CLIENTS = Path(__file__).parent / "clients"
IS_WHOLE = "await import('@medplum/core'); await import('fhir-kit-client')"
OURS = UUID("00000000-0000-4000-8000-000000000001")
OUR_NUMBERS = "https://partner.invalid/rdv"
IDNPS = "urn:oid:1.2.250.1.71.4.2.1"
WINDOW = ["ge2026-11-23T07:00:00.000+01:00", "le2026-11-26T07:00:00.000+01:00"]
SAS_INCLUDES = {
    "_include": ["Slot:schedule", "Slot:service-type-reference"],
    "_include:iterate": ["Schedule:actor", "HealthcareService:organization"],
}
GAP_INCLUDES = {"_include": ["Slot:schedule", "Schedule:actor"]}

#: What the validator says of the guide's own examples too: it looks for `#id` in the part in place of the whole, and
#: does not find an extension of R5 that discriminates a slice.
FALSE_ALARMS = ("Constraint ref-1 not met", "slice 'sas-servicetype-r5'")


@pytest.fixture(scope="module")
def clients() -> Path:
    install(CLIENTS, IS_WHOLE)
    return CLIENTS


def ran(folder: Path, program: str, told: dict[str, Any]) -> Any:
    done = subprocess.run(
        [node_tool("node"), program], cwd=folder, input=json.dumps(told), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stdout)


@dataclass
class Listening:
    """The service behind a socket, and a token of one partner system for all of it."""

    url: str
    token: str

    async def drive(self, base: str, *steps: tuple[str, Any]) -> list[dict[str, Any]]:
        """By fhir-kit-client."""
        told = {"base": f"{self.url}/fhir/{base}", "token": self.token, "steps": steps}
        answers: list[dict[str, Any]] = await asyncio.to_thread(ran, CLIENTS, "drive.mjs", told)
        return answers

    def fhirpy(self, base: str) -> AsyncFHIRClient:
        return AsyncFHIRClient(f"{self.url}/fhir/{base}", authorization=f"Bearer {self.token}")

    async def bundle(self, base: str, kind: str, **asked: Any) -> dict[str, Any]:
        found: dict[str, Any] = await self.fhirpy(base).resources(kind).search(Raw(**asked)).fetch_raw()
        return json.loads(json.dumps(found))  # type: ignore[no-any-return]


@pytest.fixture
async def listening(world: Any) -> AsyncIterator[Listening]:
    scopes = frozenset({"sas.read", "gap.read", "gap.book"})
    caller = Caller(uuid4(), "Logiciel", OURS, frozenset({"partner"}), scopes=scopes)
    before = world.app.state.settings
    async with served(world.app, lifespan="off") as url:
        world.app.state.settings = before.model_copy(update={"public_url": url})
        try:
            yield Listening(url, world.keys.signer().for_caller(caller))
        finally:
            world.app.state.settings = before


@pytest.fixture
async def doctor(world: Any) -> UUID:
    """Four slots on Monday, open to all."""
    await world.describe_cpts()
    professional: UUID = await world.describe()
    await world.open(professional, audience=["cpts", "snp", "pro", "public"], modalities=["AMB", "VR"],
                     reasons=[{"reason_code": one, "minutes": 15} for one in ("snp", "vaccination")])  # fmt: skip
    return professional


@pytest.fixture
async def practice(world: Any) -> UUID:
    """Slots where the appointment takes place in one way."""
    professional: UUID = await world.describe()
    await world.open(professional, audience=["pro"])
    return professional


def of_sas(world: Any, doctor: UUID) -> dict[str, Any]:
    who = f"{IDNPS}|8{world.rpps(doctor)}"
    return {"start": WINDOW, "status": "free", "schedule.actor:Practitioner.identifier": who, **SAS_INCLUDES}


def inside(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in bundle.get("entry", [])]


# A validator


async def judged_by(shared_dir: Path, folder: Path, resources: list[dict[str, Any]]) -> list[list[str]]:
    """What is wrong with each."""
    guides = [str(shared_dir / "standards" / "fhir-fr" / guide / "conformance") for guide in ("sas", "gap")]
    told = {"profiles": guides, "resources": resources}
    found = await asyncio.to_thread(ran, folder, "validate.mjs", told)
    return [[issue for issue in issues if not any(known in issue for known in FALSE_ALARMS)] for issues in found]


async def issues_of(shared_dir: Path, folder: Path, resources: list[dict[str, Any]]) -> list[str]:
    return [issue for issues in await judged_by(shared_dir, folder, resources) for issue in issues]


async def test_the_validator_finds_what_is_broken_in_an_answer(world, listening, doctor, clients, shared_dir):
    bundle = await listening.bundle("sas", "Slot", **of_sas(world, doctor))
    slot = next(one for one in inside(bundle) if one["resourceType"] == "Slot")
    nameless = [{**bundle["entry"][0], "fullUrl": None}, *bundle["entry"][1:]]
    broken = [
        {name: value for name, value in {**whole, **breaks}.items() if value is not None}
        for whole, changes in (
            (slot, ({"status": "busy"}, {"start": None}, {"schedule": None}, {"end": "tomorrow"}, {"more": 1})),
            (bundle, ({"type": "batch"}, {"type": None}, {"link": None}, {"total": "four"}, {"entry": nameless})),
        )
        for breaks in changes
    ]
    judged = await judged_by(shared_dir, clients, broken)
    assert [breaks for breaks, issues in zip(broken, judged, strict=True) if not issues] == []


async def test_an_independent_validator_finds_nothing_in_what_we_tell(world, listening, doctor, clients, shared_dir):
    individual = copy.deepcopy(of_sas(world, doctor))
    individual |= {"_include": "Slot:schedule", "_include:iterate": "Schedule:actor"}
    bundles = [
        await listening.bundle("sas", "Slot", **of_sas(world, doctor)),
        await listening.bundle("sas", "Slot", **individual),
        await listening.bundle("gap", "Slot", status="free", **GAP_INCLUDES),
        await listening.bundle("gap", "Appointment", _include="Appointment:slot"),
    ]
    told = [one for bundle in bundles for one in inside(bundle) if "profile" in one.get("meta", {})]
    assert {one["resourceType"] for one in told} == {
        "Slot", "Schedule", "Practitioner", "PractitionerRole", "HealthcareService", "Organization",
    }  # fmt: skip
    assert await issues_of(shared_dir, clients, [*bundles, *told]) == []
    # The guide wants nothing found told by a Bundle without entry, and its profile four of them.
    nothing = await listening.bundle("sas", "Slot", **of_sas(world, doctor) | {"status": "busy"})
    assert await issues_of(shared_dir, clients, [nothing]) == ["Bundle.entry: Missing required property"]


def as_in_r4(resource: dict[str, Any]) -> Any:
    """Read by models that know R4 and no guide; refused where it is none."""
    return fhirelementfactory.FHIRElementFactory.instantiate(resource["resourceType"], resource)


def test_the_models_refuse_what_is_no_r4():
    issue = {"severity": "error", "code": "conflict"}
    assert as_in_r4({"resourceType": "OperationOutcome", "issue": [issue]}).issue
    for broken in ({}, {"issue": [{"severity": "error"}]}, {"issue": [issue], "more": 1}):
        with pytest.raises(FHIRValidationError):
            as_in_r4({"resourceType": "OperationOutcome", **broken})


async def test_what_has_no_profile_is_what_r4_asks_for(world, listening, practice):
    """Refusals, warnings of what was left out, statements, and the Bundles of which the guide says nothing."""
    (slot, *_) = await free_slots(listening)
    named = {"authorization": f"Bearer {listening.token}", "content-type": "application/fhir+json"}
    text = {"description": "Left out"}
    asked = [
        ("GET", "/fhir/sas/metadata", None, {}), ("GET", "/fhir/gap/metadata", None, {}),
        ("GET", "/fhir/sas/Slot?status=free", None, {}), ("GET", f"/fhir/gap/Slot/{uuid4()}", None, {}),
        ("GET", "/fhir/gap/Schedule?_include=Schedule:actor", None, {}),
        ("POST", "/fhir/gap/Appointment", asking(slot, **text), {"prefer": "handling=strict"}),
        ("POST", "/fhir/gap/Appointment", asking(slot, **text), {}),
        ("POST", "/fhir/gap/Appointment", asking(slot), {}),
        ("POST", "/fhir/gap/Appointment", {}, {"prefer": "return=OperationOutcome"}),
    ]  # fmt: skip
    answers = [
        await world.http.request(method, path, json=body, headers=named | more) for method, path, body, more in asked
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 400, 404, 200, 422, 201, 409, 422]
    for answer in answers:
        as_in_r4(answer.json())


# Clients


async def test_fhir_kit_client_reads_what_we_serve_and_turns_the_pages(world, listening, doctor, clients):
    sas, gap = await asyncio.gather(
        listening.drive(
            "sas", ("capabilities", None), ("search", {"resourceType": "Slot", "searchParams": of_sas(world, doctor)})
        ),
        listening.drive(
            "gap",
            ("search", {"resourceType": "Slot", "searchParams": {"status": "free", "_count": 2}}),
            ("read", {"resourceType": "Slot", "id": str(uuid4())}),
        ),
    )
    assert sas[0]["answer"]["fhirVersion"] == "4.0.1"
    ((only,),) = (sas[1]["answer"],)
    assert only["total"] == 4
    assert {one["resourceType"] for one in inside(only)} >= {"Slot", "Schedule", "PractitionerRole", "Organization"}
    slots = [one["id"] for page in gap[0]["answer"] for one in inside(page) if one["resourceType"] == "Slot"]
    assert len(slots) == len(set(slots)) >= 4
    assert gap[1]["refusal"]["resourceType"] == "OperationOutcome"


async def test_fhirpy_reads_what_we_serve_and_turns_the_pages(world, listening, doctor):
    bundle = await listening.bundle("sas", "Slot", **of_sas(world, doctor))
    assert bundle["total"] == 4
    gap = listening.fhirpy("gap")
    slots = await gap.resources("Slot").search(status="free").limit(2).fetch_all()
    assert len({slot["id"] for slot in slots}) == len(slots) >= 4
    read = await gap.reference("Slot", slots[0]["id"]).to_resource()
    assert read["start"] == slots[0]["start"]
    with pytest.raises(OperationOutcome):
        await listening.fhirpy("sas").resources("Slot").search(status="free").fetch_raw()


def named(slot: dict[str, Any], value: str) -> dict[str, Any]:
    return asking(slot, identifier=[{"system": OUR_NUMBERS, "value": value}])


async def free_slots(listening: Listening) -> list[dict[str, Any]]:
    return [one for one in inside(await listening.bundle("gap", "Slot", status="free"))
            if one["resourceType"] == "Slot"]  # fmt: skip


async def test_fhir_kit_client_books_finds_reads_and_cancels(listening, practice, clients, shared_dir):
    slot, *_ = await free_slots(listening)
    ours = {"identifier": f"{OUR_NUMBERS}|R-1"}
    booking, twice = named(slot, "R-1"), named(slot, "R-2")
    created, again, found, cancelled = await listening.drive(
        "gap",
        ("create", {"resourceType": "Appointment", "body": booking}),
        ("create", {"resourceType": "Appointment", "body": twice}),
        ("search", {"resourceType": "Appointment", "searchParams": ours}),
        (
            "update",
            {"resourceType": "Appointment", "searchParams": ours, "body": {**booking, "status": "cancelled"}},
        ),
    )
    assert created["answer"]["status"] == "booked"
    assert (again["status"], again["refusal"]["resourceType"]) == (409, "OperationOutcome")
    assert [one["id"] for one in inside(found["answer"][0])] == [created["answer"]["id"]]
    assert cancelled["answer"]["status"] == "cancelled"
    told = [created["answer"], cancelled["answer"]]
    assert await issues_of(shared_dir, clients, told) == []
    (read,) = await listening.drive("gap", ("read", {"resourceType": "Appointment", "id": told[0]["id"]}))
    assert read["answer"]["status"] == "cancelled"


async def test_fhirpy_books_and_cancels(listening, practice):
    gap = listening.fhirpy("gap")
    _, slot, *_ = await free_slots(listening)
    booking = gap.resource("Appointment", **{k: v for k, v in named(slot, "R-3").items() if k != "resourceType"})
    await booking.create()
    kept = await gap.reference("Appointment", booking["id"]).to_resource()
    assert kept["status"] == "booked"
    told = {**named(slot, "R-3"), "status": "cancelled"}
    params = {"identifier": f"{OUR_NUMBERS}|R-3"}
    cancelled = await gap.execute("Appointment", method="put", data=told, params=params)
    assert cancelled["status"] == "cancelled"
    assert slot["id"] in {one["id"] for one in await free_slots(listening)}
