from __future__ import annotations

from pathlib import Path

import pytest

from carekit import logs
from carekit.clock import MovableClock
from carekit.idempotency import idempotency_tables
from carekit.inbox import inbox_tables
from carekit.mail import REPORTS_READ, WORDS_FORGOTTEN, mail_tables
from carekit.outbox import OUTBOX_IN_ORDER, outbox_tables
from carekit.testing import Migrations
from carekit.testing.keys import Keys, write_keys

from .build import NOON


@pytest.fixture(scope="session")
def migrations() -> Migrations:
    statements = (
        *outbox_tables(),
        OUTBOX_IN_ORDER,
        *inbox_tables(),
        *idempotency_tables(),
        *mail_tables(),
        *WORDS_FORGOTTEN,
        *REPORTS_READ,
        "create table applied (id serial primary key, subject text, version integer)",
    )
    return Migrations("kit", statements=statements)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    folder: Path = tmp_path_factory.mktemp("keys")
    return write_keys(folder)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOON)


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    """As each process does before it serves."""
    logs.configure("kit")
