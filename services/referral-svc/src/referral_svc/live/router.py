"""/api/referral/v1/stream: server-sent events for the queue, the board, the calls and the case.

Not in the contract: an endless answer is no operation that a partner calls, and OpenAPI cannot say its shape.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import asyncpg
import orjson
from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from carekit.auth import Caller, caller_of
from carekit.errors import Unavailable
from referral_svc.live.changes import WATCHERS, Change, sees
from referral_svc.live.hub import ChangeHub

router = APIRouter(prefix="/api/referral/v1", include_in_schema=False)

#: Shorter than a token lives: the browser comes back, and the gateway looks at session and roles again.
LIVES = 110.0
#: Shorter than the proxies wait for a next byte.
BEATS = 4.0
BACK_AFTER_MS = 2000


class StreamAway(Unavailable):
    """The database does not answer; screens read again every minute meanwhile."""

    title = "Live updates are away"


def hub(request: Request) -> ChangeHub:
    """Of this process, on the database of the application."""
    state = request.app.state
    url: str = state.database.url
    held: tuple[str, ChangeHub] | None = getattr(state, "changes", None)
    if held is None or held[0] != url:
        held = state.changes = (url, ChangeHub(url))
    return held[1]


@router.get("/stream")
async def stream_changes(
    caller: Annotated[Caller, Depends(caller_of)], hub: Annotated[ChangeHub, Depends(hub)]
) -> StreamingResponse:
    """`change` events: {referral_id, change}, of the requests this caller may list. Nothing else is told."""
    caller.require(*WATCHERS)
    events = told(hub, caller, lives=LIVES, beats=BEATS)
    try:
        opening = await anext(events)
    except (OSError, TimeoutError, asyncpg.PostgresError) as away:
        raise StreamAway from away
    return StreamingResponse(
        _after(opening, events),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def told(hub: ChangeHub, caller: Caller, *, lives: float, beats: float) -> AsyncIterator[bytes]:
    """`hello` at once (what changed while nobody listened is read again), then each change, and a beat between."""
    ends_at = asyncio.get_running_loop().time() + lives
    async with hub.changes(caller.cpts) as feed:
        yield f"retry: {BACK_AFTER_MS}\nevent: hello\ndata: {{}}\n\n".encode()
        while (left := ends_at - asyncio.get_running_loop().time()) > 0:
            try:
                async with asyncio.timeout(min(beats, left)):
                    change = await feed.get()
            except TimeoutError:
                yield b": \n\n"
                continue
            if change is None:
                return
            if sees(caller, change):
                yield _event(change)


async def _after(opening: bytes, events: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield opening
    async for event in events:
        yield event


def _event(change: Change) -> bytes:
    return b"event: change\ndata: " + orjson.dumps(change.as_data()) + b"\n\n"
