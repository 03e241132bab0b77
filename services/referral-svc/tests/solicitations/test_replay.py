"""A stored decision gives the same order byte for byte, whatever became of the world and the rules since."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.matching.records import outcome, replay
from referral_svc.matching.rules import RuleSet, rules_from
from referral_svc.rulebook.repository import adopted_set

from ..build import OURS, World, person
from .asking import candidates, place, reply, send, token_of


async def rules_then(world: World, version: str) -> RuleSet:
    async with world.database.begin(OURS) as session:
        return rules_from((await adopted_set(session, version)).data)


async def waves(world: World) -> list[Any]:
    return await world.rows("select * from wave order by asked_at, id")


async def replays(world: World, wave: Any) -> bool:
    again = replay(await rules_then(world, wave.rule_version), wave.inputs, wave.seed)
    return outcome(again) == wave.outcome.encode()


async def send_proposed(world: World, referral: Any) -> None:
    found = await candidates(world, referral)
    await send(world, referral, *[UUID(one["professional_id"]) for one in found["candidates"] if one["proposed"]])


async def adopt(world: World, **changed: Any) -> None:
    director = world.who("director")
    rules = (await world.get(director, "/rule-sets"))["in_force"]["rules"]
    body = {"rules": {**rules, **changed}, "note": "Essai"}
    saved = await world.ask(director, "PUT", "/rule-draft", body, If_Match='"0"')
    assert saved.status_code == 200, saved.text
    taken = await world.ask(director, "POST", "/rule-draft/adoption", {}, If_Match=saved.json()["etag"])
    assert taken.status_code == 200, taken.text


async def a_month(world: World) -> None:
    """Several requests, with yeses, noes, silences and a second wave: accounts and histories are not empty."""
    for km in (0.1, 0.4, 1, 2.5, 3, 4.9, 8, 12):
        await world.describe(places=place(km), offer={"capacity": int(20 + 10 * km)})
    for number in range(4):
        referral = await world.qualified(patient=person(family_name=f"Z{number}"))
        await send_proposed(world, referral)
        asked = await world.rows(
            "select professional_id from solicitation where referral_id = :id order by professional_id",
            id=UUID(referral["referral_id"]),
        )
        for rank, row in enumerate(asked):
            if number != 2 and rank < 2:
                await reply(world, await token_of(world, row.professional_id), ("yes", "no")[(number + rank) % 2])
        world.clock.advance(timedelta(days=4))
    referral = await world.qualified(patient=person(family_name="Encore"))
    await send_proposed(world, referral)


async def test_every_wave_of_a_month_replays_to_its_own_bytes(world: World):
    await a_month(world)
    stored = await waves(world)
    assert len(stored) >= 5
    assert [await replays(world, wave) for wave in stored] == [True] * len(stored)


async def test_it_still_does_once_the_rules_the_professionals_and_their_answers_have_changed(world: World):
    await a_month(world)
    stored = await waves(world)
    world.clock.advance(timedelta(days=1))
    await adopt(world, wave_size=1, rings_km=[2, 30])
    for row in await world.rows("select distinct professional_id from solicitation"):
        await world.describe(row.professional_id, places=place(40), offer={"capacity": 1})
    assert [await replays(world, wave) for wave in stored] == [True] * len(stored)

    for km in (0.2, 0.6, 1.5):
        await world.describe(places=place(km))
    referral = await world.qualified(patient=person(family_name="Après"))
    await send_proposed(world, referral)
    newest = (await waves(world))[-1]
    assert newest.rule_version != stored[0].rule_version, "each wave keeps the rules it was decided by"
    assert await replays(world, newest)
    assert outcome(replay(DEFAULT_RULES, newest.inputs, newest.seed)) != newest.outcome.encode(), "rules count"


async def test_another_seed_or_one_changed_number_is_seen(world: World):
    """The planted fault: were anything of the decision not stored, its replay would differ."""
    await a_month(world)
    wave = (await waves(world))[0]
    rules = await rules_then(world, wave.rule_version)
    inputs = dict(wave.inputs)
    inputs["loads"] = [{**load, "placements": load["placements"] + n} for n, load in enumerate(inputs["loads"])]
    assert outcome(replay(rules, inputs, wave.seed)) != wave.outcome.encode()
