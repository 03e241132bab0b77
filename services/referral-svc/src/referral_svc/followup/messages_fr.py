"""Mail and SMS to participants. Ordinary mail: a notice and a link; no name, no case number, nothing of health."""

from __future__ import annotations

from uuid import UUID

NOTICE_SUBJECT = "Maillage\u00a0: une demande que vous suivez a avancé"

_NOTICE = """Bonjour,

Une demande que vous suivez a avancé. Pour en prendre connaissance, connectez-vous :

{link}

Ce message ne contient aucune donnée de santé. Il est envoyé automatiquement : n’y répondez pas.
"""


def notice_body(public_url: str, referral_id: UUID) -> str:
    return _NOTICE.format(link=f"{public_url}/demandes/{referral_id}")


DIGEST_SUBJECT = "Maillage\u00a0: ce qui vous attend"

_DIGEST = """Bonjour,

Depuis votre dernier récapitulatif :

{lines}

Pour en prendre connaissance, connectez-vous :

{link}

Ce message ne contient aucune donnée de santé. Vous choisissez ce que vous recevez, et quand : {settings}
"""

_LINES = {
    "outcome": ("une demande que vous suivez a avancé", "{n} nouvelles de demandes que vous suivez"),
    "report": ("un compte rendu vous attend", "{n} comptes rendus vous attendent"),
    "message": ("un message vous attend", "{n} messages vous attendent"),
    "silent": ("une demande est sans mouvement", "{n} demandes sont sans mouvement"),
    "duty": ("une nouvelle de vos gardes", "{n} nouvelles de vos gardes"),
    # What is sought may have been taken since: the line says what was asked, not what still is.
    "swap": (
        "un confrère a cherché à échanger une garde, peut-être déjà reprise",
        "{n} gardes ont été mises à l’échange, peut-être déjà reprises",
    ),
    "cover": (
        "une nouvelle de vos remplacements ou de vos places d’équipe",
        "{n} nouvelles de vos remplacements ou de vos places d’équipe",
    ),
    "cover_offer": (
        "un remplacement ou une place d’équipe a été mis au choix, peut-être déjà pris",
        "{n} remplacements ou places d’équipe ont été mis au choix, peut-être déjà pris",
    ),
    "home_visits": ("des visites à domicile manquent", "des visites à domicile manquent"),
}


def digest_body(public_url: str, waiting: dict[str, int]) -> str:
    lines = [
        "- " + (one if waiting[kind] == 1 else many.format(n=waiting[kind]))
        for kind, (one, many) in _LINES.items()
        if waiting.get(kind)
    ]
    return _DIGEST.format(
        lines="\n".join(lines), link=f"{public_url}/a-faire", settings=f"{public_url}/notifications"
    )


REPORT_SUBJECT = "Maillage\u00a0: un compte rendu vous attend"

_REPORT = """Bonjour,

Un compte rendu vous attend sur une demande que vous suivez. Pour le lire, connectez-vous :

{link}

Ce message ne contient aucune donnée de santé. Il est envoyé automatiquement : n’y répondez pas.
"""


STEP_SUBJECT = "Maillage\u00a0: une démarche vous attend"

_STEP = """Bonjour,

Une démarche administrative reste à confirmer sur une demande que vous avez acceptée. Pour la voir, connectez-vous :

{link}

Ce message ne contient aucune donnée de santé. Il est envoyé automatiquement : n’y répondez pas.
"""


def mail_about(subject: str, public_url: str, referral_id: UUID) -> tuple[str, str]:
    """Subject and body. A report says that it waits, and nothing else."""
    if subject == "report":
        link = f"{public_url}/demandes/{referral_id}?onglet=comptes-rendus"
        return REPORT_SUBJECT, _REPORT.format(link=link)
    if subject == "declaration_awaited":
        return STEP_SUBJECT, _STEP.format(link=f"{public_url}/demandes/{referral_id}")
    return NOTICE_SUBJECT, notice_body(public_url, referral_id)


def sms_about(subject: str, public_url: str) -> str:
    """160 signs at most, and nothing of health: a line on somebody's telephone is read by others."""
    what = "un compte rendu vous attend" if subject == "report" else "une demande que vous suivez a avancé"
    return f"Maillage\u00a0: {what}. Connectez-vous : {public_url}/a-faire"
