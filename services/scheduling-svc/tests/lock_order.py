"""The one order of locks, watched in each transaction of each test: agendas are taken in hand all in one order, and
before anything in one of them is locked (decision of 2026-11-22, « one order of locks »)."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, event

from carekit.db import Database

_BEGINS = re.compile(r"set_config\('app\.cpts_id'")
_AGENDA = re.compile(r"FROM known_professional\b.*FOR NO KEY UPDATE", re.S)
#: Rows inside an agenda that somebody may have; what is skipped when it is locked is waited for by nobody.
_INSIDE = re.compile(
    r"\A\s*(?:delete from|update) (?:opening|closure|appointment|slot)\b"
    r"|from (?:opening|closure|appointment|slot)\b.*for (?:no key )?update(?!.*skip locked)",
    re.S | re.I,
)


class OutOfOrder(AssertionError):
    pass


def watch(database: Database) -> None:
    if not event.contains(database.engine.sync_engine, "before_cursor_execute", _check):
        event.listen(database.engine.sync_engine, "before_cursor_execute", _check)


def _check(connection: Connection, _: Any, statement: str, values: Any, *_more: Any) -> None:
    if _BEGINS.search(statement):
        connection.info["in hand"], connection.info["inside"] = set(), None
    elif _AGENDA.search(statement):
        in_hand = connection.info["in hand"]
        new = {str(value) for value in values} - in_hand
        if new and connection.info["inside"]:
            raise OutOfOrder(f"an agenda is taken in hand after: {connection.info['inside']}")
        if new and in_hand and min(new) < max(in_hand):
            raise OutOfOrder("two agendas are taken in hand in another order than everybody's")
        in_hand |= new
    elif _INSIDE.search(statement):
        connection.info["inside"] = connection.info["inside"] or statement
