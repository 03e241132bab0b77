"""No stage-1 output carries a value that identifies the person (rules of the profession, section 4)."""

import json
from datetime import timedelta

import pytest

from carekit.testing.telling import told_in
from referral_svc.solicitations.timers import SolicitationTimers

from ..build import World
from .asking import doctors, read, reply, send, token_of

CANARY = {
    "patient": {
        "family_name": "Canarinski", "birth_name": "Serinovitch", "given_name": "Pinsonnette",
        "birth": {"date": "1943-02-17"}, "sex": "female", "nir": "243029900100148",
    },
    "residence": {"commune_code": "97002", "address": "77 chemin du Perchoir"},
    "contact": {"phone": "0677889911", "email": "pinsonnette@volière.example"},
    "criteria": {"ald": "yes", "cover": "ame", "homelessness": "yes"},
    "constraints": {"language_codes": ["ti"], "doctor_sex": "female", "doctor_sex_imperative": True},
    "care": {"difficulty": "Plumage ébouriffé", "treatment": "Graines de tournesol"},
    "social": {"housing": "Nichoir de fortune", "resources": "Miettes", "wish": "Migrer au sud"},
    "representative": {"name": "Tourterelle Volnic", "link": "guardian", "phone": "0677889912"},
}  # fmt: skip
SECRETS = (
    "Canarinski", "Serinovitch", "Pinsonnette", "1943", "243029900100148", "Perchoir", "0677889911",
    "volière", "voli\\u00e8re", "Montfaux", "97002", '"ame"', "homelessness", '"ti"', "Plumage", "tournesol",
    "Nichoir", "Miettes", "Migrer", "Tourterelle", "0677889912",
)  # fmt: skip


@pytest.fixture
def canary() -> dict:
    from stdnum.fr import nir

    digits = "2430299001001"
    patient = {**CANARY["patient"], "nir": digits + nir.calc_check_digits(digits)}
    return {**CANARY, "patient": patient}


async def test_nothing_identifying_in_card_list_mail_event_or_log(world: World, canary, capfd):
    ids = await doctors(world, 2)
    referral = await world.qualified(**canary)
    await send(world, referral, *ids)
    tokens = [await token_of(world, one) for one in ids]
    seen = [await read(world, tokens[0]), await reply(world, tokens[0]), await reply(world, tokens[1], "no")]
    himself = world.professional(professional=ids[0])
    seen.append(await world.get(himself, "/solicitations"))
    seen.append(await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/candidates"))
    seen.append(await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/solicitations"))
    seen.append(await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/proposals"))
    for refused in ({"token": tokens[0], "answer": "Canarinski"}, {"token": "Canarinski" * 5, "answer": "yes"}):
        seen.append((await world.ask(None, "POST", "/answer-links/reply", refused)).json())
    world.clock.advance(timedelta(hours=25))
    await SolicitationTimers(world.database, world.clock, world.settings.public_url).run_once()
    for table in ("outgoing_mail", "wave", "solicitation", "answer_link", "outbox_event", "timeline_entry"):
        seen.append([str(dict(row._mapping)) for row in await world.rows(f"select * from {table}")])
    written = json.dumps(seen, ensure_ascii=False) + capfd.readouterr().out
    assert "Secteur de Valbrune" in written, "the canary is in the room"
    assert told_in(written, SECRETS) == []


async def test_the_case_number_and_the_request_are_not_on_the_card(world: World, canary):
    (doctor,) = await doctors(world, 1)
    referral = await world.qualified(**canary)
    await send(world, referral, doctor)
    shown = json.dumps(await read(world, await token_of(world, doctor)))
    assert referral["case_number"] not in shown
    assert referral["referral_id"] not in shown
