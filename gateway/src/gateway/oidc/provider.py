"""One OpenID Connect provider: discovery, authorization code with PKCE, verification of what it says.

Protocol shapes come from authlib, signatures from joserfc, transport is our own httpx client with limits on
time and size: a provider may be slow, wrong or hostile.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import orjson
from authlib.oauth2.client import OAuth2Client
from authlib.oauth2.rfc6749.parameters import prepare_token_request
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from gateway.oidc.errors import OidcCodeRefused, OidcProviderAway, OidcTokenRefused
from gateway.settings import OidcProvider

REMEMBERED_FOR = 600.0
LARGEST_ANSWER = 256_000
TIMEOUT = httpx.Timeout(5, connect=3)
#: Asymmetric only: with HS256 anybody who knows the client secret could sign.
ALGORITHMS = ["RS256", "PS256", "ES256"]
CLOCK_SKEW = 30


@dataclass(frozen=True)
class Proved:
    """What the provider vouches for."""

    subject: str
    claims: dict[str, Any]
    id_token: str


class Provider:
    def __init__(self, settings: OidcProvider, http: httpx.AsyncClient, public_url: str) -> None:
        self.settings = settings
        self.redirect_uri = f"{public_url}/api/accounts/v1/oidc/{settings.key}/callback"
        self._http = http
        self._metadata: tuple[float, dict[str, Any]] | None = None
        self._keys: KeySet | None = None

    async def metadata(self) -> dict[str, Any]:
        """The provider's configuration, remembered for ten minutes."""
        if self._metadata is None or self._metadata[0] < time.monotonic():
            found = await self._json("GET", self.settings.discovery_url)
            if found.get("issuer") != self.settings.issuer:
                raise OidcTokenRefused("The discovery document names another issuer")
            self._metadata = (time.monotonic() + REMEMBERED_FOR, found)
        return self._metadata[1]

    async def authorization_url(self, *, state: str, nonce: str, code_verifier: str) -> str:
        client = OAuth2Client(
            None,
            client_id=self.settings.client_id,
            scope=self.settings.scope,
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
        )
        extra = {"acr_values": self.settings.acr_values} if self.settings.acr_values else {}
        endpoint = str((await self.metadata())["authorization_endpoint"])
        url, _ = client.create_authorization_url(
            endpoint, state=state, code_verifier=code_verifier, nonce=nonce, **extra
        )
        return str(url)

    async def prove(self, *, code: str, nonce: str, code_verifier: str) -> Proved:
        """Trades the code for who the person is. Every signature, audience, time and nonce is checked."""
        tokens = await self._exchange(code, code_verifier)
        id_token = str(tokens.get("id_token") or "")
        access_token = str(tokens.get("access_token") or "")
        claims = await self._verified(id_token)
        self._check_id_token(claims, nonce, access_token, header=_header_of(id_token))
        userinfo = await self._userinfo(access_token)
        if userinfo.get("sub") != claims["sub"]:
            raise OidcTokenRefused("userinfo speaks of somebody else")
        return Proved(subject=str(claims["sub"]), claims={**claims, **userinfo}, id_token=id_token)

    async def _exchange(self, code: str, code_verifier: str) -> dict[str, Any]:
        body = prepare_token_request(
            "authorization_code", redirect_uri=self.redirect_uri, code=code, code_verifier=code_verifier
        )
        secret = self.settings.client_secret.get_secret_value()
        credentials = urlencode({"client_id": self.settings.client_id, "client_secret": secret})
        status, answer, _ = await self._fetch(
            "POST",
            str((await self.metadata())["token_endpoint"]),
            content=f"{body}&{credentials}",
            headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
        )
        if status != 200:
            raise OidcCodeRefused
        return _object(answer)

    async def _verified(self, token: str) -> dict[str, Any]:
        """Claims of a signed JWT of the provider. A key we do not know yet is looked for once."""
        for fresh in (False, True):
            try:
                return dict(jwt.decode(token, await self._key_set(fresh=fresh), algorithms=ALGORITHMS).claims)
            except (JoseError, ValueError, TypeError, KeyError) as refused:
                if fresh:
                    raise OidcTokenRefused from refused
        raise OidcTokenRefused

    def _check_id_token(self, claims: dict[str, Any], nonce: str, access_token: str, header: dict[str, Any]) -> None:
        token = CodeIDToken(
            claims,
            header,
            options={
                "iss": {"essential": True, "value": self.settings.issuer},
                "aud": {"essential": True, "value": self.settings.client_id},
            },
            params={"nonce": nonce, "client_id": self.settings.client_id, "access_token": access_token},
        )
        try:
            token.validate(leeway=CLOCK_SKEW)
        except JoseError as refused:
            raise OidcTokenRefused from refused
        wanted = (self.settings.acr_values or "").split()
        if wanted and claims.get("acr") not in wanted:
            raise OidcTokenRefused("The assurance level is not the one asked for")

    async def _userinfo(self, access_token: str) -> dict[str, Any]:
        """Plain JSON or a signed JWT, as the provider was told for this client."""
        status, answer, kind = await self._fetch(
            "GET",
            str((await self.metadata())["userinfo_endpoint"]),
            headers={"Authorization": f"Bearer {access_token}"},
        )
        if status != 200:
            raise OidcTokenRefused("The provider refuses its own access token")
        if kind != "application/jwt":
            return _object(answer)
        claims = await self._verified(answer.decode("ascii", "replace"))
        audience = claims.get("aud", self.settings.client_id)
        if claims.get("iss", self.settings.issuer) != self.settings.issuer or self.settings.client_id not in (
            audience if isinstance(audience, list) else [audience]
        ):
            raise OidcTokenRefused("userinfo was made for another client")
        return claims

    async def _key_set(self, *, fresh: bool) -> KeySet:
        if self._keys is None or fresh:
            document = await self._json("GET", str((await self.metadata())["jwks_uri"]))
            try:
                self._keys = KeySet.import_key_set({"keys": list(document["keys"])})
            except (JoseError, KeyError, ValueError, TypeError) as broken:
                raise OidcTokenRefused("The provider's keys cannot be read") from broken
        return self._keys

    async def _json(self, method: str, url: str) -> dict[str, Any]:
        status, answer, _ = await self._fetch(method, url)
        if status != 200:
            raise OidcProviderAway
        return _object(answer)

    async def _fetch(self, method: str, url: str, **content: Any) -> tuple[int, bytes, str]:
        """(status, body, media type). No redirects; an answer that is too large is no answer."""
        try:
            async with self._http.stream(method, url, timeout=TIMEOUT, follow_redirects=False, **content) as answer:
                body = b""
                async for chunk in answer.aiter_bytes():
                    body += chunk
                    if len(body) > LARGEST_ANSWER:
                        raise OidcProviderAway("The identity provider's answer is too large")
        except (httpx.HTTPError, httpx.InvalidURL) as lost:
            raise OidcProviderAway from lost
        if answer.status_code >= 500:
            raise OidcProviderAway
        return answer.status_code, body, answer.headers.get("content-type", "").partition(";")[0].strip().lower()


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(body)
    except ValueError as broken:
        raise OidcProviderAway("The identity provider's answer cannot be read") from broken
    if not isinstance(found, dict):
        raise OidcProviderAway("The identity provider's answer cannot be read")
    return found


def _header_of(token: str) -> dict[str, Any]:
    return dict(extract_compact(token.encode()).headers())
