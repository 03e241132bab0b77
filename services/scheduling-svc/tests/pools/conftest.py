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

    async def seek(self, who=None, **changed):
        """Three days, from Tuesday to Thursday, in the morning."""
        body = {
            "professional_id": str(self.titular), "place_id": str(self.world.places[self.titular]),
            "from_day": TUESDAY, "to_day": "2026-11-26", "hours": [{"from_time": "09:00", "to_time": "12:00"}],
            "slot_minutes": 30, "audience": ["cpts"], **changed,
        }  # fmt: skip
        return await self.world.ask(who or self.practice, "POST", "/replacements", body)

    async def publish(self, who=None, day=TUESDAY, from_time="09:00", to_time="12:00", **changed):
        """One day."""
        hours = [{"from_time": from_time, "to_time": to_time}]
        return await self.seek(who, **{"from_day": day, "to_day": day, "hours": hours} | changed)

    async def published(self, **changed):
        """The hours of one day."""
        answer = await self.publish(**changed)
        assert answer.status_code == 201, answer.text
        (cover,) = answer.json()["covers"]
        return cover

    async def on(self, who, replacement, act, **wanted):
        path = f"/replacements/{replacement['replacement_id']}/{act}"
        return await self.world.ask(who, "POST", path, wanted)

    async def listed(self, who, **params):
        return (await self.world.ask(who, "GET", "/replacements", params=params)).json()["items"]

    async def act(self, who, method, cover, on):
        return await self.world.ask(who, method, f"/covers/{cover['cover_id']}{on}")

    async def confirmed(self, **changed):
        cover = await self.published(**changed)
        assert (await self.act(self.volunteer, "PUT", cover, "/claim")).status_code == 200
        answer = await self.act(self.practice, "PUT", cover, "/confirmation")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def free(self, of=None):
        return [one for one in await self.world.free(limit=100) if one["professional_id"] == str(of or self.locum)]


@pytest.fixture
async def scene(world):
    return await Scene(world).set()


@pytest.fixture
async def racing_scene(racing_world):
    return await Scene(racing_world).set()
