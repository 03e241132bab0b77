"""The words of the result that a coordinator downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

HEADER = ("ligne", "numéro de dossier", "état", "à corriger")
STATES = {
    "stated": "demande créée",
    "waiting": "attend l’accord de la personne",
    "refusal": "refus compté sans identité",
    "twin": "laissée de côté : demande en cours ou ligne en double",
    "left_out": "laissée de côté",
    "undone": "import annulé",
    "kept": "gardée : le travail avait commencé",
}
_COLUMNS = {
    "family_name": "nom", "birth_name": "nom de naissance", "given_name": "prénom", "full_name": "nom et prénom",
    "birth": "date de naissance", "age": "âge", "sex": "sexe", "phone": "téléphone", "email": "adresse électronique",
    "address": "adresse", "commune": "commune", "nir": "NIR", "need": "besoin", "urgency": "urgence",
    "asked_on": "date de la demande", "consent": "accord", "consent_on": "date de l’accord",
    "sharing": "accord de partage", "home_visit": "visite à domicile", "ald": "ALD",
    "chronic_conditions": "maladies chroniques", "treatment_stopped": "traitement arrêté", "pregnancy": "grossesse",
    "dependency": "dépendance", "handicap": "handicap", "nursing_home": "EHPAD", "isolation": "isolement",
    "homelessness": "sans domicile", "cover": "couverture", "difficulty": "motif", "usual_carers": "soignants",
    "treatment": "traitement", "mobility": "mobilité",
}  # fmt: skip
_RULES = {
    "missing": "absent",
    "unreadable": "pas compris",
    "too-long": "plus de 2 000 caractères",
    "formula": "commence comme une formule (= + - @)",
    "in-the-future": "dans le futur",
    "commune-not-served": "hors du territoire de la CPTS",
    "not-valid": "pas valable",
    "one-word": "un seul mot",
}


def problems(found: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(f"{_COLUMNS[one['column']]} : {_RULES[one['rule']]}" for one in found)
