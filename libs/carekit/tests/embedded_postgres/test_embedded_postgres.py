import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from carekit.embedded_postgres import DiskFull, EmbeddedPostgres, FolderInUse, PortTaken
from carekit.processes import free_port
from carekit.system_user import SystemUser


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not pytest's own: its parents are closed to the system user, which is what a test below is about."""
    made = Path(tempfile.mkdtemp(prefix="maillage-test-"))
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def server(folder: Path) -> Iterator[EmbeddedPostgres]:
    made = EmbeddedPostgres(folder / "postgres", free_port())
    yield made
    made.stop()


async def test_a_taken_port_is_named(server: EmbeddedPostgres) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", server.port))
        other.listen()
        with pytest.raises(PortTaken, match=str(server.port)):
            server.start()
    server.start()
    assert await _count(server, "select 1") == 1


async def test_two_servers_cannot_share_a_folder(server: EmbeddedPostgres) -> None:
    server.start()
    with pytest.raises(FolderInUse):
        EmbeddedPostgres(server.folder, free_port()).start()
    assert await _count(server, "select 1") == 1


async def test_what_was_committed_survives_a_kill_of_everything(server: EmbeddedPostgres) -> None:
    server.start()
    await _run(server, "create table kept (id int)", "insert into kept values (1)")
    server.kill()
    assert server.process is not None
    assert server.process.poll() is not None
    server.restart()
    assert await _count(server, "select count(*) from kept") == 1


async def test_an_interrupted_first_start_is_made_again(server: EmbeddedPostgres) -> None:
    half = server.folder / "data.partial"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    server.start()
    assert not half.exists()
    assert await _count(server, "select 1") == 1


async def test_a_stale_pid_file_of_another_process_is_no_obstacle(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    pid_file = server.data / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{server.data}\n")
    server.start()
    assert await _count(server, "select 1") == 1


async def test_the_server_ends_when_its_starter_is_killed_and_starts_again(folder: Path) -> None:
    port = free_port()
    _start_elsewhere_and_kill_the_starter(folder, port)
    again = EmbeddedPostgres(folder, port)
    again.start()
    assert await _count(again, "select 1") == 1
    again.stop()


async def test_data_is_checksummed_and_written_through(server: EmbeddedPostgres) -> None:
    server.start()
    connection = await asyncpg.connect(server.url())
    shown = [await connection.fetchval(f"show {name}") for name in ("data_checksums", "fsync", "synchronous_commit")]
    await connection.close()
    assert shown == ["on", "on", "on"]


async def test_nobody_enters_without_the_password(server: EmbeddedPostgres) -> None:
    server.start()
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(server.url().replace(server.password("postgres"), "guessed"))
    assert stat.S_IMODE((server.folder / "passwords.json").stat().st_mode) == 0o600


async def test_a_refused_row_is_not_quoted_in_the_log(server: EmbeddedPostgres) -> None:
    server.start()
    await _run(server, "create table person (name text unique)", "insert into person values ('Canary-Durand')")
    with pytest.raises(asyncpg.UniqueViolationError):
        await _run(server, "insert into person values ('Canary-Durand')")
    assert "Canary" not in server.log.read_text()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become another user")
async def test_a_closed_home_folder_stays_closed(folder: Path) -> None:
    home = folder / "home"
    home.mkdir(mode=0o700)
    server = EmbeddedPostgres(home / "postgres", free_port())
    server.start()
    assert await _count(server, "select 1") == 1
    server.stop()
    user = SystemUser.for_postgres()
    assert user is not None
    (home / "secret").write_text("closed")
    assert _as(65534, f"ls {home}/postgres") != 0, "another user came through"
    assert _as(user.uid, f"ls {home}") != 0, "the system user may walk through, not look around"
    assert not home.stat().st_mode & stat.S_IRWXO


def test_a_full_disk_is_named(folder: Path) -> None:
    """On a file system of 20 MB, where this machine lets us mount one."""
    small = folder / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", small], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("this machine does not let us mount a small disk")
    server = EmbeddedPostgres(small / "postgres", free_port())
    try:
        with pytest.raises(DiskFull, match="full"):
            server.start()
    finally:
        server.stop()
        subprocess.run(["umount", small], check=True)


def test_a_server_that_hangs_at_stop_is_ended_all_the_same(server: EmbeddedPostgres) -> None:
    server.start()
    assert server.process is not None
    pid = server.process.pid
    os.kill(pid, signal.SIGSTOP)
    before = time.monotonic()
    server.stop(patience=0.5)
    assert time.monotonic() - before < 10
    assert not Path(f"/proc/{pid}").exists()


def _start_elsewhere_and_kill_the_starter(folder: Path, port: int) -> None:
    program = (
        "from pathlib import Path; import time\n"
        "from carekit.embedded_postgres import EmbeddedPostgres\n"
        f"EmbeddedPostgres(Path({str(folder)!r}), {port}).start()\n"
        "print('started', flush=True); time.sleep(60)"
    )
    starter = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    assert starter.stdout.readline() == "started\n"
    starter.kill()
    starter.wait()
    starter.stdout.close()


def _as(uid: int, command: str) -> int:
    return subprocess.run(["sh", "-c", command], user=uid, group=uid, extra_groups=[], capture_output=True).returncode


async def _run(server: EmbeddedPostgres, *statements: str) -> None:
    connection = await asyncpg.connect(server.url())
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def _count(server: EmbeddedPostgres, query: str) -> int:
    connection = await asyncpg.connect(server.url())
    try:
        return int(await connection.fetchval(query))
    finally:
        await connection.close()
