"""What we tell holds to the element tables of the guide: cardinalities, fixed values, patterns."""

from .conftest import NAMED


async def test_each_resource_holds_to_the_elements_of_its_profile(gap, doctor, breaches):
    slot, other, *_ = await gap.slots()
    await gap.ask(slot, **NAMED)
    gone = (await gap.ask(other, "pending")).json()
    await gap.change(gone, status="cancelled")
    searches = ("/Slot?_include=Slot:schedule", "/Schedule", "/Appointment?_include=Appointment:slot",
                "/Appointment?status=arrived")  # fmt: skip
    bundles = [(await gap.get(path)).json() for path in searches]
    told = [entry["resource"] for bundle in bundles for entry in bundle.get("entry", [])]
    told += [bundle for bundle in bundles if "meta" in bundle]
    seen = set()
    for resource in told:
        assert breaches(resource) == []
        seen.add(resource["meta"]["profile"][0].rpartition("/")[2])
    assert seen == {
        "gap-fr-slot", "gap-fr-schedule", "gap-fr-appointment", "gap-bundle-reponse-demande-consult-dispo",
        "gap-bundle-reponse-demande-consult-rdv",
    }  # fmt: skip


def test_the_check_finds_what_is_wrong(breaches):
    profile = "https://interop.esante.gouv.fr/ig/fhir/gap/StructureDefinition/gap-fr-appointment"
    appointment = {"status": "booked", "participant": [{"status": "accepted"}]}
    assert breaches(appointment, profile) == []
    assert breaches({**appointment, "participant": [{}]}, profile)
    assert breaches({"status": "booked"}, profile)
