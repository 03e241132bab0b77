"""Where the one-machine system keeps its data and which ports it takes. Every value by `LOCAL_…`."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parents[4]


class LocalSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="LOCAL_", extra="ignore", frozen=True)

    data: Path = Field(default=ROOT / ".data", description="Databases, keys, logs and mails of this machine")
    frontend: Path = Field(default=ROOT / "frontend" / "dist", description="The built web application")
    gateway_port: int = 8080
    directory_port: int = 8101
    referral_port: int = 8102
    scheduling_port: int = 8103
    postgres_port: int = 8110
    smtp_port: int = 8125
    mail_page_port: int = 8126
    demonstration: bool = Field(default=True, description="Load the demonstration territory on first start")
    free_space_mb: int = Field(default=500, description="Refuse to start with less free space on the disk, in MB")
    patience: float = Field(default=90.0, description="How long the first start may take to be healthy, in seconds")

    @property
    def returns(self) -> Path:
        """What mail servers send back: a Maildir that the sink fills and the worker of referral-svc reads."""
        return self.data / "returns"
