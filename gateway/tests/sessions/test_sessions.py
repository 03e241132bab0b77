from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from gateway_house import OURS, PASSWORD, THEIRS, House, Houses, rule
from sqlalchemy import text

from carekit.auth import Caller
from carekit.clock import MovableClock
from carekit.testing.keys import Keys
from gateway.sessions.cache import Sessions
from gateway.sessions.live import hash_of

DIRECTORY = "/api/directory/v1/professionals"
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


async def test_a_request_without_a_session_is_refused(house: House) -> None:
    answer = await house.browser().get("/api/accounts/v1/session")
    assert (answer.status_code, rule(answer)) == (401, "session-required")


@pytest.mark.parametrize("secret", ["", "x", "x" * 43, "é" * 43, "a" * 10_000, "../" * 20, "' or 1=1 --" + "x" * 32])
async def test_an_invented_session_is_refused(house: House, secret: str) -> None:
    cookie = f"session={secret}".encode()
    answer = await house.browser().http.get("/api/accounts/v1/session", headers=[(b"cookie", cookie)])
    assert (answer.status_code, rule(answer)) == (401, "session-required")


async def test_a_cookie_planted_before_login_never_becomes_the_session(house: House) -> None:
    planted = "A" * 43
    browser = house.browser()
    browser.http.cookies.set("session", planted, domain="127.0.0.1")
    await browser.sign_in(await house.account_with_password("professional"))
    stranger = house.browser()
    stranger.http.cookies.set("session", planted)
    assert (await stranger.get("/api/accounts/v1/session")).status_code == 401
    assert browser.secret != planted


async def test_signing_in_again_ends_the_session_that_the_browser_brought(house: House) -> None:
    browser = await house.member("professional")
    first = browser.secret
    await browser.sign_in(await house.account_with_password("referrer"))
    assert browser.secret != first
    assert (await house.execute("select 1 from session where token_hash = :h", h=hash_of(first))) == []


@pytest.mark.parametrize("header", [None, "", "wrong", "A" * 32])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_a_write_without_the_csrf_header_is_refused(house: House, method: str, header: str | None) -> None:
    browser = await house.member("professional")
    headers = {} if header is None else {"X-CSRF-Token": header}
    for path in (DIRECTORY, "/api/accounts/v1/session/cpts"):
        answer = await browser.http.request(method, path, json={}, headers=headers)
        assert (answer.status_code, rule(answer)) == (403, "csrf-refused")


async def test_the_csrf_value_of_another_session_is_refused(house: House) -> None:
    browser, other = await house.member("professional"), await house.member("professional")
    answer = await browser.post(DIRECTORY, {}, X_CSRF_Token=other.http.cookies["csrf"])
    assert rule(answer) == "csrf-refused"


async def test_a_planted_pair_of_csrf_cookie_and_header_is_refused(house: House) -> None:
    browser = await house.member("professional")
    cookies = f"session={browser.secret}; csrf=planted"
    answer = await browser.http.post(DIRECTORY, json={}, headers={"Cookie": cookies, "X-CSRF-Token": "planted"})
    assert rule(answer) == "csrf-refused"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.invalid"},
        {"Origin": "null"},
    ],
)
async def test_a_write_that_another_site_sends_is_refused_even_without_session(
    house: House, headers: dict[str, str]
) -> None:
    body = {"email": "x@exemple.invalid", "password": "x"}
    answer = await house.browser().http.post("/api/accounts/v1/sessions/password", json=body, headers=headers)
    assert (answer.status_code, rule(answer)) == (403, "cross-site-refused")


async def test_x_cpts_of_another_cpts_is_refused(house: House) -> None:
    browser = await house.member("professional")
    for asked in (str(THEIRS), "not-a-uuid", ""):
        answer = await browser.get(DIRECTORY, X_Cpts=asked)
        assert (answer.status_code, rule(answer)) == (403, "not-in-this-cpts")


async def test_a_token_brought_by_the_client_gives_no_right_even_if_it_is_a_true_one(
    house: House, keys: Keys
) -> None:
    director = Caller(account_id=uuid4(), name="x", cpts_id=OURS, roles=frozenset({"director"}))
    stolen = f"Bearer {keys.signer().for_caller(director)}"
    member = await house.member("referrer")
    answer = await member.get("/api/accounts/v1/accounts", Authorization=stolen)
    assert (answer.status_code, rule(answer)) == (403, "role-refused")
    answer = await house.browser().get("/api/accounts/v1/accounts", Authorization=stolen)
    assert (answer.status_code, rule(answer)) == (401, "session-required")


async def test_switching_to_another_cpts_is_refused(house: House) -> None:
    browser = await house.member("professional")
    answer = await browser.send("PUT", "/api/accounts/v1/session/cpts", json={"cpts_id": str(THEIRS)})
    assert (answer.status_code, rule(answer)) == (403, "not-in-this-cpts")


