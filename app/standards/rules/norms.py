"""Kaders (`Norm`): levels that an organisation asks itself, beside the profiles of a standard. Plain Python.

A version of a kader is never changed, so that what somebody was held against can always be shown. As a profile of its
standard it is called `kader:` and the number of the version.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.standards.rules.standard import Profile, Standard, UnknownElement, UnknownLevel

PREFIX = "kader:"


class NormKind(StrEnum):
    """What a kader is used for; the Gebruikersadvies of the standard names these uses."""

    FUNCTION = "function"
    INTERNSHIP = "internship"
    SELECTION = "selection"
    SECONDMENT = "secondment"

    @property
    def dutch(self) -> str:
        """As people read it."""
        return _KINDS[self]

    @property
    def hint(self) -> str:
        """What it is for, in a sentence."""
        return _HINTS[self]


_KINDS = {
    NormKind.FUNCTION: "Functie of team",
    NormKind.INTERNSHIP: "Einde van de stage",
    NormKind.SELECTION: "Selectie of EVC",
    NormKind.SECONDMENT: "Detachering",
}
_HINTS = {
    NormKind.FUNCTION: "Wat je organisatie vraagt van mensen in deze functie of dit team.",
    NormKind.INTERNSHIP: "Wat een stagiair aan het eind van de stage laat zien.",
    NormKind.SELECTION: "Wat iemand moet laten zien bij werving, of om eerder geleerde dingen te laten erkennen.",
    NormKind.SECONDMENT: "Wat de opdrachtgever vraagt van wie daar gaat werken.",
}


def code_of(version_id: int) -> str:
    """The code of the profile that a version is."""
    return f"{PREFIX}{version_id}"


def version_id_of(code: str) -> int | None:
    """The version that a profile code names; None for a profile of the standard itself."""
    number = code.removeprefix(PREFIX)
    return int(number) if code.startswith(PREFIX) and number.isascii() and number.isdigit() else None


def as_profile(standard: Standard, version_id: int, name: str, kind: NormKind, targets: Mapping[str, str]) -> Profile:
    """A version as a profile; what the standard does not know is left out."""
    return Profile(
        code=code_of(version_id),
        title=name,
        description=kind.hint,
        targets={element: level for element, level in targets.items() if _is_known(standard, element, level)},
        also_called=kind.dutch,
    )


def _is_known(standard: Standard, element: str, level: str) -> bool:
    try:
        standard.element(element).level(level)
    except (UnknownElement, UnknownLevel):
        return False
    return True
