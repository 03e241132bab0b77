"""French words of the priority's reasons. The criteria of P4 are never spelled out: `criterion_social`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CRITERIA = {
    "treatment_stopped": "traitement interrompu",
    "discharge_within_7_days": "sortie d’hospitalisation sous 7 jours",
    "expert_flag": "signalement d’un expert",
    "ald": "affection de longue durée",
    "two_or_more_chronic_conditions": "plusieurs maladies chroniques",
    "pregnancy": "grossesse",
    "child_under_2": "enfant de moins de 2 ans",
    "age_70_or_more": "70 ans ou plus",
    "dependency": "perte d’autonomie",
    "nursing_home": "résidence en EHPAD",
    "handicap": "handicap",
    "social": "situation sociale",
    "regular_medication": "traitement régulier",
    "specialist_care": "suivi par un spécialiste",
    "chronic_follow_up": "suivi d’une maladie chronique",
}


def reason_words(code: str, values: Mapping[str, Any]) -> str:
    """One sentence part per reason code of `matching.priority`."""
    if code.startswith("criterion_"):
        return f"{values['class']} : {CRITERIA[code.removeprefix('criterion_')]}"
    if code.startswith("check_"):
        return f"À vérifier : {CRITERIA[code.removeprefix('check_')]}"
    sentences = {
        "no_criterion": "Aucun critère de priorité déclaré",
        "other_classes": "{count} autre(s) classe(s) de critères",
        "expert_proposed": "Classe proposée par l’adresseur : {class}",
        "coordinator_decided": "Classe décidée par la coordination : {class} (calculée : {computed})",
        "target_elapsed": "Délai dépassé {times} fois : priorité relevée",
    }
    return sentences[code].format(**values)


def priority_words(number: int, explanation: list[dict[str, Any]]) -> str:
    """« P2 · affection de longue durée »: the class, and the criterion that made it when there is one."""
    for reason in explanation:
        if reason["code"].startswith("criterion_"):
            return f"P{number} · {CRITERIA[reason['code'].removeprefix('criterion_')]}"
    return f"P{number}"
