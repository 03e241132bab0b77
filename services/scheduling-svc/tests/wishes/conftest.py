"""A list of people to call, and what frees."""

from typing import Any

import pytest


class Wishes:
    """The doors of the list."""

    def __init__(self, world: Any) -> None:
        self.world = world

    async def note(self, who: Any, referral: Any, *, key: str | None = None, **changed: Any) -> Any:
        headers = {"Idempotency_Key": key} if key else {}
        body = {"referral_id": str(referral), "profession_code": "10", **changed}
        return await self.world.ask(who, "POST", "/wishes", body, **headers)

    async def noted(self, who: Any, **changed: Any) -> dict[str, Any]:
        """For a request of unscheduled care that he stated."""
        answer = await self.note(who, await self.world.refer(by=who), **changed)
        assert answer.status_code == 201, answer.text
        wish: dict[str, Any] = answer.json()
        return wish

    async def list(self, who: Any, **params: Any) -> list[dict[str, Any]]:
        answer = await self.world.ask(who, "GET", "/wishes", params=params)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def act(self, who: Any, wish: dict[str, Any], act: str, body: Any = None, **headers: Any) -> Any:
        return await self.world.ask(who, "POST", f"/wishes/{wish['wish_id']}/{act}", body, **headers)

    async def book(self, who: Any, wish: dict[str, Any], slot: dict[str, Any], **changed: Any) -> Any:
        return await self.act(
            who, wish, "booking", {"slot_id": slot["slot_id"], "choice_recorded": "phone", **changed}
        )

    async def badge(self, who: Any) -> int:
        answer = await self.world.ask(who, "GET", "/worklists")
        return {one["key"]: int(one["count"]) for one in answer.json()["items"]}.get("wishes_fitting", 0)


@pytest.fixture
def wishes(world: Any) -> Wishes:
    return Wishes(world)


@pytest.fixture
def racing_wishes(racing_world: Any) -> Wishes:
    return Wishes(racing_world)
