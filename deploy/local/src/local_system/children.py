"""Child processes: forked from the supervisor, so that all share the modules it has imported.

A fork costs 20 ms and the pages of the imports stay shared (figures in the README of deploy/local). It
asks one thing of the supervisor: no thread and no event loop of its own, ever.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from carekit.processes import dies_with_parent

LOG_KEPT = 20 * 1024 * 1024
SHORT_LIFE = 2.0  # seconds; a child that served longer was healthy, and is started again at once
LONGEST_PAUSE = 15.0

_NAME_PROCESS = 15  # PR_SET_NAME


@dataclass(frozen=True)
class Part:
    """One process of the system. `run` is called in the child and returns when the child should end."""

    name: str
    run: Callable[[], None]
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int | None = None
    health: str | None = None
    """Path that answers 200 once the part can serve; None for a part that listens to nobody."""


def fork(part: Part, log: Path, close: tuple[int, ...] = (), *, speaks: bool = False) -> int:
    """Starts `part` in a session of its own; it ends with us. Returns its pid.

    What it prints goes to `log`; one that `speaks` keeps standard error as its way to the terminal.
    """
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    # A signal between the fork and the moment the pid is noted would leave a child that nobody knows.
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    pid = os.fork()
    if pid:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        return pid
    code = 1
    try:
        os.setsid()
        dies_with_parent(signal.SIGKILL)()
        if os.getppid() != parent:
            os._exit(1)
        _become(part, log, close, speaks)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        part.run()
        code = 0
    except SystemExit as asked:
        code = asked.code if isinstance(asked.code, int) else int(asked.code is not None)
    except BaseException:
        traceback.print_exc(file=sys.stdout)
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _become(part: Part, log: Path, close: tuple[int, ...], speaks: bool) -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_NAME_PROCESS, part.name[:15].encode(), 0, 0, 0)
    for handle in close:
        with contextlib.suppress(OSError):
            os.close(handle)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(written, 1)
    if not speaks:
        os.dup2(written, 2)
    # What the person has set by hand (another SMTP server, an OIDC provider) wins over our own choice.
    os.environ.update({name: value for name, value in part.environment.items() if name not in os.environ})


class Child:
    """A part under supervision: its process, its crashes, and when it may be started again."""

    def __init__(self, part: Part, log: Path) -> None:
        self.part = part
        self.log = log
        self.pid: int | None = None
        self.ready = False
        self.was_ready = False
        self.started_at = 0.0
        self.start_after = 0.0
        self.crashes = 0

    def start(self, close: tuple[int, ...]) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_KEPT:
            self.log.rename(self.log.with_suffix(".log.1"))
        self.pid = fork(self.part, self.log, close)
        self.started_at = time.monotonic()
        self.ready = False

    def ended(self) -> int | None:
        """How the process ended (exit status, or minus the signal), once; None while it lives."""
        if self.pid is None:
            return None
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid == 0:
            return None
        # What it had started itself (a pool that reads files) goes with it.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self.pid = None
        self.ready = False
        return os.waitstatus_to_exitcode(status)

    def note_crash(self, now: float) -> float:
        """The pause before the next start, in seconds.

        None after a life of some length; a child that dies as soon as it is born waits longer and longer.
        """
        self.crashes = self.crashes + 1 if now - self.started_at < SHORT_LIFE else 1
        pause = 0.0 if self.crashes == 1 else min(0.5 * 2 ** (self.crashes - 2), LONGEST_PAUSE)
        self.start_after = now + pause
        return pause


def stop_all(children: list[Child], patience: float) -> None:
    """SIGTERM to all, SIGKILL to whoever is left after `patience` seconds, and to what they started."""
    for child in children:
        if child.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while any(child.pid is not None for child in children) and time.monotonic() < deadline:
        for child in children:
            child.ended()
        time.sleep(0.02)
    for child in children:
        if child.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)
            child.pid = None


def describe(status: int) -> str:
    """`exit 1`, `killed (SIGKILL)`."""
    if status >= 0:
        return f"exit {status}"
    return f"killed by {signal.Signals(-status).name}"
