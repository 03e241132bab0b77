"""What the SAS base serves."""

from __future__ import annotations

from datetime import datetime

from scheduling_svc.fhir.bundles import Resource
from scheduling_svc.fhir.capability import (
    Parameter,
    Served,
    capability_statement,
    identifier_parameter,
    query_parameter,
)
from scheduling_svc.fhir.sas import codes
from scheduling_svc.fhir.sas.parameters import INCLUDES, MOST_IDENTIFIERS, WHO

SERVED = (
    Served(
        type="Slot",
        interactions=("search-type",),
        profiles=(codes.SLOT, codes.CPTS_SLOT),
        parameters=(
            Parameter(
                "start", "date", "https://interop.esante.gouv.fr/ig/fhir/sas/SearchParameter/slot-sp-start",
                "Required, ge and le. The answer ends at most with the third day after the lower bound.",
            ),
            Parameter("status", "token", "http://hl7.org/fhir/SearchParameter/Slot-status", "Only free slots."),
            Parameter(
                WHO, "token", "http://hl7.org/fhir/SearchParameter/Slot-schedule",
                f"Required: 1 to {MOST_IDENTIFIERS} national identifiers (IDNPS, 8 and RPPS), comma separated.",
            ),
        ),
        includes=sorted(INCLUDES),
        documentation="Slots opened to regulation (SNP) or to the public, never those of a doctor's own patients.",
    ),
    Served(
        type="Practitioner",
        interactions=("create", "update"),
        profiles=(codes.REGULATOR,),
        conditional_update=True,
        documentation="Accounts of regulators (INT_R02). An update names its subject by identifier, never by id.",
    ),
)  # fmt: skip

PARAMETERS = [
    query_parameter(
        "start", "ge and le with an instant, e.g. ge2024-06-12T16:20:00.000+02:00; `+` may be raw", required=True
    ),
    query_parameter(WHO, "IDNPS as system|value, comma separated, 25 at most", required=True),
    query_parameter("status", "free"),
    query_parameter("_include", "One of searchInclude of the CapabilityStatement"),
    query_parameter("_include:iterate", "The same"),
]
IDENTIFIER = identifier_parameter("IDNPS or identifier of the SAS as system|value; opaque, `/` may be in it")


def statement(url: str, now: datetime) -> Resource:
    return capability_statement(
        url=url,
        title="Créneaux de la CPTS pour la plateforme numérique SAS",
        description="Individual professionals (INT_R01) and CPTS (INT_R04); accounts of regulators (INT_R02).",
        served=SERVED,
        security="Mutual TLS: client certificate of the SAS, its CN and OU are checked. Slots also by an access "
        "token of a registered partner system (OAuth 2 client credentials, scope sas.read).",
        guides=("https://interop.esante.gouv.fr/ig/fhir/sas/ImplementationGuide/ans.fhir.fr.sas|1.2.0",),
        now=now,
    )
