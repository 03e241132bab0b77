"""Whom the CPTS turns to outside, one case of each coordinator handed over by name, and filters kept under a name."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from carekit.auth import Caller
from local_system.demo import structures
from local_system.demo.acts import Acts

_REFERRAL = "/api/referral/v1"

_HOSPITAL = structures.structure_named(structures.HOSPITAL).finess
ROUTES: tuple[dict[str, Any], ...] = (
    {"kind": "pass", "name": "PASS de l'hôpital", "phone": "0199000051", "hours": "Lundi à vendredi, 9 h à 17 h",
     "serves": "Personnes sans droits ouverts, mise à jour des droits.", "may_tell": ["name", "social"]},
    {"kind": "dental_pass", "name": "PASS dentaire", "phone": "0199000052", "may_tell": ["name", "social"],
     "serves": "Soins dentaires des personnes précaires ; réorientation ensuite vers un cabinet."},
    {"kind": "mas", "name": "Mission accompagnement santé de la CPAM", "phone": "0199000053",
     "serves": "Renoncement aux soins, arrêts non indemnisés, droits en attente.", "may_tell": ["name", "social"]},
    {"kind": "cpam", "name": "CPAM, service des prestations", "phone": "0199000048", "may_tell": ["name"],
     "serves": "Règlement des actes faits avant la mise à jour des droits (convention)."},
    {"kind": "ccas", "name": "CCAS de Pont-d'Orsane", "phone": "0199000054", "may_tell": ["name"],
     "serves": "Domiciliation, aide à domicile, aides facultatives."},
    {"kind": "dac", "name": "DAC", "phone": "0199000055", "may_tell": ["name", "care", "social"],
     "serves": "Situation complexe : plusieurs intervenants, rupture, maintien à domicile en péril."},
    {"kind": "prado", "name": "PRADO, retour à domicile", "phone": "0199000059", "hours": "Lundi à vendredi",
     "serves": "Sortie d'hôpital après chirurgie, maternité, insuffisance cardiaque, BPCO, AVC, plus de 75 ans.",
     "may_tell": ["name", "care"]},
    {"kind": "neuro_development", "name": "Plateforme de coordination et d'orientation", "phone": "0199000060",
     "serves": "Enfant de moins de 12 ans, écart de développement repéré par un médecin.",
     "may_tell": ["name", "care"]},
    {"kind": "hospital_social", "name": "Service social du CH du Val d'Orsane", "phone": "0199000059",
     "finess": _HOSPITAL, "hours": "Lundi à vendredi, 9 h à 17 h", "place": "Bâtiment B, rez-de-chaussée",
     "serves": "Organisation du retour à domicile des personnes hospitalisées.", "may_tell": []},
    {"kind": "hospital_dental", "name": "Odontologie du CH du Val d'Orsane", "phone": "0199000061",
     "serves": "Soins dentaires sans chirurgien-dentiste ; réorientation ensuite vers un cabinet.",
     "may_tell": ["name", "social"]},
    {"kind": "hospital_psychiatry", "name": "Psychiatrie de liaison, EPSM des Tilleuls", "phone": "0199000062",
     "serves": "Avis d'un médecin de l'hôpital.", "may_tell": ["name", "care"]},
    {"kind": "cmp", "name": "CMP adultes L'Escale", "phone": "0199000063", "hours": "Lundi à vendredi, 9 h à 18 h",
     "serves": "Adultes du secteur, première évaluation par une infirmière.", "may_tell": ["name", "care"]},
    {"kind": "crisis_centre", "name": "Centre de crise des Tilleuls", "phone": "0199000064", "hours": "Jour et nuit",
     "serves": "Crise sans danger immédiat.", "may_tell": ["name", "care"]},
    {"kind": "laboratory", "name": "Bio-Orsane Pont-d'Orsane", "phone": "0199000065",
     "hours": "Lundi à samedi, 7 h à 12 h", "serves": "Prélèvements au laboratoire et à domicile.",
     "may_tell": ["name", "care"]},
    {"kind": "imaging_centre", "name": "Imagerie de l'Orsane", "phone": "0199000066",
     "serves": "Radiographie, échographie, scanner.", "may_tell": ["name", "care"]},
    {"kind": "ssiad", "name": "SSIAD de l'Orsane", "phone": "0199000062", "may_tell": ["name", "care"],
     "serves": "Soins d'hygiène à domicile, plus de 60 ans, sur prescription."},
    {"kind": "saad", "name": "Aide à domicile du Val", "phone": "0199000063", "may_tell": ["name"],
     "serves": "Toilette, repas, ménage ; APA acceptée."},
    {"kind": "interpreter", "name": "Interprétariat par téléphone", "phone": "0199000064", "may_tell": [],
     "serves": "Interprètes professionnels, par téléphone ou sur place.",
     "funding": "Pris en charge pour les médecins libéraux par le dispositif régional : rien à avancer."},
    {"kind": "other", "name": "Réseau de soins palliatifs", "phone": "0199000061", "may_tell": ["name", "care"],
     "serves": "Appui à domicile, toujours avec l'accord du médecin traitant.", "needs_doctor_agreement": True},
    {"kind": "ngo", "name": "Association d'accès aux soins", "phone": "0199000056", "may_tell": []},
    {"kind": "child_protection", "name": "Cellule de recueil des informations préoccupantes",
     "phone": "0199000057", "may_tell": ["name", "care", "social"]},
    {"kind": "adult_protection", "name": "Cellule des adultes vulnérables", "phone": "0199000058",
     "may_tell": ["name", "care", "social"]},
)  # fmt: skip
#: What the care coordinator looks at every morning.
FILTERS: tuple[dict[str, Any], ...] = (
    {"name": "À lancer, sans suivi", "filters": {"holder": "nobody", "track": "care", "worklist": "to_search"}},
    {"name": "Mes retards", "filters": {"holder": "me", "overdue": True}},
)
APPEAL = {
    "subject": "Prêt d'un lève-personne",
    "words": "Recherche d'un lève-personne pour une semaine, le temps d'une livraison.",
}
#: Of whom a case may be handed on: they have used the application.
_PRESENT = ("care_coordinator", "social_coordinator", "case_manager", "health_mediator", "guest")


async def hand_over(acts: Acts, ends: datetime) -> None:
    """The social coordinator to partners and to the town, the care coordinator to her colleague."""
    services, callers = acts.services, acts.callers
    social, care = callers["social_coordinator"], callers["care_coordinator"]
    for key in _PRESENT:
        await services.get(f"{_REFERRAL}/worklists", callers[key])
    said_today = {"places_free": 2, "places_said_on": str(ends.date())}
    routes = [
        await services.post(
            f"{_REFERRAL}/partner-routes", social, one | (said_today if one["kind"] == "ssiad" else {})
        )
        for one in ROUTES
    ]
    for one in FILTERS:
        await services.post(f"{_REFERRAL}/saved-filters", care, one)
    for said in ({"finess": _HOSPITAL}, {}):
        await services.post(f"{_REFERRAL}/home-returns", callers["social_worker"], said)
    until = str((ends + timedelta(days=60)).date())
    to_pass = {
        "route_id": routes[0]["route_id"],
        "told": ["name", "social"],
        "reason_code": "rights",
        "channel": "phone",
        "agreed": "oral",
    }
    to_town = {
        "to_account_id": str(callers["guest"].account_id),
        "told": ["name"],
        "reason_code": "home_support",
        "agreed": "oral",
        "until": until,
    }
    to_social = {
        "to_account_id": str(social.account_id),
        "told": ["social"],
        "reason_code": "social_situation",
        "agreed": "oral",
    }
    await _flag_unpaid_act(acts)
    await _appeal(acts)
    by_name = {one["name"]: one["route_id"] for one in routes}
    to_ccas, to_mas = [
        {**to_pass, "route_id": by_name[name], "told": ["name"], "reason_code": "social_situation"}
        for name in ("CCAS de Pont-d'Orsane", "Mission accompagnement santé de la CPAM")
    ]
    handed = [
        await services.post(f"{_REFERRAL}/referrals/{one['referral_id']}/handovers", by, act)
        for by, acts_of in ((social, (to_pass, to_town, to_ccas, to_mas)), (care, (to_social,)))
        for one, act in zip(await _qualified(acts, by), acts_of, strict=False)
    ]
    in_charge, met = (f"{_REFERRAL}/handovers/{one['handover_id']}" for one in handed[2:4])
    for path in (in_charge, met):
        await services.post(f"{path}/answer", social, {"answer": "accepted"})
    await services.post(f"{met}/outcome", social, {"outcome_code": "rights_opened"})


async def _qualified(acts: Acts, by: Caller) -> list[dict[str, Any]]:
    listed = await acts.services.get(f"{_REFERRAL}/referrals", by, status="qualified", limit=5)
    found: list[dict[str, Any]] = listed["items"]
    return found


async def _appeal(acts: Acts) -> None:
    """A referrer seeks, the coordinator answers."""
    services, path = acts.services, f"{_REFERRAL}/appeals"
    posted = await services.post(path, acts.callers["social_worker"], APPEAL)
    words = {"words": "Le service de soins en a deux en réserve : je les appelle.", "takes": True}
    await services.post(f"{path}/{posted['appeal_id']}/replies", acts.callers["care_coordinator"], words)


async def _flag_unpaid_act(acts: Acts) -> None:
    """A doctor saw somebody whose rights were not open again."""
    services, care = acts.services, acts.callers["care_coordinator"]
    placed = (await services.get(f"{_REFERRAL}/referrals", care, status="placed", limit=1))["items"][0]
    path = f"{_REFERRAL}/referrals/{placed['referral_id']}"
    doctor = (await services.get(path, care))["placed_professional_id"]
    said = {"kind": "consultation", "done_on": placed["stated_at"][:10], "agreed": "oral", "professional_id": doctor}
    await services.post(f"{path}/unpaid-acts", care, said)
