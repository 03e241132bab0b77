"""A partner's software, with the token that the gateway makes of its client credentials."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from carekit.auth import Caller

OURS = UUID("00000000-0000-4000-8000-000000000001")
BASE = "/fhir/gap"
#: An appointment as its partner names it.
NAMED = {"identifier": [{"system": "https://partner.invalid/rdv", "value": "R-7/42"}]}
BY_NAME = "/Appointment?identifier=https://partner.invalid/rdv%7CR-7/42"


@dataclass
class Gap:
    world: Any
    scopes: frozenset[str] = frozenset({"gap.read", "gap.book"})
    roles: frozenset[str] = frozenset({"partner"})
    account: UUID = field(default_factory=uuid4)
    cpts: UUID = OURS

    async def send(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        caller = Caller(self.account, "Logiciel", self.cpts, self.roles, scopes=self.scopes)
        named = {"authorization": f"Bearer {self.world.keys.signer().for_caller(caller)}",
                 **{name.replace("_", "-"): value for name, value in headers.items()}}  # fmt: skip
        if body is not None:
            named.setdefault("content-type", "application/fhir+json")
        answer: httpx.Response = await self.world.http.request(method, BASE + path, json=body, headers=named)
        return answer

    async def slots(self) -> list[dict[str, Any]]:
        return of(await self.get("/Slot?status=free"), "Slot")

    async def ask(self, slot: dict[str, Any], status: str = "booked", **changed: Any) -> httpx.Response:
        return await self.send("POST", "/Appointment", asking(slot, status, **changed))

    async def change(self, told: dict[str, Any], **changed: Any) -> httpx.Response:
        """By its id, on the version that was told."""
        version = f'W/"{told["meta"]["versionId"]}"'
        return await self.send("PUT", f"/Appointment/{told['id']}", {**told, **changed}, if_match=version)

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.send("GET", path, **headers)


def asking(slot: dict[str, Any], status: str = "booked", **changed: Any) -> dict[str, Any]:
    """An Appointment that names its slot and the professional's place."""
    place = slot["schedule"]["reference"].removeprefix("Schedule/")
    return {
        "resourceType": "Appointment", "status": status, "slot": [{"reference": f"Slot/{slot['id']}"}],
        "start": slot["start"], "end": slot["end"],
        "participant": [{"actor": {"reference": f"PractitionerRole/{place}"}, "status": "accepted"}], **changed,
    }  # fmt: skip


def rule(answer: httpx.Response) -> str:
    assert answer.headers["content-type"].startswith("application/fhir+json")
    outcome = answer.json()
    assert outcome["resourceType"] == "OperationOutcome", outcome
    code: str = outcome["issue"][0]["details"]["coding"][0]["code"]
    return code


def holds_to(answer: httpx.Response, status: int, told: str) -> dict[str, Any]:
    """The appointment of an answer that names its version and its address."""
    assert answer.status_code == status, answer.text
    appointment: dict[str, Any] = answer.json()
    assert answer.headers["etag"].strip('W/"') == appointment["meta"]["versionId"]
    assert answer.headers["location"].endswith(f"/fhir/gap/Appointment/{appointment['id']}")
    assert appointment["status"] == told
    return appointment


def of(answer: httpx.Response, kind: str) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    resources = [entry["resource"] for entry in answer.json().get("entry", [])]
    return [resource for resource in resources if resource["resourceType"] == kind]


@pytest.fixture
def gap(world: Any) -> Gap:
    return Gap(world)


@pytest.fixture
async def doctor(world: Any) -> UUID:
    """Four slots on Monday from 9:00, open to professionals."""
    professional: UUID = await world.describe()
    await world.open(professional, audience=["pro"], ends_on="2026-11-23")
    return professional
