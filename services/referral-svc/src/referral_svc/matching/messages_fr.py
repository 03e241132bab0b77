"""The French words of each reason to ask somebody or not: the same on screen, stored and in the audit.

Those of the priority of a request are in `referrals/messages_fr.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from referral_svc.matching.reasons import Reason

#: Named fields are the values of the reason. U+00A0 stands before « : » and inside « », U+202F before « ; ».
WORDS: Mapping[str, str] = {
    # Order of doctors
    "usual_doctor": "Médecin habituel de la personne ou de sa famille",
    "below_fair_share": "{patients} en {months} mois, moyenne {average}, part équitable {target}",
    "at_fair_share": "À sa part équitable\u00a0: {patients} en {months} mois, moyenne {average}",
    "above_fair_share": "Déjà {patients} en {months} mois, moyenne {average}, part équitable {target}",
    "at_the_bound": "Au plafond d’équité ({in_hand} réponses ou sollicitations en cours)\u00a0: passe son tour",
    "left_in_peace": "Laissé tranquille jusqu’au {until}, sauf s’il est le seul possible",
    "distance_unknown": "Distance inconnue",
    "member": "Adhérent de la CPTS",
    "volunteer": "Volontaire, non adhérent",
    "makes_home_visits": "Fait des visites à domicile",
    "teleconsults": "Fait des téléconsultations",
    "wish_met": "Répond au souhait exprimé",
    "accepts_new_patients": "Accepte de nouveaux patients",
    "offer_not_stated": "N’a pas dit s’il accepte de nouveaux patients",
    "places_left": "Places restantes\u00a0: {places}",
    "asked_this_week": "Déjà sollicité {asked} fois en 7 jours (plafond {cap})",
    "no_mail_address": "Sans adresse de messagerie connue\u00a0: à prévenir par téléphone",
    "sole_eligible": "Seul professionnel possible dans ce rayon\u00a0: hors du plafond d’équité",
    # Size of a wave
    "yes_likely": "Demander à {size} ensemble rend un oui probable ({percent}\u00a0% ou plus) en {hours}\u00a0h",
    "yes_less_likely": "{size} à demander\u00a0: un oui reste moins probable que les {percent}\u00a0% voulus en "
    "{hours}\u00a0h",
    # Hard conditions
    "not_a_member": "Ni adhérent ni volontaire",
    "another_profession": "Profession ou spécialité différente du besoin",
    "another_structure": "N’exerce pas dans la structure demandée (laboratoire, hôpital, CMP ou centre de crise)",
    "agreement_missing": "N’intervient qu’avec l’accord du médecin traitant, qui n’est pas enregistré",
    "kind_declined": "Ne souhaite pas ce type de demande",
    "takes_no_new_patient": "N’accepte pas de nouveaux patients",
    "takes_new_patients_later": "N’accepte de nouveaux patients qu’à partir du {from}",
    "below_his_ages": "Reçoit à partir de {min_age} ans",
    "above_his_ages": "Reçoit jusqu’à {max_age} ans",
    "no_home_visit": "Ne fait pas de visite à domicile",
    "no_teleconsultation": "Ne fait pas de téléconsultation",
    "not_accessible": "Cabinet non accessible",
    "sex_required": "Ne répond pas au souhait impératif",
    "language_required": "Ne parle pas la langue indispensable",
    "already_asked": "Déjà sollicité pour cette demande",
    "paused": "En pause jusqu’au {until}",
    "absent": "Absent jusqu’au {until}",
    "no_place_left": "Plus de place (places\u00a0: {places}, réservées\u00a0: {reserved})",
    "weekly_cap_reached": "Plafond hebdomadaire atteint ({asked} sur {cap})",
    "asked_enough_lately": "Déjà sollicité {asked} fois en {days} jours (plafond {cap})",
    "out_of_ring": "Hors du rayon de {ring_km} km",
    # Plan for a backlog
    "plan_share": "{given} dans ce plan, soit {after} patients en {months} mois pour une part équitable de {target}",
    "plan_above_share": "{given} dans ce plan, soit {after} en {months} mois, au-dessus de sa part ({target})",
    "plan_by_hand": "Choisi à la main par la coordination",
    "plan_places_taken": "Les places des professionnels possibles ({count}) vont à des demandes plus prioritaires",
    "plan_household_no_doctor": "Foyer séparé\u00a0: aucun professionnel ne convient aux {persons} personnes",
    "plan_household_no_room": "Foyer séparé\u00a0: personne n’a {persons} places parmi ceux qui conviennent à tous "
    "({count})",
    "plan_household_places_taken": "Foyer séparé\u00a0: ceux qui pouvaient prendre les {persons} personnes ({count}) "
    "sont pris par d’autres demandes",
    "plan_nobody": "Aucun professionnel possible parmi {count}",
    "plan_excluded": "{count} écartés\u00a0: {condition}",
}

#: The conditions when they are counted, without anybody's numbers.
CONDITIONS: Mapping[str, str] = {
    "not_a_member": "ni adhérents ni volontaires",
    "another_profession": "autre profession ou spécialité",
    "another_structure": "hors de la structure demandée",
    "agreement_missing": "accord du médecin traitant non enregistré",
    "kind_declined": "ne souhaitent pas ce type de demande",
    "takes_no_new_patient": "n’acceptent pas de nouveaux patients",
    "takes_new_patients_later": "acceptent de nouveaux patients plus tard",
    "below_his_ages": "âge de la personne",
    "above_his_ages": "âge de la personne",
    "no_home_visit": "sans visite à domicile",
    "no_teleconsultation": "sans téléconsultation",
    "not_accessible": "cabinet non accessible",
    "sex_required": "souhait impératif",
    "language_required": "langue indispensable",
    "already_asked": "déjà sollicités pour cette demande",
    "paused": "en pause",
    "absent": "absents",
    "no_place_left": "plus de place",
    "weekly_cap_reached": "plafond hebdomadaire atteint",
    "asked_enough_lately": "assez sollicités ces dernières semaines",
    "out_of_ring": "hors du dernier rayon",
}

_BANDS: Mapping[str, str] = {
    "under": "À moins de {0} km",
    "between": "Entre {0} et {1} km",
    "over": "À plus de {0} km",
}


def words_of(reason: Reason) -> str:
    """One short sentence, with the numbers that made the reason."""
    sentence = WORDS.get(reason.code)
    if sentence is None:
        return distance_words(reason.code.removeprefix("distance_"))
    if not reason.values:
        return sentence
    values = dict(reason.values)
    if "condition" in values:
        values["condition"] = CONDITIONS.get(values["condition"], values["condition"])
    if "placements" in values:
        values["patients"] = f"{values['placements']} patient{'s' if values['placements'] > 1 else ''}"
    return sentence.format(**{name: _number(value) for name, value in values.items()})


def distance_words(band: str) -> str:
    """`under_2`, `2_to_5`, `over_20`, `unknown`."""
    if band == "unknown":
        return WORDS["distance_unknown"]
    first, _, last = band.partition("_")
    if first in ("under", "over"):
        return _BANDS[first].format(_number(float(last)))
    return _BANDS["between"].format(_number(float(first)), _number(float(last.removeprefix("to_"))))


def _number(value: Any) -> str:
    """2.0 is « 2 », 4.5 is « 4,5 », 2026-03-02 is « 02/03/2026 »."""
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    text = str(value)
    if len(text) == 10 and text[4] == text[7] == "-":
        return f"{text[8:]}/{text[5:7]}/{text[:4]}"
    return text
