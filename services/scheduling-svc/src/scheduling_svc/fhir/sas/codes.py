"""Official codes and addresses of the SAS guide (ANS, `ans.fhir.fr.sas` 1.2.0), verbatim, mapped once.

Of `systems.py` the guide wants the old identifier types of people and places, the new one of a CPTS.
"""

from __future__ import annotations

from scheduling_svc.openings.models import Audience

SAS_ACCOUNT = "urn:oid:1.2.250.1.213.3.6"
PLACE_TYPES = "http://interopsante.org/fhir/CodeSystem/fr-location-identifier-type"

SLOT_AUDIENCE = "https://mos.esante.gouv.fr/NOS/TRE_R314-TypeCreneau/FHIR/TRE-R314-TypeCreneau"
STRUCTURE_KIND = "https://mos.esante.gouv.fr/NOS/TRE_R66-CategorieEtablissement/FHIR/TRE-R66-CategorieEtablissement"
CPTS_KIND = "604"
SERVICE_TYPE_REFERENCE = "http://hl7.org/fhir/5.0/StructureDefinition/extension-Slot.serviceType"
OPERATOR = "http://interopsante.org/fhir/StructureDefinition/FrAppointmentOperator"

_GUIDE = "https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/"
_FIRST_GUIDE = "http://sas.fr/fhir/StructureDefinition/"
BUNDLE = _FIRST_GUIDE + "BundleAgregateur"
SLOT = _FIRST_GUIDE + "FrSlotAgregateur"
SCHEDULE = _FIRST_GUIDE + "FrScheduleAgregateur"
PRACTITIONER = _FIRST_GUIDE + "FrPractitionerAgregateur"
PRACTITIONER_ROLE = _FIRST_GUIDE + "FrPractitionerRoleExerciceAgregateur"
LOCATION = _FIRST_GUIDE + "FrLocationAgregateur"
APPOINTMENT = _FIRST_GUIDE + "FrAppointmentSAS"
CPTS_BUNDLE = _GUIDE + "sas-cpts-bundle-aggregator"
CPTS_SLOT = _GUIDE + "sas-cpts-slot-aggregator"
CPTS_SERVICE = _GUIDE + "sas-cpts-healthcareservice-aggregator"
CPTS_ORGANIZATION = _GUIDE + "sas-cpts-organization-aggregator"
REGULATOR = _GUIDE + "FrPractitionerRegul"

#: `own_patients` is not here: it leaves the owner's house for nobody.
AUDIENCES = {Audience.PUBLIC: "PUBLIC", Audience.PRO: "PRO", Audience.SNP: "SNP", Audience.CPTS: "CPTS"}
