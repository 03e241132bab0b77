"""Official systems of codes and identifiers that several guides name, verbatim, mapped once.

Old and new systems of identifier types live side by side: each profile says which one it wants.
"""

IDNPS = "urn:oid:1.2.250.1.71.4.2.1"
IDNST = "urn:oid:1.2.250.1.71.4.2.2"
RPPS = "https://rpps.esante.gouv.fr"
OLD_TYPES = "http://interopsante.org/fhir/CodeSystem/fr-v2-0203"
NEW_TYPES = "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203"

SPECIALTY = "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale"
MODALITY = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
APPOINTMENT_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0276"
#: Every system of an identity's matricule begins so (INS-NIR, INS-NIA, and those of tests).
INS = "urn:oid:1.2.250.1.213.1.4."
