"""How often somebody wishes to be written to, and when the next digest leaves. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum

from referral_svc.matching.waves import Calendar

DIGEST_HOUR = 8
"""Local time at which a digest leaves, on the first working day that comes."""


class NoticeKind(StrEnum):
    """What a notice is about, as far as one may wish to hear of it."""

    OUTCOME = "outcome"
    REPORT = "report"
    MESSAGE = "message"
    SILENT = "silent"
    """For coordinators: requests of which nothing was heard for days."""
    DUTY = "duty"
    """For professionals: a rota is published, a duty of his is given, taken or moved."""
    SWAP = "swap"
    """For professionals: a colleague looks for somebody to take a duty that this one could take."""
    COVER = "cover"
    """For professionals and their delegates: a replacement or a team's seat is taken, confirmed or given back."""
    COVER_OFFER = "cover_offer"
    """For professionals who volunteer: a practice seeks a locum, or a team people, on his days, in his sectors."""
    HOME_VISITS = "home_visits"
    """For care coordinators: half-days with fewer home visits than the threshold."""


class Rhythm(StrEnum):
    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"
    """No mail: it stands in the application alone."""


#: « Each gets the outcome, a report when care was given » (rules of the profession, section 6): not to be turned off.
MUST_BE_TOLD = frozenset({NoticeKind.OUTCOME, NoticeKind.REPORT})
OF_DUTIES = frozenset({NoticeKind.DUTY, NoticeKind.SWAP, NoticeKind.COVER, NoticeKind.COVER_OFFER})
#: Nobody reads them on a request: they stay in a digest whatever happened since.
OF_NO_REQUEST = OF_DUTIES | {NoticeKind.HOME_VISITS}
DEFAULTS = {
    NoticeKind.OUTCOME: Rhythm.IMMEDIATE,
    NoticeKind.REPORT: Rhythm.IMMEDIATE,
    NoticeKind.MESSAGE: Rhythm.IMMEDIATE,
    NoticeKind.SILENT: Rhythm.DAILY,
    NoticeKind.DUTY: Rhythm.IMMEDIATE,
    NoticeKind.SWAP: Rhythm.IMMEDIATE,
    NoticeKind.COVER: Rhythm.IMMEDIATE,
    NoticeKind.COVER_OFFER: Rhythm.IMMEDIATE,
    NoticeKind.HOME_VISITS: Rhythm.IMMEDIATE,
}
_KIND_OF = {
    "message": NoticeKind.MESSAGE,
    "report": NoticeKind.REPORT,
    "report_refused": NoticeKind.REPORT,
    "silent": NoticeKind.SILENT,
}


def kind_of(subject: str) -> NoticeKind:
    """Whatever is neither a message nor a report says what became of the request."""
    return _KIND_OF.get(subject, NoticeKind.OUTCOME)


def rhythms_of(kind: NoticeKind) -> list[Rhythm]:
    """What may be wished for this kind. Silence of days is news of days: never at once."""
    if kind == NoticeKind.SILENT:
        return [Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.OFF]
    return [one for one in Rhythm if one != Rhythm.OFF or kind not in MUST_BE_TOLD]


def next_digest(at: datetime, rhythm: Rhythm, calendar: Calendar) -> datetime:
    """Tomorrow morning, or Monday's, or the first opening after it."""
    day = at.astimezone(calendar.zone).date()
    day += timedelta(days=7 - day.weekday() if rhythm == Rhythm.WEEKLY else 1)
    return calendar.next_opening(datetime.combine(day, time(DIGEST_HOUR), calendar.zone))
