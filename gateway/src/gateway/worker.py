"""The gateway's worker: mail leaves, and what is over is deleted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import httpx
from sqlalchemy import text

from carekit import idempotency, logs
from carekit.clock import Clock, SystemClock
from carekit.db import Database
from carekit.mail import MailSender
from carekit.worker import Job, Worker
from gateway.login.guesses import FORGOTTEN_AFTER
from gateway.oidc.models import AWAY_FOR
from gateway.partners.models import CALLS_KEPT
from gateway.sessions.models import IDLE_FOR
from gateway.settings import Settings

#: Used and expired links stay this long, so that the count of mails sent to one account stays true.
LINKS_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Cleaning:
    """Deletes sessions, links, departures, tokens and counts that no longer mean anything."""

    database: Database
    clock: Clock

    async def run_once(self) -> int:
        now = self.clock.now()
        statements = [
            ("delete from session where ends_at < :now or last_seen_at < :limit", now - IDLE_FOR),
            ("delete from login_link where expires_at < :now and created_at < :limit", now - LINKS_KEPT),
            ("delete from oidc_login where created_at < :limit and created_at < :now", now - AWAY_FOR),
            ("delete from guess where last_at < :limit and last_at < :now", now - FORGOTTEN_AFTER),
            ("delete from partner_token where expires_at < :limit", now),
            ("delete from partner_assertion where expires_at < :limit", now),
            ("delete from partner_call where at < :limit", now - CALLS_KEPT),
        ]
        async with self.database.begin() as session:
            for statement, limit in statements:
                await session.execute(text(statement), {"now": now, "limit": limit})
            return await idempotency.forget_old(session, now)


def jobs(settings: Settings, clock: Clock, http: httpx.AsyncClient) -> list[Job]:
    """`http` is for services whose relay needs one; the gateway tells nobody anything."""
    database = Database(settings.database_url.get_secret_value(), pool_size=2, application="gateway-worker")
    return [
        Job("mail", MailSender(database, clock, settings).run_once, every=30, channels=("mail",)),
        Job("cleaning", Cleaning(database, clock).run_once, every=600),
    ]


async def main() -> None:
    logs.configure("gateway-worker")
    settings = Settings()
    async with httpx.AsyncClient(trust_env=False) as http:
        worker = Worker(settings.database_url.get_secret_value(), jobs(settings, SystemClock(), http))
        await worker.run_forever()


if __name__ == "__main__":
    asyncio.run(main())
