"""An address of a record held elsewhere names nobody: it would end in logs and histories that no key erases. Pure."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote_plus, urlsplit

#: Thirteen to fifteen digits that begin like a NIR, and a day of birth however it is written.
NIR = re.compile(r"(?<!\d)[12]\s?\d{2}\s?(0[1-9]|1[0-2]|[2-9]\d)\s?[\dAB]{2}\s?\d{3}\s?\d{3}(\s?\d{2})?(?!\d)")
BIRTH = re.compile(
    r"(?<!\d)((0[1-9]|[12]\d|3[01])[-/. ](0[1-9]|1[0-2])[-/. ](19|20)\d{2}"
    r"|(19|20)\d{2}[-/. ]?(0[1-9]|1[0-2])[-/. ]?(0[1-9]|[12]\d|3[01]))(?!\d)"
)
_NAMING = re.compile(
    r"^(n|nom|name|prenom|first_?name|last_?name|family_?name|given_?name|birth.*|naiss.*|dob|ddn|nir|nss|ins|ssn|"
    r"e?mail|courriel|tel|telephone|phone|mobile|adresse|address|sexe?|patient_?name|identite)$",
    re.IGNORECASE,
)


def without_identity(url: str) -> str:
    """The address as it was given; `ValueError` says why one is refused, and never repeats it."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("this is not an address") from None
    if parts.scheme != "https" or not host or "." not in host or not url.isascii() or not url.isprintable():
        raise ValueError("the address begins with https:// and a host, in plain letters")
    if parts.username or parts.password:
        raise ValueError("the address carries no user and no password")
    if any(_NAMING.match(key) for key in _keys(parts)):
        raise ValueError("the address carries a name, a birth or a number of the person")
    plain = unquote_plus(unquote_plus(url.removeprefix(f"https://{parts.netloc}")))
    if NIR.search(plain) or BIRTH.search(plain) or "@" in plain:
        raise ValueError("the address carries a name, a birth or a number of the person")
    return url


def _keys(parts: SplitResult) -> list[str]:
    """Names of everything that looks like a parameter, in the query and in the fragment."""
    pairs = re.split(r"[&;?]", f"{parts.query}&{parts.fragment}")
    return [unquote_plus(pair.split("=", 1)[0]).strip() for pair in pairs if "=" in pair]
