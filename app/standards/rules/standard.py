"""What a standard is: frozen objects, plain Python. They are read once and shared by every request.

Levels have a rank, 1 being the lowest; everything that compares uses the rank and never a name or a letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from app.standards.rules.differences import Parts, added_words

Kind = Literal["task", "competence", "row", "core_task", "work_process"]
Change = Literal["same", "changed", "new"]
Origin = Literal["bron", "eigen duiding"]
Status = Literal["C", "B", "A"]
EditionChangeKind = Literal["kept", "reworded", "split", "merged", "gone"]

KIND_TITLES: Mapping[Kind, str] = {
    "task": "Taken",
    "competence": "Competenties",
    "row": "Kenmerken",
    "core_task": "Kerntaken",
    "work_process": "Werkprocessen",
}
KIND_WORDS: Mapping[Kind, str] = {
    "task": "taak",
    "competence": "competentie",
    "row": "kenmerk",
    "core_task": "kerntaak",
    "work_process": "werkproces",
}


class UnknownStandard(LookupError):
    """There is no standard with this slug."""


class UnknownElement(LookupError):
    """The standard has no element with this code."""


class UnknownLevel(LookupError):
    """The scale has no level with this code or rank."""


class UnknownProfile(LookupError):
    """The standard has no profile with this code."""


@dataclass(frozen=True, slots=True)
class Level:
    """A step of a scale: `rank` 1 is the lowest. `summary` is one line for a card, `definition` may be empty.

    `short` is a sign that people know the level by beside its name, such as a grade.
    """

    code: str
    name: str
    rank: int
    summary: str = ""
    definition: str = ""
    short: str = ""

    @property
    def label(self) -> str:
        """What fits where there is little room: the sign, or else the name."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Scale:
    """Levels from low to high. On a cumulative scale a level holds all of the levels below it without repeating it.

    On a `separate` scale each level is described on its own: who is on it need not show the levels below. A scale that
    is `named_only` has nothing but names, and every level of it can be chosen.
    """

    code: str
    cumulative: bool
    levels: tuple[Level, ...]
    separate: bool = False
    named_only: bool = False

    def level(self, code: str) -> Level:
        """The level with this code; raises `UnknownLevel`."""
        for level in self.levels:
            if level.code == code:
                return level
        raise UnknownLevel(f"Scale {self.code} has no level {code}.")


@dataclass(frozen=True, slots=True)
class Aspect:
    """A side of an element, such as attitude or knowledge."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One behaviour that a person can say yes or no to, on one level.

    `repeats` is the code of the statement that it is word for word the same as on a lower level (its own code is then
    `CODE@level`); `follows` is the code of the statement on a lower level that it extends.
    """

    code: str
    aspect: str | None
    level: str
    text: str
    repeats: str | None = None
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class CardLine:
    """A statement on a card; `parts` joined give its text, and those marked are what the level adds."""

    indicator: Indicator
    change: Change
    parts: Parts


@dataclass(frozen=True, slots=True)
class CardBlock:
    """The lines of one aspect on a card (`aspect` is None where the element has no aspects).

    Without lines, `empty_reason` says why: the source says nothing there.
    """

    aspect: Aspect | None
    lines: tuple[CardLine, ...]
    empty_reason: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """What a person scores: what it is, on which scale, and what each level says about it.

    `empty_cells` holds the reason for each (aspect, level) about which the source says nothing. `parent` is the code of
    the element that it is a part of, `name` its whole name where `title` is shorter.
    """

    code: str
    kind: Kind
    number: str | None
    group: str
    title: str
    definition: str
    scale: Scale
    aspects: tuple[Aspect, ...]
    level_names: Mapping[str, str]
    indicators: tuple[Indicator, ...]
    remarks: tuple[str, ...] = ()
    place: str = ""
    empty_cells: Mapping[tuple[str | None, str], str] = field(default_factory=dict)
    parent: str | None = None
    name: str = ""

    @property
    def levels(self) -> tuple[Level, ...]:
        """Its levels, lowest first."""
        return self.scale.levels

    @property
    def top_rank(self) -> int:
        """The rank of the highest level."""
        return len(self.scale.levels)

    def level(self, code: str) -> Level:
        """The level with this code; raises `UnknownLevel`."""
        return self.scale.level(code)

    def level_by_rank(self, rank: int) -> Level:
        """The level with this rank, from 1; raises `UnknownLevel`."""
        if not 1 <= rank <= self.top_rank:
            raise UnknownLevel(f"Scale {self.scale.code} has no rank {rank}.")
        return self.scale.levels[rank - 1]

    @property
    def choices(self) -> tuple[Level, ...]:
        """The levels that a person can choose, lowest first: those that say something here.

        All of them where no level says anything but its name.
        """
        return _choices(self)

    def is_choice(self, level_code: str) -> bool:
        """Whether this level says something here, so that a person can choose it; raises `UnknownLevel`."""
        return self.level(level_code) in self.choices

    def next_choice(self, rank: int) -> Level | None:
        """The first level above a rank (0 for "nog niet") that can be chosen; None at the top."""
        return next((level for level in self.choices if level.rank > rank), None)

    def level_label(self, level_code: str) -> str:
        """The level in words, as it is called here: `Basis`, `C (handelen)`, `7 (ruim voldoende)`."""
        level = self.level(level_code)
        name = self.level_names.get(level_code, level.name)
        return name if name == level.label else f"{level.label} ({name})"

    def level_below(self, level_code: str) -> Level | None:
        """The level under this one, None for the lowest."""
        rank = self.level(level_code).rank
        return self.level_by_rank(rank - 1) if rank > 1 else None

    def builds_on(self, level_code: str) -> Level | None:
        """The level whose statements all hold too but are not on the card: "Alles van Basis, en:".

        None on a scale that is written out in full, and for the lowest level.
        """
        return self.level_below(level_code) if self.scale.cumulative else None

    def indicator(self, code: str) -> Indicator:
        """The statement with this code; raises `LookupError`."""
        for indicator in self.indicators:
            if indicator.code == code:
                return indicator
        raise LookupError(f"Element {self.code} has no indicator {code}.")

    def card(self, level_code: str) -> tuple[CardBlock, ...]:
        """What the card of a level shows, a block per aspect; computed once. Raises `UnknownLevel`.

        Nothing is marked on the lowest level: there is no level before it that it could add to. On a cumulative scale
        a card shows only what the level adds. On a separate scale only a statement that extends a lower one has marks.
        """
        return _card(self, self.level(level_code))

    def asks(self, level_code: str) -> tuple[Indicator, ...]:
        """The statements that are new or changed on a level: what it asks beyond the level below it."""
        return _asks(self, self.level(level_code))


