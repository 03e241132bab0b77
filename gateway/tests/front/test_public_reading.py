"""What is told to everybody is read without a session; nothing else is."""

from __future__ import annotations

import pytest
from gateway_house import House, Houses, rule

from gateway.settings import Limits

DUTIES = "/api/scheduling/v1/public/00000000-0000-4000-8000-000000000001/duties"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_nothing_is_written_without_a_session(house: House, method: str) -> None:
    answer = await house.browser().http.request(method, DUTIES)
    assert (answer.status_code, rule(answer)) == (401, "session-required")


@pytest.mark.parametrize(
    "path", ["/api/scheduling/v1/public", "/api/scheduling/v1/publicly", "/api/referral/v1/public/x"]
)
async def test_neighbouring_addresses_need_a_session(house: House, path: str) -> None:
    assert (await house.browser().http.get(path)).status_code == 401


async def test_everybody_reads_it_and_no_token_travels_with_the_question(house: House) -> None:
    answer = await house.browser().http.get(DUTIES, headers={"Authorization": "Bearer forged"})
    assert answer.status_code == 200
    assert "authorization" not in house.peer.headers()


async def test_reading_from_one_address_is_limited(another: Houses) -> None:
    async with another(limits=Limits(ip_rate=0.1, ip_burst=3)) as house:
        answers = [await house.browser().http.get(DUTIES) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200] * 3 + [429]


async def test_what_everybody_is_told_sets_no_cookie_and_keeps_the_policy_of_documents(house: House) -> None:
    answer = await house.browser().http.get(DUTIES)
    assert "set-cookie" not in answer.headers
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers.get("cache-control") != "no-store"


async def test_the_secret_in_the_address_of_a_feed_is_in_no_log(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "s" * 43
    await house.browser().http.get(DUTIES.replace("duties", f"feeds/{secret}/agenda.ics"))
    logged = capsys.readouterr().out
    assert "/api/scheduling/v1/public/*" in logged
    assert secret not in logged
