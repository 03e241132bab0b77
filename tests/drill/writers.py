"""People who keep writing while parts of the system are killed, and remember what they were promised.

Each act carries its Idempotency-Key and is repeated with the same key until it is answered: only an answer 201
is a promise. An act that was never answered may have happened or not.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import httpx

from local_system.running import RunningSystem

PAUSE = 0.05
LONGEST_WAIT = 60.0


@dataclass
class Act:
    path: str
    body: dict[str, Any]
    identifier: str
    """Name of the field of the answer that identifies what was written."""


@dataclass
class Writer(threading.Thread):
    """Does one act after the other until told to stop."""

    client: httpx.Client
    acts: Iterator[Act]
    promised: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unanswered: int = 0
    repeated: int = 0

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self._over = threading.Event()

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        for act in self.acts:
            if self._over.is_set():
                break
            self._do(act)
            time.sleep(PAUSE)

    def finish(self) -> None:
        self._over.set()
        self.join(LONGEST_WAIT + 10)
        self.client.close()

    def _do(self, act: Act) -> None:
        headers = {"Idempotency-Key": str(uuid4())}
        deadline = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < deadline:
            try:
                answer = self.client.post(act.path, json=act.body, headers=headers, timeout=15)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code == 201:
                self.promised.append(answer.json()[act.identifier])
                return
            if answer is not None and answer.status_code < 500 and answer.status_code != 429:
                self.refused.append(f"{answer.status_code} {answer.json().get('type')}")
                return
            self.repeated += 1
            time.sleep(0.1)
        self.unanswered += 1


def bookings(system: RunningSystem) -> Writer:
    """The coordinator books every free slot she finds."""
    client = system.log_in_as("care_coordinator")

    def acts() -> Iterator[Act]:
        path: str | None = ""
        while path is not None:
            page = _page(client, f"/api/scheduling/v1/slots?limit=100{path}")
            for slot in page["items"]:
                body = {"slot_id": slot["slot_id"], "reason_code": "snp"}
                yield Act("/api/scheduling/v1/appointments", body, "appointment_id")
            path = f"&cursor={page['next']}" if page.get("next") else None

    return Writer(client, acts())


def absences(system: RunningSystem) -> Writer:
    """The secretary notes days off, one after the other, for the first professionals: each is told by an event."""
    client = system.log_in_as("director")
    members = client.get("/api/directory/v1/members?limit=20").raise_for_status().json()["items"]

    def acts() -> Iterator[Act]:
        day = date.today() + timedelta(days=400)
        while True:
            for member in members:
                body = {"starts_on": day.isoformat(), "ends_on": day.isoformat(), "reason_code": "training"}
                yield Act(f"/api/directory/v1/professionals/{member['professional_id']}/absences", body, "absence_id")
            day += timedelta(days=2)

    return Writer(client, acts())


def refused_consents(system: RunningSystem) -> Writer:
    client = system.log_in_as("referrer")

    def acts() -> Iterator[Act]:
        while True:
            yield Act("/api/referral/v1/refused-consents", {"kind": "care"}, "id")

    return Writer(client, acts())


def _page(client: httpx.Client, path: str) -> dict[str, Any]:
    """A reading may be repeated freely."""
    deadline = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            answer = client.get(path)
            if answer.status_code == 200:
                found: dict[str, Any] = answer.json()
                return found
        except httpx.TransportError:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(path)
        time.sleep(0.1)
