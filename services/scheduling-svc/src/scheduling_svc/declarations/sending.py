"""The worker tells the SAS, as its client, of each appointment that a regulator took, and of what becomes of it."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from uuid import UUID

import httpx

from carekit import logs
from carekit.clock import Clock
from carekit.db import Database
from scheduling_svc.declarations import repository
from scheduling_svc.declarations.repository import Due
from scheduling_svc.fhir.sas.appointment import appointment_resource
from scheduling_svc.settings import SasReceiver
from scheduling_svc.slots.repository import zone_of

AT_ONCE = 50
WITHIN = 15.0
#: What another try may mend: who we are, how often we ask, and whatever the server did not say about the appointment.
_TRY_AGAIN = frozenset({401, 403, 408, 425, 429})


class Refused(Exception):
    """The SAS cannot take this appointment as it is."""


class Failed(Exception):
    """It was not taken this time."""


@dataclass(frozen=True)
class Receiver:
    """The SAS, reached over mutual TLS."""

    settings: SasReceiver
    http: httpx.AsyncClient

    @classmethod
    def of(cls, settings: SasReceiver) -> Receiver:
        context = ssl.create_default_context(cafile=str(settings.authorities) if settings.authorities else None)
        context.load_cert_chain(settings.certificate, settings.private_key)
        return cls(settings, httpx.AsyncClient(verify=context, trust_env=False, timeout=WITHIN))

    async def declare(self, resource: dict[str, object], appointment_id: UUID, *, again: bool) -> None:
        """Created the first time; whatever may have arrived already is told by its identifier, as often as needed."""
        method, query = ("PUT", f"?Identifier={appointment_id}") if again else ("POST", "")
        try:
            answer = await self.http.request(
                method,
                f"{self.settings.url.rstrip('/')}/Appointment{query}",
                json=resource,
                headers={"Content-Type": "application/fhir+json", "Accept": "application/fhir+json"},
            )
        except httpx.HTTPError as lost:
            raise Failed(type(lost).__name__) from lost
        if answer.status_code in (200, 201):
            return
        if 400 <= answer.status_code < 500 and answer.status_code not in _TRY_AGAIN:
            raise Refused(f"HTTP {answer.status_code}")
        raise Failed(f"HTTP {answer.status_code}")


async def declare_due(database: Database, cpts_id: UUID, clock: Clock, receiver: Receiver) -> int:
    """Returns how many were taken. No transaction is open while the SAS answers."""
    async with database.begin(cpts_id) as session:
        waiting = await repository.due(session, clock.now(), AT_ONCE)
        zone = await zone_of(session, cpts_id)
    taken = 0
    for one in waiting:
        error: Refused | Failed | None = None
        try:
            if one.rpps is None:
                raise Failed("The professional's national identifier is not known")
            resource = appointment_resource(
                one.appointment, one.declaration.operator, one.rpps, receiver.settings.identifier_system, zone
            )
            is_again = one.declaration.declared_version > 0 or one.declaration.attempts > 0
            await receiver.declare(resource, one.appointment.appointment_id, again=is_again)
        except (Refused, Failed) as said:
            error = said
            logs.get().warning("not declared to the SAS", reason=str(said))
        await _note(database, cpts_id, clock, one, error)
        taken += error is None
    return taken


async def _note(database: Database, cpts_id: UUID, clock: Clock, due: Due, error: Refused | Failed | None) -> None:
    key, version = (due.appointment.professional_id, due.appointment.appointment_id), due.appointment.version
    async with database.begin(cpts_id) as session:
        declaration = await repository.declaration_of(session, key)
        if declaration is None:
            return
        if error is None:
            declaration.was_taken(version, clock.now())
        elif isinstance(error, Refused):
            declaration.was_refused(version, str(error))
        else:
            declaration.failed(str(error), clock.now())
