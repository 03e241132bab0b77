"""Codes of calls. Stored and sent as they stand; French labels live in the front end."""

from __future__ import annotations

from enum import StrEnum


class CallOutcome(StrEnum):
    """What one call to a professional came to."""

    ACCEPTS = "accepts"
    REFUSES = "refuses"
    NEVER_THIS_KIND = "never_this_kind"
    CALL_AGAIN = "call_again"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"


class ReachOutcome(StrEnum):
    """What one attempt to reach the person came to."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    WRONG_NUMBER = "wrong_number"
