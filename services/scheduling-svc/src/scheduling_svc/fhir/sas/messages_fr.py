"""How the SAS is told why a slot may be taken, in the words of the screens."""

from __future__ import annotations

from scheduling_svc.appointments.models import BookingReason

_R = BookingReason

MOTIFS = {
    _R.SNP: "Soins non programmés",
    _R.FIRST_VISIT: "Premier rendez-vous",
    _R.FOLLOW_UP: "Suivi",
    _R.CARE: "Soins",
    _R.OTHER: "Autre",
    _R.VACCINATION: "Vaccination",
    _R.SCREENING_TEST: "Test de dépistage (PCR, antigénique)",
    _R.DIABETES_EDUCATION: "Asalée : éducation thérapeutique, diabète",
    _R.HEART_FAILURE_EDUCATION: "Asalée : insuffisance cardiaque",
    _R.RESPIRATORY_FAILURE_EDUCATION: "Asalée : insuffisance respiratoire",
    _R.CARDIOVASCULAR_RISK: "Asalée : risque cardiovasculaire",
    _R.MEMORY_SCREENING: "Asalée : repérage des troubles de la mémoire (MMSE)",
    _R.CHILD_OBESITY: "Asalée : obésité de l’enfant",
}
