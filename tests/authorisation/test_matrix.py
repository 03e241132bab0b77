"""Every operation × every role, from the contracts: what is not said to be open is refused (promise R9)."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any
from uuid import UUID

import httpx
import pytest

from carekit.auth import ROLES
from carekit.testing.contracts import SERVICES
from local_system.running import RunningSystem

from .matrix import ACCOUNTS, MATRIX, OPEN
from .requests import QUERIES, Operation, body_of, operations
from .world import World

STRAIGHT = [operation for service in ("directory", "referral", "scheduling") for operation in operations(service)]
GUARDED = [operation for operation in STRAIGHT if operation.name not in OPEN]
REFUSED = frozenset({401, 403, 404})


def names_in(path: str) -> set[str]:
    return {part[1:-1] for part in path.split("/") if part.startswith("{")}


def rule_of(answer: httpx.Response) -> str:
    """The name of the rule that refused, whether a problem or a FHIR outcome says it."""
    said = answer.json()
    if said.get("resourceType") == "OperationOutcome":
        return str(said["issue"][0]["details"]["coding"][0]["code"])
    return str(said["type"]).rpartition("/")[2]


SUSPENDED = ("suspended", "Compte suspendu")


def test_every_operation_of_every_contract_has_a_row_and_every_row_an_operation() -> None:
    written = {operation.name for service in SERVICES for operation in operations(service)}
    assert written == MATRIX.keys() | ACCOUNTS.keys() | OPEN


def test_a_row_names_only_roles_that_exist() -> None:
    assert frozenset().union(*MATRIX.values(), *ACCOUNTS.values()) <= ROLES


@pytest.fixture(scope="module")
def world(system: RunningSystem) -> World:
    return World.of(system)


def send(client: httpx.Client, operation: Operation, ids: dict[str, str], role: str) -> httpx.Response:
    path = operation.path.format_map(ids)
    query = QUERIES.get(operation.name, {})
    if operation.name == "list_openings" or operation.name in ("list_closures", "list_appointments"):
        query = {"professional_id": ids["professional_id"]}
    headers = {"If-Match": '"0"'}
    if operation.name in ("give_file", "give_spreadsheet", "give_outside_calendar"):
        return client.post(path, params=query, content=b"not a register", headers=headers)
    body = body_of(operation, ids, role)
    return client.request(operation.method.upper(), path, params=query, json=body, headers=headers)


@pytest.mark.parametrize("operation", GUARDED, ids=lambda operation: operation.name)
def test_only_the_roles_of_its_row_may_use_an_operation(operation: Operation, world: World) -> None:
    wrong = []
    for role in sorted(ROLES):
        linked = world.system_stranger if role in ("professional", "delegate") else None
        with world.client(operation.service, world.token(role, professional_id=linked)) as client:
            answer = send(client, operation, world.ids_for(operation.name), role)
        refused = answer.status_code in REFUSED
        if refused == (role in MATRIX[operation.name]):
            wrong.append(f"{role}: {answer.status_code} {answer.text[:160]}")
    assert not wrong


@pytest.mark.parametrize("operation", GUARDED, ids=lambda operation: operation.name)
def test_nobody_uses_an_operation_without_a_token(operation: Operation, world: World) -> None:
    with world.client(operation.service, None) as client:
        answer = send(client, operation, world.ids_for(operation.name), "nobody")
    assert answer.status_code == 401
    assert rule_of(answer) == "token-refused"


#: What belongs to one CPTS, by the name it has in a path.
OF_ONE_CPTS = {
    "referral_id", "bundle_id", "notice_id", "solicitation_id", "appointment_id", "opening_id", "closure_id",
    "hold_id", "route_id", "handover_id", "leave_id", "agreement_id", "crossing_id",
    "agenda_id", "rota_id", "duty_id", "swap_id",
}  # fmt: skip
#: What is open to no role is closed to every role of a neighbour as well, before anything is looked for.
WALLED = [one for one in GUARDED if OF_ONE_CPTS & names_in(one.path) and MATRIX[one.name]]


@pytest.mark.parametrize("operation", WALLED, ids=lambda operation: operation.name)
def test_another_cpts_sees_nothing_that_is_ours(operation: Operation, world: World) -> None:
    with world.client(
        operation.service, world.token_of_another_cpts("care_coordinator", "director", "professional")
    ) as client:
        answer = send(client, operation, world.ids_for(operation.name), "neighbour")
    assert answer.status_code == 404, answer.text[:200]


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_accounts_of_the_gateway_obey_their_rows(role: str, system: RunningSystem) -> None:
    """Through real sessions. Signing out comes last: it ends the session that asks."""
    accounts = {operation.name: operation for operation in operations("accounts") if operation.name not in OPEN}
    known = [one for one in system.accounts() if role in one["roles"] or (role, one["label"]) == SUSPENDED]
    if not known:
        assert role in {"partner"}, f"no demonstration account has the role {role}"
        return
    with system.client(system.url) as client:
        signed_in = client.post(
            "/api/accounts/v1/sessions/password", json={k: known[0][k] for k in ("email", "password")}
        )
        if role == "suspended":
            assert signed_in.status_code in REFUSED
            return
        signed_in.raise_for_status()
        client.headers["X-CSRF-Token"] = client.cookies["csrf"]
        session = client.get("/api/accounts/v1/session").json()
        ids = {"account_id": guest_id(system), "system_id": str(UUID(int=0))}
        wrong = []
        for name, operation in accounts.items():
            if name in ("end_session", "sign_out", "sign_out_everywhere"):
                continue
            answer = send_account(client, operation, ids, session)
            may = role in ACCOUNTS[name] or any(other in ACCOUNTS[name] for other in known[0]["roles"])
            if (answer.status_code not in REFUSED) != may:
                wrong.append(f"{name}: {answer.status_code} {answer.text[:160]}")
        assert not wrong
        client.delete("/api/accounts/v1/sessions").raise_for_status()
        assert client.get("/api/accounts/v1/session").status_code == 401
    system.forget_session(known[0]["email"])


def test_a_session_is_ended_from_another_one_and_left_by_itself(system: RunningSystem) -> None:
    guest = system.account_of("guest")
    with closing(fresh_session(system, guest)) as here, closing(fresh_session(system, guest)) as elsewhere:
        listed = here.get("/api/accounts/v1/sessions").raise_for_status().json()["items"]
        for one in listed:
            if not one["is_this_one"]:
                here.delete(f"/api/accounts/v1/sessions/{one['session_id']}").raise_for_status()
        assert elsewhere.get("/api/accounts/v1/session").status_code == 401
        here.delete("/api/accounts/v1/session").raise_for_status()
        assert here.get("/api/accounts/v1/session").status_code == 401
    system.forget_session(guest["email"])


def fresh_session(system: RunningSystem, account: dict[str, Any]) -> httpx.Client:
    client = system.client(system.url)
    client.post(
        "/api/accounts/v1/sessions/password", json={k: account[k] for k in ("email", "password")}
    ).raise_for_status()
    client.headers["X-CSRF-Token"] = client.cookies["csrf"]
    return client


def guest_id(system: RunningSystem) -> str:
    with system.log_in_as("director") as director:
        listed = director.get("/api/accounts/v1/accounts", params={"role": "guest"}).json()["items"]
    return str(listed[0]["account_id"])


def send_account(client: httpx.Client, operation: Operation, ids: dict[str, str], session: dict) -> httpx.Response:  # type: ignore[type-arg]
    bodies = {
        "switch_cpts": {"cpts_id": (session["cpts"] or {}).get("id")},
        "invite_account": {
            "email": f"invitee.{session['account_id']}@exemple.invalid",
            "name": "Essai",
            "roles": ["referrer"],
        },
        "set_account_roles": {"roles": ["guest"]},
        # Without a code: what is refused then is the code, not the role.
        "lock_session": {},
        "come_from_sas": {"origin": "sas"},
        "register_partner_system": {"name": "Essai", "contact": "a@exemple.invalid", "scopes": ["sas.read"]},
        "link_account_professional": {"professional_id": str(UUID(int=0)), "role": "delegate"},
    }
    body = bodies.get(operation.name)
    path = operation.path.format_map(ids)
    return client.request(operation.method.upper(), path, json=body, headers={"If-Match": '"0"'})


@pytest.mark.parametrize("role", sorted(ROLES - {"suspended"}))
def test_a_name_is_given_only_with_a_lawful_link(role: str, world: World) -> None:
    with world.client("referral", world.token(role, professional_id=world.system_stranger)) as client:
        asked = {"referral_ids": [world.ids["referral_id"]]}
        names = client.post("/api/referral/v1/names", json=asked).json()["names"]
    assert bool(names) == (role == "care_coordinator")


def test_a_refusal_names_the_roles_that_may(world: World) -> None:
    with world.client("directory", world.token("evaluator")) as client:
        document = client.get("/api/directory/v1/members").json()
    assert document["type"].endswith("/role-refused")
    assert "secretary" in json.dumps(document)
