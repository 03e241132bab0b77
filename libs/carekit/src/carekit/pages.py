"""Keyset pages: `{items, next}`. A cursor is opaque, and a forged or foreign one is refused by name."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

import orjson
from fastapi import Query
from pydantic import BaseModel, Field

from carekit.errors import Invalid

Item = TypeVar("Item")


class BadCursor(Invalid):
    """The cursor was not given by this list."""

    title = "This cursor was not given by this list"
    field = "query.cursor"


class Page(BaseModel, Generic[Item]):
    """A page of a list. `next` goes into `?cursor=`; null on the last page."""

    items: list[Item]
    next: str | None = Field(default=None, description="Cursor of the next page, null when there is none")


Cursor = Annotated[str | None, Query(max_length=500, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=100, description="Rows on a page")]


def encode_cursor(list_name: str, *key: Any) -> str:
    """`key` holds the values of the last row's order-by columns (JSON types, datetimes, UUIDs)."""
    # asyncpg hands out a UUID of its own, which orjson does not know.
    return base64.urlsafe_b64encode(orjson.dumps([list_name, *key], default=str)).decode().rstrip("=")


def decode_cursor(list_name: str, cursor: str, types: tuple[type, ...]) -> tuple[Any, ...]:
    """The key of a cursor made for `list_name`, whose values have `types` (str, int, float, UUID, datetime...)."""
    try:
        name, *key = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, TypeError) as forged:
        raise BadCursor from forged
    if name != list_name or len(key) != len(types):
        raise BadCursor
    return tuple(_read(value, kind) for value, kind in zip(key, types, strict=True))


def _read(value: Any, kind: type) -> Any:
    """JSON knows neither instants nor UUIDs: they stand in a cursor as text."""
    read: Callable[[str], Any] | None = _FROM_TEXT.get(kind)
    if not isinstance(value, str if read else kind):
        raise BadCursor
    try:
        return read(str(value)) if read else value
    except (ValueError, OverflowError) as forged:
        raise BadCursor from forged


def _instant(text: str) -> datetime:
    """In UTC here, so that an instant beyond the calendar is refused and never reaches the driver."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise BadCursor
    return instant.astimezone(UTC)


_FROM_TEXT: dict[type, Callable[[str], Any]] = {UUID: UUID, datetime: _instant}
