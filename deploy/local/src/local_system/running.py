"""The whole system as a program starts it: whole-system tests, benchmarks, drills.

with RunningSystem(folder) as system:
    director = system.log_in("directrice@…")
    system.kill("referral-svc")
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
import psutil

from carekit.processes import free_port

PORTS = ("gateway", "directory", "referral", "scheduling", "postgres", "smtp", "mail_page")
CSRF_HEADER = "X-CSRF-Token"
#: Nothing here speaks TLS, and a client that reads the authorities of the machine costs 25 ms of work each time.
NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class RunningSystem:
    """Free ports, a data folder of its own, the very command that people type."""

    def __init__(self, data: Path, settings: dict[str, str] | None = None) -> None:
        """`settings` are more environment variables, e.g. `{"LOCAL_DEMONSTRATION": "false"}`."""
        self.data = data
        self.ports = {name: free_port() for name in PORTS}
        self.url = f"http://localhost:{self.ports['gateway']}"
        self._settings = settings or {}
        self._process: subprocess.Popen[bytes] | None = None
        self._cookies: dict[str, httpx.Cookies] = {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.stop()

    # ---- the whole

    def start(self, patience: float = 900.0) -> float:
        """Starts everything; returns the seconds until all parts are healthy."""
        begun = time.monotonic()
        self.stop()
        self.data.mkdir(parents=True, exist_ok=True)
        with self.terminal.open("ab") as terminal:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "local_system", "run"],
                env={**os.environ, **self.environment()},
                stdin=subprocess.DEVNULL,
                stdout=terminal,
                stderr=terminal,
                start_new_session=True,
            )
        wait_until(lambda: self._is_ready() or not self.alive, patience, "the system is not ready")
        if not self.alive:
            raise RuntimeError(f"the system did not start:\n{self.said()[-3000:]}")
        return time.monotonic() - begun

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """As Ctrl-C does; returns the exit status."""
        if self._process is None:
            return 0
        if self.alive:
            self._process.send_signal(number)
        status = self._process.wait(60)
        self._process = None
        return status

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def terminal(self) -> Path:
        return self.data.with_name(self.data.name + ".terminal.txt")

    def said(self) -> str:
        """What the person at the terminal would have read."""
        return self.terminal.read_text() if self.terminal.exists() else ""

    def environment(self) -> dict[str, str]:
        ports = {f"LOCAL_{name.upper()}_PORT": str(port) for name, port in self.ports.items()}
        return {"LOCAL_DATA": str(self.data), **ports, **self._settings}

    # ---- its parts

    def parts(self) -> dict[str, dict[str, Any]]:
        """pid, port and readiness by name: gateway, directory-svc, referral-worker, postgres, mail-sink…"""
        try:
            found: dict[str, dict[str, Any]] = json.loads((self.data / "state.json").read_text())["parts"]
        except (OSError, ValueError):
            return {}
        return found

    def pid_of(self, part: str) -> int:
        return int(self.parts()[part]["pid"])

    def kill(self, part: str) -> None:
        """`kill -9` of a part; of PostgreSQL, of all its processes. The supervisor starts it again."""
        victim = psutil.Process(self.pid_of(part))
        for process in [*victim.children(recursive=True), victim]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()

    def wait_until_back(self, part: str, killed: int, patience: float = 30.0) -> float:
        """Seconds until another process than `killed` serves as `part`."""
        begun = time.monotonic()

        def back() -> bool:
            known = self.parts().get(part)
            return bool(known and known["ready"] and known["pid"] not in (None, killed))

        wait_until(back, patience, f"{part} did not come back")
        return time.monotonic() - begun

    def kill_and_wait(self, part: str, patience: float = 30.0) -> float:
        """`kill -9`, then the seconds until the part serves again."""
        before = self.pid_of(part)
        self.kill(part)
        return self.wait_until_back(part, before, patience)

    def database_url(self, service: str, superuser: bool = False) -> str:
        """Where `service` (gateway, directory, referral, scheduling) keeps its data, for a look inside."""
        passwords = json.loads((self.data / "postgres" / "passwords.json").read_text())
        role = "postgres" if superuser else service
        return f"postgresql://{role}:{passwords[role]}@127.0.0.1:{self.ports['postgres']}/{service}"

    def service_url(self, service: str) -> str:
        """Straight to a service, without the gateway."""
        return f"http://127.0.0.1:{self.ports[service]}"

    def client(self, url: str, **options: Any) -> httpx.Client:
        """For one of this system's addresses; `options` are those of `httpx.Client`."""
        return httpx.Client(base_url=url, timeout=30, verify=NO_AUTHORITIES, **options)

    def log(self, part: str) -> str:
        return (self.data / "logs" / f"{part}.log").read_text()

    # ---- its people

    def accounts(self) -> list[dict[str, Any]]:
        """The demonstration accounts: email, password, name, roles, label."""
        with self.client(self.url) as client:
            found = client.get("/api/accounts/v1/demonstration-accounts").raise_for_status().json()
        listed: list[dict[str, Any]] = found["items"] if isinstance(found, dict) else found
        return listed

    def account_of(self, role: str) -> dict[str, Any]:
        """The first demonstration account that has a role."""
        return next(account for account in self.accounts() if role in account["roles"])

    def log_in(self, email: str) -> httpx.Client:
        """A client with the session of a demonstration account; logs in once, later clients share the session."""
        if email not in self._cookies:
            password = next(account["password"] for account in self.accounts() if account["email"] == email)
            with self.client(self.url) as fresh:
                body = {"email": email, "password": password}
                fresh.post("/api/accounts/v1/sessions/password", json=body).raise_for_status()
                fresh.get("/api/accounts/v1/session").raise_for_status()
                self._cookies[email] = fresh.cookies
        cookies = self._cookies[email]
        headers = {CSRF_HEADER: cookies.get("csrf") or ""}
        return self.client(self.url, cookies=cookies, headers=headers)

    def forget_session(self, email: str) -> None:
        """The session that clients of this account share has ended: the next one logs in anew."""
        self._cookies.pop(email, None)

    def log_in_as(self, role: str) -> httpx.Client:
        return self.log_in(self.account_of(role)["email"])

    # ---- its mail

    def mails(self, to: str = "") -> list[dict[str, Any]]:
        """Mails taken by the sink, newest first: number, received_at, sender, to, subject, body."""
        with self.client(f"http://127.0.0.1:{self.ports['mail_page']}") as client:
            answer = client.get("/demo/courrier", params={"pour": to}, headers={"Accept": "application/json"})
        found: list[dict[str, Any]] = answer.raise_for_status().json()["items"]
        return found

    def wait_for_mail(self, to: str, containing: str = "", after: int = 0, patience: float = 20.0) -> dict[str, Any]:
        """The newest mail to an address that contains some words and whose number is above `after`."""

        def wanted() -> dict[str, Any] | None:
            known = (mail for mail in self.mails(to) if mail["number"] > after)
            return next((mail for mail in known if containing in mail["subject"] + "\n" + mail["body"]), None)

        return wait_until(wanted, patience, f"no mail to {to}")

    def _is_ready(self) -> bool:
        try:
            state = json.loads((self.data / "state.json").read_text())
        except (OSError, ValueError):
            return False
        return self.alive and state["pid"] == self.pid and bool(state["ready"])


T = TypeVar("T")


def wait_until(asked: Callable[[], T | None], patience: float, otherwise: str) -> T:
    """The first answer that is true."""
    deadline = time.monotonic() + patience
    while True:
        answer = asked()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise TimeoutError(f"{otherwise} after {patience:.0f} s")
        time.sleep(0.05)
