"""A small HTTP load: keep-alive connections in a process of their own, so that they cost the server nothing."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections import UserList
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid4

import uvloop
from scene import CPTS, REFERRAL, slot_id

from carekit.auth import Caller
from carekit.testing.keys import Keys

PATH = "/api/scheduling/v1/appointments"


class Answer(NamedTuple):
    status: int
    seconds: float


class Answers(UserList[Answer]):
    wall: float = 0.0


@dataclass(frozen=True)
class Load:
    """Client c books slots first + c·step…: with a step each its own, with none all the same `count` ones."""

    port: int
    keys: Path
    clients: int
    seconds: float
    first: int
    step: int
    count: int | None = None


def headers(keys: Keys, client: int) -> str:
    caller = Caller(UUID(int=client + 1), "Bench", CPTS, frozenset({"care_coordinator"}))
    return f"Authorization: Bearer {keys.signer().for_caller(caller)}"


def body(number: int) -> str:
    return f'{{"slot_id":"{slot_id(number)}","referral_id":"{REFERRAL}","reason_code":"snp"}}'


def drive(load: Load) -> Answers:
    """Runs the load in a fresh process and waits for it."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (load,))


def _run(load: Load) -> Answers:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_all(load))


async def _all(load: Load) -> Answers:
    answers = Answers()
    keys = Keys(load.keys)
    clients = [await asyncio.open_connection("127.0.0.1", load.port) for _ in range(load.clients)]
    started = time.perf_counter()
    await asyncio.gather(*(_one(load, keys, client, pair, answers) for client, pair in enumerate(clients)))
    answers.wall = time.perf_counter() - started
    return answers


async def _one(
    load: Load, keys: Keys, client: int, pair: tuple[asyncio.StreamReader, asyncio.StreamWriter], answers: Answers
) -> None:
    reader, writer = pair
    fixed = f"POST {PATH} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n{headers(keys, client)}\r\n"
    key = uuid4().hex
    deadline = time.perf_counter() + load.seconds
    done = 0
    while time.perf_counter() < deadline and (load.count is None or done < load.count):
        number = load.first + (client + done * load.step if load.step else done)
        content = body(number)
        head = f"{fixed}Idempotency-Key: {key}-{done}\r\nContent-Length: {len(content)}\r\n\r\n"
        sent = time.perf_counter()
        writer.write((head + content).encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        content_back = await reader.readexactly(length)
        status = int(answer[9:12])
        if status == 409:
            assert content_back.count(b'"professional_name"') == 3, "the loser was not given three next slots"
        answers.append(Answer(status, time.perf_counter() - sent))
        done += 1
    writer.close()
