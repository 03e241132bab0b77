"""Who is who in the demonstration, for those who play in it."""

from __future__ import annotations

import re

from local_system.demo.accounts import Account, account, accounts
from local_system.running import RunningSystem

COORDINATOR = account("care_coordinator")
PHARMACIST = account("pharmacist")
#: Doctors of the CPTS whom one can log in as.
DOCTORS = tuple(account(key) for key in ("gp", "second_gp", "third_gp"))


def every_role() -> tuple[Account, ...]:
    """One account for each combination of roles."""
    return tuple({(one.roles, one.cpts): one for one in reversed(accounts())}.values())[::-1]


def answer_link(system: RunningSystem, doctor: Account, after: int) -> str:
    """The link in the newest mail to a doctor, numbered above `after`."""
    body = system.wait_for_mail(doctor.email, containing="/r/", after=after)["body"]
    found = re.search(r"https?://\S+/r/\S+", body)
    assert found, body
    return found.group().rstrip(".")


def newest_mail(system: RunningSystem) -> int:
    return max((mail["number"] for mail in system.mails()), default=0)
