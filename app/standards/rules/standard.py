"""What a standard is: frozen objects, plain Python. They are read once and shared by every request.

Levels have a rank, 1 being the lowest; everything that compares uses the rank and never a name or a letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from app.core.shapes import shaped
from app.standards.rules.element import KIND_TITLES, KIND_WORDS, Code, Element, Kind, Scale, Text, Words
from app.standards.rules.profile import Chapter, Origin, Profile, ProfileGroup, StatusIndication

EditionChangeKind = Literal["kept", "reworded", "split", "merged", "gone"]


class UnknownStandard(LookupError):
    """There is no standard with this slug."""


class UnknownElement(LookupError):
    """The standard has no element with this code."""


class UnknownProfile(LookupError):
    """The standard has no profile with this code."""


@dataclass(frozen=True, slots=True)
class Group:
    """The elements of one kind, that go together in one picture and one table."""

    kind: Kind
    title: str
    elements: tuple[Element, ...]

    @property
    def counted(self) -> str:
        """How many there are, in words: `1 taak`, `10 taken`."""
        word = KIND_WORDS[self.kind] if len(self.elements) == 1 else self.title.lower()
        return f"{len(self.elements)} {word}"


@dataclass(frozen=True, slots=True)
class Section:
    """The elements under one heading of a list, such as "Primaire taken"."""

    code: str
    title: str
    elements: tuple[Element, ...]


@shaped
class Definition:
    """What a word of the source means; `origin` says whose words that are, where the source does not say it itself."""

    code: Code
    term: Text
    text: Text
    place: Words = ""
    origin: Origin | None = None


@shaped
class Fact:
    """Something to know about the standard or its source."""

    code: Code
    title: Text
    text: Text

    @property
    def is_discrepancy(self) -> bool:
        """Whether it says that the source contradicts itself or another source, and what we follow."""
        return self.title.startswith("Verschil:")


@dataclass(frozen=True, slots=True)
class EditionChange:
    """What became of elements of the edition before: their codes there and here, and why.

    `own` says that the organisation decided it, and not the edition itself.
    """

    kind: EditionChangeKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    reason: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Standard:
    """One edition of a standard. The order of `elements` is fixed: answers are kept in it.

    An edition that `follows` another (its slug) says in `changes` what became of each element of that one, except of
    the `undecided`: each organisation decides about those itself (see `deciding`).
    `norms` are the profiles that an organisation made itself, every version of them (see `norms`). `order` is its place
    among the standards, 1 being the first: the one that is used most. `for_whom` says whose work it is about, `comfort`
    puts who scores at ease about levels that differ, where the source does. `is_own` is for one that an organisation
    made itself, `is_draft` as long as it has not published that.
    """

    slug: str
    title: str
    publisher: str
    edition: str
    source: str
    scales: tuple[Scale, ...]
    elements: tuple[Element, ...]
    profiles: tuple[Profile, ...]
    definitions: tuple[Definition, ...] = ()
    facts: tuple[Fact, ...] = ()
    status_indication: StatusIndication | None = None
    section_titles: Mapping[str, str] = field(default_factory=dict)
    chapters: tuple[Chapter, ...] = ()
    profile_groups: tuple[ProfileGroup, ...] = ()
    norms: tuple[Profile, ...] = ()
    family: str | None = None
    follows: str | None = None
    changes: tuple[EditionChange, ...] = ()
    undecided: tuple[str, ...] = ()
    for_whom: str = ""
    comfort: str = ""
    order: int | None = None
    is_own: bool = False
    is_draft: bool = False

    def element(self, code: str) -> Element:
        """The element with this code; raises `UnknownElement`."""
        return self.elements[self.position(code)]

    def position(self, code: str) -> int:
        """The place of an element in the order of the standard, from 0; raises `UnknownElement`."""
        try:
            return _positions(self)[code]
        except KeyError:
            raise UnknownElement(f"Standard {self.slug} has no element {code}.") from None

    def profile(self, code: str) -> Profile:
        """The profile or norm with this code; raises `UnknownProfile`."""
        for profile in (*self.profiles, *self.norms):
            if profile.code == code:
                return profile
        raise UnknownProfile(f"Standard {self.slug} has no profile {code}.")

    def is_norm(self, profile: Profile) -> bool:
        """Whether a profile is not of the source but a kader of the organisation."""
        return profile in self.norms

    @property
    def has_aspects(self) -> bool:
        """Whether anything of it can be scored per aspect."""
        return any(element.aspects for element in self.elements)

    @property
    def has_parts(self) -> bool:
        """Whether some elements are a part of another."""
        return any(element.parent for element in self.elements)

    def parts_of(self, element: str) -> tuple[Element, ...]:
        """The elements that are a part of this one, in order."""
        return tuple(one for one in self.elements if one.parent == element)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The elements per kind, in order: one picture each."""
        kinds = dict.fromkeys(element.kind for element in self.elements)
        return tuple(
            Group(kind, KIND_TITLES[kind], tuple(one for one in self.elements if one.kind == kind)) for kind in kinds
        )

    @property
    def sections(self) -> tuple[Section, ...]:
        """The elements under the headings of the source, in order: for lists."""
        return tuple(
            Section(code, title, tuple(one for one in self.elements if one.group == code))
            for code, title in self.section_titles.items()
        )


def in_order(standards: Iterable[Standard]) -> list[Standard]:
    """For lists and choices: by `order`, those without one last, and then by slug."""
    return sorted(standards, key=lambda one: (one.order is None, one.order or 0, one.slug))


@lru_cache(maxsize=256)
def _positions(standard: Standard) -> dict[str, int]:
    return {element.code: index for index, element in enumerate(standard.elements)}
