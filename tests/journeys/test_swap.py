"""A doctor cannot be on duty one Saturday: he offers it, a colleague takes it; each in three clicks."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, expect

from local_system.running import RunningSystem

from .demonstration import DOCTORS
from .person import PHONE, WIDE, Screen, somebody

pytestmark = pytest.mark.browser

OFFER = re.compile("^Proposer à l’échange")


@pytest.mark.parametrize(
    ("screen", "giver", "taker"), [(WIDE, 0, 1), (PHONE, 1, 0)], ids=lambda one: getattr(one, "name", "")
)
async def test_a_saturday_is_swapped(
    screen: Screen, giver: int, taker: int, system: RunningSystem, browser: Browser
) -> None:
    async with somebody(browser, system.url, screen, "swap-1-giver") as person:
        await person.log_in(system, DOCTORS[giver].email)
        with person.within(3 + screen.menu_clicks, "offer a Saturday"):
            await person.go("Gardes")
            # The last one: beyond what others of these tests book.
            offer = person.page.get_by_role("button", name=OFFER).last
            saturday = str(await offer.text_content()).rpartition(" – ")[2]
            await person.looks_right("rota")
            await person.click(offer)
            await person.looks_right("offer")
            await person.click(person.page.get_by_role("dialog").get_by_role("button", name=OFFER))
        await expect(person.page.get_by_text("Garde proposée à l’échange").first).to_be_visible()
        await person.looks_right("offered")
    async with somebody(browser, system.url, screen, "swap-2-taker") as person:
        await person.log_in(system, DOCTORS[taker].email)
        with person.within(3 + screen.menu_clicks, "take a Saturday"):
            await person.go("Gardes")
            await person.follow(re.compile("gardes? à reprendre"))
            await person.looks_right("market")
            await person.press(re.compile(f"^Je prends – {re.escape(saturday)}"))
        await expect(person.page.get_by_text("Garde reprise").first).to_be_visible()
        await expect(person.page.get_by_role("button", name=re.compile(re.escape(saturday)))).to_have_count(0)
        await person.looks_right("taken")
