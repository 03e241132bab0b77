"""What a route may ask for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from carekit.auth import Caller, caller_of
from carekit.clock import Clock
from carekit.db import Unit
from directory_svc.search.reader import SearchReader
from directory_svc.settings import Settings

CurrentCaller = Annotated[Caller, Depends(caller_of)]


async def clock_of(request: Request) -> Clock:
    clock: Clock = request.app.state.clock
    return clock


async def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def unit_of(request: Request, caller: CurrentCaller) -> Unit:
    return Unit(request.app.state.database, caller.cpts_id)


async def public_unit_of(request: Request) -> Unit:
    return Unit(request.app.state.database, None)


async def reader_of(request: Request) -> SearchReader:
    reader: SearchReader = request.app.state.search_reader
    return reader


CurrentClock = Annotated[Clock, Depends(clock_of)]
CurrentSettings = Annotated[Settings, Depends(settings_of)]
CurrentUnit = Annotated[Unit, Depends(unit_of)]
PublicUnit = Annotated[Unit, Depends(public_unit_of)]
Reader = Annotated[SearchReader, Depends(reader_of)]
