from scheduling_svc.fhir.errors import ParameterInvalid


class TooManyIdentifiers(ParameterInvalid):
    """The guide lets the SAS ask for 25 professionals at once."""

    title = "Too many professionals in one search"
