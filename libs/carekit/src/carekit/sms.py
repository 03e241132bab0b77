"""SMS leave through an HTTP gateway from a queue written in the transaction of the act that causes them.

Off unless `sms_url` is set. What mail may not carry, an SMS may not either. Table made by `sms_tables()`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import logs
from carekit.clock import Clock
from carekit.db import Database
from carekit.identifiers import new_id
from carekit.settings import SmsSettings

LAST_ATTEMPT = 8
_PATIENCE = 15.0
_MOBILE = re.compile(r"\+33[67]\d{8}")


@dataclass(frozen=True)
class Sms:
    """One short text in French. `about` links it to what caused it."""

    to: str
    text: str
    about: UUID | None = None


def mobile(phone: str) -> str | None:
    """`+33612345678` from any usual way to write a French mobile number; None for every other number."""
    digits = re.sub(r"[ .\-()]", "", phone)
    international = re.sub(r"^(0033|0)", "+33", digits)
    return international if _MOBILE.fullmatch(international) else None


async def queue(session: AsyncSession, sms: Sms, at: datetime) -> UUID:
    sms_id = new_id()
    await session.execute(
        text(
            "insert into outgoing_sms (id, recipient, body, about, state, attempts, next_attempt_at, created_at) "
            "values (:id, :to, :body, :about, 'queued', 0, :at, :at)"
        ),
        {"id": sms_id, "to": sms.to, "body": sms.text, "about": sms.about, "at": at},
    )
    await session.execute(text("notify sms"))
    return sms_id


@dataclass(frozen=True)
class SmsSender:
    """Sends what is queued, with the same identifier at each try, by which the gateway knows a repeat.

    A refusal for good (4xx but 408, 425 and 429) is `failed`; anything else is tried again.
    """

    database: Database
    clock: Clock
    settings: SmsSettings
    http: httpx.AsyncClient

    async def run_once(self, batch: int = 50) -> int:
        if self.settings.sms_url is None:
            return 0
        sent = 0
        while sent < batch and await self._send_next(self.settings.sms_url):
            sent += 1
        return sent

    async def _send_next(self, url: str) -> bool:
        async with self.database.begin() as session:
            now = self.clock.now()
            row = (
                await session.execute(
                    text(
                        "select id, recipient, body, attempts from outgoing_sms where state = 'queued' "
                        "and next_attempt_at <= :now order by next_attempt_at, id limit 1 for update skip locked"
                    ),
                    {"now": now},
                )
            ).first()
            if row is None:
                return False
            state = await hand_over(self.http, self.settings, url, row.id, row.recipient, row.body)
            attempts = row.attempts + 1
            if state == "queued" and attempts >= LAST_ATTEMPT:
                state = "failed"
            await session.execute(
                text(
                    "update outgoing_sms set state = :state, attempts = :attempts, next_attempt_at = :next, "
                    "sent_at = case when :state = 'sent' then cast(:now as timestamptz) end, "
                    "body = case when :state = 'queued' then body else '' end where id = :id"
                ),
                {
                    "state": state,
                    "attempts": attempts,
                    "next": now + timedelta(seconds=min(2**row.attempts * 5, 3600)),
                    "now": now,
                    "id": row.id,
                },
            )
            return True


async def hand_over(
    http: httpx.AsyncClient, settings: SmsSettings, url: str, sms_id: UUID, to: str, body: str
) -> str:
    """To the gateway of these settings; what becomes of it: sent, failed for good, or queued for another try."""
    token = settings.sms_token
    headers = {"Authorization": f"Bearer {token.get_secret_value()}"} if token else {}
    try:
        answer = await http.post(
            url, json={"id": str(sms_id), "to": to, "text": body}, headers=headers, timeout=_PATIENCE
        )
    except httpx.HTTPError as lost:
        logs.get().warning("sms postponed", sms_id=str(sms_id), exc_info=lost)
        return "queued"
    if answer.is_success:
        return "sent"
    for_good = answer.is_client_error and answer.status_code not in (408, 425, 429)
    what = "sms refused" if for_good else "sms postponed"
    logs.get().warning(what, sms_id=str(sms_id), status=answer.status_code)
    return "failed" if for_good else "queued"


def sms_tables() -> list[str]:
    return [
        "create table outgoing_sms (id uuid primary key, recipient text not null, body text not null, about uuid, "
        "state text not null check (state in ('queued', 'sent', 'failed')), attempts integer not null, "
        "next_attempt_at timestamptz not null, created_at timestamptz not null, sent_at timestamptz, "
        "constraint outgoing_sms_forgets check (state = 'queued' or body = ''))",
        "create index ix_outgoing_sms_due on outgoing_sms (next_attempt_at) where state = 'queued'",
        "create index ix_outgoing_sms_about on outgoing_sms (about)",
    ]
