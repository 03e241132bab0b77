"""A vaccination centre of the CPTS, and people who may work there."""

from __future__ import annotations

import pytest

SATURDAY = "2026-11-28"
NURSE, DOCTOR = "60", "10"


class Scene:
    """A vaccination centre, and people who may work there."""

    def __init__(self, world):
        self.world = world
        self.office = world.who("secretary")

    async def set(self, **changed):
        self.team = (await self.make(**changed)).json()
        return self

    def described(self, **changed):
        return {
            "label": "Centre de vaccination", "reason_code": "vaccination", "slot_minutes": 10,
            "commune_code": "97001", "audience": ["cpts"], "opens_on": "2026-11-23", **changed,
        }  # fmt: skip

    async def make(self, who=None, **changed):
        body = self.described(**{"kind": "centre", **changed})
        return await self.world.ask(who or self.office, "POST", "/teams", body)

    async def somebody(self, profession=NURSE):
        one = await self.world.describe(profession_code=profession, specialty_codes=[])
        return self.world.who("professional", professional=one)

    async def on(self, who, method, path, body=None, **asked):
        return await self.world.ask(who, method, f"/teams/{self.team['team_id']}{path}", body, **asked)

    async def publish(self, who=None, *, nurses=1, **changed):
        seats = [{"profession_code": NURSE, "count": nurses}]
        body = {"day": SATURDAY, "from_time": "09:00", "to_time": "10:00", "seats": seats, **changed}
        return await self.on(who or self.office, "POST", "/shifts", body)

    async def week(self, who=None, day=SATURDAY):
        return (await self.on(who or self.office, "GET", "/shifts", params={"week": day})).json()

    async def seats(self, **changed):
        (shift,) = (await self.publish(**changed)).json()["shifts"]
        return shift["seats"]

    async def act(self, who, method, seat, on):
        return await self.world.ask(who, method, f"/covers/{seat['cover_id']}{on}")

    async def confirmed(self, who, seat):
        assert (await self.act(who, "PUT", seat, "/claim")).status_code == 200
        answer = await self.act(self.office, "PUT", seat, "/confirmation")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def free(self, **params):
        return await self.world.free(reason="vaccination", **params)


@pytest.fixture
async def scene(world):
    return await Scene(world).set()


def rule_of(answer):
    return answer.json()["type"].rpartition("/")[2]
