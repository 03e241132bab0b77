"""Refusals of agendas without a login, each named after the rule that refused."""

from carekit.errors import Invalid


class ResponsibleUnknown(Invalid):
    """A member of the CPTS whom the directory has described answers for the agenda."""

    title = "This professional cannot answer for an agenda of this CPTS"
    field = "responsible_id"


class AgendaPlaceUnknown(Invalid):
    """An agenda stands in a commune of the territory."""

    title = "This commune is not part of the territory"
    field = "commune_code"
