"""Agendas that nobody logs in to: a named professional answers for each, and every rule of an agenda holds."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

NOBODY = "00000000-0000-4000-8000-00000000dead"
PHARMACY = {"label": "Pharmacie du Pont", "street": "3 quai des Tanneurs", "postal_code": "97100"}
AS_MADE = {"If_Match": '"1"'}


def room(responsible, **changed):
    return {"kind": "snp_centre", "label": "Centre de soins", "profession_code": "10", "commune_code": "97001",
            "responsible_id": str(responsible), **changed}  # fmt: skip


def described(responsible, **changed):
    return {"label": "Centre de soins", "commune_code": "97001", "responsible_id": str(responsible), **changed}


@pytest.fixture
async def responsible(world):
    return await world.describe()


@pytest.fixture
async def agenda(world, responsible):
    made = await world.ask(world.who("director"), "POST", "/agendas", room(responsible))
    assert made.status_code == 201, made.text
    (one,) = made.json()["items"]
    world.places[UUID(one["agenda_id"])] = UUID(one["place_id"])
    return UUID(one["agenda_id"])


@pytest.mark.parametrize(
    "role", ["professional", "delegate", "referrer", "social_coordinator", "regulator", "secretary"]
)
async def test_who_is_not_of_the_office_makes_no_agenda(world, responsible, role):
    who = world.who(role, professional=responsible)
    assert (await world.ask(who, "POST", "/agendas", room(responsible))).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"responsible_id": NOBODY}, "responsible-unknown"),
        ({"commune_code": "75056"}, "agenda-place-unknown"),
        ({"postal_code": "9710"}, "invalid-input"), ({"street": "<b>"}, "invalid-input"),
        ({"label": "x"}, "invalid-input"), ({"label": "a\x00b"}, "invalid-input"), ({"lines": 13}, "invalid-input"),
        ({"kind": "spaceship"}, "invalid-input"),
    ],
)  # fmt: skip
async def test_an_agenda_that_makes_no_sense_is_refused_by_name(world, responsible, wrong, rule):
    answer = await world.ask(world.who("director"), "POST", "/agendas", room(responsible, **wrong))
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (422, rule)


async def test_who_made_it_opens_it_to_nobody_and_a_colleague_does_not_touch_it(world, agenda):
    coordinator = world.who("care_coordinator")
    wide = await world.ask(coordinator, "POST", "/openings", world.opening(agenda))
    assert wide.json()["type"].endswith("/only-the-owner-widens")
    colleague = world.who("professional", professional=await world.describe())
    for method, path, body in (
        ("POST", "/openings", world.opening(agenda)),
        ("GET", f"/professionals/{agenda}/agenda", None),
        ("GET", f"/professionals/{agenda}/preview", None),
        ("POST", "/closures", {"professional_id": str(agenda), "from": "2026-11-23T08:00:00Z",
                               "to": "2026-11-23T09:00:00Z"}),
    ):  # fmt: skip
        answer = await world.ask(colleague, method, path, body)
        assert answer.json()["type"].endswith("/not-your-agenda"), path
    assert (await world.ask(colleague, "GET", "/agendas")).json()["items"] == []
    assert (await world.ask(world.who("director", cpts=uuid4()), "DELETE", f"/agendas/{agenda}")).status_code == 404


async def test_its_responsible_opens_it_and_it_is_found_and_booked_as_any_other(world, agenda, responsible):
    me = world.who("professional", professional=responsible)
    assert (await world.ask(me, "POST", "/openings", world.opening(agenda))).status_code == 201
    slot = (await world.free(near_commune="97001"))[0]
    assert (slot["professional_name"], slot["professional_id"]) == ("Centre de soins", str(agenda))
    author = world.who("referrer")
    referral = await world.refer(by=author)
    made = await world.book(author, slot["slot_id"], referral_id=str(referral))
    assert made.status_code == 201
    # The name is opened to the one who answers for it, not to an agenda that nobody reads.
    async with world.database.begin(me.caller.cpts) as session:
        told = await session.execute(text("select data ->> 'professional_id' from outbox_event"))
        assert [row[0] for row in told] == [str(responsible)]
    path = f"/appointments/{made.json()['appointment_id']}/cancellation"
    assert (await world.ask(me, "POST", path, {"by": "practice", "reason_code": "other"})).status_code == 200


async def booth_of(world, responsible):
    """A booth of which one answers; both open their Monday, at a distance."""
    made = await world.ask(
        world.who("director"), "POST", "/agendas", room(responsible, kind="tele_booth", **PHARMACY)
    )
    (booth,) = made.json()["items"]
    world.places[UUID(booth["agenda_id"])] = UUID(booth["place_id"])
    me = world.who("professional", professional=responsible)
    for whose in (UUID(booth["agenda_id"]), responsible):
        opened = await world.ask(me, "POST", "/openings", world.opening(whose, modalities=["VR"]))
        assert opened.status_code == 201, opened.text
    return booth["agenda_id"]


async def test_a_slot_of_a_booth_says_that_somebody_assists_there_and_one_of_a_doctor_does_not(world, responsible):
    booth = await booth_of(world, responsible)
    kinds = {one["professional_id"]: (one["agenda_kind"], one["modalities"]) for one in await world.free()}
    assert kinds == {booth: ("tele_booth", ["VR"]), str(responsible): (None, ["VR"])}


async def test_an_appointment_in_the_agenda_of_a_booth_says_where_the_person_is_assisted(world, responsible):
    booth, me = await booth_of(world, responsible), world.who("professional", professional=responsible)
    shown = {}
    for whose in (booth, str(responsible)):
        (slot, *_) = await world.free(professional_id=whose)
        assert (await world.book(world.who("referrer"), slot["slot_id"])).status_code == 201
        agenda = (await world.ask(me, "GET", f"/professionals/{whose}/agenda")).json()
        (one,) = agenda["appointments"]
        assert (one["place_label"], one["profession_code"]) == (slot["place_label"], slot["profession_code"])
        shown[whose] = one["agenda_kind"]
    assert shown == {booth: "tele_booth", str(responsible): None}


async def test_who_reads_of_a_booking_hears_whether_it_stands_in_a_booth_wherever_it_moves(world, responsible):
    booth = await booth_of(world, responsible)
    author, slots = world.who("referrer"), await world.free()
    in_booth, again = [one for one in slots if one["professional_id"] == booth][:2]
    own = next(one for one in slots if one["professional_id"] == str(responsible))
    referral = await world.refer(by=author)
    made = (await world.book(author, in_booth["slot_id"], referral_id=str(referral))).json()
    for slot, kind in ((in_booth, "tele_booth"), (own, None), (again, "tele_booth")):
        if slot is not in_booth:
            path = f"/appointments/{made['appointment_id']}/move"
            moved = await world.ask(author, "POST", path, {"slot_id": slot["slot_id"], "by": "patient"})
            assert moved.status_code == 200, moved.text
        (listed,) = (await world.ask(author, "GET", "/appointments")).json()["items"]
        assert listed["agenda_kind"] == kind
    async with world.database.begin(author.caller.cpts) as session:
        facts = list(await session.scalars(text("select data from outbox_event order by id")))
    said = ("agenda_kind", "profession_code", "place_label", "place_street", "place_postal_code")
    told = [tuple(fact[one] for one in said) for fact in facts]
    at_booth = ("tele_booth", "10", *PHARMACY.values())
    assert told == [at_booth, (None, "10", "Cabinet", None, None), at_booth]


async def test_a_centre_described_anew_says_its_new_address_with_what_is_booked_from_then_on(
    world, agenda, responsible
):
    me = world.who("professional", professional=responsible)
    assert (await world.ask(me, "POST", "/openings", world.opening(agenda))).status_code == 201
    moved = described(responsible, street="8 rue Neuve", postal_code="97001")
    answer = await world.ask(world.who("director"), "PUT", f"/agendas/{agenda}", moved, **AS_MADE)
    assert (answer.json()["street"], answer.json()["postal_code"]) == ("8 rue Neuve", "97001")
    author = world.who("referrer")
    booked = await world.book(
        author, (await world.free())[0]["slot_id"], referral_id=str(await world.refer(by=author))
    )
    assert booked.status_code == 201, booked.text
    async with world.database.begin(me.caller.cpts) as session:
        (fact,) = await session.scalars(text("select data from outbox_event"))
    assert (fact["place_street"], fact["place_postal_code"]) == ("8 rue Neuve", "97001")


async def test_a_centre_receives_as_many_people_at_one_time_as_it_has_lines(world, responsible):
    made = await world.ask(world.who("director"), "POST", "/agendas", room(responsible, lines=2))
    me = world.who("professional", professional=responsible)
    for one in made.json()["items"]:
        world.places[UUID(one["agenda_id"])] = UUID(one["place_id"])
        await world.ask(me, "POST", "/openings", world.opening(UUID(one["agenda_id"])))
    first, second = (await world.free())[:2]
    assert first["starts_at"] == second["starts_at"]
    for slot in (first, second):
        assert (await world.book(world.who("referrer"), slot["slot_id"])).status_code == 201


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [({"responsible_id": NOBODY}, "responsible-unknown"), ({"commune_code": "75056"}, "agenda-place-unknown"),
     ({"label": ""}, "invalid-input"), ({"wheelchair_accessible": "peut-être"}, "invalid-input")],
)  # fmt: skip
async def test_an_agenda_is_described_by_the_office_alone_and_as_something_that_is(
    world, agenda, responsible, wrong, rule
):
    me = world.who("professional", professional=responsible)
    assert (await world.ask(me, "PUT", f"/agendas/{agenda}", described(responsible), **AS_MADE)).status_code == 403
    neighbour = world.who("director", cpts=uuid4())
    assert (
        await world.ask(neighbour, "PUT", f"/agendas/{agenda}", described(responsible), **AS_MADE)
    ).status_code == 404
    office = world.who("director")
    answer = await world.ask(office, "PUT", f"/agendas/{agenda}", described(responsible, **wrong), **AS_MADE)
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (422, rule)


async def test_an_agenda_described_on_an_older_reading_keeps_what_was_said_since(world, agenda, responsible):
    office = world.who("director")
    unsaid = await world.ask(office, "PUT", f"/agendas/{agenda}", described(responsible))
    assert unsaid.status_code == 428
    first = await world.ask(
        office, "PUT", f"/agendas/{agenda}", described(responsible, label="Salle bleue"), **AS_MADE
    )
    assert (first.status_code, first.headers["ETag"], first.json()["version"]) == (200, '"2"', 2)
    late = await world.ask(
        office, "PUT", f"/agendas/{agenda}", described(responsible, label="Salle rouge"), **AS_MADE
    )
    assert late.status_code == 412
    (one,) = (await world.ask(office, "GET", "/agendas")).json()["items"]
    assert (one["label"], one["version"]) == ("Salle bleue", 2)


async def test_an_agenda_described_anew_keeps_its_slots_and_is_found_by_its_new_name_and_place(
    world, agenda, responsible
):
    me = world.who("professional", professional=responsible)
    await world.ask(me, "POST", "/openings", world.opening(agenda))
    assert await world.free(wheelchair_accessible=True) == []
    before = await world.free()
    other = await world.describe()
    body = described(other, label="Salle bleue", commune_code="97002", wheelchair_accessible=True)
    answer = await world.ask(world.who("director"), "PUT", f"/agendas/{agenda}", body, **AS_MADE)
    assert (answer.json()["label"], answer.json()["responsible_id"]) == ("Salle bleue", str(other))
    after = await world.free(wheelchair_accessible=True)
    assert [slot["slot_id"] for slot in after] == [slot["slot_id"] for slot in before]
    assert (after[0]["professional_name"], after[0]["commune_code"]) == ("Salle bleue", "97002")
    read = await world.ask(me, "GET", f"/professionals/{agenda}/agenda")
    assert read.json()["type"].endswith("/not-your-agenda")


async def test_a_closed_agenda_keeps_its_appointments_and_offers_nothing_more(world, agenda, responsible):
    me = world.who("professional", professional=responsible)
    await world.ask(me, "POST", "/openings", world.opening(agenda))
    await world.book(world.who("referrer"), (await world.free())[0]["slot_id"])
    assert (await world.ask(world.who("director"), "DELETE", f"/agendas/{agenda}")).status_code == 204
    assert await world.free() == []
    read = (await world.ask(me, "GET", f"/professionals/{agenda}/agenda")).json()
    assert len(read["appointments"]) == 1
    assert (await world.ask(me, "GET", "/agendas")).json()["items"] == []


async def test_nobody_states_that_a_room_took_part(world, agenda, responsible):
    who = world.who("professional", professional=responsible)
    assert (await world.ask(who, "POST", "/openings", world.opening(agenda))).status_code == 201
    await world.open(responsible)
    asked = await world.ask(world.who("director"), "GET", "/participation", params={"month": "2026-11"})
    assert [line["professional_id"] for line in asked.json()["items"]] == [str(responsible)]
