from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest
from gateway_house import House, Houses, Peer, rule

from carekit.testing.serving import bound, served

PATH = "/api/directory/v1/professionals"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_without_a_session_nothing_reaches_a_service(house: House) -> None:
    before = len(house.peer.seen)
    for service in ("directory", "referral", "scheduling"):
        answer = await house.browser().get(f"/api/{service}/v1/anything")
        assert (answer.status_code, rule(answer)) == (401, "session-required")
    assert len(house.peer.seen) == before


@pytest.mark.parametrize(
    "path",
    [
        "/api/referral/v1/_events",
        "/api/referral/v2/referrals",
        "/api/other/v1/x",
        "/api",
        "/api/",
        "/api/referral",
    ],
)
async def test_what_no_service_offers_to_the_outside_is_nowhere(house: House, path: str) -> None:
    browser = await house.member("professional")
    answer = await browser.get(path)
    assert (answer.status_code, rule(answer)) == (404, "no-such-route")


@pytest.mark.parametrize(
    "path",
    [
        "/api/referral/v1/../../_events",
        "/api/referral/v1/%2e%2e/%2e%2e/_events",
        "/api/referral/v1/..%2f_events",
        "/api/referral/v1//metrics",
        "/api/referral/v1/a\\b",
        "/api/referral/v1/a%5cb",
        "/api/referral/v1/a%00b",
        "/api/referral/v1/a%0d%0ab",
    ],
)
async def test_an_address_that_reads_in_two_ways_is_refused(house: House, path: str) -> None:
    browser = await house.member("professional")
    before = len(house.peer.seen)
    # httpx would tidy the address: the bytes are sent as they are.
    status, body = await _raw(house, f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: session={browser.secret}\r\n")
    assert status == 400, body
    assert b"address-refused" in body
    assert len(house.peer.seen) == before


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
async def test_unusual_methods_are_refused(house: House, method: str) -> None:
    status, body = await _raw(house, f"{method} {PATH} HTTP/1.1\r\nHost: x\r\n")
    assert status in (400, 405), body


@pytest.mark.parametrize(
    ("head", "status", "refused"),
    [
        (f"GET {PATH}?{'x' * 8_200} HTTP/1.1\r\nHost: x\r\n", 414, b"address-too-long"),
        (f"GET {PATH} HTTP/1.1\r\nHost: x\r\nX-Long: {'x' * 33_000}\r\n", 431, b"headers-too-large"),
    ],
)
async def test_addresses_and_headers_have_a_limit(house: House, head: str, status: int, refused: bytes) -> None:
    answered, body = await _raw(house, head)
    assert (answered, refused in body) == (status, True)


@pytest.mark.parametrize("number", range(40))
async def test_whatever_bytes_an_address_or_header_has_there_is_an_answer_and_no_server_error(
    house: House, number: int
) -> None:
    browser = await house.member("professional")
    shaken = random.Random(number)
    odd = "".join(chr(shaken.choice([*range(1, 10), 11, 12, *range(14, 256)])) for _ in range(12)).replace(" ", "")
    cookie = f"Cookie: session={browser.secret}\r\n"
    for head in (
        f"GET {PATH}/{odd} HTTP/1.1\r\nHost: x\r\n{cookie}",
        f"GET {PATH}?name={odd}&%zz=%&#{odd} HTTP/1.1\r\nHost: x\r\n{cookie}",
        f"GET {PATH} HTTP/1.1\r\nHost: x\r\n{cookie}X-Odd: {odd}\r\n",
        f"GET {PATH} HTTP/1.1\r\nHost: x\r\n{cookie}{odd}: x\r\n",
    ):
        status, body = await _raw(house, head)
        assert status < 500, (head, body)


async def test_a_service_that_is_away_is_named(another: Houses) -> None:
    async with another(directory_url=f"http://127.0.0.1:{free_port()}") as house:
        browser = await house.member("professional")
        answer = await browser.get(PATH)
        assert (answer.status_code, rule(answer)) == (503, "peer-away")
        assert answer.json()["peer"] == "directory"
        assert int(answer.headers["retry-after"]) >= 1
        assert (await browser.get("/api/referral/v1/referrals")).status_code == 200


async def test_a_service_that_was_restarted_gets_the_next_write_at_once(another: Houses) -> None:
    """Connections of before are not used again, and no write is ever sent twice."""
    peer, listener = Peer(), bound()
    port = int(listener.getsockname()[1])
    async with another(directory_url=f"http://127.0.0.1:{port}") as house:
        browser = await house.member("professional")
        async with served(peer, listener):
            assert (await browser.post(PATH, {"n": 1})).status_code == 200
        assert rule(await browser.post(PATH, {"n": 2})) == "peer-away"
        async with served(peer, bound(port)):
            assert (await browser.post(PATH, {"n": 3})).status_code == 200
    assert len(peer.seen) == 2


async def test_a_service_that_does_not_answer_in_time_is_named(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = await house.member("professional")
    upstream = house.gateway._proxies["directory"]._upstream  # the wait is shortened, nothing is replaced
    import aiohttp

    monkeypatch.setattr(upstream.session, "_timeout", aiohttp.ClientTimeout(connect=2, sock_read=0.3))
    answer = await browser.get(f"{PATH}/slow")
    assert (answer.status_code, rule(answer)) == (504, "peer-timed-out")


async def test_no_wait_is_longer_than_ten_seconds() -> None:
    from gateway.front import proxy

    assert proxy.CONNECT_WITHIN + 1 < 10
    assert max(proxy.ANSWER_WITHIN, proxy.CLIENT_STALLS_FOR) < 10


async def test_an_answer_cut_short_never_looks_whole(house: House) -> None:
    browser = await house.member("professional")
    with pytest.raises(httpx.RemoteProtocolError):
        await browser.get(f"{PATH}/cut")


async def test_a_short_answer_cut_short_is_a_named_refusal(house: House) -> None:
    browser = await house.member("professional")
    answer = await browser.get(f"{PATH}/cut-small")
    assert (answer.status_code, rule(answer)) == (503, "peer-away")


async def test_forged_headers_reach_no_service(house: House) -> None:
    browser = await house.member("professional")
    forged = {
        "Authorization": "Bearer forged",
        "X-Request-Id": "forged-request-id",
        "X-Forwarded-For": "10.0.0.1",
        "X-Forwarded-User": "director",
        "X-Forwarded-Proto": "https",
        "Forwarded": "for=10.0.0.1",
        "X-Real-Ip": "10.1.1.1",
        "X-Maillage-Roles": "director",
        "Te": "trailers",
        "Connection": "keep-alive, X-Secret-Hop",
        "X-Secret-Hop": "1",
        "X-Http-Method-Override": "DELETE",
        "Proxy-Authorization": "Basic eDp5",
        "Accept-Language": "fr",
    }
    answer = await browser.http.get(PATH, headers=forged)
    assert answer.status_code == 200
    seen = house.peer.headers()
    names = [name for name, _ in house.peer.seen[-1]["headers"]]
    assert (names.count(b"authorization"), names.count(b"x-request-id")) == (1, 1), "a service would read the first"
    assert house.verifier.verify(house.peer.token()).roles == {"professional"}
    assert seen["x-request-id"] == answer.headers["x-request-id"] != "forged-request-id"
    assert seen["accept-language"] == "fr"
    for name in (
        "x-forwarded-for", "x-forwarded-user", "x-forwarded-proto", "forwarded", "x-real-ip", "x-maillage-roles",
        "te", "x-secret-hop", "x-http-method-override", "proxy-authorization", "cookie", "x-csrf-token",
    ):  # fmt: skip
        assert name not in seen, name


async def test_a_service_cannot_set_cookies_or_loosen_the_policy(house: House) -> None:
    browser = await house.member("professional")
    answer = await browser.get(f"{PATH}/rude")
    assert "set-cookie" not in answer.headers
    assert "server" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers.get_list("x-request-id") == [answer.headers["x-request-id"]]
    assert answer.headers["x-request-id"] != "forged"
    assert answer.headers["etag"] == '"7"'


async def test_queries_methods_and_bodies_pass_unchanged(house: House) -> None:
    browser = await house.member("professional")
    answer = await browser.send(
        "PUT", f"{PATH}/x?name=L%C3%A9a&name=B+C%2F&empty=", content=b'{"a": 1}', If_Match='"3"'
    )
    assert answer.content == b'{"a": 1}'
    scope = house.peer.seen[-1]
    assert scope["method"] == "PUT"
    assert scope["query_string"] == b"name=L%C3%A9a&name=B+C%2F&empty="
    assert house.peer.headers()["if-match"] == '"3"'


async def test_refusals_of_a_service_pass_as_they_are(house: House) -> None:
    browser = await house.member("professional")
    answer = await browser.get(f"{PATH}/away")
    assert answer.status_code == 503
    assert "unavailable" in answer.text


async def test_a_body_over_the_limit_is_refused_before_it_is_read(house: House) -> None:
    browser = await house.member("professional")
    answer = await browser.send("POST", f"{PATH}/sink", content=b"x" * 1_000_001)
    assert (answer.status_code, rule(answer)) == (413, "payload-too-large")
    assert answer.json()["limit_bytes"] == 1_000_000


async def test_a_body_that_grows_over_the_limit_is_refused(house: House) -> None:
    browser = await house.member("professional")
    answer = await browser.send("POST", f"{PATH}/sink", content=_chunks(40))
    assert (answer.status_code, rule(answer)) == (413, "payload-too-large")


async def test_a_large_import_streams_through_without_being_held(house: House) -> None:
    browser = await house.member("secretary")
    before = house.peer.received
    answer = await browser.send("POST", "/api/directory/v1/imports?source=rpps", content=_chunks(400))
    assert answer.status_code == 200
    assert house.peer.received - before == 400 * 65_536


async def test_an_early_refusal_reaches_a_client_that_still_uploads(house: House) -> None:
    browser = await house.member("secretary")
    async with asyncio.timeout(5):
        answer = await browser.send("POST", f"{PATH}/early", content=_chunks(10))
    assert (answer.status_code, answer.json()) == (401, {"early": True})


async def test_a_large_download_streams_through(house: House) -> None:
    browser = await house.member("professional")
    read = 0
    async with browser.http.stream("GET", f"{PATH}/large") as answer:
        async for chunk in answer.aiter_bytes():
            read += len(chunk)
    assert read == 640 * 65_536


async def test_a_client_that_leaves_stops_the_service_too(house: House) -> None:
    browser = await house.member("professional")
    async with browser.http.stream("GET", f"{PATH}/large") as answer:
        async for _ in answer.aiter_bytes():
            break
        assert not house.peer.stopped_streaming.is_set()
    await browser.http.aclose()
    async with asyncio.timeout(5):
        await house.peer.stopped_streaming.wait()


async def test_a_head_request_has_no_body(house: House) -> None:
    browser = await house.member("professional")
    answer = await browser.http.head(f"{PATH}/{uuid4()}")
    assert (answer.status_code, answer.content) == (200, b"")


async def test_a_client_that_stalls_in_its_body_is_refused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.front.proxy.CLIENT_STALLS_FOR", 0.2)
    browser = await house.member("professional")
    csrf = browser.http.cookies["csrf"]
    head = f"Cookie: session={browser.secret}\r\nX-CSRF-Token: {csrf}\r\nContent-Length: 100\r\n"
    status, body = await _raw(house, f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{head}", b"half")
    assert (status, b"request-too-slow" in body) == (408, True)


async def _chunks(count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"0123456789abcdef" * 4096


async def _raw(house: House, head: str, body: bytes = b"") -> tuple[int, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(house.url.rpartition(":")[2]))
    writer.write(head.encode("latin-1") + b"Connection: close\r\n\r\n" + body)
    await writer.drain()
    async with asyncio.timeout(5):
        answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return int(answer.split(b" ")[1]), answer
