"""Sentences that leave with a person's name: an unmet wish, the list for the CPAM, a report by MSSanté."""

from __future__ import annotations

from datetime import date

from referral_svc.disclosure.wishes.codes import WishCode

_WHO = {
    WishCode.FEMALE: "Une femme",
    WishCode.MALE: "Un homme",
    WishCode.LANGUAGE: "Quelqu’un qui parle la langue de la personne",
}
_USUAL = "Le médecin habituel"


def wish_words(
    code: WishCode, *, met: bool | None, ring_km: float, possible: int, asked: int, yes: int, no_place: int, away: int
) -> str:
    """« Une femme à moins de 10 km : 3 sollicitations, aucun oui ; 2 sans place. »"""
    km = f"{ring_km:g}".replace(".", ",")
    who = _USUAL if code == WishCode.USUAL else f"{_WHO[code]} à moins de {km}\u00a0km"
    if met:
        return f"{who}\u00a0: oui."
    if possible == 0:
        none = "ne peut pas être sollicité" if code == WishCode.USUAL else "personne ne correspond"
        return f"{who}\u00a0: {none}."
    parts = [_asked(asked, yes)]
    if no_place:
        parts.append(f"{no_place} sans place")
    if away:
        parts.append(
            f"{away} en pause, absent ou assez sollicité"
            if away == 1
            else f"{away} en pause, absents ou assez sollicités"
        )
    left = possible - asked - no_place - away
    if left > 0:
        parts.append(f"{left} pas encore sollicité{'s' if left > 1 else ''}")
    return f"{who}\u00a0: " + "\u202f; ".join(parts) + "."


def _asked(asked: int, yes: int) -> str:
    if asked == 0:
        return "aucune sollicitation"
    said = "aucun oui" if yes == 0 else f"{yes} oui"
    return f"{asked} sollicitation{'s' if asked > 1 else ''}, {said}"


#: One line per act; the CPAM knows a person by her number, and a professional by his.
CPAM_HEADER = (
    "Nom", "Nom de naissance", "Prénom", "Naissance", "NIR", "Couverture", "Acte", "Date de l’acte", "Professionnel",
    "RPPS", "Droits ouverts le", "Avant la mise à jour des droits", "Dossier",
)  # fmt: skip
_ACTS = {
    "consultation": "Consultation",
    "home_visit": "Visite à domicile",
    "nursing": "Soins infirmiers",
    "physiotherapy": "Kinésithérapie",
    "midwifery": "Sage-femme",
    "speech_therapy": "Orthophonie",
    "dental": "Soins dentaires",
    "podiatry": "Pédicurie-podologie",
    "medicines": "Médicaments",
    "biology": "Biologie",
    "imaging": "Imagerie",
    "other": "Autre acte",
}


def unpaid_act_words(kind: str, done_on: date) -> tuple[str, str]:
    return _ACTS[kind], f"{done_on:%d/%m/%Y}"


def before_rights_words(done_on: date, open_from: date | None) -> str:
    """Empty as long as nobody wrote down from when the rights are open."""
    if open_from is None:
        return ""
    return "oui" if done_on < open_from else "non"


_SENT_REPORT = """{author} a déposé un compte rendu sur la demande {number}.

{words}

Envoyé par Maillage dans l’espace de confiance MSSanté. Pour répondre, ouvrez la demande dans Maillage.
"""


def sent_report(case_number: str, author: str, words: str) -> tuple[str, str]:
    """Subject and body of the one mail that carries a report."""
    subject = f"Compte rendu, demande {case_number}"
    return subject, _SENT_REPORT.format(author=author, number=case_number, words=words or "Voir le fichier joint.")
