"""The data path: plain ASGI to a pooled aiohttp client, streaming both ways, every wait bounded.

No FastAPI and no httpx here: measured on one machine with 16 clients, a route with httpx carries a sixth of
what this does.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiohttp
from yarl import URL

from carekit import logs
from carekit.errors import Refusal
from gateway.front.errors import BodyTooLarge, PeerAway, PeerTimedOut, RequestTooSlow
from gateway.front.exchange import Exchange
from gateway.front.headers import Headers, to_client, to_service

CONNECT_WITHIN = 2.0
#: A service that streams beats every 4 s; twice as long without a byte, and it is gone.
STREAM_BEATS_WITHIN = 9.0
ANSWER_WITHIN = 9.0
#: A client that neither sends nor reads for this long is let go.
CLIENT_STALLS_FOR = 9.0
#: Bodies up to this size travel in one piece, which is faster than streaming them.
ONE_PIECE = 64 * 1024
#: Shorter than the 5 s for which services keep an idle connection, so that none is closed under our feet.
KEEP_ALIVE = 3.0
AT_ONCE = 128


class ClientGone(Exception):
    """Nobody is left to answer."""


class Upstream:
    """One pool of connections for every service."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None
        self._streams: aiohttp.ClientSession | None = None

    @property
    def streams(self) -> aiohttp.ClientSession:
        """Connections of their own: answers that last for minutes must not take the places of short ones."""
        if self._streams is None:
            self._streams = self._made(0, STREAM_BEATS_WITHIN)
        return self._streams

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:  # made at first use: aiohttp wants a running loop
            self._session = self._made(AT_ONCE, ANSWER_WITHIN)
        return self._session

    @staticmethod
    def _made(at_once: int, read_within: float) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, limit_per_host=at_once, keepalive_timeout=KEEP_ALIVE),
            timeout=aiohttp.ClientTimeout(connect=CONNECT_WITHIN, sock_read=read_within),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            trust_env=False,
        )

    async def answers(self, url: str) -> str:
        """`ok`, or why not."""
        try:
            async with self.session.get(url, timeout=aiohttp.ClientTimeout(total=CONNECT_WITHIN)) as answer:
                return "ok" if answer.status == 200 else f"status {answer.status}"
        except (aiohttp.ClientError, TimeoutError) as away:
            return type(away).__name__

    async def close(self) -> None:
        for session in (self._session, self._streams):
            if session is not None:
                await session.close()
        self._session = self._streams = None


class Body:
    """The client's body on its way: counted, and never waited for without end."""

    def __init__(self, exchange: Exchange, limit: int | None) -> None:
        self._exchange = exchange
        self._limit = limit
        self.failure: Refusal | ClientGone | None = None
        self.finished = False
        self.declared = _declared_length(exchange)
        if limit is not None and self.declared is not None and self.declared > limit:
            raise _too_large(limit)

    async def content(self) -> bytes | AsyncIterator[bytes] | None:
        """What aiohttp sends: nothing, one piece, or a stream."""
        if self.declared == 0 or (self.declared is None and b"transfer-encoding" not in self._exchange.headers):
            self.finished = True
            return None
        if self.declared is not None and self.declared <= ONE_PIECE:
            return b"".join([chunk async for chunk in self._chunks()])
        return self._stream()

    async def _stream(self) -> AsyncIterator[bytes]:
        # aiohttp hides what happens in here behind a connection error: the reason is kept aside.
        try:
            async for chunk in self._chunks():
                yield chunk
        except (Refusal, ClientGone) as failure:
            self.failure = failure
            raise

    async def _chunks(self) -> AsyncIterator[bytes]:
        read = 0
        while True:
            try:
                async with asyncio.timeout(CLIENT_STALLS_FOR):
                    message = await self._exchange.receive()
            except TimeoutError:
                raise RequestTooSlow from None
            if message["type"] == "http.disconnect":
                raise ClientGone
            chunk = message.get("body", b"")
            read += len(chunk)
            if self._limit is not None and read > self._limit:
                raise _too_large(self._limit)
            if chunk:
                yield chunk
            if not message.get("more_body", False):
                self.finished = True
                return


def _declared_length(exchange: Exchange) -> int | None:
    declared = exchange.headers.get(b"content-length", b"")
    return int(declared) if declared.isdigit() else None


def _too_large(limit: int) -> BodyTooLarge:
    return BodyTooLarge(f"The limit is {limit} bytes", limit_bytes=limit)


