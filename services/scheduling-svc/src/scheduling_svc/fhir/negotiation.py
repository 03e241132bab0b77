"""Which formats are spoken, and whether the client wants to be told of what is not understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import orjson
from fastapi import Request
from fastapi.responses import JSONResponse

from carekit.outcomes import MEDIA_TYPE
from scheduling_svc.fhir.errors import BodyFormatRefused, FormatRefused, ResourceInvalid

#: `application/json+fhir` is the name before R4; the SAS still asks by it.
_SPOKEN = frozenset({"application/fhir+json", "application/json+fhir", "application/json", "text/json"})
_ANYTHING = frozenset({"*/*", "application/*", "json", ""})


class Fhir(JSONResponse):
    """A resource on its way out."""

    media_type = MEDIA_TYPE

    def render(self, content: Any) -> bytes:
        return orjson.dumps(content)


async def speaks_json(request: Request) -> None:
    """FastAPI dependency: refuses a client that reads no JSON. `_format` is stronger than `Accept` (FHIR R4)."""
    asked = request.query_params.get("_format")
    wanted = asked if asked is not None else request.headers.get("accept", "*/*")
    if not any(_media(part) in _SPOKEN | _ANYTHING for part in wanted.replace(" ", "+").split(",")):
        raise FormatRefused(f"Ask for {MEDIA_TYPE}")


@dataclass(frozen=True)
class Sent:
    """A body as it came: read as a resource once it is known that its sender may send it."""

    content_type: str
    body: bytes


async def sent(request: Request) -> Sent:
    """FastAPI dependency."""
    return Sent(request.headers.get("content-type", ""), await request.body())


def resource_of(sent: Sent, kind: str) -> dict[str, Any]:
    """The JSON object of the body, which must say that it is of this kind."""
    if _media(sent.content_type) not in _SPOKEN:
        raise BodyFormatRefused(f"Send {MEDIA_TYPE}")
    try:
        resource = orjson.loads(sent.body)
    except orjson.JSONDecodeError:
        raise ResourceInvalid("The body is not JSON", field=kind) from None
    if not isinstance(resource, dict) or resource.get("resourceType") != kind:
        raise ResourceInvalid(f"The body is not a {kind}", field=kind)
    return resource


def is_strict(request: Request) -> bool:
    """`Prefer: handling=strict`: what is not understood is refused rather than left out."""
    return "handling=strict" in _preferences(request)


def wants_back(request: Request) -> Literal["minimal", "representation", "operationoutcome"] | None:
    """What a write shall answer with (`Prefer: return=…`); None where the client leaves it to us."""
    preferences = _preferences(request)
    for kind in ("minimal", "representation", "operationoutcome"):
        if f"return={kind}" in preferences:
            return kind
    return None


def _preferences(request: Request) -> list[str]:
    return request.headers.get("prefer", "").replace(" ", "").lower().replace(";", ",").split(",")


def _media(part: str) -> str:
    return part.split(";")[0].strip("+ ").lower()
