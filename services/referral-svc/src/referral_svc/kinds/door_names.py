"""By which door comes whoever writes from a structure. Pure."""

from __future__ import annotations

import re
import unicodedata

from referral_svc.kinds.codes import Door

#: By FINESS category (TRE_R66).
_CATEGORIES = {
    "620": Door.PHARMACY,
    "500": Door.NURSING_HOME,
    "501": Door.NURSING_HOME,
    "608": Door.SOCIAL_SERVICE,
    **dict.fromkeys(
        ("101", "106", "109", "114", "115", "122", "128", "129", "131", "161", "292", "355", "362", "365"),
        Door.HOSPITAL,
    ),
}
#: An emergency service, a PASS and a social service have no category of their own: their names say them.
_OF_STRUCTURE = (
    (re.compile(r"\b(PASS|PERMANENCE D'ACCES AUX SOINS)\b"), Door.PASS),
    (re.compile(r"\bURGENCES\b"), Door.EMERGENCY),
    (re.compile(r"\b(CCAS|CIAS|MDS|ACTION SOCIALE|SERVICE SOCIAL|SOLIDARITES?)\b"), Door.SOCIAL_SERVICE),
)
#: A service of a hospital shares one FINESS number with the others: its account bears its name.
_OF_ACCOUNT = (
    *_OF_STRUCTURE[:2],
    (re.compile(r"\bSERVICE SOCIAL\b"), Door.SOCIAL_SERVICE),
)


def door_of_structure(category_code: str | None, name: str, account_name: str) -> Door | None:
    """None when the structure says nothing of it: a group practice, a health centre."""
    named = _first(_OF_STRUCTURE, name)
    door = named or _CATEGORIES.get(category_code or "")
    return (_first(_OF_ACCOUNT, account_name) or door) if door == Door.HOSPITAL else door


def _first(words: tuple[tuple[re.Pattern[str], Door], ...], name: str) -> Door | None:
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode().upper()
    return next((door for pattern, door in words if pattern.search(plain)), None)
