"""The committed contract is what the code says."""

from pathlib import Path

import pytest

from carekit.testing.contracts import as_file, events_of, input_fields, openapi_of, rules_about_input

CONTRACTS = Path(__file__).parents[3] / "contracts"
REPAIR = "run `make contracts` and commit the result"


def test_the_committed_openapi_is_the_one_the_code_serves() -> None:
    assert (CONTRACTS / "openapi" / "referral.json").read_text() == as_file(openapi_of("referral_svc")), REPAIR


@pytest.mark.parametrize("event_type", events_of("referral_svc"))
def test_the_committed_event_is_the_one_the_code_tells(event_type: str) -> None:
    committed = (CONTRACTS / "events" / f"{event_type}.json").read_text()
    assert committed == as_file(events_of("referral_svc")[event_type]), REPAIR


def test_every_route_but_the_answer_links_asks_for_a_token() -> None:
    for path, operations in openapi_of("referral_svc")["paths"].items():
        for operation in operations.values():
            if not path.startswith("/api/referral/v1/answer-links/"):
                assert operation.get("security"), path


def test_every_refusal_of_the_openapi_is_a_problem_document() -> None:
    for path, operations in openapi_of("referral_svc")["paths"].items():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if status >= "400":
                    assert list(answer["content"]) == ["application/problem+json"], (path, status)


def test_every_rule_about_input_names_a_field_that_a_request_has() -> None:
    fields = input_fields(openapi_of("referral_svc"))
    rules = rules_about_input("referral_svc")
    assert rules
    assert {rule: field for rule, field in rules.items() if field not in fields} == {}
