"""« Un confrère de mon cabinet » (F031; rules of the profession, sections 3 and 5)."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from ..build import World, person
from ..bundles.test_together import searched
from .asking import mails, place, proposals, read, referral_now, refused_reply, reply, send, token_of
from .test_places import wishes

PRACTICE = ["970000001"]


async def practice(world: World, number: int = 2, **changed: Any) -> list[UUID]:
    return [
        await world.describe(structure_finess=PRACTICE, family_name=f"Cabinet{n}", **changed) for n in range(number)
    ]


async def asked(world: World, doctor: UUID, **changed: Any) -> tuple[Any, str]:
    referral = await world.qualified(**changed)
    await send(world, referral, doctor)
    return referral, await token_of(world, doctor)


@pytest.mark.parametrize(
    "who",
    [
        {"structure_finess": ["970000002"]},
        {"profession_code": "60", "is_general_practitioner": False},
        {"is_member": False},
    ],
    ids=["of another practice", "of another profession", "no member"],
)
async def test_nobody_but_a_fellow_of_the_practice_is_named(world: World, who: dict[str, Any]):
    doctor, *_ = await practice(world)
    stranger = await world.describe(**{"structure_finess": PRACTICE, **who})
    _, token = await asked(world, doctor)
    assert await refused_reply(world, token, "fellow", fellow_id=str(stranger)) == (422, "fellow-unknown")
    assert await refused_reply(world, token, "fellow", fellow_id=str(uuid4())) == (422, "fellow-unknown")
    assert await mails(world, stranger) == []
    assert (await read(world, token))["state"] == "open", "a refusal is no answer"


@pytest.mark.parametrize("why", ["no place", "cap reached", "paused", "no new patients"])
async def test_a_fellow_is_asked_under_his_own_conditions_and_it_is_not_said_which_failed(world: World, why: str):
    doctor, fellow = await practice(world)
    if why == "no new patients":
        await world.describe(fellow, structure_finess=PRACTICE, accepts_new_patients=False,
                             offer={"accepts_new_patients": False})  # fmt: skip
    wished = {
        "no place": {"places_left": 0},
        "cap reached": {"weekly_cap": 0},
        "paused": {"paused_until": "2027-01-01T00:00:00Z"},
    }
    await wishes(world, fellow, **wished.get(why, {}))
    _, token = await asked(world, doctor)
    body = {"token": token, "answer": "fellow", "fellow_id": str(fellow)}
    answer = await world.ask(None, "POST", "/answer-links/reply", body)
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (409, "fellow-not-eligible")
    assert "condition_code" not in answer.json()
    assert (await refused_reply(world, token, "fellow")) == (409, "fellow-not-eligible"), "nobody else is there"


async def test_a_fellow_who_was_asked_already_is_not_asked_twice(world: World):
    doctor, fellow = await practice(world)
    referral = await world.qualified()
    await send(world, referral, doctor, fellow)
    token = await token_of(world, doctor)
    assert await refused_reply(world, token, "fellow", fellow_id=str(fellow)) == (409, "fellow-not-eligible")
    assert len(await mails(world, fellow)) == 1


async def test_whoever_was_named_names_nobody_else(world: World):
    doctor, fellow, third = await practice(world, 3)
    _, token = await asked(world, doctor)
    await reply(world, token, "fellow", fellow_id=str(fellow))
    his = await token_of(world, fellow)
    assert (await read(world, his))["fellows"] == []
    assert await refused_reply(world, his, "fellow", fellow_id=str(third)) == (422, "fellow-unknown")


async def test_a_yes_that_a_fellow_must_confirm_is_no_proposal_and_reserves_nothing(world: World):
    doctor, fellow = await practice(world)
    await wishes(world, doctor, places_left=1)
    referral, token = await asked(world, doctor)
    card = await read(world, token)
    assert [one["professional_id"] for one in card["fellows"]] == [str(fellow)]
    said = await reply(world, token, "fellow", fellow_id=str(fellow))
    assert (said["my_answer"], said["standing"]) == ("fellow", None)
    assert [one["state"] for one in said["named"]] == ["asked"]
    assert await proposals(world, referral) == []
    assert (await referral_now(world, referral))["status"] == "searching"
    settings = await world.get(world.coordinator, f"/professionals/{doctor}/solicitation-settings")
    assert settings["places_reserved"] == 0


async def test_reading_the_link_of_a_fellow_changes_nothing_and_he_confirms_by_his_own(world: World):
    doctor, fellow = await practice(world)
    referral, token = await asked(world, doctor)
    await reply(world, token, "fellow", fellow_id=str(fellow))
    his = await token_of(world, fellow)
    body = (await world.rows("select body from outgoing_mail order by id desc limit 1"))[0].body
    assert "Jeanne Cabinet0 pense que vous pourriez" in body
    for _ in range(2):
        card = await read(world, his)
        assert (card["state"], card["my_answer"]) == ("open", None)
        assert card["named_by"] == "Dr Jeanne Cabinet0"
    assert (await reply(world, his))["standing"] == "proposal"
    assert await proposals(world, referral) == [(str(fellow), "proposed")]
    assert [one["state"] for one in (await read(world, token))["named"]] == ["confirmed"]
    waves = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/solicitations")
    (named,) = waves["items"][0]["solicitations"]
    assert (named["named_by"], named["state"]) == ("Dr Jeanne Cabinet0", "yes")
    path = f"/referrals/{referral['referral_id']}/choice"
    body = {"professional_id": str(fellow), "recorded": "oral"}
    assert (await world.ask(world.coordinator, "POST", path, body)).json()["status"] == "placed"
    assert (await read(world, token))["state"] == "placed"


async def test_the_same_word_again_asks_nobody_twice(world: World):
    doctor, fellow = await practice(world)
    _, token = await asked(world, doctor)
    for _ in range(3):
        await reply(world, token, "fellow", fellow_id=str(fellow))
    assert len(await mails(world, fellow)) == 1
    lines = await world.rows("select 1 from timeline_entry where code = 'answered_passed_on'")
    assert len(lines) == 1


async def test_until_the_deadline_he_may_say_otherwise_and_the_fellow_is_told(world: World):
    doctor, fellow, third = await practice(world, 3)
    referral, token = await asked(world, doctor)
    await reply(world, token, "fellow", fellow_id=str(fellow))
    his = await token_of(world, fellow)
    await reply(world, token, "fellow", fellow_id=str(third))
    assert (await read(world, his))["state"] == "withdrawn"
    assert (await mails(world, fellow))[-1] == "Plus de réponse nécessaire"
    assert (await reply(world, token))["standing"] == "proposal"
    assert await proposals(world, referral) == [(str(doctor), "proposed")]
    assert (await read(world, await token_of(world, third)))["state"] == "withdrawn"
    world.clock.advance(timedelta(days=3))
    assert await refused_reply(world, token, "fellow", fellow_id=str(fellow)) == (409, "answer-final")


async def test_a_yes_of_the_fellow_is_his_own_word_and_stands(world: World):
    doctor, fellow = await practice(world)
    referral, token = await asked(world, doctor)
    await reply(world, token, "fellow", fellow_id=str(fellow))
    await reply(world, await token_of(world, fellow))
    await reply(world, token, "no")
    assert await proposals(world, referral) == [(str(fellow), "proposed")]


async def test_a_yes_taken_back_for_a_fellow_lets_the_search_go_on(world: World):
    doctor, fellow = await practice(world)
    referral, token = await asked(world, doctor)
    await reply(world, token)
    await reply(world, token, "fellow", fellow_id=str(fellow))
    assert (await referral_now(world, referral))["status"] == "searching"


async def test_the_whole_practice_is_asked_at_once_as_a_wave_would_and_everybody_for_himself(world: World):
    doctor, *fellows = await practice(world, 6)
    await world.describe(fellows[0], structure_finess=PRACTICE, places=place(300))
    referral, token = await asked(world, doctor)
    said = await reply(world, token, "fellow")
    assert len(said["named"]) == 3, "the size of a wave"
    rows = await world.rows("select professional_id from solicitation where named_by is not null")
    await reply(world, await token_of(world, rows[0].professional_id))
    assert await proposals(world, referral) == [(str(rows[0].professional_id), "proposed")]


async def test_once_somebody_is_chosen_both_are_freed(world: World):
    doctor, fellow = await practice(world)
    other = await world.describe()
    referral = await world.qualified()
    await send(world, referral, doctor, other)
    await reply(world, await token_of(world, doctor), "fellow", fellow_id=str(fellow))
    await reply(world, await token_of(world, other))
    path = f"/referrals/{referral['referral_id']}/choice"
    body = {"professional_id": str(other), "recorded": "oral"}
    assert (await world.ask(world.coordinator, "POST", path, body)).status_code == 200
    rows = await world.rows("select state from solicitation where professional_id <> :other", other=other)
    assert {row.state for row in rows} == {"released"}
    assert (await read(world, await token_of(world, fellow)))["state"] == "placed"


async def test_two_persons_of_a_household_are_passed_on_with_one_link(world: World):
    doctor, fellow = await practice(world)
    await searched(world, doctor)
    await reply(world, await token_of(world, doctor), "fellow", fellow_id=str(fellow))
    assert len(await mails(world, fellow)) == 1
    his = await token_of(world, fellow)
    assert (await read(world, his))["persons"] == 2
    assert (await reply(world, his, takes=1))["takes"] == 1


async def test_fellows_who_are_named_for_many_at_once_keep_to_their_cap_and_their_places(real_world: World):
    world = real_world
    fellow, *doctors = await practice(world, 9)
    await wishes(world, fellow, weekly_cap=4, places_left=2)
    tokens = []
    for number, doctor in enumerate(doctors):
        _, token = await asked(world, doctor, patient=person(family_name=f"Z{number}"))
        tokens.append(token)

    async def name(token: str) -> int:
        body = {"token": token, "answer": "fellow", "fellow_id": str(fellow)}
        return (await world.ask(None, "POST", "/answer-links/reply", body)).status_code

    assert sorted(await asyncio.gather(*(name(token) for token in tokens))) == [200] * 4 + [409] * 4
    rows = await world.rows("select id from solicitation where professional_id = :id", id=fellow)
    himself = world.professional(professional=fellow)

    async def confirm(one: UUID) -> int:
        path = f"/solicitations/{one}/answer"
        return (await world.ask(himself, "POST", path, {"answer": "yes"})).status_code

    assert sorted(await asyncio.gather(*(confirm(row.id) for row in rows))) == [200] * 2 + [409] * 2
