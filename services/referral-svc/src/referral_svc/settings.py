"""What referral-svc is told by its environment (`REFERRAL_…`)."""

from __future__ import annotations

import base64

from pydantic import Field, SecretStr, field_validator, model_validator

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
    mssante_smtp_host: str | None = Field(
        default=None,
        description="SMTP server of the MSSanté operator, the one way by which a report itself leaves. None: reports "
        "wait in the application, and ordinary mail says so",
    )
    mssante_smtp_port: int = 587
    mssante_smtp_user: str | None = None
    mssante_smtp_password: SecretStr | None = None
    mssante_smtp_tls: bool = Field(default=True, description="STARTTLS, which the trust space demands")
    mssante_from: str | None = Field(
        default=None, description="The platform's own MSSanté address; needed with the host"
    )
    mssante_returns: str | None = Field(default=None, description="As `mail_returns`, of the trust space")
    mssante_domains: list[str] = Field(
        default_factory=lambda: ["mssante.fr"],
        description="Domains of the trust space, with all below them: an address of any other is never written to",
    )
    peers: dict[str, str] = Field(
        default_factory=dict, description='Where events go, e.g. {"scheduling-svc": "http://127.0.0.1:8103"}'
    )

    @model_validator(mode="after")
    def _mssante_has_a_sender(self) -> Settings:
        if self.mssante_smtp_host is not None and self.mssante_from is None:
            raise ValueError("mssante_from is needed with mssante_smtp_host")
        return self

    @property
    def mssante(self) -> MailSettings | None:
        """The operator's relay, apart from ordinary mail in everything but the folder of what comes back."""
        if self.mssante_smtp_host is None or self.mssante_from is None:
            return None
        return MailSettings(
            smtp_host=self.mssante_smtp_host,
            smtp_port=self.mssante_smtp_port,
            smtp_user=self.mssante_smtp_user,
            smtp_password=self.mssante_smtp_password,
            smtp_tls=self.mssante_smtp_tls,
            mail_from=self.mssante_from,
            mail_returns=self.mssante_returns,
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
