"""The same request twice, but for what may not count (rules, sections 3 and 4): the doctors asked cannot tell.

Each doctor stands alone in his distance band, so that the draw, which is each request's own, decides nothing.
"""

import json
import re
from typing import Any
from uuid import UUID

import pytest

from ..build import World, person
from .asking import candidates, place, read, send, token_of

BANDS_KM = (0.5, 3.0, 7.0, 15.0)

#: What the second person alone has. Nationality is no question of any form: it can stand in words and in a name.
DIFFERENCES: dict[str, dict[str, Any]] = {
    "c2s": {"criteria": {"cover": "c2s"}},
    "ame": {"criteria": {"cover": "ame"}},
    "no cover": {"criteria": {"cover": "none"}},
    "isolation and homelessness": {"criteria": {"isolation": "yes", "homelessness": "yes"}},
    "a language that is not imperative": {"constraints": {"language_codes": ["uk", "ti"]}},
    "nationality": {
        "patient": person(family_name="Hagos", given_name="Selam"),
        "social": {"rights": "Nationalité érythréenne, titre de séjour en cours", "resources": "Aucune"},
        "criteria": {"cover": "ame"},
        "constraints": {"language_codes": ["ti"]},
    },
}


async def four_doctors(world: World) -> None:
    for km in BANDS_KM:
        await world.describe(places=place(km), offer={"languages": ["fr"] if km < 4 else ["fr", "uk"]})


async def ordered(world: World, referral: Any) -> bytes:
    """Everything the coordinator is told of whom to ask: order, reasons, delay, size of the wave, the excluded."""
    return json.dumps(await candidates(world, referral, ring_km=20), sort_keys=True).encode()


async def cards_of(world: World, referral: Any, doctors: list[UUID]) -> list[tuple[bytes, str]]:
    """Asks them; hands back the card behind each link and the mail around it, but for their random identifiers."""
    await send(world, referral, *doctors, ring_km=20)
    found = []
    for doctor in doctors:
        card = await read(world, await token_of(world, doctor))
        del card["card_id"]
        rows = await world.rows(
            "select subject, body from outgoing_mail where recipient = :to order by id desc limit 1",
            to=f"{doctor.hex[:12]}@cabinet.example",
        )
        mail = re.sub(r"/r/[\w-]+", "/r/", f"{rows[0].subject}\n{rows[0].body}")
        found.append((json.dumps(card, sort_keys=True).encode(), mail))
    return found


async def pair(world: World, changed: dict[str, Any]) -> tuple[Any, Any]:
    """Both qualified before anybody is asked for either."""
    await four_doctors(world)
    one = await world.qualified()
    other = await world.qualified(**{"patient": person(family_name="Another"), **changed})
    return one, other


@pytest.mark.parametrize("difference", DIFFERENCES)
async def test_two_requests_that_differ_in_it_give_the_same_doctors_cards_and_mails(world: World, difference: str):
    one, other = await pair(world, DIFFERENCES[difference])
    first, second = await ordered(world, one), await ordered(world, other)
    assert first == second
    told = json.loads(first)
    assert len(told["candidates"]) == len(BANDS_KM)
    asked = [UUID(found["professional_id"]) for found in told["candidates"]]
    assert await cards_of(world, one, asked) == await cards_of(world, other, asked)
    stored = await world.rows("select professional_id, card::text, distance_band, answer_by from solicitation")
    assert len(stored) == 2 * len(asked)
    assert len({tuple(row) for row in stored}) == len(asked), "byte for byte, in the database too"


@pytest.mark.parametrize(
    "changed",
    [
        {"criteria": {"treatment_stopped": "yes"}},
        {"patient": person(family_name="Another", birth={"date": "1931-05-04"})},
        {"constraints": {"home_visit": True}},
        {"residence": {"none": True}},
    ],
    ids=["medical criterion", "age", "constraint", "place"],
)
async def test_the_pair_would_show_a_difference_that_may_count(world: World, changed: dict[str, Any]):
    """The planted fault: were the difference let through, the two could be told apart."""
    one, other = await pair(world, changed)
    doctors = [UUID(found["professional_id"]) for found in (await candidates(world, one, ring_km=20))["candidates"]]
    assert await cards_of(world, one, doctors) != await cards_of(world, other, doctors)


async def test_a_hamlet_is_told_from_no_other_commune_of_its_sector_not_even_by_the_distance(world: World):
    """Montfaux has 600 residents and lies 10 km from Valbrune: who practises beside either may not tell which."""
    ids = [await world.describe(places=place(km)) for km in (0.5, 3.0, 7.0, 9.9, 15.0)]
    in_town = await world.qualified()
    in_hamlet = await world.qualified(patient=person(family_name="Another"), residence={"commune_code": "97002"})
    assert await ordered(world, in_town) != await ordered(world, in_hamlet), "the coordinator knows where each lives"
    assert await cards_of(world, in_town, ids) == await cards_of(world, in_hamlet, ids)
    shown = await world.rows("select distinct card -> 'place' ->> 'kind' as kind from solicitation")
    assert [row.kind for row in shown] == ["sector"]


async def test_a_person_who_lives_nowhere_here_is_at_no_distance(world: World):
    doctor = await world.describe()
    referral = await world.qualified(residence={"none": True})
    await send(world, referral, doctor)
    assert (await read(world, await token_of(world, doctor)))["distance_band"] == "unknown"


async def test_an_imperative_language_is_matched_and_not_told(world: World):
    """The coordinator's word makes it count: others are asked, and the card says no more."""
    await four_doctors(world)
    one = await world.qualified()
    other = await world.state(patient=person(family_name="Another"), constraints={"language_codes": ["uk"]})
    await world.act(world.coordinator, other["referral_id"], "qualification", {"language_imperative": True})
    able = [UUID(found["professional_id"]) for found in (await candidates(world, other, ring_km=20))["candidates"]]
    assert len(able) == 2
    assert await cards_of(world, one, able) == await cards_of(world, other, able)
