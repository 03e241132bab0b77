from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from carekit.clock import Clock
from carekit.testing import Migrations, PostgresServer
from carekit.testing.keys import Keys, write_keys
from carekit.testing.serving import served
from gateway.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))
from gateway_house import CONTRACT, House, Houses, Peer, running


@pytest.fixture(scope="session")
def migrations() -> Migrations:
    return Migrations("gateway", alembic_ini=Path(__file__).parents[1] / "alembic.ini")


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return write_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
async def peer() -> AsyncIterator[Peer]:
    """One server that stands for the three services and the mail sink."""
    peer = Peer()
    async with served(peer) as url:
        peer.url = url
        yield peer


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A web application as the build leaves it."""
    folder = tmp_path_factory.mktemp("dist")
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Maillage</title>" + "<p>application</p>" * 100)
    (folder / "reponse.html").write_text("<!doctype html><title>Votre réponse</title>")
    (folder / "assets" / "app-1a2b3c4d.js").write_text("export const words = 1;\n" * 100)
    (folder / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    return folder


@pytest.fixture(scope="session")
async def settings(
    postgres_server: PostgresServer, migrations: Migrations, keys: Keys, peer: Peer, site: Path
) -> Settings:
    sealing = keys.folder / "sealing"
    sealing.write_bytes(os.urandom(32))
    return Settings(
        database_url=SecretStr(await postgres_server.database(migrations)),
        signing_key=keys.private("gateway"),
        trusted_keys=keys.trusted,
        smtp_host="127.0.0.1",
        mail_from="Maillage <ne-pas-repondre@maillage.invalid>",
        public_url="http://localhost:8080",
        directory_url=peer.url,
        referral_url=peer.url,
        scheduling_url=peer.url,
        mailbox_url=peer.url,
        secrets_key=sealing,
        demonstration=True,
        site_dir=site,
        contracts_file=CONTRACT,
        limits={"login_burst": 10_000, "ip_burst": 100_000, "answer_ip_burst": 10_000},
    )


@pytest.fixture(scope="session")
async def shared_house(settings: Settings, peer: Peer) -> AsyncIterator[House]:
    async with running(settings, peer) as house:
        yield house


@pytest.fixture
async def house(shared_house: House) -> AsyncIterator[House]:
    """The gateway that tests share; each makes the accounts it needs."""
    yield shared_house
    await shared_house.close_browsers()


@pytest.fixture
def another(settings: Settings, peer: Peer) -> Houses:
    """A gateway of the test's own, on the same database, with other settings or another clock."""

    def make(clock: Clock | None = None, **changes: Any) -> AbstractAsyncContextManager[House]:
        return running(settings.model_copy(update=changes), peer, clock)

    return make
