from __future__ import annotations

import json

from gateway_house import CONTRACT

from carekit.auth import ROLES
from carekit.testing.contracts import as_file, input_fields, openapi_of, rules_about_input


def test_the_contract_says_what_the_code_does() -> None:
    assert CONTRACT.read_text() == as_file(openapi_of("gateway")), "run `make contracts` and read the difference"


def test_every_role_of_the_profession_and_no_other_is_in_the_contract() -> None:
    document = json.loads(CONTRACT.read_text())
    roles = document["components"]["schemas"]["SessionOut"]["properties"]["roles"]["items"]["enum"]
    assert roles == sorted(ROLES)


def test_every_rule_about_input_names_a_field_that_a_request_has() -> None:
    fields = input_fields(openapi_of("gateway"))
    rules = rules_about_input("gateway")
    assert rules
    assert {rule: field for rule, field in rules.items() if field not in fields} == {}
