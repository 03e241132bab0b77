"""The main job with the mouse, from the pharmacy counter to the closed case, on a wide screen and on a phone."""

from __future__ import annotations

import re
import secrets
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from local_system.running import RunningSystem

from .person import SCREENS, Person, Screen, somebody

pytestmark = [pytest.mark.whole, pytest.mark.browser]
JOURNEY = "main-job"


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
async def test_a_person_without_a_medecin_traitant_is_placed(
    screen: Screen, system: RunningSystem, browser: Browser
) -> None:
    lift_weekly_caps(system)
    family_name = f"Vernoux-{screen.name}-{secrets.token_hex(3)}"
    async with somebody(browser, system.url, screen, f"{JOURNEY}-1-pharmacist") as pharmacist:
        await pharmacist.log_in(name_of(system, "Pharmacien"))
        await pharmacist.looks_right("home")
        await state_a_need(pharmacist, family_name)
        number = await case_number(pharmacist)
    referral = referral_of(system, number)
    async with somebody(browser, system.url, screen, f"{JOURNEY}-2-coordinator") as coordinator:
        await coordinator.log_in(name_of(system, "Coordinatrice de soins"))
        await coordinator.looks_right("home")
        await qualify(coordinator, referral)
        doctor = doctor_to_ask(system, referral)
        await solicit(coordinator, doctor["name"])
    link = answer_link(system, doctor["email"])
    async with somebody(browser, system.url, screen, f"{JOURNEY}-3-doctor-by-link") as by_link:
        await answer_yes(by_link, link, family_name)
    async with somebody(browser, system.url, screen, f"{JOURNEY}-4-coordinator") as coordinator:
        await coordinator.log_in(name_of(system, "Coordinatrice de soins"))
        await record_choice_and_book(coordinator, referral, doctor["name"], family_name)
    async with somebody(browser, system.url, screen, f"{JOURNEY}-5-doctor") as chosen:
        await chosen.log_in(doctor["name"])
        await read_the_bulletin(chosen, referral, family_name)
    async with somebody(browser, system.url, screen, f"{JOURNEY}-6-another-doctor") as other:
        await other.log_in(another_doctor(system, doctor))
        await other.open(f"/demandes/{referral}")
        await expect(other.page.get_by_text(re.compile(family_name, re.I))).to_have_count(0)
        await other.looks_right("nothing-for-another-doctor")
    async with somebody(browser, system.url, screen, f"{JOURNEY}-7-coordinator") as coordinator:
        await coordinator.log_in(name_of(system, "Coordinatrice de soins"))
        await close(coordinator, referral)
    async with somebody(browser, system.url, screen, f"{JOURNEY}-8-pharmacist") as pharmacist:
        await pharmacist.log_in(name_of(system, "Pharmacien"))
        await pharmacist.open(f"/demandes/{referral}")
        await expect(pharmacist.page.get_by_text(doctor["name"]).first).to_be_visible()
        await expect(pharmacist.page.get_by_text("Clôturée").first).to_be_visible()
        await pharmacist.looks_right("outcome")


async def state_a_need(person: Person, family_name: str) -> None:
    page = person.page
    await person.open("/demandes/nouvelle")
    await person.press("Envoyer la demande")
    await expect(page.get_by_text("Il y a un problème")).to_be_visible()
    assert (await page.title()).startswith("Erreur")
    await person.looks_right("errors")
    await person.choose("Médecin traitant")
    await person.choose("Rapide (7 jours)")
    await page.get_by_role("textbox", name=re.compile(r"^Nom( \*)?$")).fill(family_name)
    await page.get_by_role("textbox", name=re.compile("^Prénom")).fill("Odile")
    await page.get_by_label("Date ou année de naissance").fill("1948")
    await person.choose("Femme")
    await page.get_by_role("combobox", name=re.compile("Commune")).fill("Pont")
    await page.get_by_role("option", name=re.compile("^Pont")).first.click()
    await page.get_by_label("Téléphone").fill("06 39 98 12 34")
    await person.choose("D’accord pour la recherche et pour que")
    await person.looks_right("filled")
    await person.press("Envoyer la demande")
    await expect(page.get_by_role("heading", name=re.compile(r"Demande \d\d-\d+ envoyée"))).to_be_visible()
    await person.looks_right("sent")


async def case_number(person: Person) -> str:
    said = await person.page.get_by_role("heading", level=1).inner_text()
    found = re.search(r"\d\d-\d{4,}", said)
    assert found, said
    return found.group()


async def qualify(person: Person, referral: str) -> None:
    await person.open("/demandes")
    await person.looks_right("queue")
    await person.open(f"/demandes/{referral}")
    await person.looks_right("case-stated")
    await person.press("Qualifier")
    await expect(person.page.get_by_role("heading", name=re.compile("Professionnels proposés"))).to_be_visible()


async def solicit(person: Person, doctor: str) -> None:
    page = person.page
    await person.looks_right("candidates")
    card = page.get_by_role("listitem").filter(has_text=doctor)
    if await card.get_by_role("button", name=re.compile("^Ajouter")).count():
        await card.get_by_role("button", name=re.compile("^Ajouter")).click()
    await person.press(re.compile("^Solliciter la vague 1"))
    await person.looks_right("wave-dialog")
    await person.press(re.compile(r"^Solliciter \d+ médecin"))
    await expect(page.get_by_text(re.compile("Vague 1 envoyée")).first).to_be_visible()


