"""Words that professionals write to all the others name no person who needs care. Pure.

No screen reads everything: the form says the rule, this holds back what is plainly a person, and a coordinator
removes the rest.
"""

from __future__ import annotations

import re
from datetime import date

from referral_svc.kinds.references import BIRTH, NIR

_NAME = re.compile(
    r"\b(?:M\.|Mr\b|Mme\b|Mlle\b|Monsieur\b|Madame\b|Mademoiselle\b)\s*[A-ZÀ-ÖØ-Þ]|\b[Pp]atiente?\s+[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]"
)


def names_somebody(words: str, today: date) -> bool:
    """A day to come is when somebody is needed; one that is past is most often a birth."""
    return bool(NIR.search(words) or _NAME.search(words)) or any(
        _written_backwards(found) < f"{today:%Y%m%d}" for found in BIRTH.finditer(words)
    )


def _written_backwards(found: re.Match[str]) -> str:
    """Year, month, day: `BIRTH` has a first group when the day comes first."""
    digits = "".join(char for char in found[0] if char.isdigit())
    return f"{digits[4:]}{digits[2:4]}{digits[:2]}" if _day_first(found) else digits


def _day_first(found: re.Match[str]) -> bool:
    return not found[0][2].isdigit()
