"""The events this service produces, for `contracts/generate.py`."""

from carekit.events import Event
from scheduling_svc.appointments.events import AppointmentBooked, AppointmentCancelled, AppointmentMoved
from scheduling_svc.rota.events import DutyChanged, RotaPublished, SwapOffered
from scheduling_svc.triage.events import TriageDisposed, TriageSorted

EVENTS: list[type[Event]] = [
    AppointmentBooked,
    AppointmentMoved,
    AppointmentCancelled,
    TriageSorted,
    TriageDisposed,
    RotaPublished,
    DutyChanged,
    SwapOffered,
]
