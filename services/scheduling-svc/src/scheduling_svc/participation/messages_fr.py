"""Words of the printed statement. Helvetica knows no narrow space: the signs keep a plain one."""

from __future__ import annotations

from datetime import date

TITLE = "Participation aux soins non programmés, {month}"
WHO = "{name}, RPPS {rpps}"
NO_RPPS = "non connu"
COLUMNS = ("Semaine du", "Ouvertes", "Partagées", "Réservées")
TOTAL = "Total"
KEPT = "{kept} semaines sur {weeks} avec au moins deux heures partagées."
RULE = (
    "Heures partagées : ouvertes au-delà de la patientèle du professionnel (CPTS, professionnels, SNP et SAS, "
    "public). Heures réservées : partagées et prises par un rendez-vous. Une semaine appartient au mois de son jeudi."
)
CHECK = (
    "Le code contient ce relevé signé. La clé publique se lit à l’adresse {key_at}, sans compte. "
    "Gardée, elle suffit à le vérifier sans réseau : un seul chiffre changé, et la vérification échoue."
)
SIGNED_ON = "Signé le {at}, version {version}."

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


def month_in_words(month: date) -> str:
    return f"{_MONTHS[month.month - 1]} {month.year}"


def hours_in_words(minutes: int) -> str:
    """« 2 h 30 »."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if rest else f"{hours} h"
