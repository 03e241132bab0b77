"""Roles that many rows name together (rules of the profession, section 8)."""

from __future__ import annotations

from carekit.auth import ROLES

EVERYBODY = ROLES - {"suspended"}
NOBODY: frozenset[str] = frozenset()

COORDINATOR = frozenset({"care_coordinator"})
DIRECTOR = frozenset({"director"})
COORDINATORS = frozenset({"care_coordinator", "social_coordinator"})
OFFICE = frozenset({"secretary", "director"})
CORRECTORS = COORDINATORS | OFFICE
STATERS = COORDINATORS | {"referrer", "professional", "regulator", "health_mediator", "case_manager"}
LISTERS = STATERS | OFFICE
RULE_READERS = COORDINATORS | {"director"}
FIGURE_READERS = COORDINATORS | {"director", "project_officer", "evaluator"}
TRIAGERS = COORDINATOR | {"regulator"}
AGENDA_KEEPERS = frozenset({"care_coordinator", "director"})
ROTA_BUILDERS = AGENDA_KEEPERS | {"secretary"}
ROTA_READERS = ROTA_BUILDERS | {"professional", "delegate"}
BOOKERS = STATERS | {"delegate", "director"}
DIRECTORY_READERS = BOOKERS | {"secretary", "project_officer", "quality_referent"}
