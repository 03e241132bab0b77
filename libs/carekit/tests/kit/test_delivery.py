"""An event that was recorded arrives, once, whatever dies in between."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from carekit import inbox, outbox
from carekit.auth import ServiceIdentity, TokenSigner
from carekit.clock import MovableClock
from carekit.db import Database
from carekit.events import Envelope
from carekit.relay import BATCH, Relay
from carekit.testing.keys import Keys

from .build import NOON, SlotBooked, envelope

TO = outbox.Subscriptions({"referral-svc": frozenset({SlotBooked.type}), "directory-svc": frozenset()})


async def record(database: Database, slot: str, version: int) -> None:
    async with database.begin() as session:
        await outbox.record(session, SlotBooked(slot=slot), to=TO, version=version, cpts_id=None, at=NOON)


class Receiver:
    """A subscriber that answers as told and keeps what it applied in its own table."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.answers: list[int | Exception] = []
        self.requests: list[httpx.Request] = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if self.answers else 204
        if isinstance(answer, Exception):
            raise answer
        if answer < 300 or answer == 599:
            await apply(self.database, Envelope.model_validate_json(request.content))
        return httpx.Response(503 if answer == 599 else answer)


async def apply(database: Database, received: Envelope) -> bool:
    async with database.begin() as session:
        if not await inbox.first_time(session, received, NOON):
            return False
        await session.execute(
            text("insert into applied (subject, version) values (:subject, :version)"),
            {"subject": received.subject, "version": received.version},
        )
        return True


async def applied(database: Database) -> list[tuple[str, int]]:
    async with database.begin() as session:
        return [
            (row.subject, row.version) for row in await session.execute(text("select * from applied order by id"))
        ]


@pytest.fixture
def receiver(own_database: Database) -> Receiver:
    return Receiver(own_database)


@pytest.fixture
def relay(own_database: Database, clock: MovableClock, keys: Keys, receiver: Receiver) -> Relay:
    identity = ServiceIdentity(
        "scheduling-svc", TokenSigner.from_file("scheduling-svc", keys.private("scheduling-svc"))
    )
    http = httpx.AsyncClient(transport=httpx.MockTransport(receiver))
    return Relay(own_database, clock, identity, {"referral-svc": "http://referral"}, http)


async def test_a_fact_of_a_transaction_that_fails_is_never_sent(own_database: Database, relay: Relay) -> None:
    async def failing() -> None:
        async with own_database.begin() as session:
            await outbox.record(session, SlotBooked(slot="s"), to=TO, version=1, cpts_id=None, at=NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await failing()
    assert await relay.run_once() == 0


async def test_a_fact_arrives_once_and_only_where_it_is_subscribed_to(
    own_database: Database, relay: Relay, receiver: Receiver
) -> None:
    await record(own_database, "s", 1)
    assert await relay.run_once() == 1
    assert await relay.run_once() == 0
    assert await applied(own_database) == [("s", 1)]
    assert [request.url for request in receiver.requests] == ["http://referral/_events"]


@pytest.mark.parametrize("trouble", [httpx.ReadTimeout("slow"), 500, 422])
async def test_a_later_fact_of_an_aggregate_never_overtakes_one_that_was_refused(
    trouble: int | Exception, own_database: Database, relay: Relay, receiver: Receiver, clock: MovableClock
) -> None:
    await record(own_database, "s", 1)
    await record(own_database, "s", 2)
    receiver.answers = [trouble]
    await relay.run_once()
    await relay.run_once()
    assert await applied(own_database) == []
    clock.advance(timedelta(minutes=6))
    assert await relay.run_once() == 2
    assert await applied(own_database) == [("s", 1), ("s", 2)]


async def test_a_fact_in_the_hands_of_one_relay_keeps_back_its_followers_from_another(
    own_database: Database, relay: Relay, receiver: Receiver
) -> None:
    await record(own_database, "s", 1)
    await record(own_database, "s", 2)
    async with own_database.begin() as another_relay:
        await another_relay.execute(
            text("select 1 from outbox_delivery order by event_id limit 1 for update skip locked")
        )
        assert await relay.run_once() == 0
    assert await relay.run_once() == 2
    assert await applied(own_database) == [("s", 1), ("s", 2)]


async def test_what_one_aggregate_waits_for_stops_no_other(
    own_database: Database, relay: Relay, receiver: Receiver
) -> None:
    """More followers than a batch holds: they must not fill it."""
    for version in range(1, BATCH + 5):
        await record(own_database, "stuck", version)
    await record(own_database, "free", 1)
    receiver.answers = [500]
    await relay.run_once()
    assert await applied(own_database) == [("free", 1)]


@pytest.mark.parametrize("trouble", [httpx.ConnectError("away"), httpx.ReadTimeout("slow"), 500, 401, 599])
async def test_a_delivery_that_failed_is_made_again_later_and_applied_once(
    trouble: int | Exception, own_database: Database, relay: Relay, receiver: Receiver, clock: MovableClock
) -> None:
    """599 stands for a receiver that applied the fact and died before it could answer."""
    await record(own_database, "s", 1)
    receiver.answers = [trouble]
    assert await relay.run_once() == 0
    assert await relay.run_once() == 0  # not yet due
    clock.advance(timedelta(minutes=6))
    assert await relay.run_once() == 1
    assert await applied(own_database) == [("s", 1)]


async def test_an_older_version_never_overwrites_a_newer_one(own_database: Database) -> None:
    assert await apply(own_database, envelope(version=2))
    assert not await apply(own_database, envelope(version=1))
    assert await apply(own_database, envelope(version=1, subject="another"))
    assert await applied(own_database) == [("slot-1", 2), ("another", 1)]


async def test_the_same_fact_received_eight_times_at_once_is_applied_once(own_database: Database) -> None:
    same = uuid4()
    results = await asyncio.gather(*(apply(own_database, envelope(event_id=same)) for _ in range(8)))
    assert sorted(results) == [False] * 7 + [True]


async def test_a_receiver_that_fails_keeps_neither_the_fact_nor_its_effect(own_database: Database) -> None:
    same = uuid4()

    async def failing() -> None:
        async with own_database.begin() as session:
            await inbox.first_time(session, envelope(event_id=same), NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await failing()
    assert await apply(own_database, envelope(event_id=same))


async def test_two_relays_never_send_the_same_fact(own_database: Database, relay: Relay, receiver: Receiver) -> None:
    for number in range(120):
        await record(own_database, f"slot-{number}", 1)
    made = await asyncio.gather(relay.run_once(), relay.run_once())
    made_after = await relay.run_once()
    assert sum(made) + made_after == 120
    assert len(receiver.requests) == 120
