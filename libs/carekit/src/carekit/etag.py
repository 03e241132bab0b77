"""Edits name the version they were made on: `ETag` out, `If-Match` in."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Header, Response

from carekit.errors import PreconditionFailed, PreconditionRequired

_ETAG = re.compile(r'(?:W/)?"(\d{1,18})"')


def set_etag(response: Response, version: int) -> None:
    response.headers["ETag"] = f'"{version}"'


async def if_match(
    value: Annotated[str | None, Header(alias="If-Match", description="ETag of the version that was edited")] = None,
) -> int:
    """FastAPI dependency: the version the caller edited."""
    if value is None:
        raise PreconditionRequired
    match = _ETAG.fullmatch(value.strip())
    if match is None:
        raise PreconditionFailed("If-Match is not an ETag given by this resource")
    return int(match.group(1))


def check_version(current: int, edited: int) -> None:
    if current != edited:
        raise PreconditionFailed(f"The present version is {current}, the edit was made on {edited}", current=current)
