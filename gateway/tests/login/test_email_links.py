from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pyotp
from gateway_house import Browser, House, Houses, rule

from carekit.clock import MovableClock

ASK = "/api/accounts/v1/sessions/email-links"
REDEEM = "/api/accounts/v1/sessions/email-link"
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


async def link_of(house: House, email: str) -> str:
    """The token of the latest mail."""
    found = re.search(r"/connexion#lien=([A-Za-z0-9_-]{43})\n", (await house.mail_to(email))[-1])
    assert found, await house.mail_to(email)
    return found.group(1)


async def asked(house: House, email: str) -> str:
    answer = await house.browser().post(ASK, {"email": email})
    assert (answer.status_code, answer.json()) == (202, {"sent": True, "minutes": 15})
    return await link_of(house, email)


async def enrolled(house: House, email: str) -> pyotp.TOTP:
    """Signs in a first time, which enrols a device; returns the device."""
    token = await asked(house, email)
    browser = house.browser()
    secret = (await browser.post(REDEEM, {"token": token})).json()["enrolment"]["secret"]
    device = pyotp.TOTP(secret)
    answer = await browser.post(REDEEM, {"token": token, "totp": code(house, device)})
    assert answer.status_code == 200, answer.text
    return device


def code(house: House, device: pyotp.TOTP, later: int = 0) -> str:
    return device.at(house.clock.now() + timedelta(seconds=30) * later)


async def test_an_unknown_address_gets_the_same_answer_and_no_mail(house: House) -> None:
    email = f"{uuid4().hex}@exemple.invalid"
    answer = await house.browser().post(ASK, {"email": email})
    assert (answer.status_code, answer.json()) == (202, {"sent": True, "minutes": 15})
    assert await house.mail_to(email) == []


async def test_an_invented_link_is_refused(house: House) -> None:
    answer = await house.browser().post(REDEEM, {"token": "x" * 43})
    assert (answer.status_code, rule(answer)) == (401, "link-expired")


async def test_a_link_expires_after_a_quarter_of_an_hour(another: Houses) -> None:
    clock = MovableClock(START)
    async with another(clock=clock) as house:
        token = await asked(house, await house.account("partner"))
        clock.advance(timedelta(minutes=15))
        assert rule(await house.browser().post(REDEEM, {"token": token})) == "link-expired"


async def test_a_look_at_the_link_spends_nothing(house: House) -> None:
    """Mail scanners open links: only a POST redeems, and the first one without a code only asks."""
    token = await asked(house, await house.account("partner"))
    assert (await house.browser().get("/connexion")).status_code == 200
    assert (await house.browser().get(REDEEM)).status_code == 405
    for _ in range(3):
        assert (await house.browser().post(REDEEM, {"token": token})).status_code == 200


async def test_without_the_second_factor_nobody_gets_in(another: Houses) -> None:
    clock = MovableClock(START)
    async with another(clock=clock) as house:
        email = await house.account("partner")
        await enrolled(house, email)
        token = await asked(house, email)
        answer = await house.browser().post(REDEEM, {"token": token})
        assert (answer.status_code, rule(answer)) == (401, "totp-required")
        assert "set-cookie" not in answer.headers
        answer = await house.browser().post(REDEEM, {"token": token, "totp": "000000"})
        assert (answer.status_code, rule(answer)) == (401, "totp-wrong")


async def test_a_code_is_accepted_once(another: Houses) -> None:
    clock = MovableClock(START)
    async with another(clock=clock) as house:
        email = await house.account("partner")
        device = await enrolled(house, email)
        token = await asked(house, email)
        answer = await house.browser().post(REDEEM, {"token": token, "totp": code(house, device)})
        assert rule(answer) == "totp-wrong", "the code of the enrolment was used already"
        clock.advance(timedelta(seconds=30))
        answer = await house.browser().post(REDEEM, {"token": token, "totp": code(house, device)})
        assert answer.status_code == 200


