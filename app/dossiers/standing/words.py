"""The requirements of coming in and going up as words in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.core.worded import series
from app.dossiers.models import Registrant
from app.regulation.case import Case
from app.regulation.readiness import ReadinessStep
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


def in_words(steps: Iterable[ReadinessStep]) -> str:
    """The requirements of steps as a list in a sentence."""
    return series([WORDS[one.key] for one in steps])


def unknown_facts(case: Case, registrant: Registrant | None) -> list[str]:
    """What coming in or going up hangs on and somebody did not say yet, as words in a sentence."""
    found = []
    if registrant is None or not registrant.experience:
        found.append("je functies")
    if case.working_level is None:
        found.append("je werk- en denkniveau")
    if case.function_content is None:
        found.append("wat je werk inhoudt")
    return found
