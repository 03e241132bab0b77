"""What referral-svc is told by its environment (`REFERRAL_…`)."""

from __future__ import annotations

import base64

from pydantic import Field, SecretStr, field_validator

from carekit.settings import MailSettings, ServiceSettings, SmsSettings, settings_config


class Settings(ServiceSettings, MailSettings, SmsSettings):
    model_config = settings_config("REFERRAL_")

    master_key: SecretStr = Field(
        description="32 bytes in base64: wraps the key of each CPTS. Kept outside the database and its backups"
    )
    index_key: SecretStr = Field(
        description="32 bytes in base64: makes the blind indexes by which duplicates are found. Never changed alone"
    )
    public_url: str = Field(description="Where people reach the application, e.g. https://maillage.exemple.fr")
    report_bytes: int = Field(default=10_000_000, ge=1, description="Largest file attached to a report")
    scanner: str | None = Field(
        default=None,
        description="Looks for malware in files before anybody reads them: `clamd:<host>:<port>`, `clamd:/run/…` (a "
        "socket), or `command:<program> <arguments>` (file on its input; exits 0 clean, 1 infected). None: files are "
        "readable at once and say that nobody scanned them",
    )
    peers: dict[str, str] = Field(
        default_factory=dict, description='Where events go, e.g. {"scheduling-svc": "http://127.0.0.1:8103"}'
    )

    @field_validator("master_key", "index_key")
    @classmethod
    def _is_a_key(cls, value: SecretStr) -> SecretStr:
        if len(base64.b64decode(value.get_secret_value(), validate=True)) != 32:
            raise ValueError("a key is 32 bytes in base64")
        return value

    @field_validator("public_url")
    @classmethod
    def _no_last_slash(cls, value: str) -> str:
        return value.rstrip("/")
