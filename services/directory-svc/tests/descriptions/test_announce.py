"""What the other services are told, and nothing more."""

import pytest
from sqlalchemy import update

from carekit.db import Database
from directory_svc.descriptions import announce
from directory_svc.professionals.events import ProfessionalDescribed
from directory_svc.professionals.models import PracticePlace

from ..build import MONDAY, OURS, THEIRS, World, told


async def subjects(database: Database, kind: str = "professional.described.v1") -> set[tuple[str, str]]:
    async with database.begin() as session:
        return {(str(fact.cpts_id), fact.subject) for fact in await told(session, kind)}


async def announce_all(world: World) -> int:
    async with world.database.begin() as session:
        return await announce.everything_everywhere(session, world.clock.now())


async def test_nobody_beyond_territory_and_border_is_told_of(world: World) -> None:
    inside = await world.professional(communes=("96001",))
    at_border = await world.professional(communes=("96003",))
    await announce_all(world)
    assert await subjects(world.database) == {
        (str(OURS), str(inside)),
        (str(OURS), str(at_border)),
        (str(THEIRS), str(at_border)),
    }


async def test_a_member_who_practises_elsewhere_is_told_of(world: World) -> None:
    far = await world.professional(communes=("96004",), member_of=OURS)
    await announce_all(world)
    assert (str(OURS), str(far)) in await subjects(world.database)


async def test_an_unchanged_state_is_not_told_again(world: World) -> None:
    await world.professional()
    assert await announce_all(world) == 1
    assert await announce_all(world) == 0


async def test_the_structures_told_are_those_of_the_territory(world: World) -> None:
    await world.structure()
    await world.structure("Clinique du Gué", finess="960000024", commune_code="96003")
    await announce_all(world)
    assert await subjects(world.database, "structure.described.v1") == {(str(OURS), "960000016")}


async def test_the_whole_state_of_a_professional_is_told(world: World) -> None:
    who = await world.professional("D'Ormesson", communes=("96001", "96002"), member_of=OURS)
    async with world.database.begin() as session:
        (fact,) = await told(session, "professional.described.v1")
    described = ProfessionalDescribed.model_validate(fact.data)
    assert (described.professional_id, described.is_member, described.title) == (who, True, "Dr")
    assert [place.commune_code for place in described.places] == ["96001", "96002"]
    assert described.phone == "0199000000"


@pytest.mark.parametrize(
    ("place", "structure_id"),
    [
        ({"structure_finess": "960000016", "place_key": "R10000000000028"}, "1960000016"),
        ({"structure_finess": None, "place_key": "F2A0000014"}, "12A0000014"),
        ({"structure_finess": None, "place_key": "C73282932000074"}, "373282932000074"),
        ({"structure_finess": None, "place_key": "S73282932000074"}, "373282932000074"),
        ({"structure_finess": None, "place_key": "R10000000000028"}, "410000000000028"),
        ({"structure_finess": None, "place_key": "A96001Rue du Port"}, None),
    ],
)
async def test_a_place_is_told_with_the_national_identifier_of_its_structure(
    world: World, place: dict[str, str | None], structure_id: str | None
) -> None:
    who = await world.professional()
    async with world.database.begin() as session:
        await session.execute(update(PracticePlace).where(PracticePlace.professional_id == who).values(**place))
    await announce_all(world)
    async with world.database.begin() as session:
        fact = (await told(session, "professional.described.v1"))[-1]
    described = ProfessionalDescribed.model_validate(fact.data)
    assert [place.structure_id for place in described.places] == [structure_id]


async def test_every_fact_waits_for_its_subscribers(world: World) -> None:
    from sqlalchemy import text

    await world.professional(member_of=OURS)
    async with world.database.begin() as session:
        rows = await session.execute(
            text(
                "select e.type, array_agg(d.subscriber order by d.subscriber) from outbox_event e "
                "join outbox_delivery d on d.event_id = e.id where e.type like 'professional%' group by 1"
            )
        )
        assert rows.all() == [("professional.described.v1", ["gateway", "referral-svc", "scheduling-svc"])]


async def test_the_snapshot_is_for_services_only(world: World) -> None:
    answer = await world.http.get("/_snapshot", headers=world.headers("director"))
    assert answer.status_code == 403


@pytest.mark.parametrize("limit", [1, 2, 1000])
async def test_a_new_consumer_starts_from_the_last_fact_about_every_subject(world: World, limit: int) -> None:
    await world.professional(member_of=OURS)
    await world.structure()
    await announce_all(world)
    service = world.headers("service", cpts=None, issuer="referral-svc")
    items, after = [], None
    for _ in range(10):
        params = {"limit": limit} | ({"after": after} if after else {})
        page = (await world.http.get("/_snapshot", params=params, headers=service)).json()
        items += page["items"]
        after = page["next"]
        if after is None:
            break
    assert sorted(item["type"] for item in items) == [
        "cpts.described.v1",
        "cpts.described.v1",
        "professional.described.v1",
        "structure.described.v1",
    ]
    assert {item["source"] for item in items} == {"directory-svc"}
    assert all(item["time"] == MONDAY.isoformat().replace("+00:00", "Z") for item in items)


async def test_a_forged_position_of_the_snapshot_is_refused(world: World) -> None:
    service = world.headers("service", cpts=None, issuer="referral-svc")
    answer = await world.http.get("/_snapshot", params={"after": "abc"}, headers=service)
    assert answer.status_code == 422
