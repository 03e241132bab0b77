"""Clicks promised for what people do all day, beside those that the main job counts on its way."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from local_system.demo.accounts import account
from local_system.running import RunningSystem, wait_until

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
async def test_a_request_that_was_sorted_gets_a_slot_in_three_clicks(
    screen: Screen, system: RunningSystem, browser: Browser
) -> None:
    number = sorted_request(system)
    async with somebody(browser, system.url, screen, "budget-slot") as person:
        page = person.page
        await person.log_in(system, COORDINATOR.email)
        await person.go("Tri SNP")
        await person.looks_right("triages")
        await person.follow(re.compile(f"^Reprendre.*{number}"))
        await person.looks_right("sorted")
        with person.within(3, "book a slot for a request"):
            await person.follow("Chercher un créneau")
            await person.looks_right("slots")
            await person.press(re.compile("^Réserver"))
            await expect(page.get_by_text(re.compile("gardé pour vous encore"))).to_be_visible()
            await person.looks_right("held")
            await person.press("Confirmer le rendez-vous")
        await expect(page.get_by_text(re.compile("Rendez-vous pris")).first).to_be_visible()
        await expect(page.get_by_role("heading", level=1, name=re.compile(number))).to_be_visible()
        await expect(page.get_by_text("Premier rendez-vous pris").first).to_be_visible()
        await person.looks_right("booked")


def sorted_request(system: RunningSystem) -> str:
    """A request of unscheduled care, stated at a counter and sorted by the regulation: seen within 24 hours or 48, in
    a practice. Returns its number."""
    with system.log_in(account("pharmacist").email) as pharmacist, system.log_in(COORDINATOR.email) as coordinator:
        commune = pharmacist.get("/api/directory/v1/cpts/current").json()["communes"][0]["code"]
        stated = pharmacist.post("/api/referral/v1/referrals", json=unscheduled(commune)).raise_for_status().json()
        path = f"/api/scheduling/v1/triages/{stated['referral_id']}"
        opened = wait_until(lambda: found if (found := coordinator.put(path)).is_success else None, 10, "no triage")
        answers = {"who": "adult", "reason": "other", "can_wait": "no", "travel": "yes"}
        stands = opened.json()
        while stands["asks"]:
            question = stands["asks"]["code"]
            said = {"answer": answers.get(question, "none")}
            stands = coordinator.put(f"{path}/answers/{question}", json=said).raise_for_status().json()
    return str(stated["case_number"])


def unscheduled(commune_code: str) -> dict[str, Any]:
    return {
        "kind": "snp",
        "patient": {
            "family_name": f"Vernoux-snp-{secrets.token_hex(3)}", "given_name": "Odile", "birth": {"year": 1961},
            "sex": "female",
        },
        "residence": {"commune_code": commune_code, "address": "1 rue du Port"},
        "contact": {"phone": "0639981234", "through_referrer": False},
        "need": ["unscheduled_care"],
        "urgency": "urgent",
        "consent": {
            "search": True, "bulletin_sharing": True, "given": "oral", "at": datetime.now(UTC).isoformat(),
        },
    }  # fmt: skip
