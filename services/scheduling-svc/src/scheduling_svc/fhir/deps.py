"""What a route of any FHIR base may ask for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from scheduling_svc.fhir.negotiation import Sent, sent
from scheduling_svc.settings import Settings


async def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


SettingsDep = Annotated[Settings, Depends(settings_of)]
SentDep = Annotated[Sent, Depends(sent)]
