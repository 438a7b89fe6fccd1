"""The requirements of coming in and going up as words in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from app.core.worded import series
from app.regulation.case import Case
from app.regulation.terms import RequirementKey

WORDS: Mapping[RequirementKey, str] = {
    RequirementKey.ROUTE: "de weg naar deze status",
    RequirementKey.AUDIT: "de audit",
    RequirementKey.LEERGANG: "het certificaat van de Leergang",
    RequirementKey.EXPERIENCE: "je ervaring",
    RequirementKey.WORKING_LEVEL: "je werk- en denkniveau",
    RequirementKey.FUNCTION_CONTENT: "de inhoud van je functie",
    RequirementKey.FUNCTION_CHECK: "de controle van je functie",
    RequirementKey.POINTS_HELD: "de PE-punten van je huidige status",
    RequirementKey.CONDITIONS: "de voorwaarden",
}
"""The requirements of coming in and going up, as they stand in a sentence."""


class _HasKey(Protocol):
    @property
    def key(self) -> RequirementKey:
        """Which requirement it is about."""


def in_words(about: Iterable[_HasKey]) -> str:
    """The requirements that steps or lines are about, as a list in a sentence."""
    return series([WORDS[one.key] for one in about])


_TO_SAY: Mapping[RequirementKey, str] = {
    RequirementKey.EXPERIENCE: "je functies",
    RequirementKey.WORKING_LEVEL: "je werk- en denkniveau",
    RequirementKey.FUNCTION_CONTENT: "wat je werk inhoudt",
}


def unknown_facts(case: Case) -> list[str]:
    """What coming in or going up hangs on and somebody did not say yet, as words in a sentence."""
    return [words for key, words in _TO_SAY.items() if key in case.unknown]
