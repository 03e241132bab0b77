"""A small HTTP load: keep-alive connections in a process of their own, so that they cost the server nothing."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from abc import ABC, abstractmethod
from collections import UserList
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from uuid import UUID

import uvloop
from scene import CPTS, LAT, LON, PROFESSIONALS, REACH, REFERRAL, rpps, slot_id

from carekit.auth import Caller
from carekit.testing.keys import Keys

API = "/api/scheduling/v1"
#: The nation's need of SAS calls (its guide: 3,000 an hour).
NATION = 3000 / 3600


class Answer(NamedTuple):
    status: int
    seconds: float


class Request(NamedTuple):
    """A reading, or with a content a creation under its key."""

    target: str
    content: str = ""
    key: str = ""

    def written(self, authorization: str) -> bytes:
        head = f"{'POST' if self.content else 'GET'} {self.target} HTTP/1.1\r\nHost: bench\r\n{authorization}\r\n"
        if self.content:
            head += f"Content-Type: application/json\r\nIdempotency-Key: {self.key}\r\n"
        return f"{head}Content-Length: {len(self.content)}\r\n\r\n{self.content}".encode()


class Answers(UserList[Answer]):
    wall: float = 0.0


@dataclass(frozen=True)
class Load(ABC):
    """So many clients, each asking as soon as it was answered, or every so many seconds."""

    port: int
    keys: Path
    clients: int
    seconds: float
    every: float = 0.0

    def caller(self, client: int) -> Caller:
        return Caller(UUID(int=client + 1), "Bench", CPTS, frozenset({"care_coordinator"}))

    def signed(self, keys: Keys, client: int) -> str:
        """The header by which the client is known: a token as the gateway signs it."""
        return headers(keys, self.caller(client))

    @abstractmethod
    def request(self, client: int, done: int) -> Request | None:
        """The next one; None when this client has done his part."""

    def check(self, status: int, body: bytes) -> None:
        """A fast wrong answer counts for nothing."""
        assert status == 200, body


@dataclass(frozen=True)
class Bookings(Load):
    """Client c books slots first + c·step…: with a step each its own, with none all the same `count` ones."""

    first: int = 0
    step: int = 0
    count: int | None = None
    key: str = ""

    def request(self, client: int, done: int) -> Request | None:
        if done == self.count:
            return None
        content = booking(self.first + (client + done * self.step if self.step else done))
        return Request(f"{API}/appointments", content, f"{self.key}-{client}-{done}")

    def check(self, status: int, body: bytes) -> None:
        if status == 409:
            assert body.count(b'"professional_name"') == 3, "the loser was not given three next slots"
        else:
            assert status == 201, body


@dataclass(frozen=True)
class Searches(Load):
    """First free slots of general practitioners around points all over the territory."""

    def request(self, client: int, done: int) -> Request:
        return Request(f"{API}/slots?{search(Random(client * 100_003 + done))}")

    def check(self, status: int, body: bytes) -> None:
        super().check(status, body)
        assert body.count(b'"slot_id"') == 20, body


@dataclass(frozen=True)
class SasCalls(Load):
    """Free slots of 25 practitioners over 72 hours, with all that the aggregator includes."""

    def caller(self, client: int) -> Caller:
        return Caller(UUID(int=client + 1), "SAS", None, frozenset({"partner"}), scopes=frozenset({"sas.read"}))

    def request(self, client: int, done: int) -> Request:
        return Request(f"/fhir/sas/Slot?{sas_search(Random(client * 100_003 + done))}")

    def check(self, status: int, body: bytes) -> None:
        super().check(status, body)
        assert body.count(b'"resourceType":"Slot"') == 100, body[:2000]


def search(dice: Random) -> str:
    lat, lon = (middle + dice.uniform(-REACH, REACH) for middle in (LAT, LON))
    return f"profession=10&near_lat={lat:.5f}&near_lon={lon:.5f}&within_km=30&limit=20"


def sas_search(dice: Random) -> str:
    tomorrow = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    who = ",".join(f"urn:oid:1.2.250.1.71.4.2.1%7C8{rpps(n)}" for n in dice.sample(range(PROFESSIONALS), 25))
    first, last = (f"{at:%Y-%m-%dT%H:%M:%S.000+00:00}" for at in (tomorrow, tomorrow + timedelta(days=3)))
    return (
        f"_include=Slot:schedule&_include:iterate=Schedule:actor&status=free&start=ge{first}&start=le{last}"
        f"&schedule.actor:Practitioner.identifier={who}"
    )


def booking(number: int) -> str:
    said = '"reason_code":"snp","choice_recorded":"phone"'
    return f'{{"slot_id":"{slot_id(number)}","referral_id":"{REFERRAL}",{said}}}'


def headers(keys: Keys, caller: Caller) -> str:
    return f"Authorization: Bearer {keys.signer().for_caller(caller)}"


def drive(load: Load) -> Answers:
    """Runs the load in a fresh process and waits for it."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(_run, (load,))


@contextmanager
def beside(load: Load) -> Iterator[None]:
    """The load goes on in another process until the block ends."""
    process = multiprocessing.get_context("fork").Process(target=_run, args=(load,), daemon=True)
    process.start()
    try:
        yield
        assert process.is_alive(), "the load beside has stopped: an answer of its was wrong"
    finally:
        process.terminate()
        process.join()


def _run(load: Load) -> Answers:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_all(load))


async def _all(load: Load) -> Answers:
    answers, keys = Answers(), Keys(load.keys)
    clients = [await asyncio.open_connection("127.0.0.1", load.port) for _ in range(load.clients)]
    started = time.perf_counter()
    await asyncio.gather(*(_one(load, keys, client, *pair, answers) for client, pair in enumerate(clients)))
    answers.wall = time.perf_counter() - started
    return answers


async def _one(
    load: Load,
    keys: Keys,
    client: int,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    answers: Answers,
) -> None:
    """A token lives two minutes: a long load signs again."""
    started, signed_at, done = time.perf_counter(), float("-inf"), 0
    while (now := time.perf_counter()) < started + load.seconds:
        if now - signed_at > 60:
            authorization, signed_at = load.signed(keys, client), now
        request = load.request(client, done)
        if request is None:
            break
        sent = time.perf_counter()
        writer.write(request.written(authorization))
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        body = await reader.readexactly(length)
        answers.append(Answer(int(head[9:12]), time.perf_counter() - sent))
        load.check(answers[-1].status, body)
        done += 1
        if load.every:
            await asyncio.sleep(max(0.0, started + done * load.every - time.perf_counter()))
    writer.close()
