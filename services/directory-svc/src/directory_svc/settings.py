"""What the environment tells directory-svc (prefix `DIRECTORY_`)."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pydantic import Field

from carekit.settings import ServiceSettings, settings_config


class Settings(ServiceSettings):
    model_config = settings_config("DIRECTORY_")

    peers: dict[str, str] = Field(
        default_factory=dict,
        description='Who hears our events: service name → base URL, e.g. {"referral-svc": "http://127.0.0.1:8102"}',
    )
    upload_folder: Path = Field(
        default=Path(tempfile.gettempdir()) / "maillage-imports",
        description="Where uploaded files wait for the worker; shared by the web process and the worker",
    )
    upload_limit: int = Field(default=2_000_000_000, ge=1, description="Largest uploaded file, in bytes")
