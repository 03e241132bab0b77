"""Who works the script, and who decides it. Pure (rules of the profession, sections 7 and 8)."""

from __future__ import annotations

from carekit.auth import Caller

#: Trained staff: the coordination and the regulation.
TRIAGERS = ("care_coordinator", "regulator")
PUBLISHERS = ("director", "secretary")
DRAFTERS = (*PUBLISHERS, "care_coordinator")
SCRIPT_READERS = (*DRAFTERS, "regulator")


def may_triage(caller: Caller) -> None:
    caller.require(*TRIAGERS)
