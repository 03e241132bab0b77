"""Who stands on a port that we want."""

from __future__ import annotations

import psutil

from carekit.processes import port_is_free
from local_system.terminal import CannotStart


def require_free(ports: dict[str, int]) -> None:
    """`ports` maps what will listen there (and the setting that moves it) to a port; all must be free."""
    for purpose, port in ports.items():
        if not port_is_free(port):
            raise CannotStart(taken(port, purpose))


def taken(port: int, purpose: str) -> str:
    holder = holder_of(port)
    who = f"{holder}" if holder else "another program"
    return (
        f"Port {port}, wanted by {purpose}, is taken by {who}. "
        f"Stop it, or choose another port: LOCAL_{_setting(purpose)}=… make run"
    )


def holder_of(port: int) -> str | None:
    """Name and pid of the program that listens on a port of this machine, when the system tells."""
    try:
        for connection in psutil.net_connections(kind="tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
                process = psutil.Process(connection.pid)
                return f"{process.name()} (pid {connection.pid})"
    except psutil.Error:
        return None
    return None


def _setting(purpose: str) -> str:
    return {
        "the gateway": "GATEWAY_PORT",
        "PostgreSQL": "POSTGRES_PORT",
        "the mail sink (SMTP)": "SMTP_PORT",
        "the mail sink (page)": "MAIL_PAGE_PORT",
    }.get(purpose, purpose.split("-", maxsplit=1)[0].upper() + "_PORT")
