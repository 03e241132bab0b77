"""What is learned of answers: his own alone to read, used only if he lets it be (rules, section 3)."""

from datetime import timedelta
from uuid import UUID

import pytest

from ..build import World, person
from .asking import candidates, doctors, reply, send, token_of


def path(professional):
    return f"/professionals/{professional}/answers"


async def change(world: World, doctor: UUID, **changed):
    himself = world.professional(professional=doctor)
    etag = (await world.get(himself, path(doctor)))["etag"]
    answer = await world.ask(himself, "PUT", path(doctor), {"objects": False, **changed}, If_Match=etag)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def own(world: World, doctor: UUID):
    return await world.get(world.professional(professional=doctor), path(doctor))


async def asked(world: World, doctor: UUID, *answers: str | None, every=timedelta(days=4)) -> None:
    """One request after the other, each answered so; None stays silent past the deadline."""
    for number, answer in enumerate(answers):
        if number:
            world.clock.advance(every)
        await send(world, await world.qualified(patient=person(family_name=f"Z{number}x{len(answers)}")), doctor)
        world.clock.advance(timedelta(hours=3))
        if answer:
            await reply(world, await token_of(world, doctor), answer)
        else:
            world.clock.advance(timedelta(days=4))


@pytest.mark.parametrize(
    "role", ["care_coordinator", "social_coordinator", "director", "secretary", "referrer", "delegate", "evaluator"]
)
async def test_nobody_but_himself_reads_how_he_answers(world: World, role: str):
    (doctor,) = await doctors(world, 1)
    status, rule = await world.refused(world.who(role, professional=doctor), "GET", path(doctor))
    assert (status, rule) == (403, "role-refused")


async def test_a_colleague_reads_nothing_of_another(world: World):
    doctor, other = await doctors(world, 2)
    colleague = world.professional(professional=other)
    assert await world.refused(colleague, "GET", path(doctor)) == (404, "settings-of-another")
    answer = await world.ask(colleague, "PUT", path(doctor), {"objects": True}, If_Match='"1"')
    assert answer.status_code == 404


async def test_a_change_names_the_version_it_was_made_on(world: World):
    (doctor,) = await doctors(world, 1)
    himself = world.professional(professional=doctor)
    assert (await world.ask(himself, "PUT", path(doctor), {"objects": True})).status_code == 428
    await change(world, doctor, objects=True)
    stale = await world.ask(himself, "PUT", path(doctor), {"objects": False}, If_Match='"7"')
    assert stale.status_code == 412


async def test_who_was_never_asked_is_expected_to_answer_like_the_average(world: World):
    (doctor,) = await doctors(world, 1)
    found = await own(world, doctor)
    assert (found["asked"], found["mean_hours"], found["objects"]) == (0, None, False)
    learned = found["learned"]
    assert learned["expected_yes_percent"] == learned["average_yes_percent"] == 30


async def test_yes_no_and_silence_are_counted_with_the_hours_until_the_answer(world: World):
    (doctor,) = await doctors(world, 1)
    await asked(world, doctor, "yes", "no", None)
    found = await own(world, doctor)
    assert (found["asked"], found["yes"], found["no"], found["silent"]) == (3, 1, 1, 1)
    assert found["mean_hours"] == 3


async def test_one_who_was_thanked_before_his_deadline_was_not_silent(world: World):
    first, second = await doctors(world, 2)
    referral = await world.qualified()
    await send(world, referral, first, second)
    await reply(world, await token_of(world, first))
    choice = {"professional_id": str(first), "recorded": "oral"}
    await world.act(world.coordinator, referral["referral_id"], "choice", choice)
    world.clock.advance(timedelta(days=9))
    assert (await own(world, second))["asked"] == 0


async def test_a_pause_or_never_this_kind_is_an_answer_and_no_refusal(world: World):
    (doctor,) = await doctors(world, 1)
    await asked(world, doctor, "pause")
    found = await own(world, doctor)
    assert (found["asked"], found["mean_hours"]) == (0, 3)


async def test_who_declines_is_left_in_peace_then_has_his_turn_again(world: World):
    unwilling, other = await doctors(world, 2)
    await asked(world, unwilling, *["no"] * 8, every=timedelta(days=4))
    referral = await world.qualified()
    found = await candidates(world, referral)
    assert [one["professional_id"] for one in found["candidates"]] == [str(other), str(unwilling)]
    assert {reason["code"] for reason in found["candidates"][1]["reasons"]} >= {"left_in_peace"}
    world.clock.advance(timedelta(days=20))
    again = await candidates(world, referral)
    assert "left_in_peace" not in {r["code"] for one in again["candidates"] for r in one["reasons"]}


async def test_who_objects_is_expected_to_answer_like_the_average_and_does_not_rest(world: World):
    unwilling, _ = await doctors(world, 2)
    await asked(world, unwilling, *["no"] * 8, every=timedelta(days=4))
    assert (await own(world, unwilling))["learned"]["rests_until"]
    told = (await change(world, unwilling, objects=True))["learned"]
    assert told["rests_until"] is None
    assert told["expected_yes_percent"] == told["average_yes_percent"]
    found = await candidates(world, await world.qualified())
    assert "left_in_peace" not in {r["code"] for one in found["candidates"] for r in one["reasons"]}


async def test_his_own_word_that_he_is_available_again_forgets_his_answers(world: World):
    unwilling, _ = await doctors(world, 2)
    await asked(world, unwilling, *["no"] * 4)
    told = await change(world, unwilling, start_afresh=True)
    assert (told["asked"], told["no"], told["learned"]["rests_until"]) == (0, 0, None)
    assert told["afresh_since"]


async def test_more_places_or_a_pause_lifted_is_such_a_word_too(world: World):
    (doctor,) = await doctors(world, 1)
    himself = world.professional(professional=doctor)
    settings = f"/professionals/{doctor}/solicitation-settings"
    for wish, afresh in ({"places_left": None}, False), ({"places_left": 4}, True):
        etag = (await world.get(himself, settings))["etag"]
        body = {"weekly_cap": None, "paused_until": None, **wish}
        assert (await world.ask(himself, "PUT", settings, body, If_Match=etag)).status_code == 200
        assert ((await own(world, doctor))["afresh_since"] is not None) == afresh


async def test_the_coordinator_is_told_why_so_many_are_asked_and_no_chance_of_anybody(world: World):
    await doctors(world, 6)
    found = await candidates(world, await world.qualified())
    assert found["wave_reason"]["code"] == "yes_likely"
    assert f"Demander à {found['wave_size']} ensemble" in found["wave_reason"]["words"]
    assert "expected" not in str(found)
