"""Whatever is sent to the accounts API: no server error, and no answer that its contract does not promise (R8)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
import requests
import schemathesis
from gateway_house import CONTRACT, House
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def operations() -> Iterator[Any]:
    for path, methods in json.loads(CONTRACT.read_text())["paths"].items():
        for method, contract in methods.items():
            yield pytest.param(path, method, GenerationMode.POSITIVE, id=contract["operationId"])
            if "parameters" in contract or "requestBody" in contract:
                yield pytest.param(path, method, GenerationMode.NEGATIVE, id=f"{contract['operationId']}-negative")


@pytest.fixture(scope="module")
def schema() -> Any:
    return schemathesis.openapi.from_path(CONTRACT)


@pytest.mark.parametrize(("path", "method", "mode"), list(operations()))
async def test_an_operation_keeps_its_contract(
    path: str, method: str, mode: GenerationMode, house: House, schema: Any
) -> None:
    director = await house.member("director", "professional", professional_id=uuid4())
    target = (await (await house.member("referrer")).session())["account_id"]
    cookies = f"session={director.secret}; csrf={director.http.cookies['csrf']}"
    headers = {"Cookie": cookies, "X-CSRF-Token": director.http.cookies["csrf"]}
    strategy = schema[path][method].as_strategy(generation_mode=mode)

    @hypothesis.settings(
        max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck),
        phases=[hypothesis.Phase.generate],
    )  # fmt: skip
    @given(case=strategy, is_real=st.booleans())
    def keeps(case: Case[Any], is_real: bool) -> None:
        if is_real and "account_id" in (case.path_parameters or {}):
            case.path_parameters["account_id"] = target
        with requests.Session() as session:
            session.trust_env = False
            answer = case.call(house.url, session, headers, timeout=20, allow_redirects=False)
            case.validate_response(answer, checks=CHECKS)

    # The gateway lives in this event loop: the blocking client must not.
    await asyncio.to_thread(keeps)
