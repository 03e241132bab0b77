"""Every identifier in every path of referral-svc, tried by whoever has no link with what it names (promise R10).

Forbidden and absent look the same: same status, same words. Time is not measured here: on a shared machine it says
nothing, and no refusal does more work for what exists than one reading by its key.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest

from carekit.auth import ROLES
from local_system.running import RunningSystem

from .requests import Operation, operations
from .test_matrix import names_in, send
from .world import Finder, World

#: Not the name of something that belongs to somebody: a professional of the directory, a CPTS, a version of rules.
PUBLIC = {"professional_id", "cpts_id", "version"}
NAMED = [one for one in operations("referral") if names_in(one.path) - PUBLIC]
#: Every role of one's own CPTS that has no right to all of its requests, in one caller.
LINKLESS = sorted(ROLES - {"care_coordinator", "social_coordinator", "director", "secretary", "suspended"})


@pytest.fixture(scope="module")
def world(system: RunningSystem) -> World:
    world = World.of(system)
    draft = {"kind": "care", "label": "Essai", "content": "{}"}
    world.ids["draft_id"] = Finder(world).post("referral", "care_coordinator", "/drafts", draft)["draft_id"]
    return world


def answered(world: World, token: str, operation: Operation, ids: dict[str, str]) -> httpx.Response:
    with world.client("referral", token) as client:
        return send(client, operation, ids, "nobody")


def told(answer: httpx.Response, ids: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """What the caller learns, without what names his own question."""
    problem = {key: value for key, value in answer.json().items() if key not in ("request_id", "instance")}
    return answer.status_code, problem


@pytest.mark.parametrize("who", ["of another CPTS", "of the same CPTS"])
@pytest.mark.parametrize("operation", NAMED, ids=lambda operation: operation.name)
def test_what_is_forbidden_looks_like_what_is_absent(operation: Operation, who: str, world: World) -> None:
    other = world.token_of_another_cpts(*sorted(ROLES - {"suspended", "platform_operator"}))
    token = other if who == "of another CPTS" else world.token(*LINKLESS, professional_id=world.system_stranger)
    absent = {**world.ids, **{name: str(uuid4()) for name in names_in(operation.path) - PUBLIC}}
    there, nowhere = (answered(world, token, operation, ids) for ids in (world.ids, absent))
    assert there.status_code in (403, 404, 410, 422), there.text[:200]
    assert told(there, world.ids) == told(nowhere, absent)
