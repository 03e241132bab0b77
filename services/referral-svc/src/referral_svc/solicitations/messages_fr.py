"""The mails to professionals. No health data, no identity: a notice, a date and a link."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from carekit.mail import Mail


class Words(Protocol):
    """A mail that says nothing but what became of a solicitation."""

    def __call__(self, to: str, *, cpts_name: str) -> Mail: ...


DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


def when(at: datetime, zone: ZoneInfo) -> str:
    """« lundi 23 novembre 2026 à 9 h 30 », in the CPTS's own time, U+00A0 around the h."""
    local = at.astimezone(zone)
    minutes = f"\u00a0{local.minute:02d}" if local.minute else ""
    return f"{long_day(local.date())} à {local.hour}\u00a0h{minutes}"


def long_day(on: date) -> str:
    """« lundi 23 novembre 2026 »."""
    return f"{DAYS[on.weekday()]} {'1er' if on.day == 1 else on.day} {MONTHS[on.month - 1]} {on.year}"


def asked(
    to: str, *, link: str, answer_by: datetime, zone: ZoneInfo, cpts_name: str, named_by: str | None = None
) -> Mail:
    """`named_by`: the fellow of his practice who thought of him."""
    thought = f"{named_by} pense que vous pourriez la recevoir dans votre cabinet.\n\n" if named_by else ""
    return Mail(
        to=to,
        subject="Une personne de votre secteur cherche un professionnel",
        body=(
            "Bonjour,\n\n"
            "Une personne de votre secteur cherche un professionnel, "
            f"réponse souhaitée avant {when(answer_by, zone)}.\n\n"
            f"{thought}"
            f"Voir la demande, sans identité, et répondre en un geste\u00a0:\n{link}\n\n"
            "Un « non » ne vous engage à rien et n’a pas à être justifié. Aucun compte n’est nécessaire.\n\n"
            f"{cpts_name}\n"
        ),
    )


def reminder(to: str, *, link: str, answer_by: datetime, zone: ZoneInfo, cpts_name: str) -> Mail:
    return Mail(
        to=to,
        subject="Rappel\u00a0: une personne de votre secteur cherche un professionnel",
        body=(
            "Bonjour,\n\n"
            "Une personne de votre secteur cherche toujours un professionnel, "
            f"réponse souhaitée avant {when(answer_by, zone)}.\n\n"
            f"Voir la demande, sans identité, et répondre en un geste\u00a0:\n{link}\n\n"
            "C’est le seul rappel.\n\n"
            f"{cpts_name}\n"
        ),
    )


def thanked(to: str, *, cpts_name: str) -> Mail:
    return Mail(
        to=to,
        subject="Merci de votre réponse",
        body=(
            "Bonjour,\n\n"
            "La personne de votre secteur pour laquelle vous aviez répondu a trouvé un professionnel.\n"
            "Merci de votre disponibilité\u00a0: la place que vous aviez réservée est de nouveau libre.\n\n"
            f"{cpts_name}\n"
        ),
    )


def another_wish(to: str, *, cpts_name: str) -> Mail:
    return Mail(
        to=to,
        subject="Merci de votre réponse",
        body=(
            "Bonjour,\n\n"
            "La personne de votre secteur pour laquelle vous aviez répondu a exprimé un autre souhait.\n"
            "Merci de votre disponibilité\u00a0: la place que vous aviez réservée est de nouveau libre.\n\n"
            f"{cpts_name}\n"
        ),
    )


def moved(to: str, *, answer_by: datetime, zone: ZoneInfo, cpts_name: str) -> Mail:
    return Mail(
        to=to,
        subject="Une demande a changé de date",
        body=(
            "Bonjour,\n\n"
            "Une demande pour laquelle vous avez été sollicité a changé de date. Merci de la relire par le lien déjà "
            f"reçu, ou dans Maillage, et de dire avant {when(answer_by, zone)} si vous pouvez. "
            "Une réponse déjà donnée reste valable si vous ne la changez pas.\n\n"
            f"{cpts_name}\n"
        ),
    )


def nothing_more_asked(to: str, *, cpts_name: str) -> Mail:
    return Mail(
        to=to,
        subject="Plus de réponse nécessaire",
        body=(
            "Bonjour,\n\n"
            "Nous vous avions demandé si vous pouviez recevoir une personne de votre secteur. La recherche est close "
            "ou suspendue\u00a0: vous n’avez plus à répondre. Merci de votre attention.\n\n"
            f"{cpts_name}\n"
        ),
    )


def sector(name: str) -> str:
    """A commune with the small ones joined to it."""
    return f"Secteur de {name}"


def territory(name: str) -> str:
    return f"Territoire {name}"
