"""Login at a real provider, refusals first."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

import pytest
from gateway_house import OURS, House, Houses, rule

from gateway.sessions.live import hash_of


def changed(address: str, **parameters: str) -> str:
    """The same address with other query parameters."""
    parts = urlsplit(address)
    query = {**dict(parse_qsl(parts.query)), **parameters}
    return urlunsplit(parts._replace(query=urlencode(query)))


def refused(answer: Any) -> str:
    """The rule with which the browser was sent to the login page."""
    address = urlsplit(answer.headers["location"])
    assert address.path == "/connexion"
    assert "session" not in answer.headers.get("set-cookie", "")
    return str(parse_qs(address.query)["refus"][0])


@pytest.fixture(scope="session")
async def alix(realm: Any) -> str:
    return str(await realm.house.account("professional", rpps="99700000017", name="Alix Essai"))


async def test_an_invented_state_is_refused(person: Any) -> None:
    callback = await person.prove(await person.leave(), "alix")
    assert refused(await person.come_back(changed(callback, state="invented"))) == "oidc-state-refused"


async def test_a_return_in_another_browser_is_refused(person: Any, realm: Any) -> None:
    """Somebody else's code cannot be planted into my browser (login CSRF)."""
    callback = await person.prove(await person.leave(), "alix")
    assert refused(await type(person)(realm).come_back(callback)) == "oidc-state-refused"


async def test_a_return_is_used_once(person: Any, alix: str) -> None:
    callback = await person.prove(await person.leave(), "alix")
    cookies = dict(person.http.cookies)
    assert (await person.come_back(callback)).headers["location"] == "/"
    answer = await person.http.get(callback, headers={"Cookie": f"oidc_login={cookies['oidc_login']}"})
    assert refused(answer) == "oidc-state-refused"


async def test_a_code_that_was_used_is_refused_by_the_provider(person: Any, alix: str) -> None:
    callback = await person.prove(await person.leave(), "alix")
    await person.come_back(callback)
    state = parse_qs(urlsplit(await person.leave()).query)["state"][0]
    assert refused(await person.come_back(changed(callback, state=state))) == "oidc-code-refused"


async def test_a_code_for_another_verifier_is_refused(person: Any, realm: Any) -> None:
    """PKCE: a stolen code is worth nothing in another login."""
    other = type(person)(realm)
    stolen = parse_qs(urlsplit(await other.prove(await other.leave(), "alix")).query)["code"][0]
    mine = await person.prove(await person.leave(), "stranger")
    assert refused(await person.come_back(changed(mine, code=stolen))) == "oidc-code-refused"


async def test_an_id_token_with_another_nonce_is_refused(person: Any) -> None:
    address = changed(await person.leave(), nonce="another")
    assert refused(await person.come_back(await person.prove(address, "alix"))) == "oidc-token-refused"


async def test_a_weaker_proof_than_asked_for_is_refused(person: Any, realm: Any) -> None:
    await realm.house.account("professional", rpps="99700000033")
    address = changed(await person.leave(), acr_values="low")
    assert refused(await person.come_back(await person.prove(address, "weak"))) == "oidc-token-refused"


async def test_an_answer_that_names_another_issuer_is_refused(person: Any) -> None:
    callback = changed(await person.prove(await person.leave(), "alix"), iss="http://127.0.0.1:1")
    assert refused(await person.come_back(callback)) == "oidc-state-refused"


async def test_a_return_at_another_provider_is_refused(person: Any) -> None:
    callback = await person.prove(await person.leave("signed"), "alix")
    assert refused(await person.come_back(callback.replace("/oidc/signed/", "/oidc/psc/"))) == "oidc-state-refused"


async def test_whoever_gives_up_at_the_provider_is_not_signed_in(person: Any) -> None:
    assert refused(await person.come_back(await person.prove(await person.leave(), "nobody"))) == "oidc-denied"


async def test_an_identity_without_an_account_is_refused(person: Any) -> None:
    callback = await person.prove(await person.leave(), "stranger")
    assert refused(await person.come_back(callback)) == "oidc-account-unknown"


async def test_the_subject_of_the_provider_is_never_taken_for_the_national_identifier(person: Any, alix: str) -> None:
    """`sub` here equals Alix's identifier; accounts are keyed on SubjectNameID alone."""
    callback = await person.prove(await person.leave(), "nameless")
    assert refused(await person.come_back(callback)) == "oidc-token-refused"


