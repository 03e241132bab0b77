"""The computer of a ward or a counter: leave the screen in one gesture, let a colleague sit down, come back."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, expect

from local_system.demo.accounts import account
from local_system.running import RunningSystem

from .person import WIDE, somebody

pytestmark = pytest.mark.browser


async def test_a_colleague_takes_the_seat_and_each_comes_back_to_his_own_page(
    system: RunningSystem, browser: Browser
) -> None:
    pharmacist, doctor = account("pharmacist"), account("gp")
    async with somebody(browser, system.url, WIDE, "shared-computer") as person:
        page = person.page
        await person.log_in(system, pharmacist.email)
        await person.go("Demandes")
        case = page.get_by_role("link", name=re.compile(r"\d\d-\d{4}")).first
        await expect(case).to_be_visible()
        number = re.findall(r"\d\d-\d{4}", await case.inner_text())[0]
        other_tab = await page.context.new_page()
        await other_tab.goto(f"{system.url}/demandes")
        await expect(other_tab.get_by_role("link", name=re.compile(number)).first).to_be_visible()

        await page.keyboard.press("Control+Shift+L")
        await page.get_by_label("Code de 4 à 6 chiffres").fill("4937")
        await person.press("Verrouiller l’écran")
        await expect(page.get_by_role("heading", name=re.compile("qui revient"))).to_be_visible()
        # Nothing of the person stays, neither here nor in the tab that was left open.
        await expect(page.get_by_text(number)).to_have_count(0)
        await expect(other_tab.get_by_role("heading", name=re.compile("qui revient"))).to_be_visible()
        await expect(other_tab.get_by_text(number)).to_have_count(0)
        await other_tab.close()
        await person.looks_right("locked")

        # A page asked for by its address stays shut, whatever the history of the browser remembers.
        await page.goto(f"{system.url}/demandes")
        await expect(page.get_by_role("heading", name=re.compile("qui revient"))).to_be_visible()

        await person.log_in(system, doctor.email)
        await person.press("Mon compte")
        await person.press("Verrouiller l’écran", role="menuitem")
        await page.get_by_label("Code de 4 à 6 chiffres").fill("1234")
        await person.press("Verrouiller l’écran")

        # Whoever is locked stands before the accounts of the demonstration, which bear the same names.
        await expect(page.get_by_role("heading", name=re.compile("qui revient"))).to_be_visible()
        await person.press(re.compile(re.escape(pharmacist.name), re.IGNORECASE))
        await page.get_by_label(re.compile("^Code de")).fill("1234")
        await person.press("Rouvrir ma session")
        await expect(page.get_by_role("alert")).to_contain_text("Ce code n’est pas le bon")
        await page.get_by_label(re.compile("^Code de")).fill("4937")
        await person.press("Rouvrir ma session")
        await expect(page).to_have_url(f"{system.url}/demandes")
        await expect(page.get_by_role("link", name=re.compile(number)).first).to_be_visible()
