"""The hot read: one statement, its answer passed through untouched."""

from __future__ import annotations

from uuid import UUID

import orjson

from carekit.auth import Caller
from carekit.pages import BadCursor, decode_cursor, encode_cursor
from directory_svc import policies
from directory_svc.search.parameters import After
from directory_svc.search.reader import SearchReader
from directory_svc.search.schemas import ProfessionalFilters
from directory_svc.search.statement import statement_for
from directory_svc.territory.errors import CommuneUnknown

_SEARCH = "professionals"


async def search(caller: Caller, reader: SearchReader, filters: ProfessionalFilters) -> bytes:
    """A page as PostgreSQL wrote it: `{"items": […], "next": …}`."""
    policies.may_read(caller)
    if filters.members_only:
        _ = caller.cpts
    statement = statement_for(filters, _after(filters.cursor))
    page = await reader.json_page(caller.cpts_id, statement.sql, statement.arguments)
    if filters.near_commune is not None and filters.lat is None and not page["centre_known"]:
        raise CommuneUnknown(f"No coordinates for {filters.near_commune}", field="query.near_commune")
    following = (
        encode_cursor(_SEARCH, float(page["last_sort"]), page["last_name"], str(page["last_id"]))
        if page["more"]
        else None
    )
    items: str = page["items"]
    return b'{"items":' + items.encode() + b',"next":' + orjson.dumps(following) + b"}"


def _after(cursor: str | None) -> After | None:
    if cursor is None:
        return None
    sort, name, person = decode_cursor(_SEARCH, cursor, (float, str, UUID))
    if "\0" in name:
        raise BadCursor
    return After(sort, name, str(person))
