"""Ports and child processes of this machine, for whoever starts programs on it."""

from __future__ import annotations

import ctypes
import signal
import socket
from collections.abc import Callable
from pathlib import Path


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def dies_with_parent(last_signal: signal.Signals) -> Callable[[], None]:
    """What a child runs before exec so that the kernel ends it when the parent thread is gone."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    set_parent_death_signal = 1

    def before_exec() -> None:
        prctl(set_parent_death_signal, int(last_signal), 0, 0, 0)

    return before_exec


def children_of(parent: int) -> list[int]:
    """Those that lead a process group of their own too, as the backends of PostgreSQL do."""
    children = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        if int(fields[1]) == parent:
            children.append(int(entry.name))
    return children
