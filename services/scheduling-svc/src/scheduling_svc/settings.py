"""What the environment tells this service. Business constants are data of the CPTS (`rules/`), not settings."""

from pydantic import Field

from carekit.settings import ServiceSettings, settings_config


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

    @property
    def sas_base(self) -> str:
        return self.sas_url or f"{self.public_url}/fhir/sas"
