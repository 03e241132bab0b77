"""Mail to participants. Ordinary mail: a notice and a link; no name, no case number, nothing of health."""

from __future__ import annotations

from uuid import UUID

NOTICE_SUBJECT = "Maillage : une demande que vous suivez a avancé"

_NOTICE = """Bonjour,

Une demande que vous suivez a avancé. Pour en prendre connaissance, connectez-vous :

{link}

Ce message ne contient aucune donnée de santé. Il est envoyé automatiquement : n’y répondez pas.
"""


def notice_body(public_url: str, referral_id: UUID) -> str:
    return _NOTICE.format(link=f"{public_url}/demandes/{referral_id}")
