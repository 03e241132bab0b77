"""Clicks promised for what people do all day, beside those that the main job counts on its way."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.async_api import Browser, expect

from local_system.demo.accounts import account
from local_system.running import RunningSystem

from .demonstration import DOCTORS
from .person import WIDE, somebody
from .test_main_job import new_referral, type_the_person

pytestmark = [pytest.mark.whole, pytest.mark.browser]


async def test_a_social_worker_states_a_medico_social_need_in_nine_clicks(
    system: RunningSystem, browser: Browser
) -> None:
    async with somebody(browser, system.url, WIDE, "budget-social") as person:
        await person.log_in(system, account("social_worker").email)
        with person.within(9, "state a medico-social need"):
            await new_referral(person)
            await person.choose("Besoin médico-social")
            for need in ("Ouverture ou maintien de droits", "Logement", "Aide à domicile"):
                await person.choose(need)
            await person.choose("Normal (3 semaines)")
            await type_the_person(person, f"Vernoux-social-{secrets.token_hex(3)}")
            await person.choose("D’accord pour la recherche et pour que")
            await person.press("Envoyer la demande")
        await expect(person.page.get_by_role("heading", level=1, name=re.compile("envoyée"))).to_be_visible()


async def test_a_doctor_confirms_his_offer_in_one_click(system: RunningSystem, browser: Browser) -> None:
    async with somebody(browser, system.url, WIDE, "budget-offer") as person:
        await person.log_in(system, DOCTORS[0].email)
        await person.go("Mon offre")
        with person.within(1, "confirm the offer"):
            await person.press("Tout est exact")
            await expect(person.page.get_by_text("votre fiche est confirmée").first).to_be_visible()


async def test_a_known_person_gets_a_slot_in_three_clicks(system: RunningSystem, browser: Browser) -> None:
    async with somebody(browser, system.url, WIDE, "budget-slot") as person:
        await person.log_in(system, account("regulator").email)
        with person.within(3, "book a slot"):
            await person.go("Agenda SNP")
            await person.press(re.compile("^Réserver"))
            await expect(person.page.get_by_text(re.compile("gardé pour vous encore"))).to_be_visible()
            await person.press("Confirmer le rendez-vous")
        await expect(person.page.get_by_text(re.compile("Rendez-vous pris")).first).to_be_visible()
