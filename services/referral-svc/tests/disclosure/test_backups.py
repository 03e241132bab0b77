"""R15: a backup older than an erasure is restored, with the keys of today beside it: the erased person stays noise.

As docs/operations.md asks, `data_key` is backed up apart and for a shorter time; PostgreSQL's own tools do the rest.
"""

import subprocess
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI

from carekit.db import Database
from carekit.embedded_postgres import program
from carekit.testing.servers import PostgresServer
from carekit.testing.telling import told_in

from ..build import Somebody, World, person
from .test_erasure import SAID, VALUES, closed, confirmed, path

KEYS = "data_key"


def run(name: str, *arguments: str, sends: str = "") -> str:
    done = subprocess.run(
        [str(program(name)), *arguments], input=sends, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout


@pytest.fixture
def as_admin(real_world: World, postgres_server: PostgresServer) -> str:
    database = urlsplit(real_world.database.url).path
    return urlsplit(postgres_server.admin_url)._replace(path=database).geturl()


async def restored(server: PostgresServer, backup: str, keys: str) -> Database:
    """The tables as their service, which owns them; the keys past the wall between CPTS."""
    url = await server.empty_database("referral")
    run("psql", "--quiet", "--no-psqlrc", url, sends=backup)
    as_admin = urlsplit(server.admin_url)._replace(path=urlsplit(url).path).geturl()
    run("psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", as_admin, sends=keys)
    return Database(url)


async def family_name(world: World, who: Somebody, referral: object) -> object:
    answer = await world.ask(who, "GET", path(referral, "/care-bulletin"))
    return answer.json()["identity"]["family_name"] if answer.is_success else answer.status_code


async def test_an_older_backup_does_not_bring_an_erased_person_back(
    real_world: World, app: FastAPI, postgres_server: PostgresServer, as_admin: str
) -> None:
    world, author = real_world, real_world.who("referrer")
    erased = await closed(world, who=author)
    kept = await world.state(author, patient=person(family_name="Autrement"), **SAID)
    plain = ("--no-owner", "--no-privileges")
    backup = run("pg_dump", *plain, f"--exclude-table-data={KEYS}", as_admin)
    all_keys = run("pg_dump", *plain, "--data-only", f"--table={KEYS}", as_admin)
    assert told_in(backup + all_keys, VALUES) == []
    body = confirmed(erased, reason_code="person_asks")
    await world.act(world.coordinator, erased["referral_id"], "erasure", body)
    keys = run("pg_dump", *plain, "--data-only", f"--table={KEYS}", as_admin)

    for with_keys, names in ((keys, (410, "Autrement")), (all_keys, ("Zyborowska", "Autrement"))):
        app.state.database = database = await restored(postgres_server, backup, with_keys)
        found = (await family_name(world, author, erased), await family_name(world, author, kept))
        await database.close()
        await postgres_server.drop(database.url)
        # With the keys of the same day the backup would open: what is proved is that they are kept apart.
        assert found == names
