"""What the tests of every service share: a real PostgreSQL, a closed network, the shared material.

Registered by `-p carekit.testing.plugin`. A service's `tests/conftest.py` says where its migrations are:

    @pytest.fixture(scope="session")
    def migrations() -> Migrations:
        return Migrations("referral", alembic_ini=Path(__file__).parents[1] / "alembic.ini")

and its tests then ask for `database` (one savepoint per test) or `own_database` (a database of their own,
with real commits: races, workers, LISTEN). Both connect as a plain role: row-level security is real.
"""

from carekit.testing.databases import SavepointDatabase
from carekit.testing.servers import Migrations, PostgresServer

__all__ = ["Migrations", "PostgresServer", "SavepointDatabase"]
