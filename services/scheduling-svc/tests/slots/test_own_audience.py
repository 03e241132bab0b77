"""The owner says of one slot who sees it, whatever its opening says."""

from uuid import UUID, uuid4

import pytest

EVERYBODY = ["cpts", "own_patients", "pro", "public", "snp"]


def path(slot):
    return f"/slots/{slot['slot_id']}/audience"


@pytest.fixture
async def owner(world):
    return await world.describe()


@pytest.fixture
async def mine(world, owner):
    """The owner, and the slots of his Mondays, which the CPTS sees."""
    await world.open(owner, audience=["cpts"])
    return world.who("professional", professional=owner)


async def slots_of(world, who, owner):
    return (await world.ask(who, "GET", f"/professionals/{owner}/agenda?to=2027-01-20T00:00:00Z")).json()["slots"]


async def seen_by(world, role):
    return [slot["slot_id"] for slot in await world.free(world.who(role), limit=100)]


@pytest.mark.parametrize(
    ("role", "rule"),
    [("referrer", "role-refused"), ("secretary", "role-refused"), ("regulator", "role-refused"),
     ("professional", "not-your-agenda")],
)  # fmt: skip
async def test_who_does_not_keep_the_agenda_says_nothing_of_its_slots(world, owner, mine, role, rule):
    slot = (await slots_of(world, mine, owner))[0]
    stranger = world.who(role, professional=await world.describe() if role == "professional" else None)
    for method, body in (("PUT", {"audience": []}), ("DELETE", None)):
        answer = await world.ask(stranger, method, path(slot), body)
        assert answer.status_code == 403
        assert answer.json()["type"].endswith(f"/{rule}")


async def test_a_slot_of_another_cpts_is_not_there(world, owner, mine):
    slot = (await slots_of(world, mine, owner))[0]
    stranger = world.who("director", cpts=uuid4())
    assert (await world.ask(stranger, "PUT", path(slot), {"audience": []})).status_code == 404
    assert (await world.ask(stranger, "DELETE", path(slot))).status_code == 404


async def test_the_coordinator_narrows_a_slot_and_does_not_widen_it(world, owner, mine):
    coordinator = world.who("care_coordinator")
    slot = (await slots_of(world, mine, owner))[0]
    wider = await world.ask(coordinator, "PUT", path(slot), {"audience": ["cpts", "public"]})
    assert wider.status_code == 403
    assert wider.json()["type"].endswith("/only-the-owner-widens")
    assert wider.json()["audiences"] == ["public"]
    assert (await world.ask(coordinator, "PUT", path(slot), {"audience": []})).status_code == 204
    assert slot["slot_id"] not in await seen_by(world, "referrer")
    back = await world.ask(coordinator, "DELETE", path(slot))
    assert back.json()["type"].endswith("/only-the-owner-widens")


async def test_one_slot_is_kept_and_another_is_told_to_everybody(world, owner, mine):
    kept, told, *others = await slots_of(world, mine, owner)
    assert (await world.ask(mine, "PUT", path(kept), {"audience": ["own_patients"]})).status_code == 204
    assert (await world.ask(mine, "PUT", path(told), {"audience": EVERYBODY})).status_code == 204
    assert await seen_by(world, "regulator") == [told["slot_id"]]
    assert await seen_by(world, "referrer") == [told["slot_id"], *(one["slot_id"] for one in others)]
    after = await slots_of(world, mine, owner)
    assert [one["audience"] for one in after[:3]] == [["own_patients"], EVERYBODY, ["cpts"]]
    assert [one["own_audience"] for one in after[:3]] == [True, True, False]
    refused = await world.book(world.who("referrer"), kept["slot_id"])
    assert refused.status_code == 404


async def test_it_stays_when_the_opening_changes_and_the_worker_goes_round(world, owner, mine):
    kept, *others = await slots_of(world, mine, owner)
    await world.ask(mine, "PUT", path(kept), {"audience": []})
    opening = (await world.ask(mine, "GET", "/openings")).json()["items"][0]
    terms = {
        name: value for name, value in opening.items() if name not in ("opening_id", "professional_id", "version")
    }
    wider = {**terms, "audience": ["cpts", "snp"], "modalities": ["AMB", "VR"]}
    answer = await world.ask(mine, "PUT", f"/openings/{opening['opening_id']}", wider, If_Match='"1"')
    assert answer.status_code == 200
    assert await seen_by(world, "regulator") == [one["slot_id"] for one in others]
    after = await slots_of(world, mine, owner)
    assert (after[0]["slot_id"], after[0]["modalities"]) == (kept["slot_id"], ["AMB", "VR"])
    assert (await world.ask(mine, "DELETE", path(kept))).status_code == 204
    assert kept["slot_id"] in await seen_by(world, "regulator")
    assert (await world.ask(mine, "DELETE", path(kept))).status_code == 204


async def test_a_booked_slot_is_given_back_to_those_who_were_named(world, owner, mine):
    told = (await slots_of(world, mine, owner))[0]
    await world.ask(mine, "PUT", path(told), {"audience": ["snp"]})
    regulator = world.who("regulator")
    booked = (await world.book(regulator, told["slot_id"])).json()
    taken = await world.ask(mine, "PUT", path(told), {"audience": []})
    assert taken.status_code == 409
    assert taken.json()["type"].endswith("/slot-taken")
    cancel = {"by": "patient", "reason_code": "other"}
    gone = await world.ask(regulator, "POST", f"/appointments/{booked['appointment_id']}/cancellation", cancel)
    assert gone.status_code == 200
    assert await seen_by(world, "regulator") == [told["slot_id"]]


async def test_a_timed_release_is_of_the_slot_too(world, owner, mine):
    slot = (await slots_of(world, mine, owner))[0]
    said = {"audience": ["cpts"], "releases": [{"audience": "cpts", "hours_before": 1}]}
    assert (await world.ask(mine, "PUT", path(slot), said)).status_code == 204
    assert slot["slot_id"] not in await seen_by(world, "referrer")
    wrong = await world.ask(mine, "PUT", path(slot), {**said, "audience": ["snp"]})
    assert wrong.status_code == 422


async def test_each_widening_of_a_slot_is_in_the_trail_with_its_hour(world, owner, mine):
    slot = (await slots_of(world, mine, owner))[0]
    await world.ask(mine, "PUT", path(slot), {"audience": []})
    await world.ask(mine, "PUT", path(slot), {"audience": ["cpts", "snp"]})
    widenings = (await world.ask(mine, "GET", f"/professionals/{owner}/widenings")).json()["items"]
    of_slot = [(one["audiences"], one["slot_starts_at"]) for one in widenings if one["slot_starts_at"]]
    assert of_slot == [(["cpts", "snp"], slot["starts_at"])]


async def test_what_was_said_goes_with_its_opening(world, owner, mine):
    slot = (await slots_of(world, mine, owner))[0]
    await world.ask(mine, "PUT", path(slot), {"audience": []})
    assert (await world.ask(mine, "DELETE", f"/openings/{slot['opening_id']}", If_Match='"1"')).status_code == 204
    assert await slots_of(world, mine, owner) == []
    again = await world.open(UUID(str(owner)), audience=["cpts"])
    assert again["opening_id"] != slot["opening_id"]
    assert len(await seen_by(world, "referrer")) == len(await slots_of(world, mine, owner))
