"""Keeps the parts alive: starts them, starts them again when they crash, stops them in order.

One process, one thread, no event loop: it forks its children (see `children.py`), then sleeps until a signal
or a death wakes it. When it is killed itself, the kernel ends every child with it.
"""

from __future__ import annotations

import contextlib
import gc
import http.client
import importlib
import json
import os
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from sqlalchemy.orm import configure_mappers

from carekit.embedded_postgres import EmbeddedPostgres, PostgresWouldNotStart
from local_system.children import Child, Part, describe, fork, stop_all
from local_system.terminal import CannotStart, say

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE_AT_STOP = 6.0


class StopAsked(BaseException):
    """Ctrl-C or SIGTERM."""


class Supervisor:
    def __init__(self, logs: Path, state_file: Path, close_in_children: tuple[int, ...] = ()) -> None:
        self.logs = logs
        self.state_file = state_file
        self.patience_at_stop = PATIENCE_AT_STOP
        self.postgres: EmbeddedPostgres | None = None
        self.stages: list[list[Child]] = []
        self._close = close_in_children
        self._stopping = False
        self._postgres_start_after = 0.0
        self._postgres_failures = 0
        self._wake_out, self._wake_in = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def listen_to_signals(self) -> None:
        signal.set_wakeup_fd(self._wake_in, warn_on_full_buffer=False)
        for number in STOP_SIGNALS:
            signal.signal(number, self._asked_to_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _asked_to_stop(self, _: int, __: FrameType | None) -> None:
        if not self._stopping:
            self._stopping = True
            raise StopAsked

    # ---- starting

    def run_once(self, part: Part, *, speaks: bool = False, meanwhile: Callable[[], None] | None = None) -> None:
        """Runs a part to its end (migrations, the demonstration) and `meanwhile` beside it.

        One that `speaks` says its progress on standard error. Raises `CannotStart` when the part fails.
        """
        log = self.logs / f"{part.name}.log"
        pid = fork(part, log, self._handles(), speaks=speaks)
        try:
            if meanwhile is not None:
                meanwhile()
            _, status = os.waitpid(pid, 0)
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise
        code = os.waitstatus_to_exitcode(status)
        if code != 0:
            raise CannotStart(f"{part.name} failed ({describe(code)}); see {log}")

    def start(self, stages: list[list[Part]]) -> None:
        """Starts all parts at once. Stages are the order in which they will be stopped, first to last."""
        self.stages = [[Child(part, self.logs / f"{part.name}.log") for part in stage] for stage in stages]
        for stage in reversed(self.stages):
            for child in stage:
                child.start(self._handles())
        self._write_state()

    def wait_until_ready(self, patience: float) -> None:
        deadline = time.monotonic() + patience
        while not self._look():
            late = [child for child in self._children() if not child.ready]
            crashing = next((child for child in late if child.crashes >= 4), None)
            if crashing is not None or time.monotonic() > deadline:
                named = crashing or late[0]
                why = "stops again and again" if crashing else f"is not ready after {patience:.0f} s"
                raise CannotStart(f"{named.part.name} {why}; see {named.log}")
            self._sleep(0.03)
        self._write_state(ready=True)

    # ---- watching

    def watch(self) -> None:
        """Until asked to stop."""
        while True:
            steady = self._look()
            self._sleep(30.0 if steady else 0.05)

    def _look(self) -> bool:
        """Notices deaths, starts again what is due, asks who is ready. True when all is well."""
        now = time.monotonic()
        changed = False
        steady = self._look_at_postgres(now)
        for child in self._children():
            status = child.ended()
            if status is not None:
                pause = child.note_crash(now)
                if child.was_ready:  # at the first start, `wait_until_ready` says it once
                    when = "starting it again" if pause == 0 else f"starting it again in {pause:.1f} s"
                    say(f"{child.part.name} stopped by itself ({describe(status)}): {when} (log: {child.log})")
            if child.pid is None and now >= child.start_after:
                child.start(self._handles())
                changed = True
            if child.pid is not None and not child.ready:
                child.ready = _is_healthy(child)
                child.was_ready = child.was_ready or child.ready
                changed = changed or child.ready
            steady = steady and child.ready
        if changed:
            self._write_state(ready=steady)
        return steady

    def _look_at_postgres(self, now: float) -> bool:
        server = self.postgres
        if server is None or server.process is None or server.process.poll() is None:
            return True
        if now < self._postgres_start_after:
            return False
        try:
            status = server.process.returncode
            server.restart()
            say(f"PostgreSQL stopped by itself ({describe(status)}); it is back, nothing committed is lost")
            self._postgres_failures = 0
            self._write_state()
        except PostgresWouldNotStart as refused:
            self._postgres_failures += 1
            pause = min(2.0 * self._postgres_failures, 15.0)
            self._postgres_start_after = now + pause
            say(f"PostgreSQL cannot start: {refused}. Trying again in {pause:.0f} s")
            return False
        return True

    def _sleep(self, seconds: float) -> None:
        woken, _, _ = select.select([self._wake_out], [], [], seconds)
        if woken:
            with contextlib.suppress(BlockingIOError):
                os.read(self._wake_out, 4096)

    # ---- stopping

    def stop(self) -> None:
        """Everything, in order: who takes requests, who works for them, who answers them, the databases."""
        self._stopping = True
        for stage in self.stages:
            stop_all(stage, self.patience_at_stop)
        if self.postgres is not None:
            self.postgres.stop()
        self.state_file.unlink(missing_ok=True)

    def _children(self) -> list[Child]:
        return [child for stage in self.stages for child in stage]

    def _handles(self) -> tuple[int, ...]:
        return (*self._close, self._wake_in, self._wake_out)

    def _write_state(self, ready: bool = False) -> None:
        """Who runs where, for tests, drills and a curious person."""
        parts = {
            child.part.name: {"pid": child.pid, "port": child.part.port, "ready": child.ready}
            for child in self._children()
        }
        server = self.postgres
        if server is not None and server.process is not None:
            parts["postgres"] = {"pid": server.process.pid, "port": server.port, "ready": True}
        fresh = self.state_file.with_suffix(".fresh")
        fresh.write_text(json.dumps({"pid": os.getpid(), "ready": ready, "parts": parts}, indent=1))
        fresh.rename(self.state_file)


def _is_healthy(child: Child) -> bool:
    if child.part.health is None or child.part.port is None:
        return time.monotonic() - child.started_at > 0.2
    connection = http.client.HTTPConnection("127.0.0.1", child.part.port, timeout=2)
    try:
        connection.request("GET", child.part.health)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def preload(modules: list[str], warn: Callable[[str], None] = say) -> None:
    """Imports what the children will need, once for all, and keeps the collector off these pages."""
    for module in modules:
        try:
            importlib.import_module(module)
        except ImportError as missing:  # the child that needs it will say so in its log
            warn(f"{module} cannot be imported: {missing}")
    with contextlib.suppress(Exception):  # a mapping that is wrong is wrong in each child, with its log
        configure_mappers()
    gc.collect()
    gc.freeze()
