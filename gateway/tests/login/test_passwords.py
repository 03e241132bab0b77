from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from gateway_house import OURS, PASSWORD, House, Houses, rule

from carekit.clock import MovableClock
from gateway.login.guesses import pause_after
from gateway.login.passwords import AT_ONCE, Passwords

PATH = "/api/accounts/v1/sessions/password"
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


async def test_in_production_no_password_opens_anything(another: Houses) -> None:
    """PGSSI-S, electronic identification: the route refuses by name, even with the right password."""
    async with another(demonstration=False) as house:
        email = await house.account_with_password("professional")
        answer = await house.browser().post(PATH, {"email": email, "password": PASSWORD})
        assert (answer.status_code, rule(answer)) == (403, "passwords-only-in-demonstration")
        assert "set-cookie" not in answer.headers
        methods = (await house.browser().get("/api/accounts/v1/login-methods")).json()
        assert methods == {"password": False, "email_link": True, "oidc": []}
        shown = await house.browser().get("/api/accounts/v1/demonstration-accounts")
        assert (shown.status_code, rule(shown)) == (404, "only-in-demonstration")


async def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(house: House) -> None:
    email = await house.account_with_password("professional")
    answers = [
        await house.browser().post(PATH, {"email": address, "password": "wrong"})
        for address in (email, f"{uuid4().hex}@exemple.invalid")
    ]
    assert [(answer.status_code, rule(answer)) for answer in answers] == [(401, "bad-credentials")] * 2
    bodies = [{**answer.json(), "request_id": None} for answer in answers]
    assert bodies[0] == bodies[1]


async def test_an_account_without_a_password_cannot_be_opened_by_one(house: House) -> None:
    email = await house.account("professional")
    for password in ("", "nobody has this password", "None"):
        answer = await house.browser().post(PATH, {"email": email, "password": password})
        assert answer.status_code in (401, 422)


async def test_an_unknown_account_costs_as_much_time_as_a_known_one() -> None:
    passwords = Passwords()
    hashed = await passwords.hash("x")
    await passwords.verify(None, "warm")

    async def seconds(candidate: str | None) -> float:
        best = 1e9
        for _ in range(3):
            started = time.process_time()
            await passwords.verify(candidate, "wrong")
            best = min(best, time.process_time() - started)
        return best

    assert 0.5 < await seconds(None) / await seconds(hashed) < 2


async def test_few_passwords_are_checked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords = Passwords()
    running, most = 0, 0

    async def in_thread(*_: object) -> bool:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.001)
        running -= 1
        return False

    monkeypatch.setattr(asyncio, "to_thread", in_thread)
    await asyncio.gather(*(passwords.verify(None, "x") for _ in range(20)))
    assert most == AT_ONCE


