"""What a route may ask for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Request

from carekit.auth import Caller, caller_of
from carekit.clock import Clock
from carekit.db import Unit
from carekit.etag import if_match
from carekit.idempotency import Once, once

CallerDep = Annotated[Caller, Depends(caller_of)]
OnceDep = Annotated[Once, Depends(once)]


async def act_once(request: OnceDep) -> Once:
    """The key of an act on something that is there: its answer is 200."""
    return Once(request.key, request.caller, request.fingerprint, status=200)


ActOnceDep = Annotated[Once, Depends(act_once)]
IfMatchDep = Annotated[int, Depends(if_match)]


async def unit_of(request: Request, caller: CallerDep) -> Unit:
    return Unit(request.app.state.database, caller.cpts)


async def clock_of(request: Request) -> Clock:
    clock: Clock = request.app.state.clock
    return clock


#: Of a list that is a page or a file (`carekit.spreadsheet.wants_csv`).
AcceptDep = Annotated[str | None, Header(max_length=500, description="`text/csv` hands over the whole as a file")]
UnitDep = Annotated[Unit, Depends(unit_of)]
ClockDep = Annotated[Clock, Depends(clock_of)]
