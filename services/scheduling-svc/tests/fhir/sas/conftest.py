"""The SAS as it really asks: raw bytes in the query, and a token that the gateway made of its certificate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import orjson
import pytest

from carekit.auth import Caller

WINDOW = "start=ge2026-11-23T07:00:00.000+01:00&start=le2026-11-26T07:00:00.000+01:00"
PS_INCLUDES = "_include=Slot:schedule&_include:iterate=Schedule:actor"
CPTS_INCLUDES = f"{PS_INCLUDES}&_include=Slot:service-type-reference&_include:iterate=HealthcareService:organization"
IDNPS = "urn:oid:1.2.250.1.71.4.2.1"


def lasting(**minutes: int) -> list[dict[str, Any]]:
    """The reasons of an opening."""
    return [{"reason_code": reason, "minutes": one} for reason, one in minutes.items()]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: dict[str, Any]

    def of(self, kind: str) -> list[dict[str, Any]]:
        resources = [entry["resource"] for entry in self.body.get("entry", [])]
        return [resource for resource in resources if resource["resourceType"] == kind]

    @property
    def issue(self) -> dict[str, Any]:
        assert self.body["resourceType"] == "OperationOutcome", self.body
        assert self.headers["content-type"].startswith("application/fhir+json")
        issue: dict[str, Any] = self.body["issue"][0]
        return issue

    @property
    def rule(self) -> str:
        rule: str = self.issue["details"]["coding"][0]["code"]
        return rule


@dataclass
class Sas:
    world: Any
    caller: Caller

    async def get(self, query: str, path: str = "/fhir/sas/Slot", **headers: str) -> Answer:
        return await self.send("GET", path, query, **headers)

    async def send(self, method: str, path: str, query: str = "", body: Any = None, **headers: str) -> Answer:
        """Straight to the application, so that no client writes the query anew."""
        named = {"accept": "application/json+fhir", **{n.replace("_", "-"): v for n, v in headers.items()}}
        named.setdefault("authorization", f"Bearer {self.world.keys.signer().for_caller(self.caller)}")
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"" if body is None else orjson.dumps(body)}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        scope = {
            "type": "http", "http_version": "1.1", "method": method, "path": path, "raw_path": path.encode(),
            "query_string": query.encode(), "root_path": "", "scheme": "http", "server": ("sas", 80),
            "client": ("127.0.0.1", 1), "headers": [(n.lower().encode(), v.encode()) for n, v in named.items()],
        }  # fmt: skip
        await self.world.app(scope, receive, send)
        headers_out = {n.decode().lower(): v.decode() for n, v in sent[0]["headers"]}
        content = b"".join(message.get("body", b"") for message in sent[1:])
        return Answer(sent[0]["status"], headers_out, orjson.loads(content) if content else {})

    def idnps(self, *professionals: UUID) -> str:
        return ",".join(f"{IDNPS}|8{self.world.rpps(professional)}" for professional in professionals)

    def query(self, *professionals: UUID, includes: str = CPTS_INCLUDES, window: str = WINDOW) -> str:
        who = f"schedule.actor:Practitioner.identifier={self.idnps(*professionals)}"
        return f"{includes}&{window}&{who}&status=free"


@pytest.fixture
def sas(world: Any) -> Sas:
    """By its certificate."""
    scopes = frozenset({"sas.read", "sas.regulators"})
    return Sas(world, Caller(uuid4(), "SAS", None, frozenset({"partner"}), scopes=scopes))


@pytest.fixture
async def doctor(world: Any) -> UUID:
    """Four slots on Monday from 9:00, open to the CPTS and to regulation."""
    professional: UUID = await world.describe()
    await world.open(professional, audience=["cpts", "snp"])
    return professional


def encoded(query: str) -> str:
    """As a client writes it that escapes everything."""
    return "&".join("=".join(quote(half, safe="") for half in part.split("=", 1)) for part in query.split("&"))
