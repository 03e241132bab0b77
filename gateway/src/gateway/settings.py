"""What the gateway is told by its environment (prefix GATEWAY_). No secret has a default."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from carekit.settings import MailSettings, ServiceSettings, settings_config


class OidcProvider(BaseModel):
    """One identity provider. Pro Santé Connect is a configuration of this, not a special case.

    For Pro Santé Connect: `discovery_url` is its own (not the standard path), `scope` is
    `openid scope_all`, `acr_values` is `eidas1`, `account_claim` is `SubjectNameID` and `label`
    is what its charter asks the button to say.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(pattern=r"^[a-z0-9-]{1,40}$", description="Name in our addresses, e.g. psc")
    label: str = Field(description="Words of the button")
    issuer: str
    discovery_url: str = Field(description="Where its configuration is read, standard path or not")
    client_id: str
    client_secret: SecretStr
    scope: str = "openid"
    acr_values: str | None = Field(default=None, description="Asked for, and then required in the ID token")
    account_claim: str = Field(
        default="SubjectNameID", description="Claim of userinfo that names the account: national identifier"
    )


class SasListener(BaseModel):
    """Where the national SAS reaches us: a listener of its own that asks for its certificate (IGC-Santé)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = 8443
    certificate: Path = Field(description="Our own certificate and its chain, PEM")
    private_key: Path = Field(description="Its key, PEM")
    authorities: Path = Field(description="Authorities whose client certificates are trusted, PEM")
    revoked: Path | None = Field(default=None, description="Their lists of revoked certificates, PEM")
    names: frozenset[str] = Field(min_length=1, description="CN of the certificates that were registered")
    units: frozenset[str] = Field(min_length=1, description="OU of the certificates that were registered")
    scopes: frozenset[str] = Field(
        default=frozenset({"sas.read", "sas.regulators"}), description="What they open, e.g. gap.read and gap.book"
    )
    cpts_id: UUID | None = Field(default=None, description="With gap scopes: the CPTS whose agendas they work with")


class Limits(BaseModel):
    """Token buckets: `rate` requests a second on average, `burst` at once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    session_rate: float = 50
    session_burst: int = 200
    ip_rate: float = 50
    ip_burst: int = 300
    login_rate: float = Field(default=1, description="Posts that try to sign in, per address")
    login_burst: int = 40
    answer_ip_rate: float = Field(default=2, description="Answer links, per address")
    answer_ip_burst: int = 60
    answer_token_rate: float = Field(default=0.5, description="Answer links, per link")
    answer_token_burst: int = 20


class Settings(ServiceSettings, MailSettings):
    model_config = settings_config("GATEWAY_")

    public_url: str = Field(
        description="Where people reach us, e.g. https://maillage.exemple.fr; https hardens cookies"
    )
    directory_url: str = Field(description="Base URL of directory-svc")
    referral_url: str = Field(description="Base URL of referral-svc")
    scheduling_url: str = Field(description="Base URL of scheduling-svc")
    secrets_key: Path = Field(description="File of 32 random bytes that seals TOTP secrets and ID tokens at rest")
    demonstration: bool = Field(default=False, description="Passwords exist, accounts are shown on the login page")
    oidc: list[OidcProvider] = Field(default_factory=list, description="JSON list of identity providers")
    site_dir: Path | None = Field(default=None, description="The built web application (frontend/dist)")
    contracts_file: Path | None = Field(default=None, description="Merged OpenAPI (contracts/openapi.json)")
    mailbox_url: str | None = Field(
        default=None, description="Web address of the local mail sink, shown at /demo/courrier"
    )
    sas: SasListener | None = Field(default=None, description="The listener for the national SAS; none by default")
    map_tile_url: str | None = Field(default=None, description="Map tiles; their host is then allowed by the CSP")
    trusted_proxies: list[str] = Field(
        default_factory=list, description="Networks (CIDR) whose X-Forwarded-For is believed; none by default"
    )
    internal_networks: list[str] = Field(
        default=["127.0.0.0/8", "::1/128"],
        description="Networks (CIDR) of our own services: only they reach /_events and /metrics",
    )
    limits: Limits = Field(default_factory=Limits)

    @property
    def https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def peers(self) -> dict[str, str]:
        """Service name in the address `/api/<name>/v1/` -> base URL."""
        return {"directory": self.directory_url, "referral": self.referral_url, "scheduling": self.scheduling_url}
