"""The mail by which the mailbox of a structure is confirmed."""

from __future__ import annotations

CONFIRM_SUBJECT = "Maillage\u00a0: confirmez la boîte de votre structure"

_CONFIRM = """Bonjour,

{name} souhaite que les avis sur les demandes de votre structure arrivent à cette adresse. Ils ne contiennent aucune \
donnée de santé.

Pour confirmer, un membre de la structure se connecte par ce lien, valable deux jours :

{link}

Si personne chez vous ne l’a demandé, ne faites rien : cette adresse ne recevra pas d’autre message.
"""


def confirm_body(public_url: str, token: str, name: str) -> str:
    return _CONFIRM.format(name=name, link=f"{public_url}/notifications?boite={token}")
