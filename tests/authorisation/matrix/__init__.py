"""Who may do what, written by hand from the rules of the profession (section 8), one row per operation.

`may`: the roles for which an object of their own CPTS is open though they have no other link with it. Every
other role, and nobody at all, must be refused. Being members of one CPTS gives no right to each other's patients:
hence so few roles on anything that follows a person. What a link adds (one's own request, sheet, agenda) is
shown by the tests of the service that owns the rule.
"""

from __future__ import annotations

from . import directory, referral, scheduling
from .anybody import OPEN
from .gateway import ACCOUNTS

__all__ = ["ACCOUNTS", "MATRIX", "OPEN"]

MATRIX = directory.ROWS | referral.ROWS | scheduling.ROWS
