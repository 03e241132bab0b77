"""The main job with the mouse, from the pharmacy counter to the closed case, on a wide screen and on a phone.

Everybody arrives by logging in and goes on by clicking what the page shows; only the login page, the mail's link and,
by somebody who should not, a copied address are opened by address. Clicks are counted against the promised budgets.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, expect

from local_system.demo.accounts import Account
from local_system.running import RunningSystem

from .demonstration import COORDINATOR, DOCTORS, PHARMACIST, answer_link, newest_mail
from .person import PHONE, WIDE, Person, Screen, somebody

pytestmark = pytest.mark.browser
JOURNEY = "main-job"


@dataclass(frozen=True)
class Case:
    number: str
    """As everybody calls it, 26-00071."""
    family_name: str
    """What nobody may read before his time."""

    def mentions(self) -> re.Pattern[str]:
        return re.compile(self.family_name, re.I)


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=lambda screen: screen.name)
async def test_a_person_without_a_medecin_traitant_is_placed(
    screen: Screen, system: RunningSystem, browser: Browser
) -> None:
    family_name = f"Vernoux-{screen.name}-{secrets.token_hex(3)}"
    async with somebody(browser, system.url, screen, f"{JOURNEY}-1-pharmacist") as pharmacist:
        await pharmacist.log_in(system, PHARMACIST.email)
        case = await state_a_need(pharmacist, family_name)
    mails = newest_mail(system)
    async with somebody(browser, system.url, screen, f"{JOURNEY}-2-coordinator") as coordinator:
        await coordinator.log_in(system, COORDINATOR.email)
        doctor = await qualify_and_solicit(coordinator, case)
    async with somebody(browser, system.url, screen, f"{JOURNEY}-3-doctor-by-link") as by_link:
        await answer_yes(by_link, answer_link(system, doctor, mails), case)
    async with somebody(browser, system.url, screen, f"{JOURNEY}-4-coordinator") as coordinator:
        await coordinator.log_in(system, COORDINATOR.email)
        referral = await open_the_yes(coordinator, case)
        may_not_read(system, referral, doctor, *DOCTORS)
        await record_choice(coordinator, doctor)
        await book(coordinator, case)
    async with somebody(browser, system.url, screen, f"{JOURNEY}-5-doctor") as chosen:
        await chosen.log_in(system, doctor.email)
        address = await read_the_bulletin(chosen, referral, case)
        await declare(chosen)
    another = next(one for one in DOCTORS if one != doctor)
    async with somebody(browser, system.url, screen, f"{JOURNEY}-6-another-doctor") as other:
        await other.log_in(system, another.email)
        await read_nothing(other, address, case)
    may_read(system, referral, doctor)
    may_not_read(system, referral, *(one for one in DOCTORS if one != doctor))
    async with somebody(browser, system.url, screen, f"{JOURNEY}-7-coordinator") as coordinator:
        await coordinator.log_in(system, COORDINATOR.email)
        await close(coordinator, case)
    async with somebody(browser, system.url, screen, f"{JOURNEY}-8-pharmacist") as pharmacist:
        await pharmacist.log_in(system, PHARMACIST.email)
        await learn_the_outcome(pharmacist, case, doctor)


async def state_a_need(person: Person, family_name: str) -> Case:
    page = person.page
    await person.looks_right("home")
    with person.within(5 + person.screen.menu_clicks, "state a need"):
        await new_referral(person)
        # Enter sends: what is missing is said at once, and nothing typed is lost.
        await page.get_by_role("textbox", name=re.compile(r"^Nom( \*)?$")).press("Enter")
        await expect(page.get_by_text("Il y a un problème")).to_be_visible()
        assert (await page.title()).startswith("Erreur")
        await person.looks_right("errors")
        await person.choose("Médecin traitant")
        await person.choose("Rapide (7 jours)")
        await type_the_person(person, family_name)
        await person.choose("D’accord pour la recherche et pour que")
        await person.looks_right("filled")
        await person.press("Envoyer la demande")
    sent = page.get_by_role("heading", level=1, name=re.compile(r"Demande \d\d-\d+ envoyée"))
    await expect(sent).to_be_visible()
    await person.looks_right("sent")
    found = re.search(r"\d\d-\d{4,}", await sent.inner_text())
    assert found
    return Case(found.group(), family_name)


async def new_referral(person: Person) -> None:
    if person.screen.is_phone:
        await person.press("Ouvrir le menu")
    await person.follow("Nouvelle demande")


async def type_the_person(person: Person, family_name: str) -> None:
    """Five answers without the mouse; the sex is one key."""
    page = person.page
    await page.get_by_role("textbox", name=re.compile(r"^Nom( \*)?$")).fill(family_name)
    await page.get_by_role("textbox", name=re.compile("^Prénom")).fill("Odile")
    await page.get_by_label("Date ou année de naissance").fill("1948")
    await page.get_by_role("radio", name="Femme", exact=True).press("Space")
    commune = page.get_by_role("combobox", name=re.compile("Commune"))
    await commune.press_sequentially("Pont")
    await expect(page.get_by_role("option", name=re.compile("^Pont")).first).to_be_visible()
    await commune.press("ArrowDown")
    await commune.press("Enter")
    await page.get_by_label("Téléphone").fill("06 39 98 12 34")


async def qualify_and_solicit(person: Person, case: Case) -> Account:
    page = person.page
    await person.looks_right("home")
    await person.follow(re.compile("^Demandes à qualifier"))
    await person.looks_right("queue")
    before = person.clicks
    await person.open_row(case.number)
    await person.looks_right("case-stated")
    await person.press("Qualifier")
    await expect(page.get_by_role("heading", name=re.compile("Professionnels proposés"))).to_be_visible()
    await person.looks_right("candidates")
    doctor, added = await put_a_doctor_we_know_into_the_wave(person)
    await person.press(re.compile("^Solliciter la vague 1"))
    await person.looks_right("wave-dialog")
    await person.press(re.compile(r"^Solliciter \d+ médecin"))
    await expect(page.get_by_text(re.compile("Vague 1 envoyée")).first).to_be_visible()
    spent = person.clicks - before - added
    assert spent <= 4, f"qualify and search: {spent} clicks, 4 promised"
    await person.looks_right("case-searching")
    return doctor


async def put_a_doctor_we_know_into_the_wave(person: Person) -> tuple[Account, int]:
    """Who can log in afterwards; the rules may have proposed another, which is what « Ajouter » is for."""
    cards = person.page.get_by_role("listitem")
    for doctor in DOCTORS:
        card = cards.filter(has_text=doctor.name)
        if await card.count():
            add = card.get_by_role("button", name=re.compile("^Ajouter"))
            added = await add.count()
            if added:
                await person.click(add)
            return doctor, added
    raise AssertionError(f"the rules propose none of {[doctor.name for doctor in DOCTORS]}")


async def answer_yes(person: Person, link: str, case: Case) -> None:
    page = person.page
    await page.goto(link)
    await expect(page.get_by_role("button", name="Oui, je prends")).to_be_visible()
    await expect(page.get_by_text(case.mentions())).to_have_count(0)
    await person.looks_right("card")
    with person.within(1, "answer"):
        await person.press("Oui, je prends")
        await expect(page.get_by_role("heading", name=re.compile("votre oui est enregistré"))).to_be_visible()
    await expect(page.get_by_text(case.mentions())).to_have_count(0)
    await person.looks_right("yes")


async def open_the_yes(person: Person, case: Case) -> str:
    """The case that a doctor said yes to; returns its identifier, from the address."""
    await person.follow(re.compile("^Choix de la personne à recueillir"))
    await person.open_row(case.number)
    referral = urlsplit(person.page.url).path.split("/")[-1]
    await person.follow("Enregistrer le choix de la personne")
    return referral


async def record_choice(person: Person, doctor: Account) -> None:
    page = person.page
    await person.looks_right("proposals")
    with person.within(2, "record the choice"):
        await person.press(re.compile(f"La personne choisit {re.escape(doctor.name)}", re.I))
        await person.looks_right("choice-dialog")
        await person.press("Enregistrer le choix et ouvrir le bulletin")
    await expect(page.get_by_role("heading", name=re.compile("Personne placée"))).to_be_visible()
    await person.looks_right("placed")


async def book(person: Person, case: Case) -> None:
    page = person.page
    with person.within(3, "book the first appointment"):
        await person.follow("Prendre le premier rendez-vous")
        await person.looks_right("slots")
        await person.press(re.compile("^Réserver"))
        await expect(page.get_by_text(re.compile("gardé pour vous encore"))).to_be_visible()
        await person.looks_right("booking")
        await person.press("Confirmer le rendez-vous")
    await expect(page.get_by_text(re.compile("Rendez-vous pris")).first).to_be_visible()
    await expect(page.get_by_role("heading", level=1, name=re.compile(case.number))).to_be_visible()


async def read_the_bulletin(person: Person, referral: str, case: Case) -> str:
    """From the card of the person who chose him; returns the address of the opened bulletin."""
    page = person.page
    await person.looks_right("home")
    await person.go("Mes sollicitations")
    await page.get_by_role("button", name="Répondues").or_(page.get_by_text("Répondues", exact=True)).first.click()
    await person.settled()
    await person.looks_right("answered")
    await person.click(page.locator(f"a[href*='{referral}']"))
    await person.settled()
    await expect(page.get_by_text(case.mentions())).to_have_count(0)
    await person.press("Ouvrir le bulletin")
    await expect(page.get_by_text(case.mentions()).first).to_be_visible()
    await person.looks_right("bulletin")
    return page.url


async def declare(person: Person) -> None:
    """It is the doctor's word that the person declared him; the coordinator gives it only in his stead."""
    await person.act("Déclaration de médecin traitant")
    await person.looks_right("declaration")
    await person.click(
        person.page.get_by_role("dialog").get_by_role("button", name=re.compile("Enregistrer|Confirmer")).last
    )
    await expect(person.page.get_by_role("dialog")).to_have_count(0)


