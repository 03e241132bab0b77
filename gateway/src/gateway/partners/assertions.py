"""A client assertion (RFC 7523, private_key_jwt) against the public keys that were registered. Pure.

The key is chosen by `kid` among those of this client and its kind fixes the algorithms: nothing in the assertion can
name another key, and none that is shared (`oct`) or absent (`none`) exists here.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from carekit.auth import said_once
from gateway.partners.errors import ClientRefused, PublicKeyRefused

ALGORITHMS = ["ES256", "ES384", "PS256", "PS384", "RS256", "RS384"]
SMALLEST_RSA = 2048
LONGEST = timedelta(minutes=5)
CLOCK_SKEW = timedelta(seconds=30)
_LONGEST_JTI = 200


@dataclass(frozen=True)
class Shown:
    """What a valid assertion leaves to remember."""

    jti: str
    expires_at: datetime


def client_of(assertion: str) -> UUID:
    """Whom it names, not believed yet: so that his keys can be found."""
    _, claims = _unverified(assertion)
    try:
        return UUID(str(claims["sub"]))
    except (KeyError, ValueError) as unnamed:
        raise ClientRefused("assertion-unreadable") from unnamed


def judged(
    assertion: str, public_keys: Mapping[str, Any], client_id: UUID, audiences: frozenset[str], now: datetime
) -> Shown:
    header, _ = _unverified(assertion)
    # `jku`, `jwk`, `x5u`, `crit`... could choose another key or another meaning: refused unread.
    if not {"alg", "kid"} <= set(header) <= {"alg", "kid", "typ"}:
        raise ClientRefused("assertion-header")
    keys = KeySet.import_key_set({"keys": list(public_keys["keys"])})
    if header["kid"] not in {key.kid for key in keys}:
        raise ClientRefused("assertion-key")
    try:
        claims = jwt.decode(assertion, keys, algorithms=ALGORITHMS).claims
    except (JoseError, ValueError, TypeError) as refused:
        raise ClientRefused("assertion-signature") from refused
    if claims.get("iss") != str(client_id) or claims.get("sub") != str(client_id):
        raise ClientRefused("assertion-issuer")
    _check_audience(claims.get("aud"), audiences)
    return Shown(_jti(claims.get("jti")), _expiry(claims, now))


def check_public_keys(keys: list[dict[str, Any]]) -> None:
    """What is registered can be used, and names one key by one `kid`."""
    if len({key["kid"] for key in keys}) != len(keys):
        raise PublicKeyRefused("Two keys have the same kid")
    for key in keys:
        try:
            if key["kty"] == "RSA" and _bits(key["n"]) < SMALLEST_RSA:
                raise PublicKeyRefused(f"{key['kid']}: {SMALLEST_RSA} bits at least")
            KeySet.import_key_set({"keys": [key]})
        except (JoseError, ValueError, TypeError, KeyError) as broken:
            raise PublicKeyRefused(f"{key['kid']}: cannot be read") from broken


def _bits(modulus: str) -> int:
    return int.from_bytes(base64.urlsafe_b64decode(modulus + "=" * (-len(modulus) % 4))).bit_length()


def _unverified(assertion: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims."""
    try:
        parts = assertion.split(".")
        if len(parts) != 3:
            raise ValueError("not three parts")
        header, claims = (
            json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)), object_pairs_hook=said_once)
            for part in parts[:2]
        )
    except (ValueError, TypeError, RecursionError) as unreadable:
        raise ClientRefused("assertion-unreadable") from unreadable
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise ClientRefused("assertion-unreadable")
    return header, claims


def _check_audience(said: object, audiences: frozenset[str]) -> None:
    """One audience, ours: an assertion made for several could be used by each against the others."""
    one = said[0] if isinstance(said, list) and len(said) == 1 else said
    if not isinstance(one, str) or one not in audiences:
        raise ClientRefused("assertion-audience")


def _jti(said: object) -> str:
    if not isinstance(said, str) or not 1 <= len(said) <= _LONGEST_JTI:
        raise ClientRefused("assertion-jti")
    return said


def _expiry(claims: Mapping[str, Any], now: datetime) -> datetime:
    expires_at = _instant(claims.get("exp"))
    if expires_at is None or expires_at <= now - CLOCK_SKEW:
        raise ClientRefused("assertion-expired")
    if expires_at > now + LONGEST + CLOCK_SKEW:
        raise ClientRefused("assertion-too-long")
    for name in ("iat", "nbf"):
        if name in claims:
            begins = _instant(claims[name])
            if begins is None or begins > now + CLOCK_SKEW:
                raise ClientRefused("assertion-not-yet")
    return expires_at


def _instant(said: object) -> datetime | None:
    """Seconds since 1970 (RFC 7519 NumericDate)."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    try:
        return datetime.fromtimestamp(said, UTC)
    except (OverflowError, ValueError, OSError):
        return None
