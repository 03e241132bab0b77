from pathlib import Path

import pytest

from carekit.testing import Migrations


@pytest.fixture(scope="session")
def migrations() -> Migrations:
    return Migrations("directory", alembic_ini=Path(__file__).parents[1] / "alembic.ini")
