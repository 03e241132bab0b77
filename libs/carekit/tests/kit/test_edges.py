"""What every service does at its edge: problems, request ids, limits, health, logs."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI
from pydantic import SecretStr
from starlette.routing import Route

from carekit import problems, service
from carekit.auth import Caller, caller_of, service_caller
from carekit.errors import Conflict, Invalid
from carekit.settings import ServiceSettings
from carekit.testing.keys import Keys
from carekit.wire import Input, Output

from .build import caller

router = APIRouter(prefix="/api/kit/v1")
SECRET = "Zéphirine Quatremer"


class SlotTaken(Conflict):
    title = "Somebody was faster"


class TooLoud(Invalid):
    title = "Not in here"
    field = "words"


class Say(Input):
    words: str
    times: int = 1


class Said(Output):
    words: str


@router.post("/sayings", status_code=201, responses=problems.responses(SlotTaken))
async def say(act: Say, who: Annotated[Caller, Depends(caller_of)]) -> Said:
    who.require("director")
    if act.times == 2:
        raise SlotTaken("The slot of 9:00 went", next=["9:15"])
    if act.times == 4:
        raise TooLoud("Whisper")
    if act.times == 5:
        raise TooLoud(field="times")
    if act.times == 3:
        raise RuntimeError(act.words)
    return Said(words=act.words * act.times)


@router.post("/internal", dependencies=[Depends(service_caller)])
async def internal() -> Said:
    return Said(words="between us")


@pytest.fixture
def app(keys: Keys) -> FastAPI:
    settings = ServiceSettings(
        database_url=SecretStr("postgresql://nobody@127.0.0.1:1/nowhere"),
        signing_key=keys.private("scheduling-svc"),
        trusted_keys=keys.trusted,
        body_limit=2_000,
    )
    return service.build(name="kit-svc", title="Kit", description="", settings=settings, routers=[router])


@pytest.fixture
async def client(app: FastAPI, keys: Keys) -> AsyncIterator[httpx.AsyncClient]:
    token = keys.signer().for_caller(caller("director"))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://kit") as client:
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


async def refused(client: httpx.AsyncClient, status: int, rule: str, **request: Any) -> dict[str, Any]:
    answer = await client.post("/api/kit/v1/sayings", **request)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    document = answer.json()
    assert document["type"].endswith(f"/{rule}")
    assert document["status"] == status
    assert document["request_id"] == answer.headers["x-request-id"]
    return dict(document)


def test_each_route_stands_in_the_one_list_under_the_name_of_its_function(app: FastAPI) -> None:
    assert {route.path for route in app.routes if isinstance(route, Route)} >= {"/healthz", "/api/kit/v1/sayings"}
    assert all(isinstance(route, Route) for route in app.routes), "a router within asks its routes twice"
    assert app.openapi()["paths"]["/api/kit/v1/sayings"]["post"]["operationId"] == "say"


async def test_a_request_without_a_token_is_refused(client: httpx.AsyncClient) -> None:
    del client.headers["Authorization"]
    await refused(client, 401, "token-refused", json={"words": "a"})


async def test_another_role_is_refused_and_told_which_may(client: httpx.AsyncClient, keys: Keys) -> None:
    client.headers["Authorization"] = f"Bearer {keys.signer().for_caller(caller('referrer'))}"
    document = await refused(client, 403, "role-refused", json={"words": "a"})
    assert document["allowed_roles"] == ["director"]


async def test_a_suspended_account_is_nobody(client: httpx.AsyncClient, keys: Keys) -> None:
    client.headers["Authorization"] = f"Bearer {keys.signer().for_caller(caller('suspended', 'director'))}"
    await refused(client, 403, "role-refused", json={"words": "a"})


async def test_a_person_may_not_use_an_internal_route(client: httpx.AsyncClient) -> None:
    assert (await client.post("/api/kit/v1/internal")).status_code == 403


async def test_an_unknown_field_is_refused_by_name_and_no_value_comes_back(client: httpx.AsyncClient) -> None:
    document = await refused(client, 422, "invalid-input", json={"words": "a", "surname": SECRET})
    assert document["errors"] == [
        {"field": "surname", "rule": "extra_forbidden", "detail": "Extra inputs are not permitted"}
    ]
    assert SECRET not in json.dumps(document, ensure_ascii=False)


@pytest.mark.parametrize("words", ["a\u0000b", "\u0007", "\ud800"])
async def test_control_characters_and_half_characters_are_refused(client: httpx.AsyncClient, words: str) -> None:
    await refused(
        client,
        422,
        "invalid-input",
        content=json.dumps({"words": words}),
        headers={"content-type": "application/json"},
    )


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"words": "' + b"[" * 900])
async def test_a_body_that_is_no_json_object_is_refused(client: httpx.AsyncClient, body: bytes) -> None:
    await refused(client, 422, "invalid-input", content=body, headers={"content-type": "application/json"})


async def test_a_body_over_the_limit_is_refused_declared_or_not(client: httpx.AsyncClient) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b"x" * 100

    await refused(client, 413, "payload-too-large", json={"words": "a" * 3_000})
    await refused(client, 413, "payload-too-large", content=chunks())


async def test_a_rule_that_refuses_gives_its_name_and_its_members(client: httpx.AsyncClient) -> None:
    document = await refused(client, 409, "slot-taken", json={"words": "a", "times": 2})
    assert document["title"] == "Somebody was faster"
    assert document["detail"] == "The slot of 9:00 went"
    assert document["next"] == ["9:15"]


async def test_what_breaks_shows_neither_data_nor_trace(
    client: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    document = await refused(client, 500, "unexpected", json={"words": SECRET, "times": 3})
    logged = capsys.readouterr().out
    assert "RuntimeError" in logged
    assert document["request_id"] in logged
    assert SECRET not in logged + json.dumps(document, ensure_ascii=False)


async def test_a_log_line_refuses_every_field_it_does_not_know(
    client: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    from carekit import logs

    logs.get().info("stated", referral_id="r-1", patient=SECRET, family_name=SECRET)
    logged = json.loads(capsys.readouterr().out)
    assert logged["refused_keys"] == ["family_name", "patient"]
    assert logged["referral_id"] == "r-1"
    assert SECRET not in json.dumps(logged, ensure_ascii=False)


async def test_a_request_id_goes_through_and_a_strange_one_is_replaced(client: httpx.AsyncClient) -> None:
    good = await client.get("/healthz", headers={"X-Request-Id": "abcdefgh-1234"})
    strange = await client.get("/healthz", headers={"X-Request-Id": "x\r\nSet-Cookie: a=b"[:1] + "'"})
    assert good.headers["x-request-id"] == "abcdefgh-1234"
    assert len(strange.headers["x-request-id"]) == 32
    assert good.headers["cache-control"] == "no-store"


async def test_a_service_without_its_database_lives_and_is_not_ready(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).status_code == 200
    ready = await client.get("/readyz")
    assert ready.status_code == 503
    assert ready.json()["checks"] == {"database": "ConnectionRefusedError"}


async def test_metrics_count_by_route_and_never_by_identifier(client: httpx.AsyncClient) -> None:
    await client.post("/api/kit/v1/sayings", json={"words": "a"})
    page = (await client.get("/metrics")).text
    assert 'http_requests_total{method="POST",route="/api/kit/v1/sayings",status="201"} 1.0' in page


async def test_the_contract_lists_each_refusal_as_a_problem(client: httpx.AsyncClient) -> None:
    answers = (await client.get("/openapi.json")).json()["paths"]["/api/kit/v1/sayings"]["post"]["responses"]
    assert "slot-taken" in answers["409"]["description"]
    for status in ("400", "401", "409", "413", "422", "503"):
        assert list(answers[status]["content"]) == ["application/problem+json"]


@pytest.mark.parametrize(
    ("times", "error"),
    [
        (4, {"field": "words", "rule": "too-loud", "detail": "Whisper"}),
        (5, {"field": "times", "rule": "too-loud", "detail": "Not in here"}),
    ],
)
async def test_a_rule_about_input_leads_to_its_field_as_a_schema_does(
    client: httpx.AsyncClient, keys: Keys, times: int, error: dict[str, str]
) -> None:
    token = keys.signer().for_caller(caller("director"))
    answer = await client.post(
        "/api/kit/v1/sayings", json={"words": "no", "times": times}, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"] == [error]


def test_a_rule_about_input_cannot_be_written_without_a_field() -> None:
    with pytest.raises(TypeError, match="must name the field"):
        type("Nowhere", (Invalid,), {"title": "Somewhere in there"})
