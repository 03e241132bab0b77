"""SMS and mail to the person herself: when, with whom, where, and whom to call. Nothing of health, and no name of
hers: a line on a telephone is read by others."""

from __future__ import annotations

from referral_svc.disclosure.confirmations.models import What
from referral_svc.disclosure.confirmations.visit import Assisted, Visit
from referral_svc.solicitations.messages_fr import when

SUBJECTS = {
    What.BOOKED: "Votre rendez-vous",
    What.MOVED: "Votre rendez-vous est déplacé",
    What.CANCELLED: "Votre rendez-vous est annulé",
}
_SENTENCES = {
    What.BOOKED: "rendez-vous le {when}{who}{where}.",
    What.MOVED: "votre rendez-vous est déplacé au {when}{who}{where}.",
    What.CANCELLED: "votre rendez-vous du {when}{who} est annulé.",
}
_WHERE = {"HH": ", à votre domicile", "VR": ", à distance"}
#: The second names neither consultation nor care: it would tell the profession.
_ASSISTED = {
    Assisted.CONSULTATION: ", en téléconsultation accompagnée",
    Assisted.CARE: ", à distance, avec une personne pour vous aider",
}


def sentence(what: What, visit: Visit) -> str:
    who = f" avec {visit.professional_name}" if visit.professional_name else ""
    return _SENTENCES[what].format(when=when(visit.starts_at, visit.zone), who=who, where=_where(visit))


def _where(visit: Visit) -> str:
    if visit.assisted:
        there = f", à cette adresse\u00a0: {visit.place}" if visit.place else ""
        return _ASSISTED[visit.assisted] + there
    return _WHERE.get(visit.modality) or (f", {visit.place}" if visit.place else "")


def call(visit: Visit) -> str:
    return f"Pour le changer ou l’annuler\u00a0: {visit.phone}." if visit.phone else ""


def sms_of(what: What, visit: Visit) -> str:
    said = f"{visit.cpts_name}\u00a0: {sentence(what, visit)}"
    return f"{said} {call(visit)}".strip() if what is not What.CANCELLED else said


def mail_of(what: What, visit: Visit) -> tuple[str, str]:
    """Subject and body."""
    said = sentence(what, visit)
    lines = [f"{said[0].upper()}{said[1:]}", call(visit) if what is not What.CANCELLED else ""]
    body = "\n\n".join(line for line in ("Bonjour,", *lines, visit.cpts_name) if line)
    return SUBJECTS[what], f"{body}\n\nCe message est envoyé automatiquement\u00a0: n’y répondez pas.\n"