async def test_a_session_of_another_person_cannot_be_ended(house: House) -> None:
    browser, other = await house.member("professional"), await house.member("professional")
    theirs = (await other.get("/api/accounts/v1/sessions")).json()["items"][0]["session_id"]
    for session_id in (theirs, str(uuid4())):
        answer = await browser.send("DELETE", f"/api/accounts/v1/sessions/{session_id}")
        assert (answer.status_code, rule(answer)) == (404, "no-such-session")
    assert (await other.get("/api/accounts/v1/session")).status_code == 200


@pytest.mark.parametrize(
    ("pause", "expected"), [(timedelta(minutes=29, seconds=59), 200), (timedelta(minutes=30, seconds=1), 401)]
)
async def test_a_session_ends_after_thirty_idle_minutes(another: Houses, pause: timedelta, expected: int) -> None:
    clock = MovableClock(START)
    async with another(clock=clock) as house:
        browser = await house.member("professional")
        clock.advance(timedelta(minutes=29))
        assert (await browser.get(DIRECTORY)).status_code == 200
        clock.advance(pause)
        assert (await browser.get(DIRECTORY)).status_code == expected


@pytest.mark.parametrize(("method", "hours"), [("oidc:psc", 4), ("password", 10)])
async def test_a_session_ends_absolutely(another: Houses, method: str, hours: int) -> None:
    """Four hours for an identity provider's (as Pro Santé Connect's own), a working day otherwise."""
    clock = MovableClock(START)
    async with another(clock=clock) as house:
        browser = await house.member("professional")
        end = START + timedelta(hours=hours)
        if method.startswith("oidc"):
            await house.execute(
                "update session set method = :m, ends_at = :e where token_hash = :h",
                m=method, e=end, h=hash_of(browser.secret),
            )  # fmt: skip
        while clock.now() < end - timedelta(seconds=1):
            clock.move_to(min(clock.now() + timedelta(minutes=29), end - timedelta(seconds=1)))
            assert (await browser.get(DIRECTORY)).status_code == 200
        clock.advance(timedelta(seconds=2))
        assert (await browser.get(DIRECTORY)).status_code == 401


async def test_signing_in_opens_a_session(house: House) -> None:
    browser = await house.member("professional", name="Camille Essai")
    session = await browser.session()
    assert session["name"] == "Camille Essai"
    assert session["roles"] == ["professional"]
    assert session["cpts"]["id"] == str(OURS)
    assert session["memberships"] == [{"cpts_id": str(OURS), "cpts_name": "CPTS 1", "roles": ["professional"]}]
    assert session["demonstration"] is True


async def test_the_secret_is_kept_from_scripts_and_only_its_hash_is_stored(house: House) -> None:
    browser = house.browser()
    answer = await browser.sign_in(await house.account_with_password("professional"))
    cookies = {line.split("=")[0]: line for line in answer.headers.get_list("set-cookie")}
    assert "HttpOnly" in cookies["session"]
    assert "SameSite=lax" in cookies["session"]
    assert "HttpOnly" not in cookies["csrf"]
    stored = await house.execute("select token_hash from session where token_hash = :h", h=hash_of(browser.secret))
    assert len(stored) == 1
    assert browser.secret not in answer.text


async def test_over_https_cookies_take_the_host_prefix_and_are_secure(another: Houses) -> None:
    async with another(public_url="https://maillage.exemple.fr") as house:
        email = await house.account_with_password("professional")
        body = {"email": email, "password": PASSWORD}
        answer = await house.browser().post("/api/accounts/v1/sessions/password", body)
        lines = answer.headers.get_list("set-cookie")
        assert {line.split("=")[0] for line in lines} == {"__Host-session", "__Host-csrf"}
        assert all("Secure" in line and "Path=/" in line and "Domain" not in line for line in lines)
        secret = lines[0].partition("=")[2].partition(";")[0]
        for cookie, status in (("__Host-session", 200), ("session", 401)):
            answer = await house.browser().get("/api/accounts/v1/session", Cookie=f"{cookie}={secret}")
            assert answer.status_code == status


async def test_services_get_a_token_of_the_person(house: House) -> None:
    professional = uuid4()
    browser = await house.member("professional", "director", professional_id=professional, rpps="99700000000")
    answer = await browser.get(DIRECTORY)
    assert answer.status_code == 200
    caller = house.verifier.verify(house.peer.token())
    assert caller.roles == {"professional", "director"}
    assert (caller.cpts_id, caller.professional_id, caller.rpps) == (OURS, professional, "99700000000")
    assert str(caller.account_id) == (await browser.session())["account_id"]


async def test_a_token_is_signed_once_and_used_again(house: House) -> None:
    browser = await house.member("professional")
    tokens = set()
    for _ in range(5):
        await browser.get(DIRECTORY)
        tokens.add(house.peer.token())
    assert len(tokens) == 1


async def test_x_cpts_changes_the_cpts_of_one_request_alone(house: House) -> None:
    email = await house.account("professional")
    await house.account("director", cpts=THEIRS, email=email)
    browser = await house.signed_in(email)
    await browser.get(DIRECTORY, X_Cpts=str(THEIRS))
    there = house.verifier.verify(house.peer.token())
    await browser.get(DIRECTORY)
    here = house.verifier.verify(house.peer.token())
    assert (there.cpts_id, there.roles) == (THEIRS, frozenset({"director"}))
    assert (here.cpts_id, here.roles) == (OURS, frozenset({"professional"}))


