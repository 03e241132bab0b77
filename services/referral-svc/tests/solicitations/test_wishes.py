"""A professional's own words about being asked: cap, pause, places left (rules of the profession, section 3)."""

import pytest

from ..build import THEIRS, World, person
from .asking import candidates, doctors, send

WISHES = {"weekly_cap": 1, "paused_until": None, "places_left": None}


def path(professional):
    return f"/professionals/{professional}/solicitation-settings"


async def change(world: World, who, professional, **changed):
    etag = (await world.get(who, path(professional)))["etag"]
    answer = await world.ask(who, "PUT", path(professional), {**WISHES, **changed}, If_Match=etag)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_nobody_reads_or_changes_the_settings_of_another(world: World):
    doctor, other = await doctors(world, 2)
    assert await world.refused(world.professional(professional=other), "GET", path(doctor)) == (
        404, "settings-of-another",
    )  # fmt: skip
    for role in ("referrer", "secretary", "director", "evaluator"):
        assert await world.refused(world.who(role), "GET", path(doctor)) == (403, "role-refused")
    elsewhere = world.who("care_coordinator", cpts=THEIRS)
    assert await world.refused(elsewhere, "GET", path(doctor)) == (404, "settings-of-another")


@pytest.mark.parametrize(
    "wrong",
    [{"weekly_cap": -1}, {"weekly_cap": 2**40}, {"places_left": -1}, {"paused_until": "2026-12-01T00:00:00"},
     {"declined_kinds": ["patients_with_ame"]}, {"note": "never on Fridays"}],
)  # fmt: skip
async def test_a_wish_that_means_nothing_is_refused(world: World, wrong):
    (doctor,) = await doctors(world, 1)
    himself = world.professional(professional=doctor)
    answer = await world.ask(himself, "PUT", path(doctor), {**WISHES, **wrong}, If_Match='"1"')
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (422, "invalid-input")


async def test_a_change_names_the_version_it_was_made_on(world: World):
    (doctor,) = await doctors(world, 1)
    himself = world.professional(professional=doctor)
    answer = await world.ask(himself, "PUT", path(doctor), WISHES)
    assert answer.status_code == 428
    await change(world, himself, doctor)
    stale = await world.ask(himself, "PUT", path(doctor), WISHES, If_Match='"1"')
    assert stale.status_code == 412


async def test_a_delegate_does_not_give_himself_the_right_to_answer(world: World):
    (doctor,) = await doctors(world, 1)
    delegate = world.who("delegate", professional=doctor)
    assert (await change(world, delegate, doctor, delegates_may_answer=True))["delegates_may_answer"] is False
    himself = world.professional(professional=doctor)
    assert (await change(world, himself, doctor, delegates_may_answer=True))["delegates_may_answer"] is True


async def test_without_any_word_the_cap_is_that_of_the_cpts(world: World):
    (doctor,) = await doctors(world, 1)
    found = await world.get(world.professional(professional=doctor), path(doctor))
    assert (found["weekly_cap"], found["weekly_cap_is_default"], found["places_left"]) == (3, True, None)


@pytest.mark.parametrize(
    ("wish", "condition"),
    [
        ({"weekly_cap": 0}, "weekly_cap_reached"),
        ({"weekly_cap": None, "paused_until": "2026-12-01T08:00:00+01:00"}, "paused"),
        ({"weekly_cap": None, "places_left": 0}, "no_place_left"),
        ({"weekly_cap": None, "declined_kinds": ["medecin_traitant"]}, "kind_declined"),
    ],
)
async def test_his_own_word_keeps_him_out_of_the_wave(world: World, wish, condition):
    (doctor,) = await doctors(world, 1)
    await change(world, world.professional(professional=doctor), doctor, **wish)
    found = await candidates(world, await world.qualified())
    assert found["excluded"][0]["condition_code"] == condition


async def test_his_own_cap_counts_before_that_of_the_cpts(world: World):
    (doctor,) = await doctors(world, 1)
    await change(world, world.professional(professional=doctor), doctor, weekly_cap=1)
    await send(world, await world.qualified(), doctor)
    found = await candidates(world, await world.qualified(patient=person(family_name="Other")))
    assert found["excluded"][0]["words"] == "Plafond hebdomadaire atteint (1 sur 1)"


async def test_a_placement_takes_one_of_the_places_he_said_he_has(world: World):
    (doctor,) = await doctors(world, 1)
    himself = world.professional(professional=doctor)
    await change(world, himself, doctor, weekly_cap=None, places_left=2)
    await world.placed(doctor)
    found = await world.get(himself, path(doctor))
    assert (found["places_left"], found["places_reserved"], found["asked_this_week"]) == (1, 0, 1)
