"""What the environment tells this service. Business constants are data of the CPTS (`rules/`), not settings."""

from pydantic import Field

from carekit.settings import ServiceSettings, settings_config


class Settings(ServiceSettings):
    model_config = settings_config("SCHEDULING_")

    peers: dict[str, str] = Field(
        default_factory=dict,
        description='Who hears our events, name to base URL: {"referral-svc": "http://127.0.0.1:8102"}',
    )
