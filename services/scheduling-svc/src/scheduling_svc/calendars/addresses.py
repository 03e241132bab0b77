"""How the address of an outside calendar is kept: judged before, and sealed, for it opens the calendar by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.exceptions import InvalidTag

from carekit.public_addresses import AddressRefused, Reach, target_of
from carekit.sealing import Sealer
from scheduling_svc.calendars.errors import CalendarAddressRefused
from scheduling_svc.settings import Settings


@dataclass(frozen=True)
class Addresses:
    reach: Reach
    own_host: str
    sealer: Sealer

    @classmethod
    def of(cls, settings: Settings) -> Self:
        own_host = urlsplit(settings.public_url).hostname or ""
        sealer = Sealer.derived(settings.signing_key, "maillage addresses of outside calendars")
        return cls(settings.outside, own_host, sealer)

    @property
    def own_uids(self) -> str:
        """How the identifiers of events in our own feeds end."""
        return f"@agendas.{self.own_host}"

    def kept(self, calendar_id: UUID, address: str) -> tuple[str, bytes]:
        """The host, to be shown, and the whole, sealed."""
        try:
            target = target_of(address, self.reach, frozenset({self.own_host}))
        except AddressRefused as refused:
            raise CalendarAddressRefused from refused
        return target.host, self.sealer.seal(target.url, str(calendar_id))

    def opened(self, calendar_id: UUID, sealed: bytes) -> str | None:
        """None when it was sealed with another key."""
        try:
            return self.sealer.open(sealed, str(calendar_id))
        except InvalidTag:
            return None
