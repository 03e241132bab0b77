"""Local copies follow directory-svc: whole states, newest wins, walled by CPTS."""

from typing import Any
from uuid import uuid4

from ..build import MONTFAUX, OURS, THEIRS, World


async def professionals(world: World, cpts: Any = OURS) -> list[Any]:
    return await world.rows("select * from known_professional", cpts)


async def test_an_older_description_never_overwrites_a_newer_one(world: World) -> None:
    doctor = await world.describe(version=100, family_name="Newer")
    await world.describe(doctor, version=50, family_name="Older")
    (known,) = await professionals(world)
    assert known.family_name == "Newer"


async def test_a_professional_of_two_cpts_is_known_to_both(world: World) -> None:
    doctor = await world.describe(version=7)
    await world.describe(doctor, cpts=THEIRS, version=7, is_member=False)
    assert [one.is_member for one in await professionals(world, OURS)] == [True]
    assert [one.is_member for one in await professionals(world, THEIRS)] == [False]


async def test_a_new_description_replaces_the_whole_state(world: World) -> None:
    doctor = await world.describe()
    await world.describe(doctor, email=None, places=[], offer={"accepts_new_patients": False})
    (known,) = await professionals(world)
    assert (known.email, known.places, known.accepts_new_patients) == (None, [], False)


async def test_a_field_we_do_not_know_breaks_nothing(world: World) -> None:
    await world.describe(something_new={"of": "theirs"})
    assert len(await professionals(world)) == 1


async def test_a_territory_that_shrinks_forgets_its_commune(world: World) -> None:
    await world.describe_cpts(communes=[MONTFAUX], neighbours={})
    assert [row.code for row in await world.rows("select code from known_commune")] == ["97002"]
    assert len(await world.rows("select code from known_commune", THEIRS)) == 2


async def test_the_same_days_closed_by_two_offices_are_one_closure(world: World) -> None:
    """Found by the authorisation matrix: the second announcement stopped the territory's news for ever."""
    days = {"starts_on": "2026-12-24", "ends_on": "2026-12-26"}
    await world.describe_cpts(closures=[{**days, "label": "Noël"}, {**days, "label": "Fermeture"}])
    assert [row.label for row in await world.rows("select label from known_closure")] == ["Fermeture"]


async def test_whoever_left_is_no_member_any_more_and_keeps_his_name(world: World) -> None:
    doctor = await world.describe()
    await world.tell("member.left.v1", {"professional_id": str(doctor), "left_on": "2026-11-30"})
    (known,) = await professionals(world)
    assert (known.is_member, known.is_volunteer, str(known.left_on)) == (False, False, "2026-11-30")
    assert known.family_name == "Exemple"


async def test_a_description_for_another_cpts_than_its_envelope_is_refused(world: World) -> None:
    data = {
        "cpts_id": str(THEIRS),
        "name": "x",
        "time_zone": "Europe/Paris",
        "communes": [],
        "neighbours": {},
        "closures": [],
    }
    assert (await world.tell("cpts.described.v1", data, cpts=OURS)).status_code == 422


async def test_structures_are_known_by_their_number(world: World) -> None:
    for name in ("Pharmacie", "Pharmacie du Pont"):
        data = {"finess": "970000001", "name": name, "category_code": "620", "commune_code": "97001"}
        assert (await world.tell("structure.described.v1", data)).status_code == 204
    assert [row.name for row in await world.rows("select name from known_structure")] == ["Pharmacie du Pont"]


async def test_an_unknown_kind_of_event_is_received_and_left(world: World) -> None:
    assert (await world.tell("moon.rose.v1", {"id": str(uuid4())})).status_code == 204
