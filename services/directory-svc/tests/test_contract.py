"""The promised contract is the one the code keeps."""

import json
from pathlib import Path

from carekit.testing.contracts import events_of, input_fields, openapi_of, rules_about_input

CONTRACTS = Path(__file__).parents[3] / "contracts"


def test_the_openapi_document_is_the_committed_one() -> None:
    committed = json.loads((CONTRACTS / "openapi" / "directory.json").read_text())
    assert openapi_of("directory_svc") == committed, "run `make contracts` and review the difference"


def test_the_events_are_the_committed_ones() -> None:
    for kind, schema in events_of("directory_svc").items():
        committed = json.loads((CONTRACTS / "events" / f"{kind}.json").read_text())
        assert json.loads(json.dumps(schema)) == committed, "run `make contracts` and review the difference"


def test_every_operation_names_who_may_be_refused() -> None:
    for path, operations in openapi_of("directory_svc")["paths"].items():
        for method, operation in operations.items():
            assert {"401", "503"} <= set(operation["responses"]), f"{method} {path}"
            assert operation["security"], f"{method} {path}"


def test_every_rule_about_input_names_a_field_that_a_request_has() -> None:
    fields = input_fields(openapi_of("directory_svc"))
    rules = rules_about_input("directory_svc")
    assert rules
    assert {rule: field for rule, field in rules.items() if field not in fields} == {}
