"""Reads an address that somebody gave us, without being led into our own network (server-side request forgery).

The name is resolved once, every number behind it is judged (`public_addresses`), and the connection goes to a judged
number: a name that answers something else a moment later is not asked again. The certificate is still that of the
name. Redirects are followed by hand, each judged anew. Bounded in bytes and in time, whatever the server does.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import httpx

from carekit.public_addresses import AddressRefused, Reach, Target, checked, redirected, target_of

MOST_REDIRECTS = 3
PATIENCE = 15.0  # seconds for the whole reading, redirects included
SILENCE = 5.0  # seconds without a word
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

#: The numbers behind a name.
Resolve = Callable[[str, int], Awaitable[list[str]]]


class Trouble(StrEnum):
    """Why it could not be read, to be told to whoever gave the address."""

    ADDRESS_REFUSED = "address_refused"
    NAME_UNKNOWN = "name_unknown"
    NO_ANSWER = "no_answer"
    CERTIFICATE_REFUSED = "certificate_refused"
    REDIRECTED_TOO_OFTEN = "redirected_too_often"
    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    SERVER_FAILED = "server_failed"
    TOO_LARGE = "too_large"


_REFUSALS = {
    401: Trouble.NOT_ALLOWED, 403: Trouble.NOT_ALLOWED, 404: Trouble.NOT_FOUND, 410: Trouble.NOT_FOUND,
}  # fmt: skip


class OutsideFailed(Exception):
    """Says no address: it may be a secret."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True)
class Validators:
    """What the server said of the version we have."""

    etag: str | None = None
    last_modified: str | None = None

    def asked(self) -> dict[str, str]:
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Found:
    """`content` is None when it is what we have."""

    content: bytes | None
    validators: Validators


async def looked_up(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True)
class Outside:
    """`own_hosts`: under which we are reached ourselves."""

    reach: Reach
    tls: ssl.SSLContext
    own_hosts: frozenset[str] = frozenset()
    resolve: Resolve = looked_up

    @classmethod
    def of(cls, reach: Reach, own_hosts: frozenset[str]) -> Self:
        authorities = str(reach.authorities) if reach.authorities else None
        return cls(reach, ssl.create_default_context(cafile=authorities), own_hosts)

    async def read(self, url: str, *, accept: str, at_most: int, known: Validators) -> Found:
        """What is there, up to `at_most` bytes. Raises OutsideFailed."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._follow(target_of(url, self.reach, self.own_hosts), accept, at_most, known)
        except AddressRefused as refused:
            raise OutsideFailed(Trouble.ADDRESS_REFUSED) from refused
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as lost:
            raise OutsideFailed(_trouble_of(lost)) from lost

    async def _follow(self, target: Target, accept: str, at_most: int, known: Validators) -> Found:
        headers = {"Accept": accept, "Accept-Encoding": "identity", "User-Agent": "Maillage"} | known.asked()
        for _ in range(MOST_REDIRECTS + 1):
            # A client for each answer: no cookie and no connection is carried from one host to the next.
            async with httpx.AsyncClient(
                verify=self.tls, trust_env=False, proxy=self.reach.proxy, timeout=SILENCE
            ) as http:
                answer = await self._connect(http, target, headers)
                try:
                    if answer.status_code not in _REDIRECTS:
                        return await _content(answer, at_most)
                    target = redirected(target, answer.headers.get("location", ""), self.reach, self.own_hosts)
                finally:
                    await answer.aclose()
        raise OutsideFailed(Trouble.REDIRECTED_TOO_OFTEN)

    async def _connect(self, http: httpx.AsyncClient, target: Target, headers: dict[str, str]) -> httpx.Response:
        """To the first judged number that takes the connection."""
        lost: httpx.ConnectError | httpx.ConnectTimeout | None = None
        for host in await self._hosts(target):
            request = http.build_request(
                "GET",
                target.at(host),
                headers={**headers, "Host": target.authority},
                extensions={"sni_hostname": target.host},
            )
            try:
                return await http.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as away:
                lost = away
        raise lost or OutsideFailed(Trouble.NAME_UNKNOWN)

    async def _hosts(self, target: Target) -> list[str]:
        if target.number is not None or self.reach.proxy is not None:
            return [target.host]
        try:
            found = await self.resolve(target.host, target.port)
        except (OSError, UnicodeError) as unknown:
            raise OutsideFailed(Trouble.NAME_UNKNOWN) from unknown
        return [str(number) for number in checked(found, self.reach)]


async def _content(answer: httpx.Response, at_most: int) -> Found:
    validators = Validators(_short(answer, "etag"), _short(answer, "last-modified"))
    if answer.status_code == 304:
        return Found(None, validators)
    if answer.status_code != 200:
        raise OutsideFailed(_REFUSALS.get(answer.status_code, Trouble.SERVER_FAILED))
    # We asked for none: a compressed answer could grow a thousandfold.
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise OutsideFailed(Trouble.SERVER_FAILED)
    content = bytearray()
    async for chunk in answer.aiter_raw():
        content += chunk
        if len(content) > at_most:
            raise OutsideFailed(Trouble.TOO_LARGE)
    return Found(bytes(content), validators)


def _short(answer: httpx.Response, header: str) -> str | None:
    value = answer.headers.get(header)
    return value if value is not None and len(value) <= 200 and value.isascii() and value.isprintable() else None


def _trouble_of(lost: BaseException) -> Trouble:
    """A certificate that is refused comes as a failed connection; the reason is further down."""
    cause: BaseException | None = lost
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Trouble.CERTIFICATE_REFUSED
        cause = cause.__cause__ or cause.__context__
    return Trouble.NO_ANSWER
