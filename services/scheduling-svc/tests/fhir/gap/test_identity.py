"""No identity is kept: whoever comes is left out of what a partner's software sends."""

from sqlalchemy import text

from .conftest import OURS, asking, rule

SOMEBODY = [
    {"participant": [{"actor": {"reference": "Patient/1", "display": "ZZCANARI Zoé"}, "status": "accepted"}]},
    {"participant": [{"actor": {"reference": "#p", "display": "ZZCANARI Zoé"}, "status": "accepted"}],
     "contained": [{"resourceType": "Patient", "id": "p", "name": [{"family": "ZZCANARI"}]}]},
    {"participant": [{"actor": {"display": "ZZCANARI Zoé"}, "status": "accepted"}]},
    {"participant": [{"status": "accepted", "actor": {
        "type": "Patient", "identifier": {"system": "urn:oid:1.2.250.1.213.1.4.8", "value": "255069999999999"}}}]},
    {"description": "Visite de ZZCANARI"}, {"comment": "ZZCANARI"}, {"text": {"div": "<div>ZZCANARI</div>"}},
    {"extension": [{"url": "https://hl7.fr/operator", "valueReference": {"reference": "Patient/1"}}]},
    {"reasonCode": [{"text": "ZZCANARI tousse"}]}, {"serviceType": [{"text": "ZZCANARI"}]},
]  # fmt: skip


async def test_who_comes_is_left_out_with_a_warning_and_refused_to_a_strict_client(world, gap, doctor):
    (slot, *_) = await gap.slots()
    said = []
    for somebody in SOMEBODY:
        strict = await gap.send("POST", "/Appointment", asking(slot) | somebody, prefer="handling=strict")
        assert (strict.status_code, rule(strict)) == (422, "not-kept")
        answer = await gap.send("POST", "/Appointment", asking(slot) | somebody)
        assert answer.status_code == 201
        assert answer.json()["resourceType"] == "OperationOutcome"
        assert {issue["severity"] for issue in answer.json()["issue"]} == {"warning"}
        assert [issue["expression"] for issue in answer.json()["issue"]] == [
            issue["expression"] for issue in strict.json()["issue"]
        ]
        told = await gap.get("/Appointment/" + answer.headers["location"].rpartition("/")[2])
        assert told.json()["status"] == "booked"
        said += [strict.text, answer.text, told.text]
        assert (await gap.change(told.json(), status="cancelled")).status_code == 200
    async with world.database.begin(OURS) as session:
        kept = (await session.execute(text("select cast(g as text) from gap_appointment g"))).scalars().all()
    assert len(kept) == len(SOMEBODY)
    assert not [one for one in (*said, *kept) if "CANARI" in one or "2550699" in one]


async def test_a_search_by_a_patient_matches_nothing(gap, doctor):
    (slot, *_) = await gap.slots()
    assert (await gap.ask(slot)).status_code == 201
    for query in ("patient.identifier=1", "patient=Patient/1", "actor:Patient.identifier=urn:oid:1|1"):
        answer = await gap.get(f"/Appointment?{query}", prefer="handling=strict")
        assert answer.json()["total"] == 0
