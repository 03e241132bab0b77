from __future__ import annotations

import base64
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.etag import check_version, if_match
from carekit.pages import BadCursor, decode_cursor, encode_cursor

CURSOR = encode_cursor("slots", "2026-11-23T09:00:00Z", 4)


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "%%%", "é", base64.urlsafe_b64encode(b"{}").decode(), encode_cursor("slots", 4, 4), CURSOR[:-3]],
)
def test_a_forged_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        decode_cursor("slots", cursor, (str, int))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (UUID, "no-uuid"),
        (UUID, 4),
        (datetime, "no-instant"),
        (datetime, "2026-11-23T09:00:00"),
        (datetime, "0001-01-01T00:00:00+14:00"),
        (datetime, 4),
    ],
)
def test_an_identifier_or_an_instant_that_is_none_is_refused(kind: type, value: object) -> None:
    with pytest.raises(BadCursor):
        decode_cursor("slots", encode_cursor("slots", value), (kind,))


def test_instants_and_identifiers_come_back_as_such() -> None:
    at, row = datetime(2026, 11, 23, 9, tzinfo=UTC), UUID(int=4)
    assert decode_cursor("slots", encode_cursor("slots", at, row), (datetime, UUID)) == (at, row)


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(BadCursor):
        decode_cursor("members", CURSOR, (str, int))


@given(st.text(), st.integers(-(2**53), 2**53))
def test_a_cursor_comes_back_as_it_was_given(text: str, number: int) -> None:
    assert decode_cursor("slots", encode_cursor("slots", text, number), (str, int)) == (text, number)


@given(st.text())
def test_no_text_whatever_breaks_the_reading_of_a_cursor(text: str) -> None:
    with pytest.raises(BadCursor):
        decode_cursor("slots", text, (str, int, str, str))


async def test_an_edit_without_if_match_is_refused() -> None:
    with pytest.raises(PreconditionRequired):
        await if_match(None)


@pytest.mark.parametrize("value", ["*", "3", '"x"', '"3', '"99999999999999999999"', "W/3"])
async def test_an_etag_that_we_did_not_give_is_refused(value: str) -> None:
    with pytest.raises(PreconditionFailed):
        await if_match(value)


async def test_an_edit_of_an_older_version_is_refused_and_told_the_present_one() -> None:
    edited = await if_match('W/"3"')
    check_version(3, edited)
    with pytest.raises(PreconditionFailed) as refused:
        check_version(4, edited)
    assert refused.value.members == {"current": 4}


def test_a_key_read_from_the_database_is_written_whatever_its_class():
    """asyncpg hands out a subclass of UUID, which orjson refuses."""

    class DriverUuid(UUID):
        pass

    value = "01a1ffd9-40bf-7115-ab7b-07f3caab70cf"
    assert decode_cursor("slots", encode_cursor("slots", DriverUuid(value)), (str,)) == (value,)
