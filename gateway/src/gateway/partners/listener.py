"""The listener that asks for a certificate (mutual TLS): `python -m gateway.partners.listener`.

A process of its own. Uvicorn does not hand on what the client's certificate says; here the protocol writes it into
the scope of each request. TLS 1.2 at least, as the SAS asks.
"""

from __future__ import annotations

import asyncio
import os
import ssl
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from carekit import logs
from carekit.auth import TokenSigner
from carekit.metrics import Metrics
from gateway.front.headers import SecurityHeaders
from gateway.front.proxy import Proxy, Upstream
from gateway.partners.door import CERTIFICATE, SasDoor
from gateway.settings import SasListener, Settings

LOOK_AT_REVOCATIONS_EVERY = 60.0


class WithCertificate(HttpToolsProtocol):
    """Each request says in its scope what the certificate of its connection says."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        tls = self.transport.get_extra_info("ssl_object")
        scope: dict[str, Any] = self.scope  # type: ignore[assignment]
        scope[CERTIFICATE] = tls.getpeercert() if tls else None


def tls_of(listener: SasListener) -> ssl.SSLContext:
    """No certificate, no connection: authority, dates, purpose and revocation are judged in the handshake."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(listener.authorities))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = ssl.CERT_REQUIRED
    if listener.revoked is not None:
        context.load_verify_locations(cafile=str(listener.revoked))
        context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
    context.load_cert_chain(listener.certificate, listener.private_key)
    return context


def config_of(settings: Settings, listener: SasListener, upstream: Upstream) -> uvicorn.Config:
    ours = SecurityHeaders(settings).api
    door = SasDoor(
        listener,
        TokenSigner.from_file("gateway", settings.signing_key),
        Proxy(upstream, "scheduling", settings.scheduling_url, ours),
        ours,
        Metrics(),
        settings.body_limit,
    )
    return uvicorn.Config(
        door, host=listener.host, port=listener.port, http=WithCertificate, lifespan="off", log_config=None,
        access_log=False, server_header=False, date_header=False, proxy_headers=False, timeout_graceful_shutdown=3,
        ssl_context_factory=lambda _, __: tls_of(listener),
    )  # fmt: skip


async def follow_revocations(context: ssl.SSLContext, revoked: Path) -> None:
    """The authority publishes a new list every day: it counts for the next handshake, without a restart."""
    seen = os.stat(revoked).st_mtime
    while True:
        await asyncio.sleep(LOOK_AT_REVOCATIONS_EVERY)
        try:
            changed = os.stat(revoked).st_mtime
            if changed != seen:
                context.load_verify_locations(cafile=str(revoked))
                seen = changed
        except OSError as unreadable:  # the last list that could be read counts until then
            logs.get().error("revocation list unreadable", exc_info=unreadable)


async def main() -> None:
    logs.configure("gateway-sas")
    settings = Settings()
    listener = settings.sas
    if listener is None:
        raise SystemExit("GATEWAY_SAS says nothing: there is no listener to start")
    upstream = Upstream()
    config = config_of(settings, listener, upstream)
    config.load()
    following = None
    if listener.revoked is not None and config.ssl is not None:
        following = asyncio.create_task(follow_revocations(config.ssl, listener.revoked))
    try:
        await uvicorn.Server(config).serve()
    finally:
        if following:
            following.cancel()
        await upstream.close()


if __name__ == "__main__":
    asyncio.run(main())
