"""A hospital lines up carers for a discharge from one statement; it is moved, qualified at once, then cancelled."""

from __future__ import annotations

import re
import secrets
from datetime import date, timedelta

import pytest
from playwright.async_api import Browser, expect

from local_system.demo.accounts import account
from local_system.running import RunningSystem

from .demonstration import COORDINATOR
from .person import PHONE, WIDE, Person, Screen, somebody
from .test_main_job import new_referral, type_the_person

pytestmark = pytest.mark.browser
JOURNEY = "discharge"


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=lambda screen: screen.name)
async def test_a_discharge_is_stated_once_moved_qualified_together_and_cancelled(
    screen: Screen, system: RunningSystem, browser: Browser
) -> None:
    family_name = f"Sortie-{screen.name}-{secrets.token_hex(3)}"
    async with somebody(browser, system.url, screen, f"{JOURNEY}-1-ward") as ward:
        await ward.log_in(system, account("ward").email)
        number = await state(ward, family_name)
        await move(ward)
    async with somebody(browser, system.url, screen, f"{JOURNEY}-2-coordinator") as coordinator:
        await coordinator.log_in(system, COORDINATOR.email)
        await coordinator.follow(re.compile("^Demandes à qualifier"))
        await coordinator.open_row(number)
        await qualify_all(coordinator)
        await cancel(coordinator)
        await expect(coordinator.page.get_by_text(re.compile(family_name, re.I))).to_have_count(0)


async def state(person: Person, family_name: str) -> str:
    """From home to sent; hands back the number of the first request."""
    page = person.page
    with person.within(6 + person.screen.menu_clicks, "state a discharge"):
        await new_referral(person)
        await person.choose("Sortie d’hospitalisation")
        await person.choose("Kinésithérapeute")
        await person.choose("Pharmacie")
        await page.get_by_label("Jour de la sortie").fill(in_days(3))
        await type_the_person(person, family_name)
        await person.choose("D’accord pour la recherche et pour que")
        await person.looks_right("filled")
        await person.press("Envoyer la demande")
    await expect(page.get_by_role("heading", level=1, name="3 demandes liées envoyées")).to_be_visible()
    await person.looks_right("sent")
    number = await page.locator("li b").first.inner_text()
    await person.follow("Suivre ces demandes")
    await expect(page.get_by_text(re.compile(r"Trouvés\s*: 0 sur 3"))).to_be_visible()
    await person.looks_right("line-up")
    return number


async def move(person: Person) -> None:
    page = person.page
    with person.within(2, "move the discharge"):
        await person.press("Déplacer la sortie…")
        await page.get_by_role("dialog").get_by_label("Jour de la sortie").fill(in_days(6))
        await person.looks_right("move-dialog")
        await person.click(page.get_by_role("dialog").get_by_role("button", name="Déplacer la sortie"))
    await expect(page.get_by_text(re.compile("Sortie déplacée")).first).to_be_visible()
    await expect(page.get_by_text(re.compile(r"reste [56]\s*j|reste 1[0-9]{2}\s*h")).first).to_be_visible()


async def qualify_all(person: Person) -> None:
    with person.within(1, "qualify what was stated together"):
        await person.press("Qualifier toutes les demandes")
    await expect(person.page.get_by_text("À solliciter").first).to_be_visible()
    await person.looks_right("qualified")


async def cancel(person: Person) -> None:
    page = person.page
    with person.within(3, "cancel the discharge"):
        await person.press("Annuler la sortie…")
        await person.choose("Reste à l’hôpital")
        await person.looks_right("cancel-dialog")
        await person.click(page.get_by_role("dialog").get_by_role("button", name="Annuler la sortie"))
    await expect(page.get_by_text("Sortie annulée", exact=True).first).to_be_visible()
    await person.looks_right("cancelled")


def in_days(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()
