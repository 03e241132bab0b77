from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from carekit.pages import Cursor, Limit, Page
from carekit.wire import Email, Input, Output
from gateway.sessions.schemas import CptsName

PartnerScope = Literal["sas.read", "gap.read", "gap.book"]
ProofOfSystem = Literal["private_key_jwt", "client_secret_basic"]
KeyText = Annotated[str, StringConstraints(min_length=1, max_length=1_400, pattern=r"^[A-Za-z0-9_-]+$")]


class PublicKeyIn(Input):
    """A public key as JWK (RFC 7517): RSA of 2048 bits at least, or P-256, or P-384; a private one is refused."""

    kty: Literal["RSA", "EC"]
    kid: Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[!-~]+$")]
    n: KeyText | None = None
    e: KeyText | None = None
    crv: Literal["P-256", "P-384"] | None = None
    x: KeyText | None = None
    y: KeyText | None = None
    use: Literal["sig"] | None = None
    alg: Literal["ES256", "ES384", "PS256", "PS384", "RS256", "RS384"] | None = None


class RegisterPartnerSystem(Input):
    """Let a partner's software ask in its own name. Nothing of it is changed afterwards: revoke, register anew."""

    name: Annotated[str, StringConstraints(min_length=2, max_length=120)]
    contact: Email = Field(description="Whom to write to at the partner's")
    scopes: list[PartnerScope] = Field(
        min_length=1, max_length=3, description="sas.read: slots at /fhir/sas; gap.read and gap.book: /fhir/gap"
    )
    cpts_id: UUID | None = Field(
        default=None, description="Required with gap.read and gap.book: the one CPTS whose agendas it works with"
    )
    public_keys: list[PublicKeyIn] | None = Field(
        default=None, min_length=1, max_length=5,
        description="It proves itself by assertions signed with one of them (private_key_jwt); null: by a secret "
        "made here (client_secret_basic)",
    )  # fmt: skip


class PartnerSystemOut(Output):
    """A partner's software, and what it may do here."""

    system_id: UUID = Field(description="Its client_id")
    name: str
    contact: str
    scopes: list[PartnerScope]
    cpts: CptsName | None = Field(description="The CPTS whose agendas it works with")
    proof: ProofOfSystem
    key_ids: list[str] = Field(description="kid of each public key")
    registered_at: datetime
    registered_by: str
    revoked_at: datetime | None
    revoked_by: str | None
    last_call_at: datetime | None = Field(description="Null: it has not called within six months")
    calls_last_day: int = Field(description="Calls of the last 24 hours")


class PartnerSystems(Output):
    items: list[PartnerSystemOut] = Field(description="Those that may ask first, then by name")


class PartnerSystemRegistered(PartnerSystemOut):
    client_secret: str | None = Field(
        description="Shown this once and kept nowhere; null with public keys, and in a repeated answer"
    )
    token_endpoint: str


class FindPartnerCalls(Input):
    cursor: Cursor = None
    limit: Limit = 50


class PartnerCallOut(Output):
    """One call. Without its query, and without anything of what was answered."""

    at: datetime
    method: str
    path: str
    status: int | None = Field(description="HTTP status; null while it is unanswered, or when the client left")
    reason: str | None = Field(description="Why it was refused here, e.g. assertion-expired")


class PartnerCallPage(Page[PartnerCallOut]):
    """Newest first; kept for six months."""


class TokenOut(Output):
    """RFC 6749 section 5.1."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  (its kind)
    expires_in: int = Field(description="Seconds")
    scope: str = Field(description="What it is good for, separated by spaces")


class TokenError(Output):
    """RFC 6749 section 5.2."""

    error: Literal["invalid_request", "invalid_client", "unsupported_grant_type", "invalid_scope"]
    error_description: str
