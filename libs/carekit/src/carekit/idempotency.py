"""`Idempotency-Key`: a creation that is sent twice happens once, and both get the first answer.

The key is claimed and its answer kept in the transaction of the use case itself, so a crash leaves either
both or neither:

    async with unit.begin() as session:
        await idempotency.claim(session, once, now)      # raises Replayed with the first answer
        ...
        return await idempotency.keep(session, once, AppointmentOut.of(appointment))

Two twins at the same time: the second waits for the first on the primary key, then gets its answer. Whether the
caller may do it is asked before the claim, so that somebody who lost the right is refused rather than answered.

A key belongs to one account in one CPTS. The request itself is kept as a fingerprint under a key that is not in the
database: a bare hash of a short body that holds a name and a birth date could be guessed by trying them all.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, TypeVar

import orjson
from fastapi import Depends, FastAPI, Header, Request
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller, caller_of
from carekit.driver_session import DriverSession
from carekit.errors import Invalid

KEPT_FOR = timedelta(hours=48)
Answer = TypeVar("Answer", bound=BaseModel)


class IdempotencyKeyReused(Invalid):
    """The same key came with another request."""

    title = "This Idempotency-Key was used for another request"
    field = "header.Idempotency-Key"


class IdempotencyKeyInvalid(Invalid):
    title = "An Idempotency-Key has 8 to 255 printable characters"
    field = "header.Idempotency-Key"


class Replayed(Exception):  # not a refusal: the answer that the first request got
    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


@dataclass(frozen=True)
class Once:
    """A request that wants to happen once. `key` is None when the caller did not ask for it."""

    key: str | None
    caller: str
    fingerprint: bytes
    status: int = 201


async def once(
    request: Request,
    caller: Annotated[Caller, Depends(caller_of)],
    key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            description="8 to 255 printable characters; a repeat within 48 h gets the first answer",
        ),
    ] = None,
) -> Once:
    """FastAPI dependency of creations. Reads the raw body, which FastAPI keeps for the route."""
    if key is not None and (not 8 <= len(key) <= 255 or not key.isprintable() or not key.isascii()):
        raise IdempotencyKeyInvalid
    if key is None:
        return Once(None, "", b"")
    secret: bytes = request.app.state.fingerprint_key
    return Once(key, owner_of(caller), fingerprint_of(secret, request.method, request.url.path, await request.body()))


def owner_of(caller: Caller) -> str:
    """Whose key it is: one account (or service) within one CPTS."""
    return f"{caller.cpts_id or '-'}/{caller.account_id or caller.issuer}"


def fingerprint_key(signing_key: bytes) -> bytes:
    """Every process of a service has its signing key, and no database has it."""
    return hmac.digest(signing_key, b"maillage idempotency fingerprint", "sha256")


def fingerprint_of(secret: bytes, method: str, path: str, body: bytes) -> bytes:
    return hmac.digest(secret, b"\n".join([method.encode(), path.encode(), body]), "sha256")


_CLAIM = text(
    "insert into idempotency_key (caller, key, fingerprint, created_at) values (:caller, :key, :print, :now) "
    "on conflict (caller, key) do nothing returning key"
)
_FIRST_ANSWER = text("select fingerprint, status, body from idempotency_key where caller = :caller and key = :key")
_KEEP = text("update idempotency_key set status = :status, body = :body where caller = :caller and key = :key")


async def claim(session: AsyncSession | DriverSession, request: Once, now: datetime) -> None:
    """Takes the key, or raises `Replayed` with the first answer, or refuses another request's key."""
    if request.key is None:
        return
    taken = await session.execute(
        _CLAIM,
        {"caller": request.caller, "key": request.key, "print": request.fingerprint, "now": now},
    )
    if taken.first() is None:
        await replay(session, request)


async def replay(session: AsyncSession | DriverSession, request: Once) -> None:
    """Raises `Replayed` when the key has its answer already; otherwise returns, and nothing is claimed.

    For a use case that can refuse without having written anything: a lost race then leaves no row behind.
    """
    if request.key is None:
        return
    row = (
        await session.execute(
            _FIRST_ANSWER,
            {"caller": request.caller, "key": request.key},
        )
    ).first()
    if row is None:
        return
    if row.fingerprint != request.fingerprint:
        raise IdempotencyKeyReused
    raise Replayed(row.status, row.body)


async def keep(session: AsyncSession | DriverSession, request: Once, answer: Answer) -> Answer:
    """Keeps the answer for later repeats, in the same transaction, and hands it back."""
    if request.key is not None:
        body = orjson.dumps(answer.model_dump(mode="json"))
        await session.execute(
            _KEEP,
            {"status": request.status, "body": body, "caller": request.caller, "key": request.key},
        )
    return answer


async def forget_old(session: AsyncSession, now: datetime) -> int:
    """Timer: keys older than 48 hours."""
    gone: Any = await session.execute(
        text("delete from idempotency_key where created_at < :limit"), {"limit": now - KEPT_FOR}
    )
    return int(gone.rowcount)


def idempotency_tables() -> list[str]:
    return [
        "create table idempotency_key (caller text not null, key text not null, fingerprint bytea not null, "
        "status integer, body bytea, created_at timestamptz not null, primary key (caller, key))",
        "create index ix_idempotency_key_created_at on idempotency_key (created_at)",
    ]


def install(app: FastAPI) -> None:
    @app.exception_handler(Replayed)
    async def _replayed(_: Request, first: Replayed) -> Response:
        return Response(
            first.body,
            status_code=first.status,
            media_type="application/json",
            headers={"Idempotency-Replayed": "true"},
        )
