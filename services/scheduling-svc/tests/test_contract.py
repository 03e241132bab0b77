"""The contract is a committed file. When a test here is red on purpose: make contracts, and commit what it wrote."""

import json
from pathlib import Path

from carekit.testing.contracts import as_file, events_of, input_fields, openapi_of, rules_about_input

CONTRACTS = Path(__file__).parents[3] / "contracts"
REPAIR = "run `make contracts` and commit what it wrote"


def test_the_openapi_is_the_committed_one():
    assert (CONTRACTS / "openapi" / "scheduling.json").read_text() == as_file(openapi_of("scheduling_svc")), REPAIR


def test_the_events_are_the_committed_ones():
    for name, schema in events_of("scheduling_svc").items():
        assert (CONTRACTS / "events" / f"{name}.json").read_text() == as_file(schema), REPAIR


def test_no_event_has_a_field_that_could_carry_an_identity():
    data = [schema["properties"]["data"] for schema in events_of("scheduling_svc").values()]
    fields = {field for schema in data for field in schema["properties"]}
    assert fields == {"appointment_id", "referral_id", "professional_id", "starts_at", "ends_at", "modality",
                      "place_label", "place_street", "place_postal_code",
                      "commune_code", "cancelled_by", "reason_code", "booked_by_account_id",
                      "choice_recorded", "previous_professional_id", "previous_starts_at", "moved_by",
                      "moved_by_account_id", "by_account_id", "triage_class", "due_at", "disposition",
                      "recourse_name", "rota_id", "duty_id", "swap_id", "kind", "duties", "on", "was_on",
                      "was_of", "in_return", "offered_by", "cpts_id", "least", "half_days", "may_take",
                      "by_professional_id", "outcome", "agenda_kind", "profession_code", "cover_id", "hours",
                          "commune_name", "asked", "change", "decided_by", "locum_id", "team"}  # fmt: skip


def test_no_operation_takes_or_gives_a_field_that_could_carry_an_identity():
    document = json.dumps(openapi_of("scheduling_svc")["components"]["schemas"])
    for word in ("family_name", "given_name", "birth", "patient_name", "phone", "address", "nir", "comment"):
        assert f'"{word}":' not in document


def test_every_rule_about_input_names_a_field_that_a_request_has():
    fields = input_fields(openapi_of("scheduling_svc"))
    rules = rules_about_input("scheduling_svc")
    assert rules
    assert {rule: field for rule, field in rules.items() if field not in fields} == {}
