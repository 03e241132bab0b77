"""Every page of the application, for every role, in a real browser: what is open and what is refused both stand."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, expect

from local_system.demo.accounts import Account, account
from local_system.running import RunningSystem

from .demonstration import every_role
from .person import NARROW, PHONE, WIDE, Person, somebody

pytestmark = pytest.mark.browser

PATHS_TS = Path(__file__).parents[2] / "frontend" / "src" / "app" / "paths.ts"
#: What a page shows besides its first face; neighbours differ by page, so that each arrives with its own title.
OTHER_FACES = (
    ("referrals", "vue=tableau"),
    ("referral", "onglet=relais"),
    ("newReferral", "type=social"),
    ("referral", "onglet=priorite"),
    ("newReferral", "type=snp"),
    ("referral", "onglet=soin"),
    ("snp", "vue=tableau"),
    ("referral", "onglet=social"),
    ("snp", "vue=jour"),
    ("mySolicitations", "etat=answered"),
    ("referral", "onglet=participants"),
    ("mySolicitations", "etat=placed"),
    ("snp", "vue=semaine&agenda=$id"),
    ("referral", "onglet=journal"),
)
#: What fits 320 px fits a phone, which has the same layout; a phone is for whoever looks at the pictures.
SMALL = (PHONE, NARROW) if os.environ.get("SCREENSHOTS") else (NARROW,)
REFUSED = re.compile("Accès refusé|Rien à afficher ici")
BROKEN = re.compile("La lecture a échoué|La page n’a pas pu s’afficher|Page introuvable")


def known_paths() -> dict[str, str]:
    """The addresses of the application by name, from the one file that holds them."""
    found = dict(re.findall(r"^  (\w+): '(/[^']*)'", PATHS_TS.read_text(), re.MULTILINE))
    assert len(found) > 15
    return found


@pytest.fixture(scope="module")
def addresses(system: RunningSystem) -> list[tuple[str, str]]:
    """Name and address of every face of every page, on cases and people of the demonstration."""
    with system.log_in(account("care_coordinator").email) as client:

        def first(path: str, key: str, **query: str) -> str:
            return str(client.get(path, params=query).raise_for_status().json()["items"][0][key])

        def case(status: str) -> str:
            return first("/api/referral/v1/referrals", "referral_id", status=status, kind="medecin_traitant")

        identifiers = {
            "referral": case("placed"),
            "printReferral": case("placed"),
            "personFile": case("placed"),
            "proposal": case("searching"),
            "choice": case("proposed"),
            "printProposals": case("proposed"),
            "professional": first("/api/directory/v1/professionals", "professional_id"),
            "onDuty": client.get("/api/accounts/v1/session").raise_for_status().json()["cpts"]["id"],
            "structure": first("/api/directory/v1/structures", "finess"),
            "recourse": first("/api/directory/v1/recourses", "recourse_id"),
            "snp": first("/api/scheduling/v1/slots", "professional_id"),
            "team": first("/api/scheduling/v1/teams", "team_id"),
        }
    pages = {
        name: path.replace("$id", identifiers[name]) if "$id" in path else path
        for name, path in known_paths().items()
        if name != "login"
    }
    faces = ((name, face.replace("$id", identifiers.get(name, ""))) for name, face in OTHER_FACES)
    return [*pages.items(), *((f"{name}-{face}", f"{pages[name]}?{face}") for name, face in faces)]


@pytest.mark.parametrize("who", [one for one in every_role() if one.key != "suspended"], ids=lambda who: who.key)
async def test_every_page_stands_for_every_role(
    who: Account, system: RunningSystem, browser: Browser, addresses: list[tuple[str, str]]
) -> None:
    async with somebody(browser, system.url, WIDE, f"tour-{who.key}") as person:
        await person.log_in(system, who.email)
        seen = await opens_what_the_navigation_offers(person)
        refused = set[str]()
        for name, address in addresses:
            page, _, face = name.partition("-")
            if address in seen or (face and page in refused):
                continue
            await arrive(person, address)
            await stands(person, name)
            if await person.page.get_by_text(REFUSED).count():
                refused.add(page)


async def opens_what_the_navigation_offers(person: Person) -> set[str]:
    """Returns the addresses it leads to."""
    seen = set[str]()
    links = person.page.get_by_role("navigation", name="Navigation principale").get_by_role("link")
    # The first is where one arrives.
    for position in reversed(range(1, await links.count())):
        await person.leave()
        await links.nth(position).click()
        await person.arrived()
        await expect(person.page.get_by_text("Accès refusé")).to_have_count(0)
        seen.add(urlsplit(person.page.url).path)
        await stands(person, f"menu-{position}")
    return seen


async def arrive(person: Person, address: str) -> None:
    """As a link inside the application leads there, without loading it again."""
    is_elsewhere = urlsplit(person.page.url).path != urlsplit(address).path
    if is_elsewhere:
        await person.leave()
    await person.page.evaluate("(address) => history.pushState(null, '', address)", address)
    await (person.arrived() if is_elsewhere else person.settled())


async def stands(person: Person, name: str) -> None:
    await expect(person.page.get_by_text(BROKEN)).to_have_count(0)
    if not await person.looks_right(name):
        return
    await person.looks_right_on(name, *SMALL)


@pytest.mark.parametrize("address", ["/connexion", "/nulle-part"])
async def test_the_pages_open_to_nobody_in_particular_stand(
    address: str, system: RunningSystem, browser: Browser
) -> None:
    async with somebody(browser, system.url, WIDE, f"tour-nobody{address.replace('/', '-')}") as person:
        await person.page.goto(f"{system.url}{address}")
        await person.looks_right("page")
        await person.looks_right_on("page", PHONE, NARROW)


async def test_a_suspended_account_is_told_so_at_the_door(system: RunningSystem, browser: Browser) -> None:
    who = account("suspended")
    async with somebody(browser, system.url, WIDE, "tour-suspended") as person:
        await person.page.goto(f"{system.url}/connexion")
        await person.press(re.compile(re.escape(who.name)))
        await expect(person.page.get_by_role("alert")).to_have_text(re.compile("plus de rôle"))
        await person.looks_right("refused")


#: What is made to be printed, and A4 between its margins in CSS pixels.
PRINTED = ("printReferral", "printProposals", "information", "calls", "downtimeList", "referrals", "rotas")
#: Made to be hung up where everybody passes: without the name of who printed it.
POSTER = "onDuty"
A4 = {"width": 688, "height": 960}


async def test_what_is_printed_has_no_menu_and_fits_its_sheet(
    system: RunningSystem, browser: Browser, addresses: list[tuple[str, str]]
) -> None:
    known = dict(addresses)
    async with somebody(browser, system.url, WIDE, "tour-print") as person:
        await person.log_in(system, account("care_coordinator").email)
        for name in (*PRINTED, POSTER):
            await arrive(person, known[name])
            await person.page.emulate_media(media="print")
            await person.page.set_viewport_size(A4)  # type: ignore[arg-type]
            for on_screen in ("navigation", "button", "banner"):
                await expect(person.page.get_by_role(on_screen)).to_have_count(0)
            stamp = person.page.get_by_text(re.compile("imprimé le .*, par"))
            await (expect(stamp).to_have_count(0) if name == POSTER else expect(stamp).to_be_visible())
            await person.fits(name)
            await person.page.emulate_media(media="screen")
            await person.turn_to(WIDE)
