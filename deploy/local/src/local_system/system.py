"""What the one-machine system is made of: the parts, their ports, and what each is told by its environment."""

from __future__ import annotations

import json
import runpy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from local_system.children import Part
from local_system.keys import Keys
from local_system.settings import ROOT, LocalSettings

HOST = "127.0.0.1"
PACKAGES = ("gateway", "directory_svc", "referral_svc", "scheduling_svc")

#: Imported once by the supervisor, shared by every child. Modules without effects at import, only.
#: First what the migrations need, so that they can run beside the rest of the imports.
PRELOADED_FIRST = [
    "asyncpg",
    "carekit.migrations",
    "alembic.script",
    "sqlalchemy.dialects.postgresql.asyncpg",
]
PRELOADED = [
    "uvicorn",
    "uvicorn.loops.uvloop",
    "uvicorn.protocols.http.httptools_impl",
    "uvicorn.lifespan.on",
    "local_system.mail_sink.server",
    *(f"{package}.{module}" for package in PACKAGES for module in ("main", "worker")),
]


@dataclass(frozen=True)
class System:
    settings: LocalSettings
    keys: Keys
    databases: Mapping[str, str]

    def ports(self) -> dict[str, int]:
        """What listens where, in the words of an error message."""
        ours = self.settings
        return {
            "the gateway": ours.gateway_port,
            "directory-svc": ours.directory_port,
            "referral-svc": ours.referral_port,
            "scheduling-svc": ours.scheduling_port,
            "the mail sink (SMTP)": ours.smtp_port,
            "the mail sink (page)": ours.mail_page_port,
        }

    def stages(self) -> list[list[Part]]:
        """All parts, in the order in which they are stopped."""
        ours = self.settings
        services = {
            "directory": ours.directory_port,
            "referral": ours.referral_port,
            "scheduling": ours.scheduling_port,
        }
        environment = self.environment()
        return [
            [http_part("gateway", "gateway.asgi:app", ours.gateway_port, environment["gateway"])],
            [
                worker_part("gateway-worker", "gateway.worker", environment["gateway"]),
                *(worker_part(f"{name}-worker", f"{name}_svc.worker", environment[name]) for name in services),
            ],
            [
                http_part(f"{name}-svc", f"{name}_svc.asgi:app", port, environment[name])
                for name, port in services.items()
            ],
            [self.mail_sink()],
        ]

    def mail_sink(self) -> Part:
        from local_system.mail_sink.server import run

        ours = self.settings
        return Part(
            name="mail-sink",
            run=partial(run, ours.data / "mails.jsonl", ours.returns, ours.smtp_port, ours.mail_page_port),
            port=ours.mail_page_port,
            health="/healthz",
        )

    @property
    def public_url(self) -> str:
        return f"http://localhost:{self.settings.gateway_port}"

    def environment(self) -> dict[str, dict[str, str]]:
        """Settings of each service and its worker. Each is told its own secrets and nobody else's."""
        ours = self.settings
        gateway = f"http://{HOST}:{ours.gateway_port}"
        directory = f"http://{HOST}:{ours.directory_port}"
        referral = f"http://{HOST}:{ours.referral_port}"
        scheduling = f"http://{HOST}:{ours.scheduling_port}"
        return {
            "gateway": {
                **self._common("GATEWAY", "gateway", "gateway"),
                **self._mail("GATEWAY"),
                "GATEWAY_PUBLIC_URL": self.public_url,
                "GATEWAY_DIRECTORY_URL": directory,
                "GATEWAY_REFERRAL_URL": referral,
                "GATEWAY_SCHEDULING_URL": scheduling,
                "GATEWAY_SECRETS_KEY": str(self.keys.secret_file("gateway-sealing")),
                "GATEWAY_DEMONSTRATION": str(ours.demonstration).lower(),
                "GATEWAY_SITE_DIR": str(ours.frontend),
                "GATEWAY_CONTRACTS_FILE": str(ROOT / "contracts" / "openapi.json"),
                "GATEWAY_MAILBOX_URL": f"http://{HOST}:{ours.mail_page_port}",
            },
            "directory": {
                **self._common("DIRECTORY", "directory", "directory-svc"),
                "DIRECTORY_PEERS": json.dumps(
                    {"referral-svc": referral, "scheduling-svc": scheduling, "gateway": gateway}
                ),
                "DIRECTORY_UPLOAD_FOLDER": str(ours.data / "imports"),
            },
            "referral": {
                **self._common("REFERRAL", "referral", "referral-svc"),
                **self._mail("REFERRAL"),
                "REFERRAL_MAIL_RETURNS": "retours@maillage.invalid",
                "REFERRAL_MAIL_RETURNS_FOLDER": str(ours.returns),
                "REFERRAL_PUBLIC_URL": self.public_url,
                "REFERRAL_MASTER_KEY": self.keys.secret("referral-master"),
                "REFERRAL_INDEX_KEY": self.keys.secret("referral-index"),
                "REFERRAL_PEERS": json.dumps({"scheduling-svc": scheduling}),
            },
            "scheduling": {
                **self._common("SCHEDULING", "scheduling", "scheduling-svc"),
                "SCHEDULING_PEERS": json.dumps({"referral-svc": referral}),
                "SCHEDULING_ACCOUNTS_URL": gateway,
                "SCHEDULING_PUBLIC_URL": self.public_url,
            },
        }

    def _common(self, prefix: str, database: str, issuer: str) -> dict[str, str]:
        return {
            f"{prefix}_DATABASE_URL": self.databases[database],
            f"{prefix}_SIGNING_KEY": str(self.keys.signing_key(issuer)),
            f"{prefix}_TRUSTED_KEYS": str(self.keys.trusted),
        }

    def _mail(self, prefix: str) -> dict[str, str]:
        return {
            f"{prefix}_SMTP_HOST": HOST,
            f"{prefix}_SMTP_PORT": str(self.settings.smtp_port),
            f"{prefix}_SMTP_TLS": "false",
            f"{prefix}_MAIL_FROM": "Maillage <ne-pas-repondre@maillage.invalid>",
        }


def http_part(name: str, application: str, port: int, environment: Mapping[str, str]) -> Part:
    return Part(name, partial(_serve, application, port), environment, port, health="/readyz")


def worker_part(name: str, module: str, environment: Mapping[str, str]) -> Part:
    return Part(name, partial(_run_module, module), environment)


def _serve(application: str, port: int) -> None:
    import uvicorn

    uvicorn.run(
        application,
        host=HOST,
        port=port,
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        # Who a client is, the gateway decides (GATEWAY_TRUSTED_PROXIES), not a header that anybody on the
        # machine may send.
        proxy_headers=False,
        timeout_graceful_shutdown=3,
    )


def _run_module(module: str) -> None:
    runpy.run_module(module, run_name="__main__", alter_sys=True)