async def test_a_suspended_person_is_refused(person: Any, realm: Any) -> None:
    await realm.house.account("suspended", rpps="99700000025")
    callback = await person.prove(await person.leave(), "suspended")
    assert refused(await person.come_back(callback)) == "no-role-left"


async def test_a_provider_that_is_away_sends_back_to_the_login_page(realm: Any, another: Houses) -> None:
    away = realm.house.settings.oidc[0].model_copy(update={"discovery_url": "http://127.0.0.1:1/x"})
    async with another(oidc=[away]) as house:
        assert refused(await house.browser().get("/api/accounts/v1/oidc/psc/start")) == "oidc-provider-away"


async def test_a_discovery_document_of_another_issuer_is_refused(realm: Any, another: Houses) -> None:
    other = realm.house.settings.oidc[0].model_copy(update={"issuer": "https://auth.exemple.fr"})
    async with another(oidc=[other]) as house:
        assert refused(await house.browser().get("/api/accounts/v1/oidc/psc/start")) == "oidc-token-refused"


async def test_an_unknown_provider_is_not_found(house: House) -> None:
    answer = await house.browser().get("/api/accounts/v1/oidc/nowhere/start")
    assert (answer.status_code, rule(answer)) == (404, "no-such-provider")


@pytest.mark.parametrize(
    "target", ["//evil.invalid", "https://evil.invalid", "/\\evil.invalid", "javascript:alert(1)", "/a\r\nX: y", "x"]
)
async def test_nobody_is_sent_elsewhere_after_login(realm: Any, target: str) -> None:
    answer = await realm.house.browser().http.get("/api/accounts/v1/oidc/psc/start", params={"return_to": target})
    assert (answer.status_code, rule(answer)) == (422, "invalid-input")


@pytest.mark.parametrize("key", ["psc", "signed"])
async def test_a_professional_signs_in(person: Any, realm: Any, alix: str, key: str) -> None:
    """With userinfo as JSON (psc) and as a signed JWT (signed)."""
    address = await person.leave(key, "/demandes?vue=file")
    asked = parse_qs(urlsplit(address).query)
    assert asked["acr_values"] == ["eidas1"]
    assert asked["scope"] == ["openid scope_all"]
    assert asked["code_challenge_method"] == ["S256"]
    answer = await person.come_back(await person.prove(address, "alix"))
    assert answer.headers["location"] == "/demandes?vue=file"
    session = (await person.http.get("/api/accounts/v1/session")).json()
    assert (session["name"], session["email"], session["cpts"]["id"]) == ("Alix Essai", alix, str(OURS))
    listed = (await person.http.get("/api/accounts/v1/sessions")).json()["items"]
    assert {one["method"] for one in listed if one["is_this_one"]} == {f"oidc:{key}"}


async def test_the_id_token_is_unreadable_in_the_database(person: Any, realm: Any, alix: str) -> None:
    await person.come_back(await person.prove(await person.leave(), "alix"))
    token_hash = hash_of(person.http.cookies["session"])
    rows = await realm.house.execute("select id_token from session where token_hash = :h", h=token_hash)
    assert len(rows[0].id_token) > 200
    assert b"eyJ" not in rows[0].id_token


@pytest.mark.parametrize("path", ["session", "sessions"])
async def test_logout_ends_the_session_at_the_provider_too(person: Any, realm: Any, alix: str, path: str) -> None:
    await person.come_back(await person.prove(await person.leave(), "alix"))
    csrf = person.http.cookies["csrf"]
    answer = await person.http.delete(f"/api/accounts/v1/{path}", headers={"X-CSRF-Token": csrf})
    address = answer.json()["end_session_url"]
    assert address.startswith(f"{realm.issuer}/session/end?")
    page = await person.http.get(address)
    assert page.status_code == 200, page.text
    asked = parse_qs(urlsplit(address).query)
    assert asked["post_logout_redirect_uri"] == [f"{realm.house.settings.public_url}/connexion"]


async def test_in_production_the_login_page_offers_the_provider_and_no_password(realm: Any) -> None:
    methods = (await realm.house.browser().get("/api/accounts/v1/login-methods")).json()
    assert methods["password"] is False
    assert [one["key"] for one in methods["oidc"]] == ["psc", "signed"]
