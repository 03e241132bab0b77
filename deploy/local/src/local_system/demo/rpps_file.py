"""The professionals' register as ANS publishes it: `PS_LibreAcces_Personne_activite`, 56 columns of October 2026.

UTF-8, `|` between fields and at the end of each line, no quoting; one line per person, activity and savoir-faire.
"""

from __future__ import annotations

from local_system.demo.outlines import upper_ascii
from local_system.demo.people import Activity, Professional, professionals

COLUMNS: tuple[str, ...] = (
    "Type d'identifiant PP", "Identifiant PP", "Identification nationale PP", "Code civilité d'exercice",
    "Libellé civilité d'exercice", "Code civilité", "Libellé civilité", "Nom d'exercice", "Prénom d'exercice",
    "Code profession", "Libellé profession", "Code catégorie professionnelle", "Libellé catégorie professionnelle",
    "Code type savoir-faire", "Libellé type savoir-faire", "Code savoir-faire", "Libellé savoir-faire",
    "Code mode exercice", "Libellé mode exercice", "Numéro SIRET site", "Numéro SIREN site", "Numéro FINESS site",
    "Numéro FINESS établissement juridique", "Identifiant technique de la structure", "Raison sociale site",
    "Enseigne commerciale site", "Complément destinataire (coord. structure)",
    "Complément point géographique (coord. structure)", "Numéro Voie (coord. structure)",
    "Indice répétition voie (coord. structure)", "Code type de voie (coord. structure)",
    "Libellé type de voie (coord. structure)", "Libellé Voie (coord. structure)",
    "Mention distribution (coord. structure)", "Bureau cedex (coord. structure)", "Code postal (coord. structure)",
    "Code commune (coord. structure)", "Libellé commune (coord. structure)", "Code pays (coord. structure)",
    "Libellé pays (coord. structure)", "Téléphone (coord. structure)", "Téléphone 2 (coord. structure)",
    "Télécopie (coord. structure)", "Adresse e-mail (coord. structure)", "Code Département (structure)",
    "Libellé Département (structure)", "Ancien identifiant de la structure", "Autorité d'enregistrement",
    "Code secteur d'activité", "Libellé secteur d'activité", "Code section tableau pharmaciens",
    "Libellé section tableau pharmaciens", "Code rôle", "Libellé rôle", "Code genre activité",
    "Libellé genre activité",
)  # fmt: skip

PROFESSIONS: dict[str, tuple[str, str]] = {
    "10": ("Médecin", "CNOM/CNOM/CNOM"),
    "21": ("Pharmacien", "CNOP/CNOP/CNOP"),
    "40": ("Chirurgien-Dentiste", "CNOCD/CNOCD/CNOCD"),
    "50": ("Sage-Femme", "CNOSF/CNOSF/CNOSF"),
    "60": ("Infirmier", "CNOI/CNOI/CNOI"),
    "70": ("Masseur-Kinésithérapeute", "CNOMK/CNOMK/CNOMK"),
    "80": ("Pédicure-Podologue", "CNOPP/CNOPP/CNOPP"),
    "91": ("Orthophoniste", "ARS/CPAM/CPAM"),
}
SKILLS: dict[str, str] = {
    "SM04": "Cardiologie et maladies vasculaires", "SM15": "Dermatologie et vénéréologie",
    "SM16": "Endocrinologie et métabolisme", "SM18": "Gériatrie", "SM20": "Gynécologie-obstétrique",
    "SM24": "Gastro-entérologie et hépatologie", "SM26": "Qualifié en Médecine Générale", "SM30": "Néphrologie",
    "SM34": "ORL et chirurgie cervico-faciale", "SM38": "Ophtalmologie", "SM40": "Pédiatrie", "SM41": "Pneumologie",
    "SM42": "Psychiatrie", "SM44": "Radio-diagnostic", "SM48": "Rhumatologie",
    "SM53": "Spécialiste en Médecine Générale", "SM54": "Médecine Générale", "SM59": "Médecine d'urgence",
    "SI01": "Exercice infirmier en pratique avancée pathologies chroniques stabilisées",
    "SCD01": "Orthopédie dento-faciale", "CAPA01": "Addictologie clinique",
    "CAPA05": "Evaluation et traitement de la douleur", "CAPA06": "Gérontologie",
    "C05": "Médecine appliquée aux sports",
}  # fmt: skip
SECTORS: dict[str, str] = {
    "SA01": "Etablissement public de santé", "SA04": "Etablissement privé non PSPH", "SA07": "Cabinet individuel",
    "SA08": "Cabinet de groupe", "SA12": "Etablissement de soins et prévention",
    "SA17": "Etablissement pour personnes âgées", "SA25": "Laboratoire de biologie médicale",
    "SA33": "Pharmacie d'officine", "SA34": "Centre de dialyse", "SA52": "Maison de santé",
}  # fmt: skip
_KINDS_OF_SKILL = {"CAPA": "Capacité", "C": "Compétence", "S": "Spécialité ordinale"}
_MODES = {"L": "Libéral", "S": "Salarié"}
HEADER = "|".join(COLUMNS) + "|"


