"""Mails to professionals about their duties. Days that hang on every door: nothing of any patient, no free text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from carekit.mail import Mail
from referral_svc.solicitations.messages_fr import long_day

_KINDS = {
    "saturday": "des samedis matin",
    "public_holiday": "des jours fériés",
    "house": "de la maison de garde",
}


def published(to: str, *, kind: str, days: Sequence[date], public_url: str) -> Mail:
    yours = (
        "Vos gardes\u00a0:\n\n" + "\n".join(f"- {long_day(on)}" for on in days)
        if days
        else "Vous n’avez aucune garde dans ce tour."
    )
    said = f"Le tour de garde {_KINDS[kind]} est publié. {yours}"
    return to_professional(to, "votre tour de garde est publié", said, public_url)


def given(to: str, *, on: date, public_url: str) -> Mail:
    said = f"Vous êtes de garde le {long_day(on)}."
    return to_professional(to, "une garde vous revient", said, public_url)


def taken(to: str, *, on: date, public_url: str) -> Mail:
    said = f"Vous n’êtes plus de garde le {long_day(on)}\u00a0: la garde a été reprise."
    return to_professional(to, "une de vos gardes a été reprise", said, public_url)


def moved(to: str, *, on: date, was_on: date, public_url: str) -> Mail:
    said = f"Votre garde du {long_day(was_on)} est déplacée au {long_day(on)}."
    return to_professional(to, "une de vos gardes a changé de date", said, public_url)


def offered(to: str, *, on: date, in_return: Sequence[date], public_url: str) -> Mail:
    back = f" En retour, il prendrait\u00a0: {', '.join(long_day(one) for one in in_return)}." if in_return else ""
    said = f"Un confrère cherche à être remplacé pour sa garde du {long_day(on)}.{back} Vous pouvez la prendre\u00a0:"
    return to_professional(to, "une garde à reprendre", said, public_url, "/gardes/echanges")


def to_professional(to: str, subject: str, said: str, public_url: str, page: str = "/gardes") -> Mail:
    return Mail(
        to=to,
        subject=f"Maillage\u00a0: {subject}",
        body=(
            f"Bonjour,\n\n{said}\n\n{public_url}{page}\n\n"
            f"Vous choisissez ce que vous recevez\u00a0: {public_url}/notifications\n"
        ),
    )
