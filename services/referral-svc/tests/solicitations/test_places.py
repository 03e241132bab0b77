"""No doctor over his places, no person twice with one doctor, no lost answer (rules of the profession, section 3)."""

import asyncio
from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from ..build import World, person
from .asking import doctors, proposals, read, refused_reply, reply, send, token_of

PLACES, WAVE, REQUESTS, DOCTORS = 3, 8, 25, 20


async def wishes(world: World, doctor: UUID, **wished: Any) -> None:
    himself = world.professional(professional=doctor)
    path = f"/professionals/{doctor}/solicitation-settings"
    etag = (await world.get(himself, path))["etag"]
    body = {"weekly_cap": 50, "paused_until": None, "places_left": None, **wished}
    answer = await world.ask(himself, "PUT", path, body, If_Match=etag)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("said", ["wish", "capacity"])
async def test_a_yes_beyond_the_last_place_is_refused_by_name_and_a_no_is_heard(world: World, said: str):
    doctor = await world.describe(offer={"capacity": 1 if said == "capacity" else 60})
    if said == "wish":
        await wishes(world, doctor, places_left=1)
    tokens = []
    for number in range(2):
        await send(world, await world.qualified(patient=person(family_name=f"Z{number}")), doctor)
        tokens.append(await token_of(world, doctor))
    assert (await reply(world, tokens[0]))["standing"] == "proposal"
    assert await refused_reply(world, tokens[1]) == (409, "no-place-left")
    assert (await read(world, tokens[1]))["state"] == "open", "his answer is still awaited"
    assert (await reply(world, tokens[0]))["standing"] == "proposal", "the same yes again takes no second place"
    assert (await reply(world, tokens[1], "no"))["my_answer"] == "no"


async def test_a_place_that_comes_free_or_is_added_lets_the_next_yes_in(world: World):
    (doctor,) = await doctors(world, 1)
    await wishes(world, doctor, places_left=1)
    tokens = []
    for number in range(3):
        await send(world, await world.qualified(patient=person(family_name=f"Z{number}")), doctor)
        tokens.append(await token_of(world, doctor))
    await reply(world, tokens[0])
    await reply(world, tokens[0], "no")
    await reply(world, tokens[1])
    assert await refused_reply(world, tokens[2]) == (409, "no-place-left")
    await wishes(world, doctor, places_left=2)
    assert (await reply(world, tokens[2]))["my_answer"] == "yes"


async def test_two_hundred_answers_at_once_on_overlapping_waves(real_world: World):
    """The short form; workers and database killed meanwhile: tests/drill."""
    world = real_world
    ids = await doctors(world, DOCTORS)
    for one in ids:
        await wishes(world, one, places_left=PLACES)
    said: dict[str, tuple[str, UUID]] = {}
    requests = []
    for number in range(REQUESTS):
        referral = await world.qualified(patient=person(family_name=f"Z{number}"))
        asked = [ids[(number * 3 + step * (1 + number % 3)) % DOCTORS] for step in range(WAVE)]
        asked = list(dict.fromkeys(asked + ids))[:WAVE]
        await send(world, referral, *asked)
        requests.append(referral)
        for rank, doctor in enumerate(asked):
            said[await token_of(world, doctor)] = ("no" if (number + rank) % 4 == 3 else "yes", doctor)
    assert len(said) == REQUESTS * WAVE == 200

    async def answer(token: str, word: str) -> tuple[str, str]:
        got = await world.ask(None, "POST", "/answer-links/reply", {"token": token, "answer": word})
        while got.status_code == 503:  # a loaded machine: nothing was recorded, and whoever hears so tries again
            got = await world.ask(None, "POST", "/answer-links/reply", {"token": token, "answer": word})
        assert got.status_code in (200, 409), got.text
        assert got.status_code == 200 or got.json()["type"].endswith("/no-place-left")
        return token, word if got.status_code == 200 else ""

    heard = dict(await asyncio.gather(*(answer(token, word) for token, (word, _) in said.items())))

    promised = Counter((said[token][1], word) for token, word in heard.items() if word)
    rows = await world.rows("select professional_id, answer, count(*) as n from solicitation group by 1, 2")
    stored = {(row.professional_id, row.answer): row.n for row in rows if row.answer}
    assert stored == dict(promised), "what was acknowledged is what is kept"
    assert all(heard[token] for token, (word, _) in said.items() if word == "no"), "a no is never refused"
    taken = await world.rows("select professional_id, count(*) as n from solicitation where state = 'yes' group by 1")
    assert {row.n for row in taken} == {PLACES}, "each filled his places, and nobody more"
    twice = await world.rows(
        "select 1 from solicitation group by referral_id, professional_id having count(*) > 1"
    )  # fmt: skip
    assert twice == []
    lines = await world.rows("select count(*) as n from timeline_entry where code in ('answered_yes', 'answered_no')")
    assert lines[0].n == sum(promised.values())
    for referral in requests:
        states = [state for _, state in await proposals(world, referral)]
        assert states == ["proposed"] * min(3, len(states)) + ["reserve"] * max(0, len(states) - 3)
