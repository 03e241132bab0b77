"""An agenda with an opening, and what its owner keeps elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

AGENDA = "Agenda personnel"


def event(*lines: str, uid: str = "un@ailleurs.example") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT", ""])


def file(*events: str) -> bytes:
    whole = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Ailleurs//FR\n" + "".join(events) + "END:VCALENDAR\n"
    return whole.replace("\n", "\r\n").encode()


#: Monday from 9:15 to 9:45, in Paris.
BUSY = file(event("DTSTART:20261123T081500Z", "DTEND:20261123T084500Z"))


@dataclass
class Owner:
    """A doctor whose Mondays from 9 to 10 are open, in quarters of an hour."""

    world: Any
    id: UUID
    who: Any

    async def ask(self, method: str, path: str, json: Any = None, **headers: str) -> httpx.Response:
        answer: httpx.Response = await self.world.ask(self.who, method, path, json, **headers)
        return answer

    async def give(self, content: bytes, who: Any = None, **changed: Any) -> httpx.Response:
        asked = {"professional_id": str(self.id), "label": AGENDA, **changed}
        token = self.world.token_of(who or self.who)
        answer: httpx.Response = await self.world.http.post(
            "/api/scheduling/v1/outside-calendar-files",
            params=asked,
            content=content,
            headers={"Authorization": f"Bearer {token}", "Content-Type": "text/calendar"},
        )
        return answer

    async def add(self, address: str, who: Any = None, **changed: Any) -> httpx.Response:
        body = {"professional_id": str(self.id), "label": AGENDA, "url": address, **changed}
        answer: httpx.Response = await self.world.ask(who or self.who, "POST", "/outside-calendars", body)
        return answer

    async def calendars(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = (await self.ask("GET", "/outside-calendars")).json()["items"]
        return listed

    async def free(self) -> list[tuple[str, str, str]]:
        """What the first Monday offers, without the identifiers of the slots."""
        found = await self.world.free(professional_id=str(self.id), to="2026-11-24T00:00:00Z")
        return [(one["starts_at"], one["ends_at"], one["place_label"]) for one in found]


async def everything_kept(world: Any, *tables: str) -> list[str]:
    """Every row of them, as text."""
    async with world.database.begin(world.who().caller.cpts) as session:
        return [
            str(row[0])
            for table in tables
            for row in await session.execute(text(f"select to_jsonb({table}) from {table}"))
        ]


@pytest.fixture
async def owner(world: Any) -> Owner:
    professional = await world.describe()
    await world.open(professional)
    return Owner(world, professional, world.who("professional", professional=professional))
