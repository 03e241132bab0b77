from __future__ import annotations

import pytest
from gateway_house import House
from joserfc.jwk import RSAKey
from partner_house import Office


@pytest.fixture
async def office(house: House) -> Office:
    await house.account("director")  # so that the CPTS is known
    return Office(house, await house.member(cpts=None, is_platform_operator=True))


@pytest.fixture(scope="session")
def rsa() -> RSAKey:
    return RSAKey.generate_key(2048)
