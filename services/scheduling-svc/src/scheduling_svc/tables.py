"""Every table of this service, for Alembic and for the tests that count them."""

from scheduling_svc.agendas import models as agendas
from scheduling_svc.appointments import models as appointments
from scheduling_svc.base import Base
from scheduling_svc.calendars import models as calendars
from scheduling_svc.declarations import models as declarations
from scheduling_svc.delays import models as delays
from scheduling_svc.epidemic import models as epidemic
from scheduling_svc.fhir.gap.appointments import models as gap_appointments
from scheduling_svc.home_visits import models as home_visits
from scheduling_svc.information import models as information
from scheduling_svc.known import models as known
from scheduling_svc.openings import models as openings
from scheduling_svc.participation import models as participation
from scheduling_svc.pools import models as pools
from scheduling_svc.rota import models as rota
from scheduling_svc.rounds import models as rounds
from scheduling_svc.rules import models as rules
from scheduling_svc.slots import models as slots
from scheduling_svc.teams import models as teams
from scheduling_svc.triage import models as triage
from scheduling_svc.wishes import models as wishes

__all__ = [
    "agendas", "appointments", "calendars", "declarations", "delays", "epidemic", "gap_appointments", "home_visits",
    "information", "known", "metadata", "openings", "participation", "pools", "rota", "rounds", "rules", "slots",
    "teams", "triage", "wishes",
]  # fmt: skip

metadata = Base.metadata
