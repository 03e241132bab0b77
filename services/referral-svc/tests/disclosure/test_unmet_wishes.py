"""Which wish could not be met and why: for who speaks with the person, kept sealed with the choice."""

from typing import Any
from uuid import UUID

import pytest

from ..build import OURS, Somebody, World
from ..solicitations.asking import place, reply, send, token_of

WOMAN = {"doctor_sex": "female"}


def path(referral: Any) -> str:
    return f"/referrals/{referral['referral_id']}/wishes"


async def wishes(world: World, referral: Any, who: Somebody | None = None) -> Any:
    return await world.get(who or world.coordinator, path(referral))


async def asked(world: World, doctor: UUID, answer: str, referral: Any) -> None:
    await send(world, referral, doctor)
    await reply(world, await token_of(world, doctor), answer)


@pytest.mark.parametrize("role", ["professional", "social_coordinator", "director", "secretary", "delegate"])
async def test_nobody_else_reads_what_the_person_wished(world: World, role: str):
    doctor = await world.describe()
    referral = await world.placed(doctor, constraints=WOMAN)
    status, _ = await world.refused(world.who(role, professional=doctor), "GET", path(referral))
    assert status in (403, 404), "not even the doctor who was chosen"


async def test_a_person_who_wished_nothing_is_told_nothing(world: World):
    referral = await world.placed(await world.describe())
    assert await wishes(world, referral) == {"items": [], "settled_at": None}


async def test_the_words_say_how_many_were_asked_and_why_it_failed(world: World):
    women = [await world.describe(sex="female", places=place(km)) for km in (0.5, 1, 2)]
    await world.describe(sex="female", offer={"capacity": 0})
    await world.describe(sex="female", places=place(40))
    man = await world.describe(sex="male", places=place(4))
    referral = await world.qualified(constraints=WOMAN)
    for woman in women:
        await asked(world, woman, "no", referral)
    (item,) = (await wishes(world, referral))["items"]
    assert (item["wish_code"], item["met"], item["possible"], item["asked"], item["no_place"]) == (
        "female",
        None,
        4,
        3,
        1,
    )
    assert item["words"] == "Une femme à moins de 5\u00a0km\u00a0: 3 sollicitations, aucun oui\u202f; 1 sans place."
    await asked(world, man, "yes", referral)
    await world.act(
        world.coordinator, referral["referral_id"], "choice", {"professional_id": str(man), "recorded": "oral"}
    )
    kept = await wishes(world, referral)
    assert (kept["items"][0]["met"], kept["settled_at"] is None) == (False, False)
    for woman in women:
        await world.describe(woman, sex="male")
    assert await wishes(world, referral) == kept, "kept as it was at the choice"


async def test_a_wish_that_was_met_says_so_and_the_referrer_may_tell_the_person(world: World):
    woman = await world.describe(sex="female")
    referrer = world.who("referrer")
    referral = await world.placed(woman, who=referrer, constraints=WOMAN)
    (item,) = (await wishes(world, referral, referrer))["items"]
    assert (item["met"], item["words"]) == (True, "Une femme à moins de 5\u00a0km\u00a0: oui.")


async def test_a_placement_that_did_not_hold_opens_the_wishes_again(world: World):
    woman = await world.describe(sex="female")
    referral = await world.placed(woman, constraints=WOMAN)
    act = {"by": "professional", "reason_code": "no_capacity"}
    await world.act(world.coordinator, referral["referral_id"], "step-back", act)
    assert (await wishes(world, referral))["settled_at"] is None


async def test_a_language_and_the_usual_doctor_are_wishes_too(world: World):
    usual = await world.describe()
    speaker = await world.describe(offer={"languages": ["fr", "uk"]})
    referral = await world.qualified(usual_professional_id=str(usual), constraints={"language_codes": ["uk"]})
    await asked(world, usual, "no", referral)
    found = {one["wish_code"]: one for one in (await wishes(world, referral))["items"]}
    assert found["usual"]["words"] == "Le médecin habituel\u00a0: 1 sollicitation, aucun oui."
    assert (found["language"]["possible"], found["language"]["asked"]) == (1, 0)
    assert str(speaker) not in str(found)


async def test_what_was_wished_and_missed_is_in_no_plain_column(world: World):
    referral = await world.placed(await world.describe(sex="male"), constraints=WOMAN)
    row = (
        await world.rows(
            "select r::text as row, p.wishes as sealed from referral r join sealed_person p on p.referral_id = r.id"
            " where r.id = :id",
            id=UUID(referral["referral_id"]),
            cpts=OURS,
        )
    )[0]
    assert "wish" not in row.row
    assert b"female" not in bytes(row.sealed)
    assert b"settled" not in bytes(row.sealed)
