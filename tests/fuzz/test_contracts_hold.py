"""Whatever is sent, each service keeps its contract: no server error, no answer that it does not promise (R8).

The caller has every role, and at the FHIR bases every scope of a partner, so that requests go as deep as they can;
half of the path identifiers are real, some of them those of canary patients: whatever answer does not open a bulletin
names none of them (R14). More than 5,000 requests; with `LONG_FORM=1` more than 50,000, from another seed each time
(`make drill`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from carekit.auth import ROLES
from local_system.running import RunningSystem
from tests.authorisation.world import World
from tests.canary.test_nothing_identifies import ALL, being_searched_for, hits

CONTRACTS = Path(__file__).parents[2] / "contracts" / "openapi"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
IS_LONG = bool(os.environ.get("LONG_FORM"))
TIMES = 12 if IS_LONG else 1
EXAMPLES = {GenerationMode.POSITIVE: 7 * TIMES, GenerationMode.NEGATIVE: 6 * TIMES}
#: What opens a person's data to whoever has a right to it. Every other answer is of the first stage.
OPENS = {
    "read_care_bulletin", "read_social_bulletin", "give_names", "hand_over_person_file", "print_downtime_list",
    "read_messages", "read_report", "read_report_file",
}  # fmt: skip


#: Asked by a partner's software, by rules of their own: a lenient server leaves out what it does not understand.
FHIR, SCOPES = "/fhir/", ("sas.read", "sas.regulators", "gap.read", "gap.book")
#: Answers by which a service may refuse what its contract does not allow; 412 is how If-Match refuses.
REFUSALS = [400, 401, 403, 404, 409, 412, 413, 422, 428]
#: Beyond it the server itself hangs up, before any service.
LONGEST_ADDRESS = 60_000
CONFIG = SchemathesisConfig.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REFUSALS}}})


def loaded(service: str) -> Any:
    return schemathesis.openapi.from_path(CONTRACTS / f"{service}.json", config=CONFIG)


def operations() -> Iterator[Any]:
    for service in ("directory", "referral", "scheduling"):
        document = json.loads((CONTRACTS / f"{service}.json").read_text())
        for path, methods in document["paths"].items():
            for method, contract in methods.items():
                yield pytest.param(service, path, method, id=contract["operationId"])


@pytest.fixture(scope="module")
def world(system: RunningSystem) -> World:
    return World.of(system)


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    return {service: loaded(service) for service in ("directory", "referral", "scheduling")}


@pytest.fixture(scope="module")
def canaries(system: RunningSystem) -> list[str]:
    """Requests of three persons whose every value would be known again."""
    with system.log_in_as("referrer") as referrer, system.log_in_as("care_coordinator") as coordinator:
        commune = referrer.get("/api/directory/v1/cpts/current").json()["communes"][0]["code"]
        return [being_searched_for(referrer, coordinator, one, commune)[0] for one in ALL[:3]]


def is_wrong(case: Case[Any]) -> bool:
    """Whether anything that is sent breaks the contract. Headers do not: our token goes over theirs, and any Accept
    is lawful; nor does an empty list in the address, which is not sent, nor several values of one that is single: the
    last counts."""
    parts = case.meta.components if case.meta else {}
    lists = {one["name"] for one in case.operation.definition.raw.get("parameters", []) if "'array'" in str(one)}
    for name, value in (case.query or {}).items():
        if value in ([], {}) or (isinstance(value, list) and name not in lists):
            return False
    return any(
        part.mode is GenerationMode.NEGATIVE and where is not ParameterLocation.HEADER
        for where, part in parts.items()
    )


@pytest.mark.parametrize("mode", list(EXAMPLES), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("service", "path", "method"), list(operations()))
def test_an_operation_keeps_its_contract(
    service: str,
    path: str,
    method: str,
    mode: GenerationMode,
    world: World,
    schemas: dict[str, Any],
    canaries: list[str],
) -> None:
    operation = schemas[service][path][method]
    if mode is GenerationMode.NEGATIVE and not {"parameters", "requestBody", "security"} & set(
        operation.definition.raw
    ):
        pytest.skip("nothing is sent that could be wrong")
    strategy = operation.as_strategy(generation_mode=mode)
    opens = operation.definition.raw["operationId"] in OPENS
    is_fhir = path.startswith(FHIR)
    base_url = world.system.service_url(service)

    @hypothesis.settings(
        max_examples=EXAMPLES[mode], deadline=None, derandomize=not IS_LONG, database=None,
        suppress_health_check=list(HealthCheck), phases=[hypothesis.Phase.generate],
    )  # fmt: skip
    @given(case=strategy, is_real=st.booleans(), referral_id=st.sampled_from([world.ids["referral_id"], *canaries]))
    def keeps(case: Case[Any], is_real: bool, referral_id: str) -> None:
        if is_real:
            ids = {**world.ids, "referral_id": referral_id}
            case.path_parameters.update({name: ids[name] for name in case.path_parameters if name in ids})
        token = (
            world.token("partner", scopes=SCOPES)
            if is_fhir
            else world.token(*(ROLES - {"suspended"}), professional_id=world.ids["professional_id"])
        )
        answer = case.call(base_url, session, {"Authorization": f"Bearer {token}"}, timeout=30)
        if len(answer.request.url or "") > LONGEST_ADDRESS:
            return
        refuses = is_wrong(case) and not is_real and not is_fhir
        checks = [*CHECKS, negative_data_rejection] if refuses else CHECKS
        case.validate_response(answer, checks=checks)
        assert opens or not hits(answer.text, path)

    with requests.Session() as session:
        keeps()
