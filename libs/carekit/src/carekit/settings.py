"""What every service is told by its environment. No secret has a default."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """Derive with `model_config = settings_config("REFERRAL_")`."""

    database_url: SecretStr = Field(description="postgresql://role:password@host:port/database")
    signing_key: Path = Field(description="PEM file of this service's own ES256 private key")
    trusted_keys: Path = Field(description="JWKS file of the public keys that sign tokens; kid is the issuer")
    pool_size: int = Field(default=8, ge=1, description="PostgreSQL connections of this process")
    body_limit: int = Field(default=1_000_000, description="Largest request body, in bytes")


class MailSettings(BaseSettings):
    """Where mail leaves from. Mixed into the settings of the services that write to people."""

    smtp_host: str = Field(description="SMTP server")
    smtp_port: int = Field(default=587)
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_tls: bool = Field(default=True, description="STARTTLS; only a local sink goes without")
    mail_from: str = Field(description="Sender, e.g. Maillage <ne-pas-repondre@exemple.fr>")
    mail_returns: str | None = Field(
        default=None,
        pattern=r"^[^@\s+]+@[^@\s]+$",
        description="Address to which servers send back what they could not deliver, e.g. retours@exemple.fr: the "
        "identifier of the mail is added after « + ». None: what becomes of a mail later is not known",
    )
    mail_returns_folder: Path | None = Field(
        default=None, description="Maildir in which the mail server puts what came to that address; read and emptied"
    )


class SmsSettings(BaseSettings):
    """Where SMS leave from: off unless a gateway is named."""

    sms_url: str | None = Field(
        default=None, description='HTTPS address that takes POST {"id", "to", "text"}; none: no SMS is sent'
    )
    sms_token: SecretStr | None = Field(default=None, description="Sent to it as a bearer token")


def settings_config(prefix: str) -> SettingsConfigDict:
    return SettingsConfigDict(env_prefix=prefix, extra="ignore", frozen=True)