class Proxy:
    """Passes one exchange to a peer. `peer` is the name that refusals and logs say."""

    def __init__(self, upstream: Upstream, peer: str, base_url: str, ours: Headers) -> None:
        self._upstream = upstream
        self._peer = peer
        self._base = base_url.rstrip("/")
        self._ours = ours

    async def forward(
        self,
        exchange: Exchange,
        *,
        authorization: bytes | None,
        body_limit: int | None,
        given_body: bytes | None = None,
        streams: bool = False,
    ) -> None:
        """`given_body` when the body has been read already. Raises a Refusal when the peer gave no answer."""
        body = Body(exchange, body_limit) if given_body is None else None
        headers = to_service(exchange.scope["headers"])
        headers.append(("X-Request-Id", exchange.request_id))
        if authorization is not None:
            headers.append(("Authorization", authorization.decode()))
        try:
            content = given_body if body is None else await body.content()
            session = self._upstream.streams if streams else self._upstream.session
            answer = await session.request(
                exchange.method, self._url(exchange), headers=headers, data=content, allow_redirects=False
            )
        except ClientGone:
            return
        except (aiohttp.ClientError, TimeoutError) as lost:
            if body is not None and body.failure is not None:
                if isinstance(body.failure, ClientGone):
                    return
                raise body.failure from None
            raise self._refusal(lost) from lost
        try:
            await self._pass_back(exchange, answer, body is None or body.finished)
        finally:
            if not answer.closed:
                answer.close()

    def _url(self, exchange: Exchange) -> URL:
        raw: bytes = exchange.scope.get("raw_path") or exchange.path.encode()
        query: bytes = exchange.scope["query_string"]
        target = raw + b"?" + query if query else raw
        return URL(self._base + target.decode("latin-1"), encoded=True)

    def _refusal(self, lost: Exception) -> Refusal:
        logs.get().warning("peer away", peer=self._peer, exc_info=lost)
        if isinstance(lost, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
            return PeerAway("It could not be reached; nothing was changed", peer=self._peer)
        if isinstance(lost, TimeoutError):
            return PeerTimedOut(
                "Whether it was done is not known; repeat with the same Idempotency-Key", peer=self._peer
            )
        return PeerAway(
            "It stopped before answering; whether it was done is not known, repeat with the same Idempotency-Key",
            peer=self._peer,
        )

    async def _pass_back(self, exchange: Exchange, answer: aiohttp.ClientResponse, body_read: bool) -> None:
        headers = to_client(answer.raw_headers, self._ours)
        headers.append((b"x-request-id", exchange.request_id.encode()))
        start = {"type": "http.response.start", "status": answer.status, "headers": headers}
        length = answer.content_length
        if answer.status in (204, 304):
            start["headers"] = [(name, value) for name, value in headers if name != b"content-length"]
        if exchange.method == "HEAD" or answer.status in (204, 304) or (length is not None and length <= ONE_PIECE):
            try:
                async with asyncio.timeout(ANSWER_WITHIN):
                    # Not `answer.read()`, which would also wait for a body that the service did not want.
                    body = await answer.content.read()
            except (aiohttp.ClientError, TimeoutError) as lost:
                raise self._refusal(lost) from lost
            await exchange.send(start)
            await exchange.send({"type": "http.response.body", "body": body})
            return
        await exchange.send(start)
        await self._stream_back(exchange, answer, body_read)

    async def _stream_back(self, exchange: Exchange, answer: aiohttp.ClientResponse, body_read: bool) -> None:
        """Chunk by chunk. When either side breaks off, so does the other: a cut answer never looks whole."""
        gone = asyncio.create_task(_until_gone(exchange)) if body_read else None
        if gone is not None:
            # A service that has nothing to say for now must not keep a connection for whoever has left.
            gone.add_done_callback(lambda task: None if task.cancelled() else answer.close())
        try:
            async for chunk in answer.content.iter_any():
                if gone is not None and gone.done():
                    return
                async with asyncio.timeout(CLIENT_STALLS_FOR):
                    await exchange.send({"type": "http.response.body", "body": chunk, "more_body": True})
            await exchange.send({"type": "http.response.body", "body": b""})
        except (aiohttp.ClientError, TimeoutError, OSError) as lost:
            if gone is not None and gone.done():
                return
            # The status is long gone. Returning without an end makes the server cut the connection.
            logs.get().warning("answer cut", peer=self._peer, exc_info=lost)
        finally:
            if gone is not None:
                gone.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await gone


async def _until_gone(exchange: Exchange) -> None:
    while (await exchange.receive())["type"] != "http.disconnect":
        pass
