"""The jobs of a coordination that the main job does not meet: calls one after the other, a list brought from a
spreadsheet."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.async_api import Browser, expect

from local_system.demo.outlines import own_communes
from local_system.running import RunningSystem

from .demonstration import COORDINATOR
from .person import PHONE, WIDE, Person, Screen, somebody

pytestmark = pytest.mark.browser
SCREENS = pytest.mark.parametrize("screen", [WIDE, PHONE], ids=lambda screen: screen.name)
CALLS = 2
HANG_UP = """document.addEventListener('click', (click) => {
  if (click.target.closest('a[href^="tel:"]')) click.preventDefault();
})"""


@SCREENS
async def test_each_call_takes_two_clicks_and_the_next_number_comes_by_itself(
    screen: Screen, system: RunningSystem, browser: Browser
) -> None:
    async with somebody(browser, system.url, screen, "calls") as person:
        await person.log_in(system, COORDINATOR.email)
        await person.go("Appels")
        await person.looks_right("calls")
        # No telephone stands behind this browser: after a first number it would take no click any longer.
        await person.page.evaluate(HANG_UP)
        called = []
        with person.within(2 * CALLS, "call"):
            for _ in range(CALLS):
                called.append(await one_call(person))
        assert len(set(called)) == CALLS, "nobody is called twice in a row"
        await person.looks_right("called")


async def one_call(person: Person) -> str:
    """The number, then what came of it; returns who was called, once another stands there."""
    call = person.page.get_by_role("region", name="Appel en cours")
    title = call.get_by_role("heading", level=3)
    name = await title.inner_text()
    await person.click(call.locator("a[href^='tel:']"))
    await person.click(call.get_by_role("button", name="Pas de réponse"))
    await expect(title).not_to_have_text(name)
    return name


async def test_a_list_kept_in_a_spreadsheet_becomes_requests_in_six_clicks(
    system: RunningSystem, browser: Browser
) -> None:
    async with somebody(browser, system.url, WIDE, "list") as person:
        page = person.page
        await person.log_in(system, COORDINATOR.email)
        with person.within(6, "import a list"):
            await person.go("Demandes")
            await person.follow("Importer une liste")
            await page.locator("input[type=file]").set_input_files(
                {"name": "liste.csv", "mimeType": "text/csv", "buffer": a_list()}
            )
            await person.press("Envoyer et reconnaître les colonnes")
            await expect(page.get_by_role("heading", name="Colonnes du fichier")).to_be_visible()
            await person.looks_right("columns")
            await person.press("Essayer sans rien créer")
            await expect(page.get_by_role("heading", name="Résultat de l’essai")).to_be_visible()
            await person.looks_right("trial")
            await person.press(re.compile("^Importer 3 demandes"))
            await expect(page.get_by_text(re.compile("L’import est terminé"))).to_be_visible(timeout=20_000)
        await person.looks_right("imported")
        await person.follow(re.compile("^Voir les accords à recueillir"))
        await expect(page.get_by_role("heading", level=1)).to_be_visible()


def a_list() -> bytes:
    """Three persons whom nobody knows, one of them still to be asked, and a line that cannot be taken."""
    mark = secrets.token_hex(3).translate(str.maketrans("0123456789", "ghijklmnop"))
    commune = own_communes()[0].name
    lines = ["Nom;Prénom;Date de naissance;Sexe;Téléphone;Commune;Motif;Consentement"]
    for end, born, agreed in (
        ("a", "04/05/1961", "oui"),
        ("b", "07/02/1958", "oui"),
        ("c", "11/09/1949", ""),
        ("d", "pas de date", "oui"),
    ):
        lines.append(f"Vernoux{mark}{end};Odile;{born};F;06 39 98 12 34;{commune};Plus de médecin traitant;{agreed}")
    return "\n".join(lines).encode()
