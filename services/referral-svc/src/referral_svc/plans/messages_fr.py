"""French words of why a row of a plan is not sent, beside those of the hard conditions."""

from __future__ import annotations

from collections.abc import Mapping

from referral_svc.plans.codes import SkipReason

SKIPPED: Mapping[str, str] = {
    SkipReason.REQUEST_CHANGED: "La demande a changé depuis que le plan est fait",
    SkipReason.BEING_ASKED: "Un autre professionnel est déjà sollicité pour cette demande",
}
CONDITION: Mapping[str, str] = {
    "not_a_member": "Ni adhérent ni volontaire",
    "another_profession": "Profession ou spécialité différente du besoin",
    "another_structure": "N’exerce pas dans la structure demandée",
    "agreement_missing": "Accord du médecin traitant non enregistré",
    "kind_declined": "Ne souhaite pas ce type de demande",
    "takes_no_new_patient": "N’accepte pas de nouveaux patients",
    "takes_new_patients_later": "N’accepte de nouveaux patients que plus tard",
    "below_his_ages": "Ne reçoit pas cet âge",
    "above_his_ages": "Ne reçoit pas cet âge",
    "no_home_visit": "Ne fait pas de visite à domicile",
    "no_teleconsultation": "Ne fait pas de téléconsultation",
    "not_accessible": "Cabinet non accessible",
    "sex_required": "Ne répond pas au souhait impératif",
    "language_required": "Ne parle pas la langue indispensable",
    "already_asked": "Déjà sollicité pour cette demande",
    "paused": "En pause",
    "absent": "En congé",
    "no_place_left": "Plus de place",
    "weekly_cap_reached": "Plafond hebdomadaire atteint",
    "asked_enough_lately": "Déjà assez sollicité ces dernières semaines",
    "out_of_ring": "Hors du dernier rayon",
}


def reason_words(code: str) -> str:
    """Any other rule that refused is named as it stands."""
    return SKIPPED.get(code) or CONDITION.get(code) or code