async def test_a_code_from_two_minutes_away_is_refused(another: Houses) -> None:
    clock = MovableClock(START)
    async with another(clock=clock) as house:
        email = await house.account("partner")
        device = await enrolled(house, email)
        clock.advance(timedelta(minutes=10))
        token = await asked(house, email)
        for later, status in ((-4, 401), (4, 401), (-1, 200)):
            answer = await house.browser().post(REDEEM, {"token": token, "totp": code(house, device, later)})
            assert answer.status_code == status


async def test_five_wrong_codes_end_the_link(another: Houses) -> None:
    clock = MovableClock(START)
    async with another(clock=clock) as house:
        email = await house.account("partner")
        device = await enrolled(house, email)
        token = await asked(house, email)
        for _ in range(5):
            assert rule(await house.browser().post(REDEEM, {"token": token, "totp": "000000"})) == "totp-wrong"
        clock.advance(timedelta(minutes=1))
        answer = await house.browser().post(REDEEM, {"token": token, "totp": code(house, device)})
        assert rule(answer) == "link-expired"


async def test_a_link_is_used_once_even_by_eight_at_the_same_instant(another: Houses) -> None:
    clock = MovableClock(START)
    async with another(clock=clock) as house:
        email = await house.account("partner")
        device = await enrolled(house, email)
        clock.advance(timedelta(minutes=1))
        body = {"token": await asked(house, email), "totp": code(house, device)}
        answers = await asyncio.gather(*(house.browser().post(REDEEM, body) for _ in range(4)))
        assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401]


async def test_one_account_gets_three_mails_in_a_quarter_of_an_hour_at_most(house: House) -> None:
    email = await house.account("partner")
    for _ in range(5):
        assert (await house.browser().post(ASK, {"email": email})).status_code == 202
    assert len(await house.mail_to(email)) == 3


async def test_in_production_a_professional_with_an_rpps_gets_no_link(another: Houses) -> None:
    async with another(demonstration=False) as house:
        email = await house.account("professional", rpps="99700012345")
        assert (await house.browser().post(ASK, {"email": email})).status_code == 202
        mails = await house.mail_to(email)
        assert len(mails) == 1
        assert "Pro Santé Connect" in mails[0]
        assert "#lien=" not in mails[0]


async def test_the_first_sign_in_enrols_a_device_and_the_next_one_uses_it(another: Houses) -> None:
    clock = MovableClock(START)
    async with another(clock=clock) as house:
        email = await house.account("partner", name="Partenaire Essai")
        token = await asked(house, email)
        browser: Browser = house.browser()
        offer = (await browser.post(REDEEM, {"token": token})).json()
        assert offer["session"] is None
        assert offer["enrolment"]["uri"].startswith("otpauth://totp/Maillage:")
        assert offer["enrolment"]["qr_svg"].startswith("<svg")
        assert "script" not in offer["enrolment"]["qr_svg"]
        again = (await browser.post(REDEEM, {"token": token})).json()
        assert again["enrolment"]["secret"] == offer["enrolment"]["secret"], "the page may be loaded twice"
        device = pyotp.TOTP(offer["enrolment"]["secret"])
        done = await browser.post(REDEEM, {"token": token, "totp": code(house, device)})
        assert done.json()["session"]["name"] == "Partenaire Essai"
        assert (await browser.session())["email"] == email
        clock.advance(timedelta(minutes=1))
        second = await house.browser().post(REDEEM, {"token": await asked(house, email), "totp": code(house, device)})
        assert second.status_code == 200


async def test_neither_link_nor_device_is_readable_in_the_database(another: Houses) -> None:
    clock = MovableClock(START)
    async with another(clock=clock) as house:
        email = await house.account("partner")
        device = await enrolled(house, email)
        token = await asked(house, email)
        rows = await house.execute(
            "select a.totp_secret, l.token_hash, l.offered_totp from account a "
            "join login_link l on l.account_id = a.id where a.email = :e",
            e=email,
        )
        assert rows
        stored = b"".join(bytes(value or b"") for row in rows for value in row)
        assert device.secret.encode() not in stored
        assert token.encode() not in stored
