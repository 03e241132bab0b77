"""A coordinator switches epidemic mode on by a prepared plan, and back: everything is as before."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, expect

from local_system.demo.epidemic import TITLE
from local_system.running import RunningSystem

from .demonstration import COORDINATOR
from .person import PHONE, WIDE, Screen, somebody

pytestmark = pytest.mark.browser

BACK = "Revenir à l’état d’avant"
MOST_PREVIEWED = 1000


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=lambda screen: screen.name)
async def test_epidemic_mode_is_switched_on_and_back(screen: Screen, system: RunningSystem, browser: Browser) -> None:
    agendas = Agendas(system)
    # Read while the browser opens, and while it is on the way back.
    reading = asyncio.create_task(asyncio.to_thread(agendas.read))
    async with somebody(browser, system.url, screen, "epidemic") as person:
        page, dialog = person.page, person.page.get_by_role("dialog")
        await person.log_in(system, COORDINATOR.email)
        with person.within(3 + screen.menu_clicks, "switch epidemic mode on"):
            await person.go("Mode épidémie")
            await person.looks_right("plans")
            plan = page.get_by_role("article", name=TITLE)
            await person.click(plan.get_by_role("button", name=re.compile("^Essayer, puis activer")))
            await expect(dialog.get_by_text(re.compile("1 plage s’ouvre"))).to_be_visible()
            await expect(dialog.get_by_text("Tournées à domicile en plus")).to_be_visible()
            await person.looks_right("dry-run")
            before = await reading
            await person.click(dialog.get_by_role("button", name="Activer le mode épidémie"))
        await expect(page.get_by_text("Le mode épidémie est activé")).to_be_visible()
        reading = asyncio.create_task(asyncio.to_thread(agendas.read))
        await person.looks_right("on")
        await person.go("À faire")
        await expect(page.get_by_role("link", name="Voir le plan")).to_be_visible()
        await person.looks_right("banner")
        during = await reading
        # The plan sorts calls as usual.
        assert {part for part in before if during[part] != before[part]} == {"openings", "slots", "rounds"}
        with person.within(3, "go back"):
            await person.follow("Voir le plan")
            await person.press(BACK)
            await person.click(dialog.get_by_role("button", name=BACK))
        await expect(page.get_by_text("Le mode épidémie n’est pas activé.")).to_be_visible()
        await expect(page.get_by_text(re.compile("désactivé le")).first).to_be_visible()
    assert await asyncio.to_thread(agendas.read) == before


@dataclass
class Agendas:
    """What every practitioner opens, what each audience finds there, who visits at home, and how calls are sorted, as
    the care coordinator reads it. `at`: the instant that all of them are asked about, so that none is let in by the
    clock meanwhile."""

    system: RunningSystem
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def read(self) -> dict[str, Any]:
        with self.system.log_in(COORDINATOR.email) as client:
            openings = {one.pop("opening_id"): one for one in pages(client, "openings")}
            for one in openings.values():
                # It counts acts, and going back is one more.
                del one["version"]
            owners = {one["professional_id"] for one in openings.values()}
            return {
                "openings": openings,
                "slots": {owner: self.slots_of(client, owner) for owner in owners},
                "rounds": read(client, "round-volunteers")["items"],
                "script": read(client, "triage-scripts"),
            }

    def slots_of(self, client: httpx.Client, owner: str) -> list[Any]:
        """Free ones of four weeks, each with who finds it."""
        span = {"at": self.at, "from": self.at, "to": self.at + timedelta(days=28)}
        asked = {name: instant.isoformat() for name, instant in span.items()}
        slots: list[Any] = read(client, f"professionals/{owner}/preview", **asked)["items"]
        assert len(slots) < MOST_PREVIEWED
        return slots


def pages(client: httpx.Client, path: str) -> Iterator[dict[str, Any]]:
    cursor: dict[str, str] = {}
    while True:
        page = read(client, path, limit="100", **cursor)
        yield from page["items"]
        if page["next"] is None:
            return
        cursor = {"cursor": page["next"]}


def read(client: httpx.Client, path: str, **asked: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/scheduling/v1/{path}", params=asked).raise_for_status().json()
    return found