def personne_activite() -> str:
    """The whole file; its two last lines are flawed on purpose (`flawed_lines`), as a real delivery has some."""
    lines = [HEADER]
    for person in professionals():
        for activity in person.activities:
            lines += [line_of(person, activity, skill) for skill in person.skills or ("",)]
    return "\n".join([*lines, *flawed_lines()]) + "\n"


def flawed_lines() -> list[str]:
    """A number whose key is wrong, then a line cut short: both must be rejected with their reason."""
    first = professionals()[0]
    good = line_of(first, first.activities[0], first.skills[0] if first.skills else "")
    wrong = first.rpps[:-1] + str((int(first.rpps[-1]) + 1) % 10)
    return [good.replace(first.rpps, wrong), "|".join(good.split("|")[:20])]


def line_of(person: Professional, activity: Activity, skill: str) -> str:
    is_doctor = person.profession == "10"
    label, authority = PROFESSIONS[person.profession]
    kind = next((k for k in _KINDS_OF_SKILL if skill.startswith(k)), "") if skill else ""
    structure, commune = activity.structure, activity.commune
    values = {
        "Type d'identifiant PP": "8",
        "Identifiant PP": person.rpps,
        "Identification nationale PP": f"8{person.rpps}",
        "Code civilité d'exercice": "DR" if is_doctor else "",
        "Libellé civilité d'exercice": "Docteur" if is_doctor else "",
        "Code civilité": "MME" if person.sex == "female" else "M",
        "Libellé civilité": "Madame" if person.sex == "female" else "Monsieur",
        "Nom d'exercice": upper_ascii(person.family_name),
        "Prénom d'exercice": person.given_name,
        "Code profession": person.profession,
        "Libellé profession": label,
        "Code catégorie professionnelle": "C",
        "Libellé catégorie professionnelle": "Civil",
        "Code type savoir-faire": kind,
        "Libellé type savoir-faire": _KINDS_OF_SKILL.get(kind, ""),
        "Code savoir-faire": skill,
        "Libellé savoir-faire": SKILLS.get(skill, ""),
        "Code mode exercice": activity.mode,
        "Libellé mode exercice": _MODES[activity.mode],
        "Numéro FINESS site": structure.finess if structure else "",
        "Numéro FINESS établissement juridique": structure.legal_finess if structure else "",
        "Identifiant technique de la structure": activity.technical_id,
        "Raison sociale site": activity.label,
        "Numéro Voie (coord. structure)": str(activity.number),
        "Code type de voie (coord. structure)": activity.street[0],
        "Libellé type de voie (coord. structure)": activity.street[1],
        "Libellé Voie (coord. structure)": upper_ascii(activity.street[2]),
        "Bureau cedex (coord. structure)": f"{commune.post_code} {commune.upper_name}",
        "Code postal (coord. structure)": commune.post_code,
        "Code commune (coord. structure)": commune.code,
        "Libellé commune (coord. structure)": commune.name,
        "Code pays (coord. structure)": "99000",
        "Libellé pays (coord. structure)": "France",
        "Téléphone (coord. structure)": activity.phone,
        "Adresse e-mail (coord. structure)": person.email,
        "Code Département (structure)": commune.department,
        "Libellé Département (structure)": commune.department_name,
        "Autorité d'enregistrement": authority,
        "Code secteur d'activité": activity.sector,
        "Libellé secteur d'activité": SECTORS[activity.sector],
        "Code section tableau pharmaciens": _section(person, activity)[0],
        "Libellé section tableau pharmaciens": _section(person, activity)[1],
        "Code genre activité": "GENR01",
        "Libellé genre activité": "Activité standard de soin ou de pharmacien",
    }
    return "|".join(values.get(column, "") for column in COLUMNS) + "|"


def _section(person: Professional, activity: Activity) -> tuple[str, str]:
    if person.profession != "21":
        return "", ""
    if activity.sector == "SA33":
        return (
            ("A", "Pharmacien titulaire d'officine")
            if activity.mode == "L"
            else ("D", "Pharmacien adjoint d'officine")
        )
    return (
        ("G", "Pharmacien biologiste")
        if activity.sector == "SA25"
        else ("H", "Pharmacien des établissements de santé")
    )
