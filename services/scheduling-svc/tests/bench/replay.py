"""One booking through the application, its statements captured and written for pgbench.

What differs from one booking to the next becomes an expression of `:n`, the number of the slot, or a column that
`\\gset` kept from the statement that locks the slot; everything else is written as it was sent.
"""

from __future__ import annotations

import contextlib
import io
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import httpx
from load import API, Searches, booking, headers
from scene import ALL_FREE, CPTS, REFERRAL, SLOTS, slot_id
from sqlalchemy import event

from carekit.testing.keys import Keys
from scheduling_svc.main import create_app
from scheduling_svc.settings import Settings

KEY = "captured-booking-0"
CAPTURED = ALL_FREE
Sent = tuple[str, tuple[Any, ...]]
#: Booked before it: on a new connection the driver asks PostgreSQL about its types, once.
FIRST = SLOTS - 400


async def captured_script(settings: Settings, url: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()):  # the application's own log
        sent = await _one_booking(settings)
    terms = await _changing(url)
    lines = ["\\set n :first + :client_id + :i * :step", "\\set i :i + 1", "begin;"]
    for statement, values in _last_transaction(sent):
        for index in range(len(values), 0, -1):
            statement = statement.replace(f"${index}", _term(values[index - 1], terms))
        lines.append(" ".join(statement.split()) + (" \\gset" if "for no key update" in statement else ";"))
    return "\n".join([*lines, "commit;", ""])


async def _one_booking(settings: Settings) -> list[Sent]:
    """Every statement that the application sent for two bookings, with its values."""
    app = create_app(settings)
    sent: list[Sent] = []

    @event.listens_for(app.state.database.engine.sync_engine, "connect")
    def _listen(connection: Any, _: Any) -> None:
        connection.driver_connection.add_query_logger(lambda query: sent.append((query.query, query.args)))

    caller = Searches(0, settings.trusted_keys.parent, 1, 0).caller(0)
    name, value = headers(Keys(settings.trusted_keys.parent), caller).split(": ", 1)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bench") as http:
        for number, key in ((FIRST, f"{KEY}-first"), (CAPTURED, KEY)):
            answer = await http.post(
                f"{API}/appointments",
                content=booking(number),
                headers={name: value, "Idempotency-Key": key, "Content-Type": "application/json"},
            )
            assert answer.status_code == 201, answer.text
    await app.state.database.close()
    return sent


def _last_transaction(sent: list[Sent]) -> list[Sent]:
    queries = [query for query, _ in sent]
    begun = len(queries) - 1 - queries[::-1].index("BEGIN;")
    return sent[begun + 1 : queries.index("COMMIT;", begun)]


async def _changing(url: str) -> dict[Any, str]:
    """Values of the captured booking that another booking has otherwise."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f"set app.cpts_id = '{CPTS}'")
        slot = await connection.fetchrow("select * from slot where slot_id = $1", slot_id(CAPTURED))
    finally:
        await connection.close()
    number = ":n::bigint"
    return {
        slot_id(CAPTURED): f"('00000000-0000-7000-8000-' || lpad(to_hex({number}), 12, '0'))::uuid",
        slot["professional_id"]: ":professional_id",
        slot["starts_at"]: ":starts_at",
        slot["ends_at"]: ":ends_at",
        KEY: f"('pgbench-' || {number})",
        CPTS: f"'{CPTS}'",
        REFERRAL: f"'{REFERRAL}'",
        UUID(int=1): f"'{UUID(int=1)}'",
    }


def _term(value: Any, terms: dict[Any, str]) -> str:
    if isinstance(value, (UUID, str, datetime)) and value in terms:
        return terms[value]
    if isinstance(value, list) and value and isinstance(value[0], UUID):
        return f"array[{', '.join(_term(item, terms) for item in value)}]"
    if isinstance(value, UUID):
        # An id made by this booking: another one for each, the same wherever it stands.
        prefix = f"00000000-0000-7000-{0x9000 + len(terms):04x}-"
        terms[value] = f"('{prefix}' || lpad(to_hex(:n::bigint), 12, '0'))::uuid"
        return terms[value]
    return _literal(value)


def _literal(value: Any) -> str:
    """Without any colon, which pgbench would read as the start of a variable."""
    if value is None:
        return "null"
    if isinstance(value, bool | int | float):
        return str(value)
    if isinstance(value, datetime):
        return f"to_timestamp({value.timestamp()})"
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'::bytea"
    if isinstance(value, list):
        return f"array[{', '.join(_literal(item) for item in value)}]"
    if ":" in value:
        return f"convert_from('\\x{value.encode().hex()}', 'UTF8')"
    quoted = str(value).replace("'", "''")
    return f"'{quoted}'"
