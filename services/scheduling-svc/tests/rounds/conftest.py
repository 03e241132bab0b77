"""A Tuesday of visits: two nurses who volunteered, and requests of unscheduled care."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

OURS = UUID("00000000-0000-4000-8000-000000000001")
MONDAY = "2026-11-23"
TUESDAY = "2026-11-24"
NURSE = {"profession_code": "60", "specialty_codes": []}
MORNING = {"weekday": 2, "from_time": "08:00", "to_time": "12:00", "most": 6}


@dataclass
class Rounds:
    """The day, and the acts on it."""

    world: Any
    coordinator: Any
    nurses: list[UUID] = field(default_factory=list)
    day: dict[str, Any] = field(default_factory=dict)

    def own(self, nurse: UUID) -> Any:
        return self.world.who("professional", professional=nurse)

    async def nurse(self, **changed: Any) -> UUID:
        nurse: UUID = await self.world.describe(**(NURSE | changed))
        self.nurses.append(nurse)
        assert (await self.volunteer(nurse)).status_code == 204
        return nurse

    async def volunteer(self, nurse: UUID, *, who: Any = None, **changed: Any) -> httpx.Response:
        said = {"communes": [], "skills": [], "hours": [MORNING], **changed}
        answer: httpx.Response = await self.world.ask(
            who or self.own(nurse), "PUT", f"/round-volunteers/{nurse}", said
        )
        return answer

    async def act(
        self, method: str, path: str, body: Any = None, *, who: Any = None, **headers: str
    ) -> httpx.Response:
        answer: httpx.Response = await self.world.ask(who or self.coordinator, method, path, body, **headers)
        if answer.headers.get("ETag") and answer.is_success:
            self.day = answer.json()
        return answer

    async def note(self, *, who: Any = None, **changed: Any) -> httpx.Response:
        said = {"day": TUESDAY, "commune_code": "97001", "minutes": 30, "choice_recorded": "phone", **changed}
        if "referral_id" not in said:
            said["referral_id"] = str(await self.world.refer())
        return await self.act("POST", "/round-visits", said, who=who)

    async def propose(self) -> dict[str, Any]:
        answer = await self.act("POST", f"/rounds/{TUESDAY}/proposal")
        assert answer.status_code == 200, answer.text
        return self.day

    async def publish(self) -> httpx.Response:
        return await self.act("POST", f"/rounds/{TUESDAY}/publication", If_Match=f'"{self.day["version"]}"')

    async def read(self) -> dict[str, Any]:
        await self.act("GET", f"/rounds/{TUESDAY}")
        return self.day

    def visits_of(self, nurse: UUID) -> list[dict[str, Any]]:
        return [
            visit for one in self.day["rounds"] if one["professional_id"] == str(nurse) for visit in one["visits"]
        ]

    def place(self, nurse: UUID, position: int = 0, **changed: Any) -> dict[str, Any]:
        return {"professional_id": str(nurse), "from_time": "08:00", "position": position, **changed}


def rule(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


async def events(world: Any) -> list[tuple[str, Any]]:
    """What was told of appointments, in its order."""
    async with world.database.begin(OURS) as session:
        rows = await session.execute(text("select type, data from outbox_event order by occurred_at, id"))
        return [(row.type, row.data) for row in rows if row.type.startswith("appointment.")]


@pytest.fixture
async def rounds(world):
    return Rounds(world, world.who("care_coordinator"))


@pytest.fixture
async def told(rounds):
    """One nurse, one visit, published to her."""
    await rounds.nurse()
    await rounds.note()
    await rounds.propose()
    assert (await rounds.publish()).status_code == 200
    return rounds
