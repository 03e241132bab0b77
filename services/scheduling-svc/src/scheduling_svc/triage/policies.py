"""Who works the script, and who decides it. Pure (rules of the profession, sections 7 and 8)."""

from __future__ import annotations

from carekit.auth import Caller

#: Trained staff: the coordination and the regulation.
TRIAGERS = ("care_coordinator", "regulator")
PUBLISHERS = ("director",)
DRAFTERS = (*PUBLISHERS, "care_coordinator")
SCRIPT_READERS = (*DRAFTERS, "regulator")


#: Where requests went and how often, without any name: also who answers for the CPTS.
DISPOSITION_READERS = (*TRIAGERS, "director")


def may_read_dispositions(caller: Caller) -> None:
    caller.require(*DISPOSITION_READERS)


def may_triage(caller: Caller) -> None:
    caller.require(*TRIAGERS)
