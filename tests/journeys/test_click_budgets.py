"""Clicks promised for what people do all day, beside those that the main job counts on its way."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.async_api import Browser, expect

from local_system.demo.accounts import account
from local_system.running import RunningSystem

from .demonstration import COORDINATOR, DOCTORS
from .person import PHONE, WIDE, Screen, somebody
from .test_main_job import new_referral, type_the_person

pytestmark = pytest.mark.browser
SCREENS = pytest.mark.parametrize("screen", [WIDE, PHONE], ids=lambda screen: screen.name)


@SCREENS
async def test_a_social_worker_states_a_medico_social_need_in_nine_clicks(
    screen: Screen, system: RunningSystem, browser: Browser
) -> None:
    async with somebody(browser, system.url, screen, "budget-social") as person:
        await person.log_in(system, account("social_worker").email)
        with person.within(9 + screen.menu_clicks, "state a medico-social need"):
            await new_referral(person)
            await person.choose("Besoin médico-social")
            for need in ("Ouverture ou maintien de droits", "Logement", "Aide à domicile"):
                await person.choose(need)
            await person.choose("Normal (3 semaines)")
            await type_the_person(person, f"Vernoux-social-{secrets.token_hex(3)}")
            await person.choose("D’accord pour la recherche et pour que")
            await person.looks_right("filled")
            await person.press("Envoyer la demande")
        await expect(person.page.get_by_role("heading", level=1, name=re.compile("envoyée"))).to_be_visible()


@SCREENS
async def test_a_pharmacist_serves_one_person_at_the_counter_in_four_clicks_and_leaves_nothing_for_the_next(
    screen: Screen, system: RunningSystem, browser: Browser
) -> None:
    """The first job in its shortest form: the commune is the pharmacy's, the need the most frequent one."""
    name = f"Vernoux-comptoir-{secrets.token_hex(3)}"
    async with somebody(browser, system.url, screen, "budget-counter") as person:
        page = person.page
        await person.log_in(system, account("pharmacist").email)
        await page.goto(f"{system.url}/demandes/comptoir")
        await expect(page.get_by_role("textbox", name=re.compile(r"^Nom( \*)?$"))).to_be_focused()
        await expect(page.get_by_role("combobox", name=re.compile("Commune"))).not_to_have_value("")
        await person.looks_right("counter")
        with person.within(4, "serve one person at the counter"):
            await page.keyboard.type(name)
            await page.keyboard.press("Tab")
            await page.keyboard.type("Odile")
            await page.get_by_label("Date ou année de naissance").fill("1948")
            await page.get_by_label("Téléphone").fill("06 39 98 12 34")
            await person.choose("Normal (3 semaines)")
            await person.choose("Femme")
            await person.choose("D’accord, bulletin transmis")
            await person.press("Envoyer la demande")
        await expect(page.get_by_role("button", name="Imprimer la fiche")).to_be_visible()
        await person.looks_right("counter-done")
        await person.press("Personne suivante")
        await expect(page.get_by_role("textbox", name=re.compile(r"^Nom( \*)?$"))).to_have_value("")
        assert name not in await page.content()
        stored = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, location.href])"
        assert name not in await page.evaluate(stored)


@SCREENS
async def test_a_coordinator_qualifies_a_request_and_asks_those_whom_the_rules_propose_in_four_clicks(
    screen: Screen, system: RunningSystem, browser: Browser
) -> None:
    async with somebody(browser, system.url, screen, "budget-search") as person:
        page = person.page
        await person.log_in(system, COORDINATOR.email)
        await person.follow(re.compile("^Demandes à qualifier"))
        waiting = page.locator("tr, li").filter(has_text=re.compile("médecin traitant", re.IGNORECASE))
        with person.within(4, "qualify and start the search"):
            await person.leave()
            await person.click(waiting.get_by_role("link", name=re.compile(r"\d\d-\d{4}")).first)
            await person.arrived()
            await person.press("Qualifier")
            await expect(page.get_by_role("heading", name=re.compile("Professionnels proposés"))).to_be_visible()
            await person.press(re.compile("^Solliciter la vague 1"))
            await person.press(re.compile(r"^Solliciter \d+ médecin"))
        await expect(page.get_by_text(re.compile("Vague 1 envoyée")).first).to_be_visible()


async def test_a_doctor_confirms_his_offer_in_one_click(system: RunningSystem, browser: Browser) -> None:
    async with somebody(browser, system.url, WIDE, "budget-offer") as person:
        await person.log_in(system, DOCTORS[0].email)
        await person.go("Mon offre")
        with person.within(1, "confirm the offer"):
            await person.press("Tout est exact")
            await expect(person.page.get_by_text("votre fiche est confirmée").first).to_be_visible()


@SCREENS
async def test_a_known_person_gets_a_slot_in_three_clicks(
    screen: Screen, system: RunningSystem, browser: Browser
) -> None:
    async with somebody(browser, system.url, screen, "budget-slot") as person:
        await person.log_in(system, account("regulator").email)
        with person.within(3 + screen.menu_clicks, "book a slot"):
            await person.go("Agenda SNP")
            await person.press(re.compile("^Réserver"))
            await expect(person.page.get_by_text(re.compile("gardé pour vous encore"))).to_be_visible()
            await person.press("Confirmer le rendez-vous")
        await expect(person.page.get_by_text(re.compile("Rendez-vous pris")).first).to_be_visible()
