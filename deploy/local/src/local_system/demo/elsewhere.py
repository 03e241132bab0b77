"""What a doctor keeps in another agenda: a choir on Tuesday evenings, a day of training in five weeks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from carekit.clock import PARIS
from local_system.demo.accounts import account
from local_system.demo.acts import Acts
from local_system.demo.settling import Settled

_FILES = "/api/scheduling/v1/outside-calendar-files"


async def keep_another_agenda(acts: Acts, settled: Settled, ends: datetime) -> None:
    """Given as a file: the demonstration asks nothing of the Internet."""
    doctor = str(settled.professionals[str(account("gp").rpps)])
    content = _calendar(ends.astimezone(PARIS).date()).encode()
    await acts.services.upload(_FILES, acts.callers["gp"], content, professional_id=doctor, label="Agenda personnel")


def _calendar(today: date) -> str:
    tuesday = today + timedelta(days=(1 - today.weekday()) % 7)
    training = today + timedelta(days=35)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exemple//Agenda//FR",
        "BEGIN:VEVENT", "UID:chorale@exemple.invalid", f"DTSTAMP:{today:%Y%m%d}T000000Z",
        f"DTSTART;TZID=Europe/Paris:{tuesday:%Y%m%d}T203000", "DURATION:PT2H", "RRULE:FREQ=WEEKLY", "END:VEVENT",
        "BEGIN:VEVENT", "UID:formation@exemple.invalid", f"DTSTAMP:{today:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{training:%Y%m%d}", "END:VEVENT",
        "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{line}\r\n" for line in lines)
