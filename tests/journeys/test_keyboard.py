"""A need is stated, qualified and sent out without touching the mouse."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.async_api import Browser, Locator, expect

from local_system.running import RunningSystem

from .demonstration import COORDINATOR, PHARMACIST
from .person import WIDE, Person, somebody

pytestmark = pytest.mark.browser


async def test_a_need_is_stated_and_sent_out_by_the_keyboard_alone(system: RunningSystem, browser: Browser) -> None:
    async with somebody(browser, system.url, WIDE, "keyboard-1-pharmacist") as pharmacist:
        await pharmacist.log_in(system, PHARMACIST.email)
        number = await state_a_need(pharmacist)
        assert pharmacist.clicks == 0
    async with somebody(browser, system.url, WIDE, "keyboard-2-coordinator") as coordinator:
        await coordinator.log_in(system, COORDINATOR.email)
        await send_it_out(coordinator, number)
        assert coordinator.clicks == 0


async def state_a_need(person: Person) -> str:
    page, keys = person.page, person.page.keyboard
    await keys.press("n")
    await expect(page.get_by_role("heading", level=1, name="Nouvelle demande")).to_be_visible()
    await person.settled()
    await from_the_summary_to_the_first_field(person)
    await keys.press("Space")
    await tab_to(person, page.get_by_role("radio", name=re.compile("^Normal")))
    await keys.press("ArrowRight")
    await expect(page.get_by_role("radio", name=re.compile("^Rapide"))).to_be_checked()
    await write(person, re.compile(r"^Nom( \*)?$"), f"Vernoux-clavier-{secrets.token_hex(3)}")
    await write(person, re.compile("^Prénom"), "Odile")
    await write(person, re.compile("^Date ou année de naissance"), "1948")
    await tab_to(person, page.get_by_role("radio", name="Femme", exact=True))
    await keys.press("Space")
    await tab_to(person, page.get_by_role("combobox", name=re.compile("Commune")))
    await keys.type("Pont")
    await expect(page.get_by_role("option", name=re.compile("^Pont")).first).to_be_visible()
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await write(person, re.compile("^Téléphone"), "06 39 98 12 34")
    await tab_to(person, page.get_by_role("radio", name=re.compile("^D’accord pour la recherche et")))
    await keys.press("Space")
    await tab_to(person, page.get_by_role("button", name="Envoyer la demande"))
    await keys.press("Enter")
    sent = page.get_by_role("heading", level=1, name=re.compile(r"Demande \d\d-\d+ envoyée"))
    await expect(sent).to_be_visible()
    found = re.search(r"\d\d-\d{4,}", await sent.inner_text())
    assert found
    return found.group()


async def from_the_summary_to_the_first_field(person: Person) -> None:
    """What is missing is focused at once; each line of it leads to its field."""
    page, keys = person.page, person.page.keyboard
    await tab_to(person, page.get_by_role("textbox", name=re.compile(r"^Nom( \*)?$")))
    await keys.press("Enter")
    await expect(page.get_by_text("Il y a un problème")).to_be_visible()
    await tab_to(person, page.get_by_role("link", name="Choisissez le besoin"), patience=3)
    await keys.press("Enter")
    await expect(page.get_by_role("radio", name="Médecin traitant")).to_be_focused()


async def send_it_out(person: Person, number: str) -> None:
    """From the list: J to the row, then « Entrée 1 S Entrée »."""
    page, keys = person.page, person.page.keyboard
    await tab_to(person, page.get_by_role("link", name=re.compile("^Demandes à qualifier")))
    await keys.press("Enter")
    row = page.get_by_role("link", name=number)
    await expect(row).to_be_visible()
    await person.settled()
    for _ in range(60):
        if await has_focus(row):
            break
        await keys.press("j")
    await expect(row).to_be_focused()
    await keys.press("Enter")
    await expect(page.get_by_role("heading", level=1, name=re.compile(number))).to_be_visible()
    await expect(page.get_by_role("button", name="Qualifier")).to_be_visible()
    await keys.press("1")
    await expect(page.get_by_role("heading", level=1, name=re.compile("Professionnels proposés"))).to_be_visible()
    await expect(page.get_by_role("button", name=re.compile("^Solliciter la vague 1"))).to_be_visible()
    await keys.press("s")
    await expect(page.get_by_role("button", name=re.compile(r"^Solliciter \d+ médecin"))).to_be_focused()
    await keys.press("Enter")
    await expect(page.get_by_text(re.compile("Vague 1 envoyée")).first).to_be_visible()


async def has_focus(target: Locator) -> bool:
    return bool(await target.evaluate("(node) => node === document.activeElement"))


async def tab_to(person: Person, target: Locator, *, patience: int = 80) -> None:
    """Tab by tab, as somebody without a mouse; the first match may already have the focus."""
    for _ in range(patience):
        if await has_focus(target.first):
            return
        await person.page.keyboard.press("Tab")
    raise AssertionError(f"{patience} tabs do not lead to {target}")


async def write(person: Person, label: re.Pattern[str], words: str) -> None:
    await tab_to(person, person.page.get_by_role("textbox", name=label))
    await person.page.keyboard.type(words)
