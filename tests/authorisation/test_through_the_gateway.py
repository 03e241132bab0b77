"""The same matrix at the gateway, by real sessions (promise R9): each operation by a role that may and one that not.

The services refuse by themselves (`test_matrix.py` tries every role straight at them): what is tried here is that no
door of the gateway opens or shuts anything on the way.
"""

from __future__ import annotations

import pytest

from local_system.running import RunningSystem

from .matrix import MATRIX
from .requests import Operation
from .test_matrix import GUARDED, REFUSED, send, world
from .world import World

__all__ = ["world"]

#: Their accounts of the demonstration have this role alone, and no link with what is tried.
MAY = ("director", "care_coordinator", "secretary", "platform_operator", "social_coordinator")
MAY_NOT = ("evaluator", "guest")


def account_with(system: RunningSystem, role: str) -> str:
    return next(one["email"] for one in system.accounts() if one["roles"] == [role] and "voisine" not in one["label"])


@pytest.fixture(scope="module")
def accounts(system: RunningSystem) -> dict[str, str]:
    return {role: account_with(system, role) for role in (*MAY, *MAY_NOT)}


@pytest.mark.parametrize("operation", GUARDED, ids=lambda operation: operation.name)
def test_the_gateway_lets_through_who_may_and_nobody_else(
    operation: Operation, system: RunningSystem, world: World, accounts: dict[str, str]
) -> None:
    row, ids = MATRIX[operation.name], world.ids_for(operation.name)
    for role in (
        next((one for one in MAY_NOT if one not in row), None),
        next((one for one in MAY if one in row), None),
    ):
        if role is not None:
            with system.log_in(accounts[role]) as client:
                answer = send(client, operation, ids, role)
            assert (answer.status_code not in REFUSED) == (role in row), f"{role}: {answer.text[:160]}"
