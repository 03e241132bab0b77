"""What both benches stand on: a durable PostgreSQL of their own, and the register in three sizes."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from carekit.embedded_postgres import EmbeddedPostgres
from carekit.migrations import upgrade
from carekit.processes import free_port
from carekit.provisioning import Role, provide_database, provide_role
from carekit.testing.keys import write_keys
from local_system.demo import national
from local_system.demo.rpps_file import HEADER

NATION = 2_000_000
SERVICE = Path(__file__).parents[2]
_COMMUNES = (
    "code_insee,nom,type,commune_parente,departement,region,epci_siren,epci_nom,epci_type,population,codes_postaux,"
    "lat,lon,centroide_source\n"
)


@dataclass
class House:
    folder: Path
    server: EmbeddedPostgres
    databases: int = 0

    async def database(self) -> str:
        """A migrated database; its URL as the service's plain role."""
        self.databases += 1
        name = f"directory_{self.databases}"
        await provide_role(self.server.url(), Role("directory", self.server.password("directory")))
        await provide_database(self.server.url(), name, "directory")
        url = self.server.url("directory", name)
        await asyncio.to_thread(upgrade, SERVICE / "alembic.ini", url)
        return url

    async def drop(self, url: str) -> None:
        connection = await asyncpg.connect(self.server.url())
        await connection.execute(f"drop database {urlsplit(url).path[1:]} with (force)")
        await connection.close()

    def settings(self, url: str) -> dict[str, str]:
        keys = self.folder / "keys"
        if not keys.exists():
            keys.mkdir()
            write_keys(keys)
        return {
            "DIRECTORY_DATABASE_URL": url,
            "DIRECTORY_SIGNING_KEY": str(keys / "directory-svc.pem"),
            "DIRECTORY_TRUSTED_KEYS": str(keys / "trusted-keys.json"),
            "DIRECTORY_UPLOAD_FOLDER": str(self.folder / "uploads"),
        }

    def command(self, url: str, source: str, file: Path) -> None:
        """The command line, as an operator types it."""
        subprocess.run(
            [sys.executable, "-m", "directory_svc.imports", source, str(file)],
            env={**os.environ, **self.settings(url)},
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextlib.contextmanager
def house() -> Iterator[House]:
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as name:
        folder = Path(name)
        server = EmbeddedPostgres(folder / "postgres", free_port(), durable=True)
        server.start()
        try:
            yield House(folder, server)
        finally:
            server.stop()


def communes(path: Path) -> Path:
    """66,500 invented communes with coordinates: those that the synthetic lines name."""
    rng = random.Random("communes")
    with path.open("w") as out:
        out.write(_COMMUNES)
        for department in range(1, 96):
            lat, lon = 43 + department % 10 * 0.75, -1 + department // 10 * 0.8
            for number in range(1, 701):
                out.write(
                    f"{department:02d}{number:03d},Commune {department} {number},commune,,{department:02d},84,,,CC,"
                    f"{rng.randint(100, 5000)},{department:02d}{number % 100:02d}0,{lat + rng.random() * 0.75:.5f},"
                    f"{lon + rng.random() * 0.8:.5f},contour\n"
                )
    return path


def register(path: Path, lines: int) -> Path:
    national.write(path, lines)
    return path


def one_in_a_hundred_changed(source: Path, target: Path) -> Path:
    """The same register on another day: the telephone of one line in a hundred is another one."""
    with source.open() as before, target.open("w") as after:
        for number, line in enumerate(before):
            after.write(line.replace("|026191", "|026292", 1) if number % 100 == 50 else line)
    return target


def whole_lines(source: Path, target: Path) -> Path:
    """Without the lines that raw COPY would refuse, so that it reads the rest in one go."""
    bars = HEADER.count("|")
    with source.open() as before, target.open("w") as after:
        after.writelines(line for line in before if line.count("|") == bars)
    return target