@pytest.mark.parametrize("known", [True, False])
async def test_five_wrong_guesses_lock_the_account_whether_it_exists_or_not(another: Houses, known: bool) -> None:
    clock = MovableClock(START)
    async with another(clock=clock) as house:
        email = await house.account_with_password("professional") if known else f"{uuid4().hex}@exemple.invalid"
        wrong = {"email": email, "password": "wrong"}
        answers = [await house.browser().post(PATH, wrong) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [401] * 5 + [429]
        assert rule(answers[-1]) == "locked-out"
        assert answers[-1].headers["retry-after"] == "30"
        right = await house.browser().post(PATH, {"email": email, "password": PASSWORD})
        assert rule(right) == "locked-out", "even the right password waits"
        clock.advance(timedelta(seconds=31))
        assert rule(await house.browser().post(PATH, wrong)) == "bad-credentials"
        assert (await house.browser().post(PATH, wrong)).headers["retry-after"] == "60", "the pause grows"
        clock.advance(timedelta(seconds=61))
        status = (await house.browser().post(PATH, {"email": email, "password": PASSWORD})).status_code
        assert status == (200 if known else 401)


async def test_twenty_guesses_at_the_same_instant_are_twenty_guesses(house: House) -> None:
    email = f"{uuid4().hex}@exemple.invalid"
    wrong = {"email": email, "password": "wrong"}
    answers = await asyncio.gather(*(house.browser().post(PATH, wrong) for _ in range(12)))
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(401) == 5
    assert statuses.count(429) == 7


async def test_guessing_many_accounts_locks_the_address(another: Houses) -> None:
    clock = MovableClock(START)
    async with another(clock=clock, trusted_proxies=["127.0.0.0/8"]) as house:
        browser = house.browser(**{"X-Forwarded-For": "192.0.2.77"})
        statuses = []
        for _ in range(21):
            body = {"email": f"{uuid4().hex}@exemple.invalid", "password": "wrong"}
            statuses.append((await browser.post(PATH, body)).status_code)
        assert statuses == [401] * 20 + [429]
        elsewhere = house.browser(**{"X-Forwarded-For": "192.0.2.78"})
        body = {"email": await house.account_with_password("professional"), "password": PASSWORD}
        assert (await elsewhere.post(PATH, body)).status_code == 200


def test_the_pause_doubles_up_to_a_quarter_of_an_hour() -> None:
    pauses = [pause_after(attempts, 5) for attempts in range(4, 13)]
    seconds = [pause.total_seconds() if pause else None for pause in pauses]
    assert seconds == [None, 30, 60, 120, 240, 480, 900, 900, 900]


async def test_success_forgives_the_earlier_mistakes(house: House) -> None:
    email = await house.account_with_password("professional")
    for _ in range(2):
        for _ in range(4):
            await house.browser().post(PATH, {"email": email, "password": "wrong"})
        assert (await house.browser().post(PATH, {"email": email.upper(), "password": PASSWORD})).status_code == 200


async def test_a_suspended_person_does_not_get_in(house: House) -> None:
    email = await house.account_with_password("suspended")
    answer = await house.browser().post(PATH, {"email": email, "password": PASSWORD})
    assert (answer.status_code, rule(answer)) == (403, "no-role-left")


@pytest.mark.parametrize(
    "body",
    [
        {}, {"email": "x"}, {"email": "x@y", "password": "p", "extra": 1}, {"email": "x@y", "password": 7},
        {"email": "a@b\u0000", "password": "p"}, {"email": "x@y", "password": "p" * 201}, [], "text", None,
        {"email": "é" * 300 + "@y", "password": "p"},
    ],
)  # fmt: skip
async def test_malformed_credentials_are_refused_field_by_field(house: House, body: object) -> None:
    answer = await house.browser().post(PATH, body)
    assert (answer.status_code, rule(answer)) == (422, "invalid-input")
    assert answer.json()["errors"]


async def test_the_demonstration_shows_its_accounts(house: House) -> None:
    from gateway.accounts.creation import NewAccount, create_account

    email = f"{uuid4().hex}@exemple.invalid"
    new = NewAccount(email=email, name="Dominique", is_platform_operator=True, password="demo", label="Exploitation")
    await create_account(house.database, house.clock, new, demonstration=True)
    shown = (await house.browser().get("/api/accounts/v1/demonstration-accounts")).json()
    mine = next(one for one in shown if one["email"] == email)
    assert mine == {
        "email": email,
        "password": "demo",
        "name": "Dominique",
        "roles": ["platform_operator"],
        "label": "Exploitation",
    }
    suspended = NewAccount(email=f"s{email}", name="S", cpts_id=OURS, roles=frozenset({"suspended"}), password="demo")
    await create_account(house.database, house.clock, suspended, demonstration=True)
    shown = (await house.browser().get("/api/accounts/v1/demonstration-accounts")).json()
    assert next(one["roles"] for one in shown if one["email"] == suspended.email) == ["suspended"]
    browser = house.browser()
    await browser.sign_in(email, "demo")
    assert (await browser.session())["roles"] == ["platform_operator"]
