"""Why a wish could not be met, in words that the coordinator reads out and the person reads on the sheet."""

from __future__ import annotations

from referral_svc.disclosure.wishes.codes import WishCode

_WHO = {
    WishCode.FEMALE: "Une femme",
    WishCode.MALE: "Un homme",
    WishCode.LANGUAGE: "Quelqu’un qui parle la langue de la personne",
}
_USUAL = "Le médecin habituel"


def wish_words(code: WishCode, *, met: bool | None, ring_km: float, possible: int, asked: int, yes: int,
               no_place: int, away: int) -> str:  # fmt: skip
    """« Une femme à moins de 10 km : 3 sollicitations, aucun oui ; 2 sans place. »"""
    km = f"{ring_km:g}".replace(".", ",")
    who = _USUAL if code == WishCode.USUAL else f"{_WHO[code]} à moins de {km}\u00a0km"
    if met:
        return f"{who}\u00a0: oui."
    if possible == 0:
        none = "ne peut pas être sollicité" if code == WishCode.USUAL else "personne ne correspond"
        return f"{who}\u00a0: {none}."
    parts = [_asked(asked, yes)]
    if no_place:
        parts.append(f"{no_place} sans place")
    if away:
        parts.append(f"{away} en pause, absent ou assez sollicité" if away == 1 else
                     f"{away} en pause, absents ou assez sollicités")  # fmt: skip
    left = possible - asked - no_place - away
    if left > 0:
        parts.append(f"{left} pas encore sollicité{'s' if left > 1 else ''}")
    return f"{who}\u00a0: " + "\u202f; ".join(parts) + "."


def _asked(asked: int, yes: int) -> str:
    if asked == 0:
        return "aucune sollicitation"
    said = "aucun oui" if yes == 0 else f"{yes} oui"
    return f"{asked} sollicitation{'s' if asked > 1 else ''}, {said}"
