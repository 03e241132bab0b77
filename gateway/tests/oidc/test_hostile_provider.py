"""A provider that lies. It is foreign to us, so it is played here, over a real socket."""

from __future__ import annotations

import base64
import hmac
import time
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from gateway_house import House, Houses
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from pydantic import SecretStr
from starlette.types import Receive, Scope, Send

from carekit.testing.serving import bound, served
from gateway.settings import OidcProvider

SECRET = "a secret of forty characters for the tests"
KEY = RSAKey.generate_key(2048, {"kid": "good", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "good", "use": "sig"})
NATIONAL_ID = "899700000041"

#: What the provider says wrong: (part of its answer, value). Each must keep the person out.
LIES: dict[str, dict[str, Any]] = {
    "signed by another key": {"key": OTHER},
    "not signed": {"alg": "none"},
    "signed with the client secret": {"alg": "HS256", "hmac": SECRET.encode()},
    "signed with its own public key as a secret": {
        "alg": "HS256",
        "hmac": KEY.as_pem(private=False),
    },
    "signed with an algorithm we did not ask for": {"alg": "ES384", "key": ECKey.generate_key("P-384")},
    "for another client": {"claims": {"aud": "another"}},
    "for two clients without saying who asked": {"claims": {"aud": ["maillage", "another"]}},
    "asked for by another client": {"claims": {"azp": "another"}},
    "by another issuer": {"claims": {"iss": "http://elsewhere.invalid"}},
    "expired": {"claims": {"exp": 1_000_000_000}},
    "of the future": {"claims": {"iat": 4_000_000_000}},
    "without an end": {"claims": {"exp": None}},
    "without a subject": {"claims": {"sub": None}},
    "without a nonce": {"claims": {"nonce": None}},
    "with a weaker proof": {"claims": {"acr": "eidas0"}},
    "with the hash of another access token": {"claims": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}},
    "no token at all": {"id_token": ""},
    "something else than a token": {"id_token": "a.b.c"},
    "a token that is not text": {"id_token": {"a": 1}},
    "userinfo of somebody else": {"userinfo": {"sub": "another", "SubjectNameID": NATIONAL_ID}},
    "userinfo without an identifier": {"userinfo": {"sub": "s"}},
    "an identifier that is a list": {"userinfo": {"sub": "s", "SubjectNameID": [NATIONAL_ID]}},
    "userinfo that is no object": {"userinfo": [1]},
    "an answer of megabytes": {"userinfo": {"sub": "s", "SubjectNameID": NATIONAL_ID, "x": "x" * 600_000}},
    "a broken server": {"status": 500},
    "a refusal": {"status": 400},
    "a redirect": {"status": 302},
}


class Liar:
    """Answers as a provider does, except for the present lie."""

    def __init__(self) -> None:
        self.url = ""
        self.nonce = ""
        self.lie: dict[str, Any] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        path = scope["path"]
        status = 200
        if path == "/discovery":
            names = ("authorization", "token", "userinfo")
            body: Any = {
                "issuer": self.url,
                "jwks_uri": f"{self.url}/jwks",
                **{f"{name}_endpoint": f"{self.url}/{name}" for name in names},
            }
        elif path == "/jwks":
            body = {"keys": [KEY.as_dict(private=False)]}
        elif path == "/token":
            status = self.lie.get("status", 200)
            body = {"access_token": "access", "token_type": "Bearer", "id_token": self._id_token()}
        else:
            body = self.lie.get("userinfo", {"sub": "s", "SubjectNameID": NATIONAL_ID})
        content = orjson.dumps(body)
        headers = [(b"content-type", b"application/json"), (b"location", b"http://127.0.0.1:1/")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _id_token(self) -> Any:
        if "id_token" in self.lie:
            return self.lie["id_token"]
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": "maillage",
            "sub": "s",
            "iat": now,
            "exp": now + 60,
            "nonce": self.nonce,
            "acr": "eidas1",
            **self.lie.get("claims", {}),
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        algorithm = self.lie.get("alg", "RS256")
        if algorithm == "none":
            return f"{_part({'alg': 'none'})}.{_part(claims)}."
        if "hmac" in self.lie:  # by hand: no library signs with a public key
            signed = f"{_part({'alg': 'HS256', 'kid': 'good'})}.{_part(claims)}"
            return f"{signed}.{_base64(hmac.digest(self.lie['hmac'], signed.encode(), 'sha256'))}"
        return jwt.encode({"alg": algorithm, "kid": "good"}, claims, self.lie.get("key", KEY), algorithms=[algorithm])


def _part(value: dict[str, Any]) -> str:
    return _base64(orjson.dumps(value))


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


@pytest.fixture
async def liar() -> AsyncIterator[Liar]:
    liar = Liar()
    listener = bound()
    liar.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    async with served(liar, listener):
        yield liar


async def sign_in(house: House, liar: Liar) -> str:
    """Where the browser ends up."""
    http = house.browser().http
    address = (await http.get("/api/accounts/v1/oidc/liar/start")).headers["location"]
    asked = parse_qs(urlsplit(address).query)
    liar.nonce = asked["nonce"][0]
    callback = {"state": asked["state"][0], "code": "code"}
    answer = await http.get("/api/accounts/v1/oidc/liar/callback", params=callback)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def test_whatever_the_provider_lies_about_nobody_gets_in(another: Houses, liar: Liar) -> None:
    provider = OidcProvider(
        key="liar",
        label="Liar",
        issuer=liar.url,
        discovery_url=f"{liar.url}/discovery",
        client_id="maillage",
        client_secret=SecretStr(SECRET),
        acr_values="eidas1",
    )
    got_in = []
    async with another(oidc=[provider]) as house:
        await house.account("professional", rpps=NATIONAL_ID[1:])
        for name, lie in LIES.items():
            liar.lie = lie
            if "refus=oidc-" not in await sign_in(house, liar):
                got_in.append(name)
        liar.lie = {}
        assert await sign_in(house, liar) == "/", "the same provider, telling the truth, is believed"
    assert got_in == []
