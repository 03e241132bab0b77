"""What a FHIR client is refused, whatever the base. Below `/fhir/` every refusal leaves as an OperationOutcome."""

from carekit.errors import Refusal


class FormatRefused(Refusal):
    """JSON alone is written here."""

    status = 406
    title = "Only application/fhir+json is written here"


class BodyFormatRefused(Refusal):
    status = 415
    title = "Only application/fhir+json is read here"


class ParameterMissing(Refusal):
    title = "The search lacks a parameter that it cannot do without"


class ParameterInvalid(Refusal):
    title = "A search parameter has a value that cannot be read"


class ModifierUnsupported(Refusal):
    """A modifier changes what is asked for: unlike an unknown parameter, it is never left out in silence."""

    title = "This modifier is not supported"


class ParameterUnknown(Refusal):
    """Only where the client asked for it (`Prefer: handling=strict`): otherwise it is left out of the self link."""

    title = "This search parameter is not supported"


class ResourceInvalid(Refusal):
    """The body is not the resource that this interaction takes, or lacks what its profile asks for."""

    status = 422
    title = "The resource does not hold to its profile"
