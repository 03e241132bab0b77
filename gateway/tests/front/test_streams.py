"""Endless answers pass through the gateway as they come, and take no place of the short ones."""

from __future__ import annotations

import asyncio

import pytest
from gateway_house import House, rule

from gateway.front.buckets import RateLimited
from gateway.front.streams import OpenStreams

STREAM = "/api/referral/v1/stream"


async def test_nobody_streams_without_a_session(house: House) -> None:
    answer = await house.browser().get(STREAM)
    assert (answer.status_code, rule(answer)) == (401, "session-required")


async def test_an_event_reaches_the_browser_while_the_answer_goes_on(house: House) -> None:
    browser = await house.member("care_coordinator")
    async with asyncio.timeout(5), browser.http.stream("GET", STREAM) as answer:
        assert answer.headers["content-type"] == "text/event-stream"
        pieces = answer.aiter_bytes()
        assert await anext(pieces) == b"event: open\ndata: {}\n\n"
        assert not house.peer.stopped_streaming.is_set()
    await browser.http.aclose()
    async with asyncio.timeout(5):
        await house.peer.stopped_streaming.wait()


async def test_streams_take_no_place_of_short_requests(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = await house.member("care_coordinator")
    async with asyncio.timeout(10), browser.http.stream("GET", STREAM):
        upstream = house.gateway._proxies["referral"]._upstream
        assert upstream.streams is not upstream.session
        assert (await browser.get("/api/referral/v1/referrals")).status_code == 200


async def test_a_session_opens_so_many_streams_and_no_more(house: House) -> None:
    browser = await house.member("care_coordinator")
    house.gateway._streams = OpenStreams(per_session=1)
    async with asyncio.timeout(5), browser.http.stream("GET", STREAM):
        answer = await browser.get(STREAM)
        assert (answer.status_code, rule(answer)) == (429, "rate-limited")


def test_a_stream_that_ended_gives_its_place_back() -> None:
    streams = OpenStreams(per_session=1, together=2)
    with streams.one_more("a"), streams.one_more("b"):
        for session in ("a", "c"):
            with pytest.raises(RateLimited), streams.one_more(session):
                pass
    with streams.one_more("a"):
        pass
