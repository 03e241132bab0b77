"""A statement and its signature: whoever has the public key of the service checks it without asking anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import orjson
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

#: Never that of a token: neither may be taken for the other.
TYPE = "participation+jws"
ALGORITHM = "ES256"


class SignatureWrong(Exception):
    """The text is no statement that one of these keys signed."""


class StatedWeek(BaseModel):
    """Minutes of one ISO week."""

    model_config = ConfigDict(extra="forbid")

    week_of: date = Field(description="Monday")
    opened: int = Field(description="Minutes opened")
    shared: int = Field(description="Of them, minutes shared beyond the professional's own patients")
    filled: int = Field(description="Of the shared minutes, those booked")


class Statement(BaseModel):
    """What is signed. A week belongs to the month of its Thursday; the rule is two shared hours in each week."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["participation"] = "participation"
    cpts: str
    professional_id: UUID
    professional: str
    rpps: str | None
    month: str = Field(description="YYYY-MM", examples=["2026-11"])
    version: int = Field(description="The highest one of a month holds")
    issued_at: str = Field(description="Instant, UTC")
    weeks: list[StatedWeek]
    weeks_kept: int = Field(description="Weeks with two shared hours or more")


def sign(statement: Statement, key: ECKey) -> str:
    """A compact JWS; the header names the key by its thumbprint (RFC 7638)."""
    header = {"alg": ALGORITHM, "typ": TYPE, "kid": key.thumbprint()}
    return jws.serialize_compact(header, statement.model_dump_json(), key, algorithms=[ALGORITHM])


def verify(signed: str, keys: Mapping[str, ECKey]) -> Statement:
    """What was signed with the one of `keys` (by thumbprint) that its header names, or `SignatureWrong`."""
    try:
        named = str(jws.extract_compact(signed.encode()).headers().get("kid"))
        found = jws.deserialize_compact(signed, keys[named], algorithms=[ALGORITHM])
        if found.headers().get("typ") != TYPE:
            raise SignatureWrong
        return Statement.model_validate_json(found.payload)
    except (JoseError, ValidationError, ValueError, KeyError) as wrong:
        raise SignatureWrong from wrong


def said(signed: str) -> Statement:
    """What a statement of our own says, its signature not looked at."""
    return Statement.model_validate_json(jws.extract_compact(signed.encode()).payload)


def public_keys(keys: Iterable[ECKey]) -> list[dict[str, Any]]:
    return [{**key.as_dict(private=False), "kid": key.thumbprint(), "alg": ALGORITHM, "use": "sig"} for key in keys]


def keys_in(file: Path) -> list[ECKey]:
    """Of a JWKS, or of the one key that was handed out before there was a list."""
    given = orjson.loads(file.read_bytes())
    return [ECKey.import_key(one) for one in given.get("keys", [given])]


def by_thumbprint(keys: Iterable[ECKey]) -> dict[str, ECKey]:
    return {key.thumbprint(): key for key in keys}