async def read_nothing(person: Person, address: str, case: Case) -> None:
    """The very address at which the chosen doctor reads."""
    page = person.page
    await page.goto(address)
    await person.settled()
    ask = page.get_by_role("button", name="Ouvrir le bulletin")
    if await ask.count():
        await person.click(ask)
        await person.settled()
    await expect(page.get_by_text(re.compile("non ouverte? à votre rôle|n’est pas ouvert pour vous"))).to_be_visible()
    await expect(page.get_by_text(case.mentions())).to_have_count(0)
    await person.looks_right("nothing-for-another-doctor")


def bulletin_status(system: RunningSystem, referral: str, reader: Account) -> int:
    with system.log_in(reader.email) as client:
        return client.get(f"/api/referral/v1/referrals/{referral}/care-bulletin").status_code


def may_read(system: RunningSystem, referral: str, reader: Account) -> None:
    assert bulletin_status(system, referral, reader) == 200, reader.name


def may_not_read(system: RunningSystem, referral: str, *readers: Account) -> None:
    for reader in readers:
        assert bulletin_status(system, referral, reader) in (403, 404), reader.name


async def close(person: Person, case: Case) -> None:
    page = person.page
    await person.follow(re.compile("^Demandes à clore"))
    await person.open_row(case.number)
    with person.within(1, "close, the third click after the choice: from the open case to the closed one"):
        await person.press(re.compile("^Clore"))
        await expect(page.get_by_text("Clôturée").first).to_be_visible()
    await person.looks_right("closed")
    await person.press("Participants", role="tab")
    await person.looks_right("participants")


async def learn_the_outcome(person: Person, case: Case, doctor: Account) -> None:
    page = person.page
    await person.looks_right("home-with-news")
    await person.follow(re.compile("^Nouvelles de vos demandes"))
    await person.open_row(case.number)
    await expect(page.get_by_text(doctor.name).first).to_be_visible()
    await expect(page.get_by_text("Clôturée").first).to_be_visible()
    await person.looks_right("outcome")
