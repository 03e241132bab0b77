"""A plan for an epidemic, whom it asks, and everything that it could change."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from scheduling_svc.base import Base
from scheduling_svc.triage.publishing import script_in_force

OURS = UUID("00000000-0000-4000-8000-000000000001")
NATIONAL = "national-2026-1"
#: What is kept of the switch itself, since the log says that it was; and how far the worker has written slots.
RECORD = {"epidemic_switch", "agenda_act", "slot_horizon"}
#: Who changed an opening last, and how often: two acts were done.
COUNTS_ACTS = {("opening", "version"), ("opening", "changed_by"), ("opening", "changed_at")}


#: What the nurse offers by herself, and what the plan gives her.
MORNING = {"weekday": 2, "from_time": "08:00", "to_time": "12:00", "most": 6}
EVENINGS = {"weekdays": [2, 4], "from_time": "17:00", "to_time": "20:00", "most": 5}


class Scene:
    """A titular with an opening for the CPTS, a locum who works beside him, a nurse of the rounds, and a plan that
    asks all three."""

    def __init__(self, world):
        self.world = world

    async def set(self):
        world = self.world
        self.titular, self.locum = await world.describe(), await world.describe()
        self.nurse = await world.describe(profession_code="60", specialty_codes=[])
        self.opening = await world.open(self.titular, audience=["cpts"], releases=[
            {"audience": "cpts", "hours_before": 24},
        ])  # fmt: skip
        self.director = world.who("director")
        self.owners = {
            one: world.who("professional", professional=one) for one in (self.titular, self.locum, self.nurse)
        }
        assert (await self.volunteer(MORNING)).status_code == 204
        self.plan = (await self.prepare()).json()
        return self

    def data(self, **changed):
        return {
            "openings": [
                {
                    "professional_id": str(self.locum), "host_id": str(self.titular),
                    "place_id": str(self.world.places[self.titular]), "weekdays": [1, 3], "from_time": "14:00",
                    "to_time": "16:00", "slot_minutes": 30, "audience": ["cpts", "snp"],
                }
            ],
            "widenings": [
                {
                    "professional_id": str(self.titular), "opening_id": self.opening["opening_id"],
                    "audience": ["cpts", "snp", "public"],
                }
            ],
            "rounds": [self.rounds()], "script_version": NATIONAL, **changed,
        }  # fmt: skip

    def rounds(self, **changed):
        return {"professional_id": str(self.nurse), **EVENINGS, **changed}

    async def volunteer(self, *hours, who=None):
        who = who or self.nurse
        said = {"communes": ["97001"], "skills": ["dressing"], "hours": list(hours)}
        own = self.world.who("professional", professional=who)
        return await self.world.ask(own, "PUT", f"/round-volunteers/{who}", said)

    async def hours_of_the_nurse(self):
        told = (await self.world.ask(self.director, "GET", "/round-volunteers")).json()["items"]
        return next(one["hours"] for one in told if one["professional_id"] == str(self.nurse))

    async def prepare(self, who=None, **changed):
        body = {"title": "Grippe", "data": self.data(**changed)}
        return await self.world.ask(who or self.director, "POST", "/epidemic-plans", body)

    async def on_plan(self, who, method, path):
        return await self.world.ask(who, method, f"/epidemic-plans/{self.plan['plan_id']}{path}")

    async def agreed(self):
        for owner, who in self.owners.items():
            answer = await self.on_plan(who, "PUT", f"/agreements/{owner}")
            assert answer.status_code == 200, answer.text
        return self

    async def switch(self, on=True, who=None):
        if on:
            return await self.on_plan(who or self.director, "POST", "/switch-on")
        return await self.world.ask(who or self.director, "POST", "/epidemic-mode/switch-off")

    async def snapshot(self):
        """Every row of every table of the service, but for the record of the switch, and the script in force."""
        state = {}
        async with self.world.database.begin(OURS) as session:
            for table in Base.metadata.sorted_tables:
                if table.name not in RECORD:
                    state[table.name] = {
                        tuple(row[column.name] for column in table.primary_key): {
                            key: value for key, value in row.items() if (table.name, key) not in COUNTS_ACTS
                        }
                        for row in (await session.execute(select(table))).mappings()
                    }
            state["script"], _ = await script_in_force(session)
        return state


@pytest.fixture
async def scene(world):
    return await Scene(world).set()
