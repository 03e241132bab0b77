from __future__ import annotations

import json

from gateway_house import CONTRACT

from carekit.auth import ROLES
from carekit.testing.contracts import as_file, openapi_of


def test_the_contract_says_what_the_code_does() -> None:
    assert CONTRACT.read_text() == as_file(openapi_of("gateway")), "run `make contracts` and read the difference"


def test_every_role_of_the_profession_and_no_other_is_in_the_contract() -> None:
    document = json.loads(CONTRACT.read_text())
    roles = document["components"]["schemas"]["SessionOut"]["properties"]["roles"]["items"]["enum"]
    assert roles == sorted(ROLES)
