"""Norms (kaders): levels that an organisation asks itself, beside the profiles of a standard. Plain Python.

A version of a norm is never changed, so that what somebody was held against can always be shown. As a profile of its
standard it is called `kader:` and the number of the version. On a later edition than the one that it was made on it
follows what the editions and the organisation say of each element: what was kept, reworded or split keeps its level,
and of what was merged the highest level that was asked is proposed. Nothing there is asked until somebody confirms it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.worded import Worded, series
from app.standards.rules.editions import Crossing
from app.standards.rules.element import Element, Level, UnknownLevel
from app.standards.rules.profile import Profile
from app.standards.rules.standard import Standard, UnknownElement

PREFIX = "kader:"


class NormKind(Worded):
    """What a norm is used for; the Gebruikersadvies of the standard names these uses."""

    FUNCTION = "function", "Functie of team"
    INTERNSHIP = "internship", "Einde van de stage"
    SELECTION = "selection", "Selectie of EVC"
    SECONDMENT = "secondment", "Detachering"

    @property
    def hint(self) -> str:
        """What it is for, in a sentence."""
        return _HINTS[self]


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


@dataclass(frozen=True, slots=True)
class Asked:
    """An element of the earlier edition, with the level that the kader asked of it."""

    element: Element
    level: Level

    @property
    def name(self) -> str:
        """`Netwerken (Basis)`."""
        return f"{self.element.title} ({self.element.level_label(self.level.code)})"


@dataclass(frozen=True, slots=True)
class Move:
    """What became of what was asked: one element of the later edition, and the level to begin with there.

    Without a level nobody can choose what was asked. `parts` has every element of the earlier edition that went into
    it, and `also` the titles of the other elements that the same one was split into.
    """

    element: Element
    level: Level | None
    asked: tuple[Asked, ...]
    parts: tuple[Element, ...]
    also: tuple[str, ...] = ()

    @property
    def is_merged(self) -> bool:
        """Whether more than one element went into it: then the level is a proposal."""
        return len(self.parts) > 1

    @property
    def sentence(self) -> str:
        """Where the level comes from."""
        told = [f"Was {series([one.name for one in self.asked])}."]
        if self.is_merged:
            told = self._merged()
        elif self.also:
            told.append(f"Dat is gesplitst, ook in {series(list(self.also))}.")
        if self.level is None:
            told.append("Dat niveau kun je hier niet kiezen. Kies zelf wat jullie vragen.")
        elif self.is_merged:
            told.append("Voorstel: het hoogste niveau daarvan." if len(self.asked) > 1 else "Voorstel: dat niveau.")
        return " ".join(told)

    def _merged(self) -> list[str]:
        asked = {one.element.code for one in self.asked}
        silent = [one.title for one in self.parts if one.code not in asked]
        told = [
            f"Samengevoegd uit {series([one.title for one in self.parts])}.",
            f"Gevraagd was {series([one.name for one in self.asked])}.",
        ]
        return [*told, f"Bij {series(silent)} werd niets gevraagd."] if silent else told


@dataclass(frozen=True, slots=True)
class Moves:
    """A kader on a later edition: what goes along, what is dropped, and what waits for a decision about the edition."""

    along: tuple[Move, ...]
    gone: tuple[Asked, ...]
    undecided: tuple[Asked, ...]

    @property
    def targets(self) -> dict[str, str]:
        """The level to begin with per element of the later edition."""
        return {one.element.code: one.level.code for one in self.along if one.level}


def moves_of(targets: Mapping[str, str], way: Crossing, after: Standard) -> Moves:
    """What becomes of the targets of a kader along the way from its edition to `after`; unknown ones are left out."""
    before = way.edition
    asked = {one.code: Asked(one, one.level(targets[one.code])) for one in before.elements if _is_asked(one, targets)}
    origins = {code: (old,) for code, old in way.same.items()} | dict(way.changed)
    along = []
    for element in after.elements:
        parts = origins.get(element.code, ())
        some = tuple(asked[old] for old in parts if old in asked)
        if some:
            levels = [level for one in some if (level := _level_on(element, one, kept=element.code in way.same))]
            also = tuple(
                after.element(code).title
                for code, olds in origins.items()
                if code != element.code and len(parts) == 1 and parts[0] in olds
            )
            along.append(
                Move(
                    element,
                    max(levels, key=lambda level: level.rank) if len(levels) == len(some) else None,
                    some,
                    tuple(before.element(old) for old in parts),
                    also,
                )
            )
    return Moves(
        along=tuple(along),
        gone=tuple(asked[one.code] for one in way.gone if one.code in asked),
        undecided=tuple(asked[one.code] for one in way.undecided if one.code in asked),
    )


def _is_asked(element: Element, targets: Mapping[str, str]) -> bool:
    try:
        element.level(targets.get(element.code, ""))
    except UnknownLevel:
        return False
    return True


def _level_on(element: Element, asked: Asked, *, kept: bool) -> Level | None:
    """The level of the same code; on an element that was not simply kept only one that says something there."""
    try:
        level = element.level(asked.level.code)
    except UnknownLevel:
        return None
    return level if kept or element.is_choice(level.code) else None
