"""A Saturday rota of five weeks and three doctors."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest

SATURDAYS = ["2026-11-28", "2026-12-05", "2026-12-12", "2026-12-19", "2026-12-26"]
DESCRIBED = {
    "kind": "saturday", "name": "Samedis", "starts_on": "2026-11-23", "ends_on": "2026-12-26", "rest_days": 7,
}  # fmt: skip


@dataclass
class Rota:
    """A rota and the acts on it."""

    world: Any
    builder: Any
    doctors: list[UUID]
    detail: dict[str, Any]

    @property
    def path(self) -> str:
        return f"/rotas/{self.detail['rota']['rota_id']}"

    @property
    def etag(self) -> str:
        return f'"{self.detail["rota"]["version"]}"'

    async def act(
        self, method: str, path: str, body: Any = None, *, who: Any = None, **headers: str
    ) -> httpx.Response:
        answer: httpx.Response = await self.world.ask(who or self.builder, method, path, body, **headers)
        if answer.is_success and answer.content:
            said = answer.json()
            self.detail = said.get("detail", said)
        return answer

    async def join(self, professional: UUID, **changed: Any) -> httpx.Response:
        return await self.act("PUT", f"{self.path}/members/{professional}", {"share": 100, "skills": [], **changed})

    async def wish(self, professional: UUID, *, who: Any = None, **days: list[str]) -> httpx.Response:
        return await self.act("PUT", f"{self.path}/members/{professional}/wishes", days, who=who)

    async def agree(self, professional: UUID, agrees: bool = True) -> httpx.Response:
        path = f"{self.path}/members/{professional}/agreement"
        return await self.act("PUT", path, {"agrees": agrees}, who=self.own(professional))

    async def solve(self) -> dict[str, Any]:
        answer = await self.act("POST", f"{self.path}/solution")
        assert answer.status_code == 200, answer.text
        solution: dict[str, Any] = answer.json()
        return solution

    async def publish(self) -> httpx.Response:
        return await self.act("POST", f"{self.path}/publication", If_Match=self.etag)

    def on(self, day: str) -> dict[str, Any]:
        (duty,) = [duty for duty in self.detail["duties"] if duty["on"] == day]
        found: dict[str, Any] = duty
        return found

    async def put(self, day: str, professional: UUID, **changed: Any) -> httpx.Response:
        path = f"/duties/{self.on(day)['duty_id']}/holder"
        return await self.act("PUT", path, {"professional_id": str(professional), **changed})

    def own(self, professional: UUID) -> Any:
        return self.world.who("professional", professional=professional)


async def drafted(world: Any, **changed: Any) -> Rota:
    """A draft whose three doctors joined; nobody is on duty yet."""
    doctors = [
        await world.describe(UUID(int=number), family_name=f"Exemple-{number}", phone="0102030405")
        for number in (1, 2, 3)
    ]
    builder = world.who("secretary")
    answer = await world.ask(builder, "POST", "/rotas", {**DESCRIBED, **changed})
    assert answer.status_code == 201, answer.text
    made = Rota(world, builder, doctors, answer.json())
    for doctor in doctors:
        assert (await made.join(doctor)).status_code == 200
    return made


async def stands(rota: Rota, turns: tuple[int, ...] = (0, 1, 2, 0, 1)) -> Rota:
    """Published, each Saturday with the doctor of its turn."""
    for doctor in rota.doctors:
        assert (await rota.agree(doctor)).status_code == 200
    for day, number in zip(SATURDAYS, turns, strict=True):
        assert (await rota.put(day, rota.doctors[number])).status_code == 200
    answer = await rota.publish()
    assert answer.status_code == 200, answer.text
    return rota


@pytest.fixture
async def rota(world: Any) -> Rota:
    return await drafted(world)


@pytest.fixture
async def published(rota: Rota) -> Rota:
    """Doctor 1 has the first and the fourth Saturday, doctor 2 the second and the fifth, doctor 3 the third."""
    return await stands(rota)
