"""A real provider (npm `oidc-provider`) in a process of its own, and a gateway that trusts it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from gateway_house import House, Peer, running
from pydantic import SecretStr

from carekit.testing.node import ATTEMPTS, install, node_tool
from carekit.testing.serving import bound
from gateway.settings import OidcProvider, Settings

FOLDER = Path(__file__).parents[1] / "oidc_provider"
IS_WHOLE = "const { default: Provider } = await import('oidc-provider'); new Provider('http://localhost')"
SECRET = "a secret of forty characters for the tests"
PEOPLE = {
    "alix": {"sub": "f:550e8400:alix", "acr": "eidas1", "claims": {"SubjectNameID": "899700000017"}},
    "stranger": {"sub": "f:550e8400:stranger", "acr": "eidas1", "claims": {"SubjectNameID": "899700999996"}},
    "suspended": {"sub": "f:550e8400:suspended", "acr": "eidas1", "claims": {"SubjectNameID": "899700000025"}},
    "weak": {"sub": "f:550e8400:weak", "acr": "low", "claims": {"SubjectNameID": "899700000033"}},
    "nameless": {"sub": "899700000017", "acr": "eidas1", "claims": {"given_name": "Nobody"}},
}


@dataclass
class Realm:
    """The provider's address, and the gateway that sends people to it."""

    issuer: str
    house: House


@pytest.fixture(scope="session")
async def realm(settings: Settings, peer: Peer) -> AsyncIterator[Realm]:
    install(FOLDER, IS_WHOLE)
    with bound() as listener:
        async with _realm(settings, peer, listener) as realm:
            yield realm


@contextlib.asynccontextmanager
async def _realm(settings: Settings, peer: Peer, listener: socket.socket) -> AsyncIterator[Realm]:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    clients = [
        {"id": "plain", "secret": SECRET},
        {"id": "signed", "secret": SECRET, "signedUserinfo": True},
    ]
    told = {
        "people": PEOPLE,
        "clients": clients,
        "logoutUris": [f"{url}/connexion"],
        "redirectUris": [f"{url}/api/accounts/v1/oidc/{key}/callback" for key in ("psc", "signed")],
    }
    with provider(told) as issuer:
        providers = [_provider("psc", issuer, "plain"), _provider("signed", issuer, "signed")]
        ours = settings.model_copy(update={"public_url": url, "oidc": providers, "demonstration": False})
        async with running(ours, peer, listener=listener) as house:
            yield Realm(issuer, house)


@contextlib.contextmanager
def provider(told: dict[str, Any]) -> Iterator[str]:
    """The provider in a process of its own; yields the address it took."""
    complaints = []
    for _ in range(ATTEMPTS):
        with tempfile.TemporaryFile("w+") as errors:
            process = subprocess.Popen(
                [node_tool("node"), "server.mjs"],
                cwd=FOLDER,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env={**os.environ, "PROVIDER": json.dumps(told)},
            )
            try:
                issuer = _address(process)
                if issuer is not None:
                    yield issuer
                    return
            finally:
                process.kill()
                process.communicate()
            errors.seek(0)
            complaints.append(f"exit {process.returncode}: {errors.read()[-2000:]}")
    pytest.fail("the provider did not start\n" + "\n".join(complaints))


def _address(process: subprocess.Popen[str]) -> str | None:
    """What the provider says when it answers; None when it ended before."""
    assert process.stdout is not None
    return next((line.split()[1] for line in process.stdout if line.startswith("listening ")), None)


def _provider(key: str, issuer: str, client: str, **changes: Any) -> OidcProvider:
    facts = {
        "key": key,
        "label": "Pro Santé Connect",
        "issuer": issuer,
        "client_id": client,
        "discovery_url": f"{issuer}/.well-known/wallet-openid-configuration",
        "client_secret": SecretStr(SECRET),
        "scope": "openid scope_all",
        "acr_values": "eidas1",
        "account_claim": "SubjectNameID",
    }
    return OidcProvider.model_validate({**facts, **changes})


class Person:
    """Somebody with a browser, who follows the redirects one by one."""

    def __init__(self, realm: Realm) -> None:
        self.realm = realm
        self.http = realm.house.browser().http

    async def leave(self, key: str = "psc", return_to: str = "/") -> str:
        """Starts at the gateway; the provider's address to go to."""
        answer = await self.http.get(f"/api/accounts/v1/oidc/{key}/start", params={"return_to": return_to})
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    async def prove(self, address: str, login: str) -> str:
        """Signs in at the provider; the callback address that the browser is then sent to."""
        answer = await self.http.get(address)
        assert answer.status_code == 303, answer.text
        interaction = f"{self.realm.issuer}{answer.headers['location']}"
        answer = await self.http.post(interaction, data={"login": login})
        assert answer.status_code == 303, answer.text
        answer = await self.http.get(answer.headers["location"])
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    async def come_back(self, address: str) -> httpx.Response:
        answer = await self.http.get(address)
        assert answer.status_code == 303, answer.text
        return answer


@pytest.fixture
def person(realm: Realm) -> Person:
    return Person(realm)
