"""A shared computer: what a locked screen leaves behind, and who comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from gateway_house import Browser, House, Houses, rule

from carekit.clock import MovableClock

LOCK = "/api/accounts/v1/session/lock"
DESK = "/api/accounts/v1/desk"
SESSION = "/api/accounts/v1/session"
CODE = "4937"


async def locked(house: House, *roles: str, browser: Browser | None = None, **act: Any) -> Browser:
    browser = browser or house.browser()
    await browser.sign_in(await house.account_with_password(*(roles or ("referrer",))))
    answer = await browser.post(LOCK, {"code": CODE, **act})
    assert answer.status_code == 204, answer.text
    return browser


async def people(browser: Browser) -> list[dict[str, Any]]:
    answer = await browser.get(DESK)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["people"])


async def unlock(browser: Browser, code: str = CODE, at: int = 0) -> httpx.Response:
    return await browser.post(f"{DESK}/{(await people(browser))[at]['session_id']}/unlock", {"code": code})


async def test_the_first_lock_wants_a_code(house: House) -> None:
    browser = await house.member("referrer")
    answer = await browser.post(LOCK, {})
    assert (answer.status_code, rule(answer)) == (409, "lock-code-required")
    assert (await browser.session())["has_lock_code"] is False


@pytest.mark.parametrize("code", ["", "123", "1234567", "12a4", "١٢٣٤"])
async def test_a_code_is_four_to_six_digits(house: House, code: str) -> None:
    answer = await (await house.member("referrer")).post(LOCK, {"code": code})
    assert (answer.status_code, rule(answer)) == (422, "invalid-input")


@pytest.mark.parametrize(
    "page", ["//elsewhere.test", "https://elsewhere.test", "/\\elsewhere.test", "demandes", "/é"]
)
async def test_only_a_page_of_ours_is_come_back_to(house: House, page: str) -> None:
    answer = await (await house.member("referrer")).post(LOCK, {"code": CODE, "page": page})
    assert (answer.status_code, rule(answer)) == (422, "invalid-input")


async def test_a_locked_screen_keeps_nothing_that_opens_the_session(house: House) -> None:
    browser = await house.member("referrer")
    secret = browser.secret
    answer = await browser.post(LOCK, {"code": CODE})
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert browser.secret == ""
    thief = house.browser()
    thief.http.cookies.set("session", secret, domain="127.0.0.1")
    assert (await thief.get(SESSION)).status_code == 401


async def test_another_computer_sees_nobody_and_opens_nothing(house: House) -> None:
    session_id = (await people(await locked(house)))[0]["session_id"]
    elsewhere = house.browser()
    assert await people(elsewhere) == []
    answer = await elsewhere.post(f"{DESK}/{session_id}/unlock", {"code": CODE})
    assert (answer.status_code, rule(answer)) == (404, "not-locked-here")
    elsewhere = await locked(house)
    answer = await elsewhere.post(f"{DESK}/{session_id}/unlock", {"code": CODE})
    assert (answer.status_code, rule(answer)) == (404, "not-locked-here")


async def test_the_fifth_wrong_code_ends_the_session(house: House) -> None:
    browser = await locked(house)
    session_id = (await people(browser))[0]["session_id"]
    for _ in range(5):
        answer = await unlock(browser, "0000") if await people(browser) else None
        assert answer is not None
        assert (answer.status_code, rule(answer)) == (401, "lock-code-wrong")
    answer = await browser.post(f"{DESK}/{session_id}/unlock", {"code": CODE})
    assert (answer.status_code, rule(answer)) == (404, "not-locked-here")
    assert await house.execute("select 1 from session where id = :id", id=session_id) == []


async def test_a_right_code_forgives_the_wrong_ones(house: House) -> None:
    browser = await locked(house)
    for _ in range(2):
        for _ in range(4):
            await unlock(browser, "0000")
        assert (await unlock(browser)).status_code == 200
        assert (await browser.post(LOCK, {})).status_code == 204


async def test_the_code_brings_back_the_person_and_the_page(house: House) -> None:
    browser = await locked(house, page="/demandes?vue=tableau")
    answer = await unlock(browser)
    assert answer.status_code == 200, answer.text
    assert answer.json()["page"] == "/demandes?vue=tableau"
    assert answer.json()["session"]["has_lock_code"] is True
    assert (await browser.session())["account_id"] == answer.json()["session"]["account_id"]
    assert await people(browser) == []
    assert (await browser.post(LOCK, {})).status_code == 204, "the code is known from now on"


async def test_a_locked_session_is_opened_once(house: House) -> None:
    browser = await locked(house)
    session_id = (await people(browser))[0]["session_id"]
    assert (await unlock(browser)).status_code == 200
    answer = await browser.post(f"{DESK}/{session_id}/unlock", {"code": CODE})
    assert (answer.status_code, rule(answer)) == (404, "not-locked-here")


async def test_several_people_share_the_computer_and_each_comes_back_as_himself(house: House) -> None:
    browser = await locked(house, "referrer")
    await locked(house, "professional", browser=browser, page="/mes-sollicitations")
    waiting = await people(browser)
    assert len(waiting) == 2
    assert waiting[0]["locked_at"] >= waiting[1]["locked_at"]
    back = (await unlock(browser)).json()
    assert (back["session"]["roles"], back["page"]) == (["professional"], "/mes-sollicitations")
    # The other one takes the seat without waiting for a lock: the first is signed out, not left open behind.
    first = browser.secret
    assert (await unlock(browser)).json()["session"]["roles"] == ["referrer"]
    left = house.browser()
    left.http.cookies.set("session", first, domain="127.0.0.1")
    assert (await left.get(SESSION)).status_code == 401


async def test_a_locked_session_ends_as_an_idle_one(another: Houses) -> None:
    clock = MovableClock(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    async with another(clock) as house:
        browser = await locked(house)
        session_id = (await people(browser))[0]["session_id"]
        clock.advance(timedelta(minutes=29, seconds=59))
        assert len(await people(browser)) == 1
        clock.advance(timedelta(seconds=2))
        assert await people(browser) == []
        answer = await browser.post(f"{DESK}/{session_id}/unlock", {"code": CODE})
        assert (answer.status_code, rule(answer)) == (404, "not-locked-here")
        await house.close_browsers()


async def test_another_site_cannot_try_codes(house: House) -> None:
    browser = await locked(house)
    session_id = (await people(browser))[0]["session_id"]
    answer = await browser.post(f"{DESK}/{session_id}/unlock", {"code": CODE}, Sec_Fetch_Site="cross-site")
    assert (answer.status_code, rule(answer)) == (403, "cross-site-refused")
