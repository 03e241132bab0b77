"""The mail to a professional to whom something was handed. No name, no case number, nothing of health."""

from __future__ import annotations

from carekit.mail import Mail

_SUBJECT = "Maillage : un relais vous est proposé"
_BODY = """Bonjour,

Un relais vous est proposé par la coordination. Pour le lire et y répondre, connectez-vous :

{link}

Ce message ne contient aucune donnée de santé. Il est envoyé automatiquement : n’y répondez pas.
"""


def handed(to: str, *, public_url: str) -> Mail:
    return Mail(to, _SUBJECT, _BODY.format(link=f"{public_url}/relais"))
