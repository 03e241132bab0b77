"""Passwords of the demonstration: argon2id, few at a time."""

from __future__ import annotations

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from carekit.errors import Unavailable

#: One argon2id check takes 19 MiB and some 20 ms of a core: many at once would be a way to take us down.
AT_ONCE = 2
LONGEST_WAIT = 5.0


class Passwords:
    def __init__(self) -> None:
        # OWASP's minimum for argon2id; these passwords are printed on the login page.
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, hashed: str | None, password: str) -> bool:
        """False for a wrong password and for an account without any, in the same time."""
        try:
            await asyncio.wait_for(self._turns.acquire(), LONGEST_WAIT)
        except TimeoutError:
            raise Unavailable("Too many people sign in at this instant") from None
        try:
            return await asyncio.to_thread(self._verify, hashed, password)
        finally:
            self._turns.release()

    def _verify(self, hashed: str | None, password: str) -> bool:
        if self._nobody is None:
            self._nobody = self._hasher.hash("nobody has this password")
        try:
            return self._hasher.verify(hashed or self._nobody, password) and hashed is not None
        except (VerificationError, InvalidHashError):
            return False