async def test_switching_the_cpts_holds_from_the_next_request_on(house: House) -> None:
    email = await house.account("professional")
    await house.account("director", cpts=THEIRS, email=email)
    browser = await house.signed_in(email)
    answer = await browser.send("PUT", "/api/accounts/v1/session/cpts", json={"cpts_id": str(THEIRS)})
    assert answer.json()["roles"] == ["director"]
    await browser.get(DIRECTORY)
    assert house.verifier.verify(house.peer.token()).cpts_id == THEIRS


async def test_logout_ends_the_session_at_once_and_clears_the_browser(house: House) -> None:
    browser = await house.member("professional")
    secret = browser.secret
    assert (await browser.get(DIRECTORY)).status_code == 200
    answer = await browser.send("DELETE", "/api/accounts/v1/session")
    assert answer.json() == {"end_session_url": None}
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert browser.secret == ""
    browser.http.cookies.set("session", secret, domain="127.0.0.1")
    assert (await browser.get(DIRECTORY)).status_code == 401


async def test_logout_everywhere_ends_every_session(house: House) -> None:
    email = await house.account("professional")
    browsers = [await house.signed_in(email) for _ in range(3)]
    listed = (await browsers[0].get("/api/accounts/v1/sessions")).json()["items"]
    assert len(listed) == 3
    assert [one["is_this_one"] for one in listed].count(True) == 1
    assert (await browsers[0].send("DELETE", "/api/accounts/v1/sessions")).status_code == 200
    for browser in browsers[1:]:
        assert (await browser.get(DIRECTORY)).status_code == 401


async def test_one_other_session_of_ones_own_can_be_ended(house: House) -> None:
    email = await house.account("professional")
    here, lost = await house.signed_in(email), await house.signed_in(email)
    listed = (await here.get("/api/accounts/v1/sessions")).json()["items"]
    other = next(one["session_id"] for one in listed if not one["is_this_one"])
    assert (await here.send("DELETE", f"/api/accounts/v1/sessions/{other}")).status_code == 204
    assert (await lost.get(DIRECTORY)).status_code == 401
    assert (await here.get(DIRECTORY)).status_code == 200


async def test_what_another_process_changes_is_seen_within_two_seconds(another: Houses) -> None:
    clock = MovableClock(START)
    async with another(clock=clock) as house:
        browser = await house.member("professional")
        assert (await browser.get(DIRECTORY)).status_code == 200
        account_id = UUID((await browser.session())["account_id"])
        await house.execute("update membership set roles = '{suspended}' where account_id = :a", OURS, a=account_id)
        clock.advance(timedelta(seconds=2))
        await browser.get(DIRECTORY)
        session = await browser.session()
        assert (session["roles"], session["memberships"], session["cpts"]) == ([], [], None)


async def test_what_was_read_before_a_change_is_not_remembered_after_it(house: House) -> None:
    browser = await house.member("professional")
    sessions: Sessions = house.gateway.state.means.sessions
    account_id = UUID((await browser.session())["account_id"])
    sessions.drop_accounts(account_id)
    async with house.database.begin() as session:
        await session.execute(text("select 1 from session where account_id = :a for update"), {"a": account_id})
        reading = asyncio.create_task(sessions.find(browser.secret))
        await asyncio.sleep(0.2)  # the read now waits for this transaction
        assert not reading.done()
        sessions.drop_accounts(account_id)
    assert await reading is not None
    assert sessions.remembered(browser.secret) is None


async def test_a_browser_that_lost_its_csrf_cookie_gets_it_back(house: House) -> None:
    browser = await house.member("professional")
    browser.http.cookies.delete("csrf")
    await browser.session()
    assert (await browser.post(DIRECTORY, {})).status_code == 200


async def test_when_the_database_is_away_nobody_gets_in(another: Houses) -> None:
    from pydantic import SecretStr

    async with another(database_url=SecretStr("postgresql://nobody:x@127.0.0.1:1/none")) as house:
        answer = await house.browser().get(DIRECTORY, Cookie=f"session={'x' * 43}")
        assert (answer.status_code, rule(answer)) == (503, "unavailable")


async def test_when_the_database_stands_still_nobody_waits_for_long(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.front.gateway.SESSION_WITHIN", 0.3)
    monkeypatch.setattr("gateway.front.gateway.ACCOUNTS_WITHIN", 0.3)
    browser = await house.member("professional")
    async with house.database.begin() as session:
        await session.execute(text("lock table session, account in access exclusive mode"))
        answer = await browser.get(DIRECTORY)
        assert (answer.status_code, rule(answer)) == (503, "unavailable")
        answer = await house.browser().post("/api/accounts/v1/sessions/email-links", {"email": "x@exemple.invalid"})
        assert (answer.status_code, rule(answer)) == (504, "peer-timed-out")
