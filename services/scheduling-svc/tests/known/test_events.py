"""What other services tell us, once, in order, and from themselves only."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from carekit.identifiers import new_id


async def one(world, question, cpts=None):
    async with world.database.begin(cpts or world.who().caller.cpts_id) as session:
        return (await session.execute(text(question))).first()


async def test_a_person_tells_us_no_facts(world):
    token = world.keys.signer().for_caller(world.who("director").caller)
    answer = await world.http.post("/_events", json={}, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code in (403, 422)
    assert (await world.http.get("/_snapshot", headers={"Authorization": f"Bearer {token}"})).status_code == 403


async def test_a_service_does_not_tell_facts_of_another(world):
    referral = uuid4()
    data = {"referral_id": str(referral), "kind": "snp", "status": "stated", "placed_professional_id": None}
    answer = await world.tell("referral.stated.v1", data, by="directory-svc")
    assert answer.status_code == 403
    assert await one(world, "select 1 from known_referral") is None


@pytest.mark.parametrize(
    ("kind", "data"),
    [("referral.stated.v1", {"referral_id": "x"}), ("cpts.described.v1", {"cpts_id": str(uuid4())}),
     ("professional.described.v1", {"professional_id": str(uuid4())})],
)  # fmt: skip
async def test_a_fact_without_the_shape_of_its_type_is_refused(world, kind, data):
    answer = await world.tell(kind, data)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/event-unreadable")


async def test_a_refused_fact_may_be_told_again(world):
    event = new_id()
    assert (await world.tell("referral.stated.v1", {"referral_id": "x"}, event_id=event)).status_code == 422
    good = {"referral_id": str(uuid4()), "kind": "snp", "status": "stated", "placed_professional_id": None}
    assert (await world.tell("referral.stated.v1", good, event_id=event)).status_code == 204
    assert await one(world, "select 1 from known_referral") is not None


async def test_a_time_zone_that_does_not_exist_is_refused(world):
    answer = await world.tell("cpts.described.v1", {"cpts_id": str(world.who().caller.cpts_id), "name": "x",
                                                    "time_zone": "Mars/Olympus", "communes": []})  # fmt: skip
    assert answer.status_code == 422


async def test_a_fact_of_a_type_we_do_not_read_is_received_and_left(world):
    assert (await world.tell("structure.described.v1", {"finess": "960000012"})).status_code == 204


async def test_an_older_state_of_a_referral_never_covers_a_newer_one_whatever_its_type(world):
    referral = await world.refer(kind="care", status="placed", placed=uuid4(), event="referral.placed.v1", version=7)
    await world.refer(kind="care", status="stated", referral=referral, event="referral.stated.v1", version=1)
    assert (await one(world, "select status from known_referral")).status == "placed"
    await world.refer(kind="care", status="closed", referral=referral, event="referral.closed.v1", version=8)
    assert (await one(world, "select status from known_referral")).status == "closed"


async def test_a_fact_told_twice_is_applied_once(world):
    event, owner = new_id(), uuid4()
    data = {"professional_id": str(owner), "family_name": "Un", "profession_code": "10"}
    assert (await world.tell("professional.described.v1", data, event_id=event, version=1)).status_code == 204
    again = {**data, "family_name": "Deux"}
    assert (await world.tell("professional.described.v1", again, event_id=event, version=2)).status_code == 204
    assert (await one(world, "select display_name from known_professional")).display_name == "Un"


async def test_one_professional_is_described_to_two_cpts_each_with_its_own_copy(world):
    owner, theirs = uuid4(), uuid4()
    await world.describe_cpts(theirs)
    await world.describe(owner, family_name="Ici")
    await world.describe(owner, cpts=theirs, family_name="Ailleurs")
    here = await one(world, "select display_name from known_professional")
    there = await one(world, "select display_name from known_professional", theirs)
    assert (here.display_name, there.display_name) == ("Dr Jeanne Ici", "Dr Jeanne Ailleurs")


async def test_a_place_without_coordinates_stands_in_the_middle_of_its_commune(world):
    place = {"place_id": str(uuid4()), "label": None, "commune_code": "97002", "commune_name": "Montfaux"}
    await world.describe(places=[place])
    found = await one(world, "select label, lat, lon from known_place")
    assert found == ("Montfaux", 45.99, 4.60)


async def test_a_cpts_that_changes_its_time_zone_is_derived_again(world):
    await world.open(await world.describe())
    assert (await one(world, "select count(*) from slot_horizon")) == (1,)
    await world.describe_cpts(time_zone="Indian/Reunion")
    assert (await one(world, "select count(*) from slot_horizon")) == (0,)


async def test_a_new_consumer_reads_every_fact_we_told_from_the_beginning(world):
    await world.open(await world.describe())
    slots, who = await world.free(), world.who("referrer")
    referral = await world.refer(by=who)
    for slot in slots[:3]:
        await world.book(who, slot["slot_id"], referral_id=str(referral))
    from carekit.auth import ServiceIdentity

    token = ServiceIdentity("referral-svc", world.keys.signer("referral-svc")).token()
    ask = lambda **params: world.http.get(  # noqa: E731
        "/_snapshot", params=params, headers={"Authorization": f"Bearer {token}"}
    )
    first = (await ask(limit=2)).json()
    rest = (await ask(after=first[-1]["id"])).json()
    assert [len(first), len(rest)] == [2, 1]
    assert {fact["source"] for fact in first + rest} == {"scheduling-svc"}
    assert (await ask(after="x")).status_code == 422
