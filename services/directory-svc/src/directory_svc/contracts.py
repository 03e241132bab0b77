"""The facts this service tells, and to whom."""

from __future__ import annotations

from carekit.events import Event
from carekit.outbox import Subscriptions
from directory_svc.members.events import MemberLeft
from directory_svc.professionals.events import ProfessionalDescribed
from directory_svc.recourses.events import RecourseDescribed
from directory_svc.structures.events import StructureDescribed
from directory_svc.territory.events import CptsDescribed

_TO_EVERYBODY: list[type[Event]] = [CptsDescribed, ProfessionalDescribed, MemberLeft, StructureDescribed]
EVENTS: list[type[Event]] = [*_TO_EVERYBODY, RecourseDescribed]

SUBSCRIPTIONS = Subscriptions(
    {
        "referral-svc": frozenset(event.type for event in _TO_EVERYBODY),
        "scheduling-svc": frozenset({CptsDescribed.type, ProfessionalDescribed.type, RecourseDescribed.type}),
        "gateway": frozenset(event.type for event in _TO_EVERYBODY),
    }
)
