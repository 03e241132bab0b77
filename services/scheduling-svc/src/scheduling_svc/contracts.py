"""The events this service produces, for `contracts/generate.py`."""

from carekit.events import Event
from scheduling_svc.appointments.events import AppointmentBooked, AppointmentCancelled

EVENTS: list[type[Event]] = [AppointmentBooked, AppointmentCancelled]
