"""Promise R18: the headers of every kind of answer, refusals included."""

from __future__ import annotations

import httpx
import pytest
from gateway_house import House, Houses

EVERYWHERE = [
    "/",
    "/demandes/nouvelle",
    "/assets/app-1a2b3c4d.js",
    "/assets/gone.js",
    "/favicon.svg",
    "/docs",
    "/docs/style.css",
    "/openapi.json",
    "/r/" + "t" * 43,
    "/demo/courrier",
    "/healthz",
    "/readyz",
    "/api/nowhere",
    "/api/accounts/v1/session",
    "/api/accounts/v1/login-methods",
    "/api/accounts/v1/nowhere",
    "/api/referral/v1/referrals",
    "/api/directory/v1/professionals/rude",
    "/api/directory/v1/professionals/cut-small",
    "/_events",
]


def mozilla_score(headers: httpx.Headers) -> int:
    """Penalties of Mozilla's tests that a server answers for: 0 is none (HSTS apart, which needs https)."""
    score = 0
    policy = {}
    for directive in headers.get("content-security-policy", "").split(";"):
        name, _, value = directive.strip().partition(" ")
        policy[name] = value
    if not policy.get("default-src"):
        score -= 25
    scripts = policy.get("script-src", policy.get("default-src", ""))
    if "unsafe" in scripts or "*" in scripts or "data:" in scripts:
        score -= 20
    if policy.get("frame-ancestors") != "'none'" or headers.get("x-frame-options") != "DENY":
        score -= 20
    if headers.get("x-content-type-options") != "nosniff":
        score -= 5
    if headers.get("referrer-policy") not in ("no-referrer", "strict-origin-when-cross-origin"):
        score -= 5
    if headers.get("cross-origin-resource-policy") != "same-origin":
        score -= 5
    if "access-control-allow-origin" in headers:
        score -= 50
    return score


@pytest.mark.parametrize("path", EVERYWHERE)
async def test_every_kind_of_answer_is_protected(house: House, path: str) -> None:
    browser = await house.member("professional")
    for client in (browser, house.browser()):
        answer = await client.get(path)
        assert mozilla_score(answer.headers) == 0, answer.headers
        for name in (
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "x-request-id",
            "permissions-policy",
            "cross-origin-opener-policy",
        ):
            assert len(answer.headers.get_list(name)) == 1, (name, answer.headers)
        assert "server" not in answer.headers
        assert "strict-transport-security" not in answer.headers
        if path.startswith("/api/"):
            assert answer.headers["cache-control"] == "no-store"


async def test_pages_get_the_policy_that_was_tested_with_the_application(house: House) -> None:
    policy = (await house.browser().get("/")).headers["content-security-policy"]
    assert policy == (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )


async def test_a_tile_server_is_allowed_for_images_alone_and_only_when_it_is_set(another: Houses) -> None:
    async with another(map_tile_url="https://tuiles.exemple.fr/{z}/{x}/{y}.png") as house:
        policy = (await house.browser().get("/")).headers["content-security-policy"]
    assert "img-src 'self' data: blob: https://tuiles.exemple.fr;" in policy
    assert policy.count("tuiles") == 1


async def test_https_brings_two_years_of_hsts(another: Houses) -> None:
    async with another(public_url="https://maillage.exemple.fr") as house:
        for path in ("/", "/api/accounts/v1/login-methods", "/api/referral/v1/x"):
            answer = await house.browser().get(path)
            assert answer.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_the_answer_page_gives_its_address_to_nobody(house: House, method: str) -> None:
    before = len(house.peer.seen)
    answer = await house.browser().http.request(method, "/r/" + "t" * 43)
    assert answer.status_code == 200
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert answer.headers["cache-control"] == "no-store"
    assert len(house.peer.seen) == before, "a look at the page never reads the link"
