"""A practice with its doctor, and another doctor who volunteers."""

from __future__ import annotations

import pytest

TUESDAY = "2026-11-24"


class Scene:
    """A practice with its doctor, and another doctor who volunteers."""

    def __init__(self, world):
        self.world = world

    async def set(self):
        self.titular, self.locum = await self.world.describe(), await self.world.describe()
        self.practice = self.world.who("professional", professional=self.titular)
        self.volunteer = self.world.who("professional", professional=self.locum)
        assert (await self.join(self.volunteer, self.locum)).status_code == 204
        return self

    async def join(self, who, professional, **changed):
        body = {"weekdays": [1, 2], "communes": ["97001"], "least_hours": 10, **changed}
        return await self.world.ask(who, "PUT", f"/pool-volunteers/{professional}", body)

    async def publish(self, who=None, **changed):
        body = {
            "professional_id": str(self.titular), "place_id": str(self.world.places[self.titular]), "day": TUESDAY,
            "from_time": "09:00", "to_time": "12:00", "slot_minutes": 30, "audience": ["cpts"], **changed,
        }  # fmt: skip
        return await self.world.ask(who or self.practice, "POST", "/covers", body)

    async def act(self, who, method, cover, on):
        return await self.world.ask(who, method, f"/covers/{cover['cover_id']}{on}")

    async def confirmed(self, **changed):
        cover = (await self.publish(**changed)).json()
        assert (await self.act(self.volunteer, "PUT", cover, "/claim")).status_code == 200
        answer = await self.act(self.practice, "PUT", cover, "/confirmation")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def free(self, of=None):
        return [one for one in await self.world.free() if one["professional_id"] == str(of or self.locum)]


@pytest.fixture
async def scene(world):
    return await Scene(world).set()
