"""An address of a record held elsewhere names nobody."""

from __future__ import annotations

import pytest

from referral_svc.kinds.references import without_identity


@pytest.mark.parametrize(
    "url",
    [
        "http://e-care.example/d/7f3a",
        "javascript:alert(1)",
        "https://e-care",
        "https://user:secret@e-care.example/d",
        "https://e-care.example/?nom=Martin",
        "https://e-care.example/d?first_name=Anne",
        "https://e-care.example/#/d?prenom=Anne",
        "https://e-care.example/d/261059912345678",
        "https://e-care.example/d?id=2%2061%2005%2099%20123%20456%2078",
        "https://e-care.example/d/1961-05-04",
        "https://e-care.example/d?x=04%2F05%2F1961",
        "https://e-care.example/d/anne@example.org",
        "https://e-care.example:99999/d",
        "https://e-care.example/é",
        "https://[e-care",
    ],
)
def test_an_address_that_could_name_somebody_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ValueError, match="address") as refused:
        without_identity(url)
    assert url not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://e-care.example/d/7f3a-99b1",
        "https://mespatients.example.fr/dossier?id=0190a000-0000-7000-8000-00000000000a",
        "https://e-care.example/#/dossier/48213",
    ],
)
def test_an_address_with_an_identifier_alone_is_taken(url: str) -> None:
    assert without_identity(url) == url
