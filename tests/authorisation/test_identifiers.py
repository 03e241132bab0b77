"""Every identifier in every path, body and query, tried by whoever has no link with what it names (promise R10).

Forbidden and absent look the same: same status, same words. Time is not measured here: on a shared machine it says
nothing (`make drill` compares it, `tests/drill/identifiers.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from carekit.auth import ROLES
from local_system.running import RunningSystem

from .belongings import Side, belongings, put_away
from .requests import QUERIES, Operation, body_of, operations
from .test_matrix import names_in, send
from .world import Finder, World

SERVED = {one.name: one for service in ("directory", "referral", "scheduling") for one in operations(service)}
#: Not the name of something that belongs to one CPTS: a professional or a structure of the national register and its
#: imports, a CPTS, a version of rules or of a triage script, a question of it, a month, a day.
PUBLIC = {
    "professional_id", "cpts_id", "version", "script_version", "question", "finess", "import_id", "month", "day",
}  # fmt: skip
NAMED = [one for one in SERVED.values() if names_in(one.path) - PUBLIC]
#: A board that a CPTS shows to all of its professionals.
SHOWN_TO_ALL = {"reply_to_appeal", "close_appeal", "confirm_appeal_taker", "set_appeal_aside", "bring_appeal_back"}
FOLLOWED = [one for one in NAMED if one.service == "referral" and one.name not in SHOWN_TO_ALL]
#: Every role of one's own CPTS that has no right to all of its requests, in one caller.
LINKLESS = sorted(ROLES - {"care_coordinator", "social_coordinator", "director", "secretary", "suspended"})

#: Members of bodies that name what belongs to one CPTS → what they name, by the name it has in a path.
IN_BODIES: dict[str, dict[str, str]] = {
    "merge_referral": {"into": "other_referral_id"},
    "name_holder": {"account_id": "account_id"},
    "announce_leave": {"account_id": "account_id", "replacement_account_id": "account_id"},
    "hand_over": {"to_account_id": "account_id", "route_id": "route_id"},
    "open_crossing": {"agreement_id": "agreement_id"},
    "state_need": {"draft_id": "draft_id"},
    "state_discharge": {"draft_id": "draft_id"},
    "state_together": {"draft_id": "draft_id"},
    "make_plan": {"departure_id": "departure_id"},
    "claim_unpaid_acts": {"unpaid_act_ids": "unpaid_act_id"},
    "give_names": {"referral_ids": "referral_id"},
    "record_call": {"also_for": "other_referral_id"},
    "mark_messages_read": {"up_to": "message_id"},
    "confirm_appeal_taker": {"reply_id": "reply_id"},
    "accept_swap": {"given_duty_id": "duty_id"},
    "hold_slot": {"referral_id": "referral_id"},
    "book_appointment": {"slot_id": "slot_id", "hold_id": "hold_id", "referral_id": "referral_id"},
    "move_appointment": {"slot_id": "slot_id"},
    "dispose_triage": {"recourse_id": "recourse_id"},
    "confirm_visit": {"appointment_id": "appointment_id"},
    "note_wish": {"referral_id": "referral_id", "appointment_id": "appointment_id"},
    "book_from_wish": {"slot_id": "slot_id"},
    "note_round_visit": {"referral_id": "referral_id"},
}
#: They name people and places of the register.
OF_THE_REGISTER = {
    "professional_id", "professional_ids", "usual_professional_id", "to_professional_id", "fellow_id", "place_id",
    "to_cpts_id", "shared_with", "shared_by", "responsible_id", "lead_id", "locum_id",
}  # fmt: skip
TRIED_IN_BODIES = [(operation, member) for operation, members in IN_BODIES.items() for member in members]
TRIED_IN_QUERIES = [
    (one, parameter["name"])
    for one in SERVED.values()
    for parameter in one.contract.get("parameters", [])
    if parameter["in"] == "query" and "uuid" in str(parameter["schema"])
]


@pytest.fixture(scope="module")
def world(system: RunningSystem) -> World:
    return World.of(system)


@pytest.fixture(scope="module")
def ours(world: World) -> Iterator[dict[str, str]]:
    """Real things of the CPTS of the demonstration, open and in use."""
    side = Side(world, world.cpts_id)
    made = belongings(side, world.ids["professional_id"])
    agreement = Finder(world).get("referral", "director", "/neighbour-agreements")["items"][0]
    Finder(world).training(world.ids["professional_id"])
    absence = Finder(world).absence(world.ids["professional_id"], 700)
    yield {**world.ids, **made, "agreement_id": agreement["agreement_id"], "absence_id": absence}
    put_away(side, made)


@pytest.fixture(scope="module")
def theirs(world: World) -> tuple[Side, dict[str, str]]:
    """Somebody of another CPTS who may do everything there, and what is theirs."""
    side = Side(world, uuid4())
    return side, belongings(side)


#: As a FHIR OperationOutcome says it, within its words.
REQUEST_ID = re.compile(r" \(request [0-9a-f]{32}\)")


def told(answer: httpx.Response) -> tuple[int, Any]:
    """What the caller learns, without what names his own question."""
    if answer.is_success:
        return answer.status_code, None
    said = json.loads(REQUEST_ID.sub("", answer.text))
    return answer.status_code, {k: v for k, v in said.items() if k not in ("request_id", "instance")}


def asked_by(world: World, token: str, operation: Operation, ids: dict[str, str]) -> httpx.Response:
    with world.client(operation.service, token) as client:
        return send(client, operation, ids, "nobody")


def unknown(operation: Operation) -> dict[str, str]:
    return {name: str(uuid4()) for name in names_in(operation.path) - PUBLIC}


@pytest.mark.parametrize("operation", NAMED, ids=lambda operation: operation.name)
def test_what_is_of_another_cpts_looks_like_what_is_absent(
    operation: Operation, world: World, ours: dict[str, str], theirs: tuple[Side, dict[str, str]]
) -> None:
    token = world.token_of_another_cpts(*sorted(ROLES - {"suspended", "platform_operator"}))
    there, nowhere = (asked_by(world, token, operation, ids) for ids in (ours, {**ours, **unknown(operation)}))
    assert there.status_code in (403, 404, 410, 422), there.text[:200]
    assert told(there) == told(nowhere)


@pytest.mark.parametrize("operation", FOLLOWED, ids=lambda operation: operation.name)
def test_what_one_has_no_link_with_looks_like_what_is_absent(
    operation: Operation, world: World, ours: dict[str, str]
) -> None:
    token = world.token(*LINKLESS, professional_id=world.system_stranger)
    there, nowhere = (asked_by(world, token, operation, ids) for ids in (ours, {**ours, **unknown(operation)}))
    assert there.status_code in (403, 404, 410, 422), there.text[:200]
    assert told(there) == told(nowhere)


def test_every_identifier_in_a_body_is_tried_or_of_the_register() -> None:
    found = {
        (one.name, member) for one in SERVED.values() for member in identifiers(body_schema(one), one.components)
    }
    assert {pair for pair in found if pair[1] not in OF_THE_REGISTER or pair in TRIED_IN_BODIES} == set(
        TRIED_IN_BODIES
    )


def body_schema(operation: Operation) -> Any:
    content = operation.contract.get("requestBody", {}).get("content", {})
    return content.get("application/json", {}).get("schema", {})


def identifiers(schema: Any, components: dict[str, Any]) -> set[str]:
    """Names of the members that hold an identifier, at the top of a body."""
    schema = next((one for one in schema.get("anyOf", []) if "$ref" in one), schema)  # a body one may leave out
    whole = components[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return {name for name, member in whole.get("properties", {}).items() if "'uuid'" in str(member)}


@pytest.mark.parametrize(("name", "member"), TRIED_IN_BODIES)
def test_an_identifier_of_another_cpts_in_a_body_looks_like_an_unknown_one(
    name: str, member: str, world: World, ours: dict[str, str], theirs: tuple[Side, dict[str, str]]
) -> None:
    (side, own), operation = theirs, SERVED[name]
    ids = {**ours, **own}
    body = body_of(operation, ids, "nobody")
    is_list = name in ("claim_unpaid_acts", "give_names", "record_call")
    answers = []
    for value in (ours.get(IN_BODIES[name][member], str(uuid4())), str(uuid4())):
        sent = {**body, **WHOLE.get((name, member), {}), member: [value] if is_list else value}
        with world.client(operation.service, side.token()) as client:
            path = operation.path.format_map(ids)
            answers.append(client.request(operation.method, path, json=sent, headers={"If-Match": '"0"'}))
    assert told(answers[0]) == told(answers[1])
    assert name not in REFUSED_BY_NAME or answers[0].status_code in (404, 409, 422), answers[0].text[:200]


#: A body in which nothing but the identifier can be refused.
_HANDED = {"told": ["name"], "reason_code": "social_situation", "agreed": "oral"}
WHOLE: dict[tuple[str, str], dict[str, Any]] = {
    ("hand_over", "to_account_id"): {**_HANDED, "route_id": None},
    ("hand_over", "route_id"): {**_HANDED, "to_account_id": None},
    ("announce_leave", "account_id"): {"starts_on": "2099-01-01", "ends_on": "2099-01-02"},
    ("announce_leave", "replacement_account_id"): {"starts_on": "2099-01-01", "ends_on": "2099-01-02"},
}
#: Nothing comes of an identifier that is not the caller's; the others leave it out in silence, or do without.
REFUSED_BY_NAME = {
    "merge_referral", "name_holder", "announce_leave", "hand_over", "open_crossing", "make_plan", "claim_unpaid_acts",
    "confirm_appeal_taker",
}  # fmt: skip


@pytest.mark.parametrize(("operation", "parameter"), TRIED_IN_QUERIES, ids=lambda one: getattr(one, "name", one))
def test_an_identifier_of_another_cpts_in_a_query_finds_what_an_unknown_one_finds(
    operation: Operation, parameter: str, world: World, ours: dict[str, str], theirs: tuple[Side, dict[str, str]]
) -> None:
    side, own = theirs
    query = QUERIES.get(operation.name, {})
    answers = []
    with world.client(operation.service, side.token()) as client:
        for value in (ours[parameter], str(uuid4())):
            path = operation.path.format_map({**ours, **own})
            answers.append(client.get(path, params={**query, parameter: value}))
    assert told(answers[0]) == told(answers[1])
    assert not answers[0].is_success or answers[0].content == answers[1].content


def test_a_colleague_of_another_cpts_is_unknown_to_whoever_accepts_with_one(
    world: World, system: RunningSystem
) -> None:
    """`fellow_id`: of the register, but a fellow is of one's own CPTS."""
    asked = open_solicitation(Finder(world))
    abroad = next(
        one for one in system.accounts() if "CPTS voisine" in one["label"] and one["roles"] == ["professional"]
    )
    with system.log_in(abroad["email"]) as neighbour:
        foreign = neighbour.get("/api/accounts/v1/session").json()["professional_id"]
    token = world.token("professional", professional_id=asked["professional_id"])
    with world.client("referral", token) as client:
        answers = [
            client.post(
                f"/api/referral/v1/solicitations/{asked['solicitation_id']}/answer",
                json={"answer": "fellow", "fellow_id": fellow},
            )
            for fellow in (foreign, str(uuid4()))
        ]
    assert told(answers[0]) == told(answers[1])
    assert answers[0].status_code in (404, 409, 422)


def open_solicitation(finder: Finder) -> dict[str, Any]:
    for item in finder.get("referral", "care_coordinator", "/referrals", status="searching")["items"]:
        waves = finder.get("referral", "care_coordinator", f"/referrals/{item['referral_id']}/solicitations")
        for one in (asked for wave in waves["items"] for asked in wave["solicitations"]):
            if one["state"] == "asked":
                return dict(one)
    raise LookupError("nobody is being asked")
