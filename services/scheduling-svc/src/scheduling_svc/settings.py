"""What the environment tells this service. Business constants are data of the CPTS (`rules/`), not settings."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from carekit.public_addresses import Reach
from carekit.settings import ServiceSettings, settings_config


class SasReceiver(BaseModel):
    """Where the appointments of the SAS's regulators are declared, over mutual TLS."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field(description="FHIR base of the SAS, https://…")
    certificate: Path = Field(description="Our own client certificate and its chain, PEM")
    private_key: Path = Field(description="Its key, PEM")
    authorities: Path | None = Field(
        default=None, description="Authorities of its certificate; default the machine's"
    )
    identifier_system: str = Field(description="OID or URL under which our appointments are numbered")


class Settings(ServiceSettings):
    model_config = settings_config("SCHEDULING_")

    peers: dict[str, str] = Field(
        default_factory=dict,
        description='Who hears our events, name to base URL: {"referral-svc": "http://127.0.0.1:8102"}',
    )
    accounts_url: str | None = Field(
        default=None, description="Base URL of the gateway, which keeps the regulators whom the SAS describes"
    )
    public_url: str = Field(
        default="http://localhost:8080",
        description="Where people reach the application: the SAS sends regulators there",
    )
    sas_url: str | None = Field(
        default=None, description="Base at which the SAS reaches us; default `/fhir/sas` below public_url"
    )

    sas_declarations: SasReceiver | None = Field(
        default=None, description="Where appointments of regulators are declared; none: they wait"
    )

    retired_keys: Path | None = Field(
        default=None,
        description="JWKS file of the public keys that signed statements of participation before; they sign no more",
    )

    outside: Reach = Field(
        default=Reach(), description="What outside calendars are read from, as JSON; default the public Internet"
    )

    @property
    def sas_base(self) -> str:
        return self.sas_url or f"{self.public_url}/fhir/sas"

    @property
    def gap_base(self) -> str:
        return f"{self.public_url}/fhir/gap"
