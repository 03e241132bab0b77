"""How a name is folded, so that accents, case, hyphens, apostrophes and particles never stand in the way.

`name_key` is used on what a person types; the imports fold whole columns in Polars (`imports/columns.py`)
and a property test holds both to the same result.
"""

from __future__ import annotations

import re
import unicodedata

#: Letters that Unicode does not take apart.
LIGATURES = {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
#: Small words of family names that people leave out.
PARTICLES = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "von", "van", "der", "den", "el", "al", "da", "di", "ben"}
)
_TRANSLATED = str.maketrans(LIGATURES)
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def name_key(name: str) -> str:
    """`"D'Angély-Lœwe  Éric"` → `"d angely loewe eric"`."""
    plain = unicodedata.normalize("NFKD", name).lower().translate(_TRANSLATED)
    plain = "".join(letter for letter in plain if not unicodedata.category(letter).startswith("M"))
    return _NOT_A_LETTER.sub(" ", plain).strip()


def words_of(key: str) -> list[str]:
    """The words of a folded name that tell something: particles are left out unless nothing else is there."""
    words = key.split()
    telling = [word for word in words if word not in PARTICLES]
    return telling or words


def one_letter_less(word: str) -> list[str]:
    """The word, and the word with any one of its letters left out (only when four letters or more remain sure).

    Two words that share such a form differ by one mistake: a letter too many, missing, wrong, or two swapped.
    """
    if len(word) < 4:
        return [word]
    return sorted({word, *(word[:i] + word[i + 1 :] for i in range(len(word)))})
