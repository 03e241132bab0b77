from __future__ import annotations

import pytest
from gateway_house import House, Houses, rule

from gateway.settings import Limits

READ = "/api/referral/v1/answer-links/read"
REPLY = "/api/referral/v1/answer-links/reply"
TOKEN = "J4nEj4qqbmTcqaWIYYJTw4dXlIrqVqQ0lNwaM4qPoqs"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
async def test_only_posts_pass_without_a_session(house: House, method: str) -> None:
    answer = await house.browser().http.request(method, READ)
    assert (answer.status_code, rule(answer)) == (401, "session-required")


@pytest.mark.parametrize("path", [READ + "/", REPLY + "/x", "/api/referral/v1/answer-links", READ.upper()])
async def test_neighbouring_addresses_need_a_session(house: House, path: str) -> None:
    answer = await house.browser().http.post(path, json={"token": TOKEN})
    assert answer.status_code in (401, 404, 405)


async def test_a_body_larger_than_an_answer_is_refused(house: House) -> None:
    answer = await house.browser().http.post(READ, content=b"x" * 4_001)
    assert (answer.status_code, rule(answer)) == (413, "payload-too-large")


async def test_guessing_links_from_one_address_is_limited(another: Houses) -> None:
    async with another(limits=Limits(answer_ip_rate=0.1, answer_ip_burst=5)) as house:
        answers = [await house.browser().http.post(READ, json={"token": f"{n:043}"}) for n in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429]
        assert rule(answers[-1]) == "rate-limited"
        assert int(answers[-1].headers["retry-after"]) >= 1


async def test_one_link_is_limited_whatever_address_asks(another: Houses) -> None:
    limits = Limits(answer_token_rate=0.1, answer_token_burst=3)
    async with another(limits=limits, trusted_proxies=["127.0.0.0/8"]) as house:
        answers = [
            await house.browser().http.post(READ, json={"token": TOKEN}, headers={"X-Forwarded-For": f"192.0.2.{n}"})
            for n in range(4)
        ]
        assert [answer.status_code for answer in answers] == [200] * 3 + [429]
        assert (await house.browser().http.post(READ, json={"token": "another"})).status_code == 200


async def test_it_passes_without_session_or_csrf_and_without_a_token_of_ours(house: House) -> None:
    member = await house.member("professional")
    for browser in (house.browser(), member):
        forged = {"Authorization": "Bearer forged"}
        answer = await browser.http.post(REPLY, json={"token": TOKEN, "answer": "yes"}, headers=forged)
        assert (answer.status_code, answer.json()) == (200, {"token": TOKEN, "answer": "yes"})
        seen = house.peer.headers()
        assert "authorization" not in seen
        assert "cookie" not in seen


async def test_the_token_is_in_no_log(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    await house.browser().get(f"/r/{TOKEN}")
    await house.browser().http.post(READ, json={"token": TOKEN})
    await house.browser().http.post(f"{READ}?token={TOKEN}", json={"token": TOKEN})
    logged = capfd.readouterr()
    assert '"route":"/r/*"' in logged.out
    assert '"route":"/api/referral/v1/answer-links/*"' in logged.out
    assert TOKEN not in logged.out + logged.err
