"""What a client sends to the token endpoint (RFC 6749 section 4.4.2), read strictly. Pure."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, unquote_plus
from uuid import UUID

from gateway.partners.assertions import client_of
from gateway.partners.errors import ClientRefused, GrantUnsupported, TokenDenied

JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_ASSERTION = 8_000
_MEDIA_TYPE = "application/x-www-form-urlencoded"
_MOST_FIELDS = 20


@dataclass(frozen=True)
class Proof:
    """Whom the client says that it is, and by what."""

    client_id: UUID
    kind: Literal["secret", "assertion"]
    value: str


@dataclass(frozen=True)
class TokenAsked:
    proof: Proof
    #: None: all that it is registered for.
    scopes: frozenset[str] | None


def token_asked(authorization: str, content_type: str, body: bytes) -> TokenAsked:
    fields = _fields(content_type, body)
    if "grant_type" not in fields:
        raise TokenDenied("grant-missing", "grant_type is missing")
    if fields["grant_type"] != "client_credentials":
        raise GrantUnsupported("grant-unsupported")
    scopes = frozenset(fields["scope"].split()) if fields.get("scope", "").strip() else None
    return TokenAsked(_proof(authorization, fields), scopes)


def _fields(content_type: str, body: bytes) -> dict[str, str]:
    if content_type.split(";")[0].strip().lower() != _MEDIA_TYPE:
        raise TokenDenied("body-format", f"Send {_MEDIA_TYPE}")
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, strict_parsing=bool(body), errors="strict",
            max_num_fields=_MOST_FIELDS,
        )  # fmt: skip
    except ValueError as unreadable:
        raise TokenDenied("body-unreadable", "The form cannot be read") from unreadable
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise TokenDenied("field-twice", "A parameter is said twice")
    return fields


def _proof(authorization: str, fields: dict[str, str]) -> Proof:
    has_assertion = "client_assertion" in fields or "client_assertion_type" in fields
    if "client_secret" in fields or (has_assertion and authorization):
        raise TokenDenied("several-proofs", "Prove who you are once: by an assertion, or by the header Authorization")
    proof = _by_assertion(fields) if has_assertion else _by_secret(authorization)
    if fields.get("client_id", str(proof.client_id)) != str(proof.client_id):
        raise ClientRefused("client-id-differs")
    return proof


def _by_assertion(fields: dict[str, str]) -> Proof:
    assertion = fields.get("client_assertion", "")
    if fields.get("client_assertion_type") != JWT_BEARER or len(assertion) > LONGEST_ASSERTION:
        raise ClientRefused("assertion-unreadable")
    return Proof(client_of(assertion), "assertion", assertion)


def _by_secret(authorization: str) -> Proof:
    """RFC 6749 section 2.3.1: both parts are form-encoded before they are joined."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        raise ClientRefused("no-proof")
    try:
        name, colon, secret = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
        client_id = UUID(unquote_plus(name))
    except (binascii.Error, ValueError) as unreadable:
        raise ClientRefused("secret-unreadable") from unreadable
    if not colon:
        raise ClientRefused("secret-unreadable")
    return Proof(client_id, "secret", unquote_plus(secret))
