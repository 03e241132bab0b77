"""What a visit needs and a professional can do: one list of codes for rounds and teams."""

from __future__ import annotations

from enum import StrEnum


class CareSkill(StrEnum):
    BLOOD_TEST = "blood_test"
    DRESSING = "dressing"
    INFUSION = "infusion"
    INJECTION = "injection"
    PCR = "pcr"
    VACCINATION = "vaccination"
    MONITORING = "monitoring"
    PALLIATIVE = "palliative"
