"""The words of our mails. They take names and addresses of accounts, never anything of a patient."""

from __future__ import annotations

from datetime import datetime

from carekit.clock import PARIS
from carekit.mail import Mail


def login_link(to: str, name: str, href: str, minutes: int) -> Mail:
    return Mail(
        to=to,
        subject="Votre lien de connexion à Maillage",
        body=(
            f"Bonjour {name},\n\n"
            f"Pour vous connecter, ouvrez ce lien dans les {minutes} minutes :\n\n{href}\n\n"
            "Il ne sert qu’une fois. Si vous n’avez rien demandé, ignorez ce message : "
            "personne ne peut se connecter sans votre code à six chiffres.\n"
        ),
    )


def use_your_card(to: str, name: str, href: str) -> Mail:
    return Mail(
        to=to,
        subject="Votre connexion à Maillage",
        body=(
            f"Bonjour {name},\n\n"
            "Votre compte est celui d’un professionnel enregistré au RPPS : il s’ouvre avec Pro Santé Connect "
            f"(e-CPS ou carte CPS), depuis cette page :\n\n{href}\n"
        ),
    )


def invitation(to: str, name: str, cpts_name: str, inviter: str, href: str) -> Mail:
    return Mail(
        to=to,
        subject=f"{cpts_name or 'Votre CPTS'} vous ouvre un accès à Maillage",
        body=(
            f"Bonjour {name},\n\n"
            f"{inviter} vous a ouvert un accès à Maillage, l’outil de coordination de {cpts_name or 'la CPTS'}.\n\n"
            f"Connectez-vous depuis cette page avec votre adresse {to} :\n\n{href}\n\n"
            "Les professionnels enregistrés au RPPS se connectent avec Pro Santé Connect.\n"
        ),
    )


def totp_reset(to: str, name: str, at: datetime) -> Mail:
    return Mail(
        to=to,
        subject="Votre application d’authentification a été retirée",
        body=(
            f"Bonjour {name},\n\n"
            f"Le {at.astimezone(PARIS):%d/%m/%Y à %H h %M}, la direction de votre CPTS a retiré l’application "
            "d’authentification de votre compte. À votre prochaine connexion, vous en enregistrerez une autre.\n\n"
            "Si vous ne l’avez pas demandé, prévenez votre CPTS.\n"
        ),
    )
