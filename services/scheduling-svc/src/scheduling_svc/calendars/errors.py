"""Refusals of outside calendars, each named after the rule that refused."""

from carekit.errors import Conflict, Invalid, PayloadTooLarge


class CalendarAddressRefused(Invalid):
    """An address is https or webcal, of the public Internet, without a name and password in it, and not ours."""

    title = "This address is not read"
    field = "url"


class CalendarUnreadable(Invalid):
    """`problem`: it is no iCalendar file, or reading it would take too long."""

    title = "The file cannot be read as a calendar"
    field = "body"


class CalendarTooLarge(PayloadTooLarge):
    title = "The calendar is larger than the limit"


class TooManyCalendars(Conflict):
    """An agenda has at most ten outside calendars."""

    title = "This agenda has too many outside calendars"
