"""The accounts of the demonstration: at least one person for each role of the rules (§8).

They share one password, which exists in the demonstration alone and is shown at start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from local_system.demo import people
from local_system.demo import structures as st
from local_system.demo.people import MAIL_DOMAIN, NURSE, PHARMACIST, Professional, mail_word

PASSWORD = "maillage-demo"  # noqa: S105  # shown on the login page of the demonstration
CPTS_NAME = "CPTS Orsane-Tavelle"
SECOND_CPTS_NAME = "CPTS du Levant"


@dataclass(frozen=True)
class Account:
    key: str
    """How the story and the tests call this person."""
    name: str
    email: str
    roles: tuple[str, ...]
    label: str
    """Shown beside the account: what this person does (French, for the screen)."""
    cpts: str | None = "first"
    rpps: str | None = None
    structure_finess: str | None = None
    also: str | None = None
    """Another CPTS that the person is a member of."""


def _someone(wanted: Callable[[Professional], bool], rank: int = 0) -> Professional:
    return [p for p in people.members() if wanted(p)][rank]


def _of(
    key: str,
    person: Professional,
    roles: tuple[str, ...],
    label: str,
    cpts: str = "first",
    also: str | None = None,
) -> Account:
    structure = person.activities[0].structure
    title = "Dr " if person.profession == "10" else ""
    return Account(
        key=key,
        name=f"{title}{person.given_name} {person.family_name}",
        email=person.email,
        roles=roles,
        label=label,
        cpts=cpts,
        rpps=person.rpps,
        structure_finess=structure.finess if structure else None,
        also=also,
    )


def _office(
    key: str, name: str, roles: tuple[str, ...], label: str, *, at: str = "", cpts: str | None = "first"
) -> Account:
    given, _, family = name.partition(" ")
    finess = st.structure_named(at).finess if at else None
    email = f"{mail_word(given)}.{mail_word(family)}@{MAIL_DOMAIN}" if family else f"{mail_word(given)}@{MAIL_DOMAIN}"
    return Account(key, name, email, roles, label, cpts, None, finess)


def accounts() -> tuple[Account, ...]:
    pharmacist = _someone(lambda p: p.profession == PHARMACIST)
    nurse = _someone(lambda p: p.profession == NURSE and p.activities[0].mode == "L")
    gp, second_gp, third_gp, fourth_gp = (_someone(lambda p: p.is_gp, rank) for rank in range(4))
    neighbour = next(p for p in people.second_members() if p.is_gp)
    ward = st.structure_named(st.WARD_COUNTER)
    return (
        _office("care_coordinator", "Maëlle Tardivon", ("care_coordinator",), "Coordinatrice de soins"),
        _of("pharmacist", pharmacist, ("referrer", "professional"), "Pharmacien, adresse des personnes"),
        _of("gp", gp, ("professional",), "Médecin généraliste"),
        _of("second_gp", second_gp, ("professional",), "Médecin généraliste"),
        _of("third_gp", third_gp, ("professional",), "Médecin généraliste"),
        _of("nurse", nurse, ("referrer", "professional"), "Infirmière libérale"),
        _office("social_worker", "Rosalie Fontvieille", ("referrer",), "Assistante sociale, MDS", at=st.MDS_EAST),
        Account(
            "ward",
            "Service de médecine (poste partagé)",
            f"medecine-polyvalente@{MAIL_DOMAIN}",
            ("referrer",),
            "Service d'hôpital, poste partagé",
            "first",
            None,
            ward.finess,
        ),
        Account(
            "emergency",
            "Service des urgences (poste partagé)",
            f"urgences@{MAIL_DOMAIN}",
            ("referrer",),
            "Service d'urgences, poste partagé",
            "first",
            None,
            ward.finess,
        ),
        _office("pass", "Octavie Lamarque", ("referrer",), "Infirmière de la PASS", at=st.ACCESS_UNIT),
        _office("social_coordinator", "Nawel Carbonnier", ("social_coordinator",), "Coordinatrice sociale"),
        Account(
            "delegate",
            "Ghislaine Aumont",
            f"ghislaine.aumont@{MAIL_DOMAIN}",
            ("delegate",),
            f"Secrétaire du Dr {gp.given_name} {gp.family_name}",
            "first",
            gp.rpps,
            None,
        ),
        _office("secretary", "Léonie Marsac", ("secretary",), "Secrétaire de la CPTS"),
        _office("director", "Armelle Quintrec", ("director",), "Directrice de la CPTS"),
        _office("regulator", "Damien Rochelois", ("regulator",), "Régulateur SAS, OSNP", at=st.SAS_PLACE),
        _office("evaluator", "Viviane Desmarets", ("evaluator",), "Évaluatrice, CPAM"),
        _office("health_mediator", "Sékou Bamba-Leroy", ("health_mediator",), "Médiateur en santé"),
        _office("case_manager", "Yolande Perrichon", ("case_manager",), "Gestionnaire de cas, DAC", at=st.DAC),
        _office("project_officer", "Basile Trévidic", ("project_officer",), "Chargé de projets"),
        _office("quality_referent", "Honorine Salviac", ("quality_referent",), "Référente qualité"),
        _office("guest", "Mairie Pont-d'Orsane", ("guest",), "Invitée : mairie", at=st.CCAS_MAIN),
        _office(
            "operator", "Exploitant Plateforme", ("platform_operator",), "Exploitant de la plateforme", cpts=None
        ),
        _office("suspended", "Firmin Delorge", ("suspended",), "Compte suspendu"),
        _office(
            "neighbour_coordinator",
            "Ondine Vasselin",
            ("care_coordinator", "director"),
            "Coordinatrice et directrice de la CPTS voisine",
            cpts="second",
        ),
        _of("neighbour_gp", neighbour, ("professional",), "Médecin généraliste de la CPTS voisine", "second"),
        _of("two_cpts_gp", fourth_gp, ("professional",), "Médecin généraliste, membre de deux CPTS", also="second"),
    )


def account(key: str) -> Account:
    return next(a for a in accounts() if a.key == key)
