"""The events this service produces, for `contracts/generate.py`."""

from carekit.events import Event
from scheduling_svc.appointments.events import TOLD as APPOINTMENTS
from scheduling_svc.home_visits.events import HomeVisitsShort
from scheduling_svc.pools.events import CoverChanged, CoverPublished
from scheduling_svc.rota.events import DutyChanged, RotaPublished, SwapOffered
from scheduling_svc.triage.events import TriageDisposed, TriageSorted

EVENTS: list[type[Event]] = [
    *APPOINTMENTS,
    TriageSorted,
    TriageDisposed,
    RotaPublished,
    DutyChanged,
    SwapOffered,
    HomeVisitsShort,
    CoverPublished,
    CoverChanged,
]
