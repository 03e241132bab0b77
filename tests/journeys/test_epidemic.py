"""A coordinator switches epidemic mode on by a prepared plan, and back: everything is as before."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from local_system.demo.epidemic import TITLE
from local_system.running import RunningSystem

from .demonstration import COORDINATOR, DOCTORS
from .person import PHONE, WIDE, Screen, somebody

pytestmark = pytest.mark.browser

BACK = "Revenir à l’état d’avant"


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=lambda screen: screen.name)
async def test_epidemic_mode_is_switched_on_and_back(screen: Screen, system: RunningSystem, browser: Browser) -> None:
    before = openings(system)
    async with somebody(browser, system.url, screen, "epidemic") as person:
        page, dialog = person.page, person.page.get_by_role("dialog")
        await person.log_in(system, COORDINATOR.email)
        with person.within(3 + screen.menu_clicks, "switch epidemic mode on"):
            await person.go("Mode épidémie")
            await person.looks_right("plans")
            plan = page.get_by_role("article", name=TITLE)
            await person.click(plan.get_by_role("button", name=re.compile("^Essayer, puis activer")))
            await expect(dialog.get_by_text(re.compile("1 plage s’ouvre"))).to_be_visible()
            await person.looks_right("dry-run")
            await person.click(dialog.get_by_role("button", name="Activer le mode épidémie"))
        await expect(page.get_by_text("Le mode épidémie est activé")).to_be_visible()
        await person.looks_right("on")
        assert openings(system) != before
        await person.go("À faire")
        await expect(page.get_by_role("link", name="Voir le plan")).to_be_visible()
        await person.looks_right("banner")
        with person.within(3, "go back"):
            await person.follow("Voir le plan")
            await person.press(BACK)
            await person.looks_right("going-back")
            await person.click(dialog.get_by_role("button", name=BACK))
        await expect(page.get_by_text("Le mode épidémie n’est pas activé.")).to_be_visible()
        await expect(page.get_by_text(re.compile("désactivé le")).first).to_be_visible()
        await person.looks_right("off")
    assert openings(system) == before


def openings(system: RunningSystem) -> dict[str, Any]:
    """Those of the doctors of the plan in their own words; the version counts acts, and going back is one more."""
    found: dict[str, Any] = {}
    for doctor in DOCTORS[:2]:
        with system.log_in(doctor.email) as client:
            me = client.get("/api/accounts/v1/session").raise_for_status().json()["professional_id"]
            page = client.get("/api/scheduling/v1/openings", params={"professional_id": me, "limit": 100})
            for one in page.raise_for_status().json()["items"]:
                found[one.pop("opening_id")] = {key: one[key] for key in one if key != "version"}
    return found
