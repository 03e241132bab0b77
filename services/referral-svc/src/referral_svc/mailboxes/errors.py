"""Refusals about the mailbox of a structure."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid


class NoStructure(Conflict):
    """The account works for no structure: it has no colleagues here."""

    title = "This account is of no structure"


class MailboxLinkUnknown(Invalid):
    """Of another structure, used already, replaced by a later one, or older than two days."""

    title = "This link confirms no mailbox of the caller's structure"
    field = "token"


class LinkSentJustNow(Conflict):
    """One a minute: nobody's mailbox is filled from here."""

    title = "A link was sent a moment ago"