@lru_cache(maxsize=2048)
def _card(element: Element, level: Level) -> tuple[CardBlock, ...]:
    texts = {indicator.code: indicator.text for indicator in element.indicators}
    aspects: Iterable[Aspect | None] = element.aspects or (None,)
    plain = level.rank == 1 or element.scale.separate
    blocks = []
    for aspect in aspects:
        code = aspect.code if aspect else None
        lines = tuple(
            _line(indicator, texts, plain)
            for indicator in element.indicators
            if indicator.level == level.code and indicator.aspect == code
        )
        blocks.append(CardBlock(aspect, lines, element.empty_cells.get((code, level.code))))
    return tuple(blocks)


def _line(indicator: Indicator, texts: Mapping[str, str], plain: bool) -> CardLine:
    if indicator.follows:
        return CardLine(indicator, "changed", added_words(texts[indicator.follows], indicator.text))
    if indicator.repeats or plain:
        return CardLine(indicator, "same", ((indicator.text, False),))
    return CardLine(indicator, "new", ((indicator.text, True),))


@lru_cache(maxsize=2048)
def _asks(element: Element, level: Level) -> tuple[Indicator, ...]:
    return tuple(one for one in element.indicators if one.level == level.code and not one.repeats)


@lru_cache(maxsize=1024)
def _choices(element: Element) -> tuple[Level, ...]:
    if element.scale.named_only:
        return element.levels
    described = {indicator.level for indicator in element.indicators}
    return tuple(level for level in element.levels if level.code in described)


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


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to read: a title, a text or both, and what stands under it.

    `element` is the code of the element that it is about, where there is one. The code may be empty.
    """

    code: str
    title: str
    text: str = ""
    number: str | None = None
    element: str | None = None
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """Something to read under a heading, that is not scored. Its code says what it is about (`situations`)."""

    code: str
    title: str
    text: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileGroup:
    """A heading that profiles stand under, such as a group of functions."""

    code: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The level that a function, a stage or an aim asks of elements: element code to level code.

    It need not ask all of them. `number` is its number in the source; `group` the code of its group, `rank` its weight
    there (1 is the lightest) and `grade` how the source writes that. `extends` is the code of the profile that it adds
    to; what it takes over from that is in its own `chapters` too. `origin` says who set the levels.
    """

    code: str
    title: str
    description: str
    targets: Mapping[str, str]
    place: str = ""
    number: str | None = None
    group: str | None = None
    grade: str | None = None
    rank: int | None = None
    also_called: str = ""
    origin: Origin | None = None
    extends: str | None = None
    chapters: tuple[Chapter, ...] = ()
    remarks: tuple[str, ...] = ()

    def chapter(self, code: str) -> Chapter | None:
        """The chapter with this code; None where this profile has none."""
        return next((chapter for chapter in self.chapters if chapter.code == code), None)


@dataclass(frozen=True, slots=True)
class Definition:
    """What the source means by a word."""

    code: str
    term: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to know about the standard or its source."""

    code: str
    title: str
    text: str

    @property
    def is_discrepancy(self) -> bool:
        """Whether it says that the source contradicts itself or another source, and what we follow."""
        return self.title.startswith("Verschil:")


@dataclass(frozen=True, slots=True, eq=False)
class StatusIndication:
    """Which register status a level or a profile points to, as an indication only; `origin` says who reads it so."""

    origin: Origin
    explanation: str
    statuses: Mapping[str, Status]
    profiles: Mapping[str, Status] = field(default_factory=dict)
    place: str = ""


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
    among the standards, 1 being the first: the one that is used most. `is_own` is for one that an organisation made
    itself, `is_draft` as long as it has not published that.
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
