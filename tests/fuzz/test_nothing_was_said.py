"""After all that was sent at random: no mail, log, metric, event or table names a canary patient (R14)."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from local_system.running import RunningSystem
from tests.canary.test_nothing_identifies import dumped, hits


@pytest.mark.parametrize("service", ["gateway", "directory", "referral", "scheduling"])
def test_what_was_sent_at_random_left_no_name_anywhere(service: str, system: RunningSystem) -> None:
    """The rows hold the mails and SMS that wait, the events and the index of the search."""
    rows = asyncio.run(dumped(system.database_url(service, superuser=True)))
    found = [hit for table, words in rows for hit in hits(words, table)]
    if service != "gateway":
        found += hits(httpx.get(f"{system.service_url(service)}/metrics", timeout=10).text, "metrics")
    assert not found


def test_neither_mails_nor_logs_took_a_name_along(system: RunningSystem) -> None:
    found = [hit for mail in system.mails() for hit in hits(mail["subject"] + mail["body"], "mail")]
    for log in (system.data / "logs").iterdir():
        found += hits(log.read_text(errors="replace"), log.name)
    assert not found
