import pytest

from carekit.db import cpts_isolation
from carekit.testing import Migrations


@pytest.fixture(scope="session")
def migrations() -> Migrations:
    return Migrations(
        "plugin",
        statements=("create table note (id int primary key, cpts_id uuid not null)", *cpts_isolation("note")),
    )
