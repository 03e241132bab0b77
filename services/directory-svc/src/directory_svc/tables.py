"""Every table of this service, for Alembic."""

from directory_svc.descriptions import models as _descriptions
from directory_svc.imports import models as _imports
from directory_svc.members import models as _members
from directory_svc.offers import models as _offers
from directory_svc.orm import Base
from directory_svc.professionals import models as _professionals
from directory_svc.recourses import models as _recourses
from directory_svc.reference import models as _reference
from directory_svc.structures import models as _structures
from directory_svc.territory import models as _territory
from directory_svc.trainings import models as _trainings

FOLDERS = (
    _descriptions, _imports, _members, _offers, _professionals, _recourses, _reference, _structures, _territory,
    _trainings,
)  # fmt: skip
metadata = Base.metadata
