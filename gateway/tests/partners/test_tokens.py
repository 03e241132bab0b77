"""Client credentials: how a partner system proves who it is, and what is refused (RFC 6749, RFC 7523)."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import time
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from gateway_house import Houses
from joserfc.jwk import ECKey, RSAKey
from partner_house import JWT_BEARER, TOKEN, Office, Partner, basic

from carekit.clock import MovableClock
from carekit.testing.keys import Keys


def told(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert "access_token" not in answer.json()
    return answer.status_code, str(answer.json()["error"])


INVALID_CLIENT = (401, "invalid_client")
STRANGER = UUID(int=1)


# Who it is


@pytest.mark.parametrize("secret", ["", "wrong", "é", "a:b"])
async def test_a_wrong_secret_is_refused(office: Office, secret: str) -> None:
    partner = await office.by_secret()
    partner.secret = secret
    assert told(await partner.ask()) == INVALID_CLIENT


async def test_whoever_is_unknown_and_whoever_is_wrong_get_the_same_answer(office: Office) -> None:
    partner = await office.by_secret()
    stranger = Partner(office.house, str(uuid4()), secret=partner.secret)
    partner.secret = "wrong"
    assert (await stranger.ask()).content == (await partner.ask()).content


@pytest.mark.parametrize(
    "header",
    ["", "Basic", "Basic !", "Bearer abc", "Basic " + base64.b64encode(b"no-colon").decode(),
     "Basic " + base64.b64encode(b"\xff:x").decode(), basic("not a uuid", "x")],
)  # fmt: skip
async def test_without_a_readable_proof_nobody_is_known(office: Office, header: str) -> None:
    answer = await Partner(office.house, "").ask(Authorization=header)
    assert told(answer) == INVALID_CLIENT
    assert answer.headers["www-authenticate"].startswith("Basic")


async def test_a_system_with_keys_has_no_secret_and_one_with_a_secret_no_keys(office: Office) -> None:
    keyed, secret = await office.by_key(), await office.by_secret()
    assert told(await Partner(office.house, keyed.system_id, secret="x").ask()) == INVALID_CLIENT
    assert told(await Partner(office.house, secret.system_id, key=keyed.key).ask()) == INVALID_CLIENT


async def test_two_proofs_at_once_are_refused(office: Office) -> None:
    keyed, secret = await office.by_key(), await office.by_secret()
    both = await keyed.ask(Authorization=basic(secret.system_id, secret.secret or ""))
    assert told(both) == (400, "invalid_request")
    in_body = await Partner(office.house, "").ask(
        {"client_id": secret.system_id, "client_secret": str(secret.secret)}
    )
    assert told(in_body) == (400, "invalid_request")


async def test_another_client_id_beside_the_proof_is_refused(office: Office) -> None:
    partner = await office.by_key()
    assert told(await partner.ask({"client_id": str(uuid4())})) == INVALID_CLIENT


@pytest.mark.parametrize(
    "changed",
    [
        {"exp": None}, {"exp": "soon"}, {"exp": True}, {"exp": -60}, {"exp": 600},
        {"exp": 10**30}, {"aud": None}, {"aud": "https://elsewhere.invalid/token"}, {"aud": []}, {"aud": 7},
        {"iss": None}, {"iss": str(STRANGER)}, {"sub": str(STRANGER)}, {"jti": None}, {"jti": ""}, {"jti": "x" * 201},
        {"jti": 7}, {"nbf": 900}, {"iat": 900}, {"iat": "now"},
    ],
    ids=lambda changed: "-".join(f"{name}:{str(value)[:12]}" for name, value in changed.items()),
)  # fmt: skip
async def test_an_assertion_that_says_something_else_is_refused(office: Office, changed: dict[str, Any]) -> None:
    """Small numbers are seconds from now."""
    ((name, value),) = changed.items()
    if name in ("exp", "nbf", "iat") and type(value) is int and abs(value) < 1_000:
        value += int(time.time())
    partner = await office.by_key()
    assert told(await partner.show(partner.assertion(**{name: value}))) == INVALID_CLIENT


async def test_an_assertion_for_us_and_for_another_is_refused(office: Office) -> None:
    partner = await office.by_key()
    ours = office.house.settings.public_url + TOKEN
    both = partner.assertion(aud=[ours, "https://elsewhere.invalid"])
    assert told(await partner.show(both)) == INVALID_CLIENT
    assert (await partner.show(partner.assertion(aud=[ours]))).status_code == 200


async def test_the_same_assertion_buys_one_token_however_many_come_at_once(office: Office) -> None:
    partner = await office.by_key()
    assertion = partner.assertion()
    answers = await asyncio.gather(*(partner.show(assertion) for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 19
    again = partner.assertion(jti=partner.claims()["jti"])
    assert (await partner.show(again)).status_code == 200


def unsigned(header: dict[str, Any], claims: dict[str, Any], signature: str = "") -> str:
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (header, claims))
    return ".".join([*parts, signature])


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "nOnE", "", "ES384 ", "HS256"])
async def test_an_assertion_without_a_signature_is_refused(office: Office, alg: str) -> None:
    partner = await office.by_key()
    assert told(await partner.show(unsigned({"alg": alg, "kid": "one"}, partner.claims()))) == INVALID_CLIENT


@pytest.mark.parametrize("hidden", ["pem", "der", "modulus"])
async def test_a_public_key_used_as_a_shared_secret_is_refused(office: Office, rsa: RSAKey, hidden: str) -> None:
    partner = await office.by_key(rsa)
    known = {
        "pem": rsa.as_pem(private=False), "der": rsa.as_der(private=False), "modulus": rsa.as_dict()["n"].encode(),
    }[hidden]  # fmt: skip
    said = unsigned({"alg": "HS256", "kid": "one"}, partner.claims())[:-1]
    signature = base64.urlsafe_b64encode(hmac.digest(known, said.encode(), "sha256")).rstrip(b"=").decode()
    assert told(await partner.show(f"{said}.{signature}")) == INVALID_CLIENT


async def test_a_key_is_good_for_the_algorithms_of_its_kind_alone(office: Office, rsa: RSAKey) -> None:
    partner = await office.by_key(rsa)
    assert (await partner.show(partner.assertion({"alg": "RS384"}))).status_code == 200
    p256 = partner.assertion({"alg": "ES256"}, ECKey.generate_key("P-256"))
    p521 = partner.assertion({"alg": "ES512"}, ECKey.generate_key("P-521"))
    for other in (p256, p521, partner.assertion({"alg": "RS512"})):
        assert told(await partner.show(other)) == INVALID_CLIENT


@pytest.mark.parametrize(
    "header",
    [{"jku": "https://elsewhere.invalid/keys"}, {"jwk": {"kty": "RSA"}}, {"x5u": "https://elsewhere.invalid"},
     {"x5c": ["x"]}, {"crit": ["exp"]}, {"kid": "two"}, {"kid": "../one"}, {"b64": False, "crit": ["b64"]}],
    ids=lambda header: "-".join(header),
)  # fmt: skip
async def test_a_header_that_would_choose_another_key_is_refused(office: Office, header: dict[str, Any]) -> None:
    partner = await office.by_key()
    signed = partner.assertion()
    forged = unsigned({"alg": "ES384", "kid": "one", **header}, partner.claims(), signed.rpartition(".")[2])
    assert told(await partner.show(forged)) == INVALID_CLIENT


async def test_an_assertion_signed_by_another_is_refused(office: Office) -> None:
    partner, other = await office.by_key(), await office.by_key()
    assert told(await partner.show(partner.assertion(key=other.key))) == INVALID_CLIENT
    assert told(await partner.show(other.assertion(iss=partner.system_id))) == INVALID_CLIENT


@pytest.mark.parametrize("assertion", ["", ".", "..", "a.b", "a.b.c.d.e", "é", "x" * 9_000, "W10.W10.", "e30.e30."])
async def test_what_is_no_assertion_is_refused(office: Office, assertion: str) -> None:
    answer = await Partner(office.house, "").ask(
        {"client_assertion_type": JWT_BEARER, "client_assertion": assertion or " "}
    )
    assert told(answer) == INVALID_CLIENT


async def test_a_name_said_twice_in_an_assertion_is_refused(office: Office) -> None:
    partner = await office.by_key()
    claims = json.dumps(partner.claims())
    twice = claims[:-1] + f', "aud": "{office.house.settings.public_url}{TOKEN}"}}'
    header = base64.urlsafe_b64encode(b'{"alg":"ES384","kid":"one"}').rstrip(b"=").decode()
    body = base64.urlsafe_b64encode(twice.encode()).rstrip(b"=").decode()
    assert told(await partner.show(f"{header}.{body}.AAAA")) == INVALID_CLIENT


async def test_our_own_tokens_prove_no_partner(office: Office, keys: Keys) -> None:
    partner = await office.by_key()
    ours = keys.signer("gateway").sign(partner.claims())
    assert told(await partner.show(ours)) == INVALID_CLIENT


# What is asked


@pytest.mark.parametrize(
    ("fields", "error"),
    [({"grant_type": ""}, "invalid_request"), ({"grant_type": "password"}, "unsupported_grant_type"),
     ({"grant_type": "authorization_code"}, "unsupported_grant_type"), ({"scope": "gap.book"}, "invalid_scope"),
     ({"scope": "gap.read sas.read"}, "invalid_scope"), ({"scope": "sas.regulators"}, "invalid_scope"),
     ({"scope": "a\u0000b"}, "invalid_scope")],
)  # fmt: skip
async def test_what_is_not_granted_is_said_in_the_words_of_the_standard(
    office: Office, fields: dict[str, str], error: str
) -> None:
    partner = await office.by_secret()
    assert told(await partner.ask(fields)) == (400, error)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b'{"grant_type": "client_credentials"}', "application/json"), (b"grant_type=client_credentials", "text/plain"),
     (b"grant_type=client_credentials&grant_type=client_credentials", "application/x-www-form-urlencoded"),
     (b"grant_type", "application/x-www-form-urlencoded"), (b"%ff=\xff", "application/x-www-form-urlencoded"),
     (b"", "application/x-www-form-urlencoded"), (b"a=1&" * 50, "application/x-www-form-urlencoded")],
)  # fmt: skip
async def test_a_body_that_is_no_form_is_refused(office: Office, content: bytes, kind: str) -> None:
    partner = await office.by_secret()
    answer = await office.house.browser().http.post(
        TOKEN,
        content=content,
        headers={"Content-Type": kind, "Authorization": basic(partner.system_id, partner.secret or "")},
    )
    assert told(answer) == (400, "invalid_request")


@pytest.mark.parametrize("alg", ["RS256", "RS384", "PS256", "PS384"])
async def test_a_token_is_granted_by_an_rsa_key(office: Office, rsa: RSAKey, alg: str) -> None:
    partner = await office.by_key(rsa)
    assert (await partner.show(partner.assertion({"alg": alg}))).status_code == 200


async def test_a_token_of_five_minutes_is_granted_for_what_was_asked(office: Office) -> None:
    partner = await office.by_key(ECKey.generate_key("P-256"), scopes=["gap.read", "gap.book"])
    answer = await partner.show(partner.assertion({"alg": "ES256", "typ": "JWT"}))
    assert answer.status_code == 200
    assert {**answer.json(), "access_token": "…"} == {
        "access_token": "…", "token_type": "Bearer", "expires_in": 300, "scope": "gap.book gap.read",
    }  # fmt: skip
    assert len(answer.json()["access_token"]) >= 43
    one = await office.by_secret(scopes=["gap.read", "gap.book"])
    assert (await one.ask({"scope": "gap.read"})).json()["scope"] == "gap.read"


# What is on record


async def test_neither_secret_nor_token_lies_in_the_database(office: Office) -> None:
    partner = await office.by_secret()
    token = await partner.token()
    for table in ("partner_system", "partner_token", "partner_call", "idempotency_key"):
        rows = await office.house.execute(f"select row_to_json(t)::text as said from {table} t")
        assert not any((partner.secret or "?") in row.said or token in row.said for row in rows)


async def test_each_request_for_a_token_is_on_record_with_why_it_was_refused(office: Office) -> None:
    partner = await office.by_key()
    await partner.show(partner.assertion(exp=int(time.time()) - 60))
    await partner.show(partner.assertion(aud="https://elsewhere.invalid"))
    await partner.ask()
    said = [(call["status"], call["reason"]) for call in await office.calls(partner)]
    assert said == [(200, None), (401, "assertion-audience"), (401, "assertion-expired")]


async def test_a_token_is_over_after_five_minutes(office: Office, another: Houses) -> None:
    partner = await office.by_secret()
    token = await partner.token()
    clock = MovableClock(office.house.clock.now())
    async with another(clock) as later:
        elsewhere = Partner(later, partner.system_id, secret=partner.secret)
        clock.advance(timedelta(seconds=298))
        assert (await elsewhere.call("/fhir/gap/Slot", token)).status_code == 200
        clock.advance(timedelta(seconds=4))
        assert (await elsewhere.call("/fhir/gap/Slot", token)).status_code == 401
        await later.close_browsers()
