"""What we ask of the gateway's accounts: to keep a regulator, in our own name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import httpx
from pydantic import BaseModel, ConfigDict

from carekit.auth import ServiceIdentity
from carekit.errors import Conflict, Unavailable
from scheduling_svc.fhir.errors import ResourceInvalid

WITHIN = 5.0


class RegulatorKnown(Conflict):
    """The SAS creates an account once."""

    title = "A regulator with this identifier or this address exists"


class KeptRegulator(BaseModel):
    """What we read of the answer."""

    model_config = ConfigDict(extra="ignore")

    regulator_id: UUID
    is_new: bool
    idnps: str | None
    sas_id: str | None


@dataclass(frozen=True)
class SaidRegulator:
    """`by` names the identifier of a conditional update; None creates."""

    by: Literal["idnps", "sas_id"] | None
    idnps: str | None
    sas_id: str | None
    active: bool
    family_name: str
    given_name: str
    email: str


@dataclass(frozen=True)
class Accounts:
    url: str
    identity: ServiceIdentity
    http: httpx.AsyncClient

    async def keep(self, regulator: SaidRegulator) -> KeptRegulator:
        try:
            answer = await self.http.put(
                f"{self.url}/api/accounts/v1/regulators",
                json=vars(regulator),
                headers={"Authorization": f"Bearer {self.identity.token()}"},
                timeout=WITHIN,
            )
        except httpx.TransportError as away:
            raise Unavailable("The accounts do not answer; ask again") from away
        if answer.status_code == 409:
            raise RegulatorKnown
        if answer.status_code == 422:
            fields = ", ".join(error["field"] for error in answer.json().get("errors", []))
            raise ResourceInvalid(f"Not acceptable: {fields}")
        if answer.status_code != 200:
            raise Unavailable("The accounts did not do it; ask again")
        return KeptRegulator.model_validate_json(answer.content)
