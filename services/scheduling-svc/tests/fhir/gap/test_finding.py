"""Flows 4b and 5b: a partner's software searches its own appointments."""

from datetime import timedelta
from uuid import uuid4

from .conftest import NAMED, of, rule


async def test_a_search_that_cannot_be_read_is_refused(gap):
    for query, status in (("date=soon", 400), ("_count=0", 400), ("_page=x", 422), ("status:not=booked", 400),
                          ("identifier=%00", 400)):  # fmt: skip
        assert (await gap.get(f"/Appointment?{query}")).status_code == status, query


async def test_an_include_that_is_not_served_is_left_out_and_refused_to_a_strict_client(gap, doctor):
    (slot, *_) = await gap.slots()
    assert (await gap.ask(slot)).status_code == 201
    answer = await gap.get("/Appointment?_include=Appointment:patient")
    assert [entry["search"]["mode"] for entry in answer.json()["entry"]] == ["match"]
    strict = await gap.get("/Appointment?_include=Appointment:patient", prefer="handling=strict")
    assert (strict.status_code, rule(strict)) == (400, "parameter-unknown")


async def test_an_include_gives_the_slot_and_whose_it_is_where_they_can_be_read(world, gap, doctor):
    for slot in (await gap.slots())[:2]:
        assert (await gap.ask(slot)).status_code == 201
    actors = ["Practitioner", "PractitionerRole"]
    for includes, kinds in {
        ("slot",): ["Slot"] * 2, ("practitioner",): actors[:1], ("actor",): actors,
        ("slot", "actor"): ["Slot"] * 2 + actors,
    }.items():  # fmt: skip
        asked = "&".join(f"_include=Appointment:{one}" for one in includes)
        bundle = (await gap.get(f"/Appointment?{asked}", prefer="handling=strict")).json()
        assert bundle["total"] == 2
        included = [entry["resource"] for entry in bundle["entry"] if entry["search"]["mode"] == "include"]
        assert [one["resourceType"] for one in included] == kinds
        for one in included:
            assert (await gap.get(f"/{one['resourceType']}/{one['id']}")).json() == one
    world.clock.advance(timedelta(days=1))
    bundle = (await gap.get("/Appointment?_include=Appointment:slot&_include=Appointment:actor")).json()
    assert len(bundle["entry"]) == bundle["total"] == 2, "what is past is not read here"


async def test_each_parameter_narrows_the_search(gap, doctor):
    slot, other, *_ = await gap.slots()
    assert (await gap.ask(slot, **NAMED)).status_code == 201
    assert (await gap.ask(other, "pending")).status_code == 201
    for query, found in {
        "status=booked": 1, "status=pending,booked": 2, "status=arrived": 0,
        "identifier=https://partner.invalid/rdv|R-7/42": 1, "identifier=R-7/42": 1, "identifier=|R-7/42": 0,
        "identifier=other|R-7/42": 0, "date=2026-11-23": 2, "date=ge2026-11-24": 0,
        "start=ge2026-11-23T09:15:00+01:00": 1, "start=lt2026-11-23T09:15:00+01:00&date=2026-11-23": 1,
        "created=2026-11-23": 2, "created=lt2026-11-23": 0, "service-type=AMB": 2, "service-type=VR": 0,
        "service-type=urn:maillage:booking-reason|other": 2, "_id=x": 0, f"slot=Slot/{uuid4()}": 0,
        f"slot=Slot/{slot['id']}": 1, "practitioner.identifier=urn:oid:1.2.250.1.71.4.2.1|800000000000": 0,
    }.items():  # fmt: skip
        answer = await gap.get(f"/Appointment?{query}", prefer="handling=strict")
        assert len(of(answer, "Appointment")) == answer.json()["total"] == found, query


async def test_appointments_are_found_by_whose_they_are_and_page_by_page(world, gap, doctor):
    for slot in await gap.slots():
        assert (await gap.ask(slot)).status_code == 201
    number = f"urn:oid:1.2.250.1.71.4.2.1%7C8{world.rpps(doctor)}"
    seen, path = [], f"/Appointment?_count=3&practitioner.identifier={number}"
    while path:
        answer = await gap.get(path)
        seen += [one["id"] for one in of(answer, "Appointment")]
        links = {link["relation"]: link["url"] for link in answer.json()["link"]}
        path = links["next"].split("/fhir/gap")[1] if "next" in links else None
    assert len(seen) == len(set(seen)) == 4
