from __future__ import annotations

import pytest
from gateway_house import Houses, rule

from gateway.front.addresses import counted_as
from gateway.front.buckets import Buckets, RateLimited
from gateway.settings import Limits

DIRECTORY = "/api/directory/v1/professionals"


class Hands:
    """A clock turned by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_refuses_beyond_its_burst_and_says_when_to_come_back() -> None:
    hands = Hands()
    buckets = Buckets(rate=0.5, burst=2, now=hands)
    buckets.take("a")
    buckets.take("a")
    with pytest.raises(RateLimited) as refused:
        buckets.take("a")
    hands.now += refused.value.members["retry_after"]
    buckets.take("a")


def test_buckets_do_not_touch_each_other() -> None:
    buckets = Buckets(rate=1, burst=1, now=Hands())
    buckets.take("a")
    buckets.take("b")


def test_a_flood_of_addresses_does_not_fill_the_memory() -> None:
    buckets = Buckets(rate=1, burst=2, now=Hands())
    for number in range(120_000):
        buckets.take(number)
    assert len(buckets._levels) <= 50_001


def test_an_ipv6_customer_counts_once() -> None:
    assert counted_as("2001:db8:1:2::1") == counted_as("2001:db8:1:2:ffff::9")
    assert counted_as("2001:db8:1:3::1") != counted_as("2001:db8:1:2::1")
    assert counted_as("192.0.2.1") == "192.0.2.1"


async def test_a_session_that_asks_too_much_is_slowed_down_and_no_other(another: Houses) -> None:
    async with another(limits=Limits(session_rate=0.1, session_burst=3)) as house:
        browser = await house.member("professional")
        answers = [await browser.get(DIRECTORY) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert rule(answers[-1]) == "rate-limited"
        assert (await (await house.member("professional")).get(DIRECTORY)).status_code == 200


async def test_requests_without_a_session_are_counted_by_address(another: Houses) -> None:
    async with another(limits=Limits(ip_rate=0.1, ip_burst=3)) as house:
        answers = [await house.browser().get(DIRECTORY) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [401, 401, 401, 429]


async def test_invented_sessions_are_counted_by_address_before_the_database_is_asked(another: Houses) -> None:
    async with another(limits=Limits(ip_rate=0.1, ip_burst=2)) as house:
        answers = [await house.browser().get(DIRECTORY, Cookie=f"session={n:043}") for n in range(3)]
        assert [answer.status_code for answer in answers] == [401, 401, 429]


async def test_attempts_to_sign_in_have_their_own_smaller_limit(another: Houses) -> None:
    async with another(limits=Limits(login_rate=0.1, login_burst=2)) as house:
        path = "/api/accounts/v1/sessions/email-links"
        answers = [await house.browser().post(path, {"email": "nobody@exemple.invalid"}) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [202, 202, 429]
        assert (await house.browser().get("/api/accounts/v1/login-methods")).status_code == 200


async def test_nobody_changes_his_address_with_a_header(another: Houses) -> None:
    async with another(limits=Limits(ip_rate=0.1, ip_burst=2)) as house:
        answers = [await house.browser(**{"X-Forwarded-For": f"192.0.2.{n}"}).get(DIRECTORY) for n in range(3)]
        assert answers[-1].status_code == 429


async def test_a_trusted_proxy_tells_the_address_and_the_client_cannot_prepend_one(another: Houses) -> None:
    async with another(limits=Limits(ip_rate=0.1, ip_burst=2), trusted_proxies=["127.0.0.0/8"]) as house:
        forwarded = [f"198.51.100.{n}, 192.0.2.7" for n in range(3)]
        answers = [await house.browser(**{"X-Forwarded-For": value}).get(DIRECTORY) for value in forwarded]
        assert answers[-1].status_code == 429
        assert (await house.browser(**{"X-Forwarded-For": "192.0.2.8"}).get(DIRECTORY)).status_code == 401
