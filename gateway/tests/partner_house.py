"""A partner's software as its maker runs it, and the operator who registers it."""

from __future__ import annotations

import asyncio
import base64
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus
from uuid import uuid4

import httpx
from gateway_house import OURS, Browser, House
from joserfc import jwt
from joserfc.jwk import ECKey, Key

SYSTEMS = "/api/accounts/v1/partner-systems"
TOKEN = "/api/accounts/v1/oauth/token"
JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
GAP = {"name": "Logiciel de cabinet", "contact": "technique@exemple.invalid", "scopes": ["gap.read"]}


def public(key: Key, kid: str) -> dict[str, Any]:
    return {**key.as_dict(private=False), "kid": kid}


@dataclass
class Partner:
    """A partner's software, as its maker runs it."""

    house: House
    system_id: str
    secret: str | None = None
    key: Key | None = None

    def claims(self, **changed: Any) -> dict[str, Any]:
        now = int(time.time())
        said = {
            "iss": self.system_id, "sub": self.system_id, "aud": self.house.settings.public_url + TOKEN,
            "iat": now, "exp": now + 200, "jti": uuid4().hex, **changed,
        }  # fmt: skip
        return {name: value for name, value in said.items() if value is not None}

    def assertion(self, header: dict[str, Any] | None = None, key: Key | None = None, **changed: Any) -> str:
        said = {"alg": _usual(self.key), "kid": "one", **(header or {})}
        return jwt.encode(said, self.claims(**changed), key or self.key, algorithms=[said["alg"]])

    async def ask(self, fields: dict[str, str] | None = None, **headers: str) -> httpx.Response:
        """By its secret, or by an assertion."""
        form = {"grant_type": "client_credentials"}
        if self.secret is not None:
            headers = {"Authorization": basic(self.system_id, self.secret), **headers}
        elif self.key is not None:
            form |= {"client_assertion_type": JWT_BEARER, "client_assertion": self.assertion()}
        form |= fields or {}
        sent = {name: value for name, value in form.items() if value}
        return await self.house.browser().http.post(TOKEN, data=sent, headers=headers)

    async def show(self, assertion: str) -> httpx.Response:
        return await self.ask({"client_assertion_type": JWT_BEARER, "client_assertion": assertion})

    async def token(self, scope: str = "") -> str:
        answer = await self.ask({"scope": scope})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    async def call(self, path: str, token: str, method: str = "GET") -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"}
        return await self.house.browser().http.request(method, path, headers=headers)


def _usual(key: Key | None) -> str:
    if isinstance(key, ECKey):
        return "ES256" if key.curve_name == "P-256" else "ES384"
    return "RS384"


def basic(name: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{quote_plus(name)}:{quote_plus(secret)}".encode()).decode()


@dataclass
class Office:
    """The operator of the platform, and what he registers."""

    house: House
    browser: Browser

    async def register(self, **changed: Any) -> httpx.Response:
        return await self.browser.post(SYSTEMS, {**GAP, "cpts_id": str(OURS), **changed})

    async def by_secret(self, **changed: Any) -> Partner:
        answer = await self.register(**changed)
        assert answer.status_code == 201, answer.text
        return Partner(self.house, answer.json()["system_id"], secret=answer.json()["client_secret"])

    async def by_key(self, key: Key | None = None, **changed: Any) -> Partner:
        key = key or ECKey.generate_key("P-384")
        answer = await self.register(public_keys=[public(key, "one")], **changed)
        assert answer.status_code == 201, answer.text
        assert answer.json()["client_secret"] is None
        return Partner(self.house, answer.json()["system_id"], key=key)

    async def revoke(self, partner: Partner) -> None:
        assert (await self.browser.send("DELETE", f"{SYSTEMS}/{partner.system_id}")).status_code == 204

    async def calls(self, partner: Partner) -> list[dict[str, Any]]:
        """Once the end of each is written down too: that follows the answer."""
        for _ in range(200):
            answer = await self.browser.get(f"{SYSTEMS}/{partner.system_id}/calls")
            assert answer.status_code == 200, answer.text
            items = list(answer.json()["items"])
            if all(one["status"] is not None for one in items):
                return items
            await asyncio.sleep(0.02)
        raise AssertionError(items)
