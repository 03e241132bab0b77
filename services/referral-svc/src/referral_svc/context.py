"""What every use case of a person is given: who asks, when, the database, and the injected folders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carekit.auth import Caller
from carekit.db import Unit
from referral_svc.referrals.authors import Author
from referral_svc.referrals.ports import Ports


@dataclass(frozen=True)
class Context:
    unit: Unit
    caller: Caller
    at: datetime
    ports: Ports

    @property
    def by(self) -> Author:
        return Author.of(self.caller)