async def answer_yes(person: Person, link: str, family_name: str) -> None:
    page = person.page
    await page.goto(link)
    await expect(page.get_by_role("button", name="Oui, je prends")).to_be_visible()
    await expect(page.get_by_text(re.compile(family_name, re.I))).to_have_count(0)
    await person.looks_right("card")
    await person.press("Oui, je prends")
    await expect(page.get_by_role("heading", name=re.compile("votre oui est enregistré"))).to_be_visible()
    await person.looks_right("yes")


async def record_choice_and_book(person: Person, referral: str, doctor: str, family_name: str) -> None:
    page = person.page
    await person.open(f"/demandes/{referral}/choix")
    await expect(page.get_by_text(doctor).first).to_be_visible()
    await person.looks_right("proposals")
    await person.press(re.compile(f"La personne choisit .*{re.escape(doctor)}"))
    await person.looks_right("choice-dialog")
    await person.press("Enregistrer le choix et ouvrir le bulletin")
    await expect(page.get_by_text("Personne placée").first).to_be_visible()
    await person.looks_right("placed")
    await page.get_by_role("link", name="Prendre le premier rendez-vous").click()
    await expect(page.get_by_role("heading", name="Agenda des soins non programmés")).to_be_visible()
    await person.looks_right("slots")
    await page.get_by_role("button", name=re.compile("^Réserver")).first.click()
    await expect(page.get_by_text(re.compile("gardé pour vous encore"))).to_be_visible()
    await person.looks_right("booking")
    await person.press("Confirmer le rendez-vous")
    await expect(page.get_by_text(re.compile("Rendez-vous pris")).first).to_be_visible()


async def read_the_bulletin(person: Person, referral: str, family_name: str) -> None:
    page = person.page
    await person.open("/mes-sollicitations")
    await person.looks_right("my-solicitations")
    await person.open(f"/demandes/{referral}")
    await page.get_by_role("tab", name="Bulletin soin").click()
    show = page.get_by_role("button", name=re.compile("(Lire|Ouvrir|Afficher) le bulletin"))
    if await show.count():
        await show.first.click()
    await expect(page.get_by_text(re.compile(family_name, re.I)).first).to_be_visible()
    await person.looks_right("bulletin")


async def act(person: Person, words: str) -> None:
    """An act of the case page, as a button when it is the next one, else in « Autres actions »."""
    await expect(person.page.get_by_role("button", name="Autres actions")).to_be_visible()
    button = person.page.get_by_role("button", name=re.compile(f"^{words}"))
    if await button.count():
        await button.first.click()
        return
    await person.press("Autres actions")
    await person.press(re.compile(f"^{words}"), role="menuitem")


async def close(person: Person, referral: str) -> None:
    page = person.page
    await person.open(f"/demandes/{referral}")
    await act(person, "Déclaration de médecin traitant")
    await person.looks_right("declaration")
    await page.get_by_role("dialog").get_by_role("button", name=re.compile("Enregistrer|Confirmer")).last.click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.get_by_role("tab", name="Participants").click()
    await person.looks_right("participants")
    await act(person, "Clore la demande")
    await person.looks_right("closing")
    await page.get_by_role("dialog").get_by_role("button", name=re.compile("Clore")).last.click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_text("Clôturée").first).to_be_visible()
    await person.looks_right("closed")


# ---- who is who in the demonstration


def name_of(system: RunningSystem, label: str) -> str:
    return str(next(account["name"] for account in system.accounts() if account["label"].startswith(label)))


def doctors(system: RunningSystem) -> list[dict[str, Any]]:
    return [account for account in system.accounts() if account["label"] == "Médecin généraliste"]


def another_doctor(system: RunningSystem, doctor: dict[str, Any]) -> str:
    return str(next(one["name"] for one in doctors(system) if one["email"] != doctor["email"]))


def referral_of(system: RunningSystem, number: str) -> str:
    with system.log_in_as("care_coordinator") as client:
        listed = client.get("/api/referral/v1/referrals", params={"status": "stated"}).json()["items"]
    return str(next(item["referral_id"] for item in listed if item["case_number"] == number))


def lift_weekly_caps(system: RunningSystem) -> None:
    """The doctors with an account were asked all through the demonstration's six weeks; each keeps his own cap."""
    for account in doctors(system):
        with system.log_in(account["email"]) as client:
            own = client.get("/api/accounts/v1/session").raise_for_status().json()["professional_id"]
            path = f"/api/referral/v1/professionals/{own}/solicitation-settings"
            kept = client.get(path).raise_for_status()
            wished = {"weekly_cap": 20, "paused_until": None, "places_left": None}
            client.put(path, json=wished, headers={"If-Match": kept.headers["etag"]}).raise_for_status()


def doctor_to_ask(system: RunningSystem, referral: str) -> dict[str, Any]:
    """A doctor with an account whom the rules allow to be asked."""
    with system.log_in_as("care_coordinator") as client:
        candidates = client.get(f"/api/referral/v1/referrals/{referral}/candidates", params={"ring_km": 20}).json()
    names = [candidate["name"] for candidate in candidates["candidates"]]
    return next(account for account in doctors(system) if account["name"] in names)


def answer_link(system: RunningSystem, email: str) -> str:
    body = system.wait_for_mail(email, containing="/r/")["body"]
    found = re.search(r"https?://\S+/r/\S+", body)
    assert found, body
    return found.group().rstrip(".")
