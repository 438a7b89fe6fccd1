"""What somebody is scored on: an element, its aspects and levels, and the sentences of each level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from app.core.files.json_text import Truth
from app.core.shapes import refusal, shaped
from app.standards.rules.differences import Parts, added_words

Code = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
AspectCode = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9]{1,8}$")]
Text = Annotated[str, StringConstraints(strict=True, min_length=1)]
Words = Annotated[str, StringConstraints(strict=True)]
"""A text that may be empty."""
Positive = Annotated[int, Field(strict=True, ge=1)]

Kind = Literal["task", "competence", "row", "core_task", "work_process"]


Change = Literal["same", "changed", "new"]


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


class UnknownLevel(LookupError):
    """The scale has no level with this code or rank."""


@shaped
class Level:
    """A step of a scale: `rank` 1 is the lowest. `summary` is one line for a card, `definition` may be empty.

    `short` is a sign that people know the level by beside its name, such as a grade.
    """

    code: Code
    name: Text
    rank: Positive
    short: Words = ""
    summary: Words = ""
    definition: Words = ""

    @property
    def label(self) -> str:
        """What fits where there is little room: the sign, or else the name."""
        return self.short or self.name

    @property
    def sign(self) -> str:
        """The one letter that people know it by, to stand in its mark; empty where there is none."""
        return self.label if len(self.label) == 1 and self.label.isalpha() else ""


def _some(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    if not levels:
        raise refusal("hier staat minstens 1 ding.")
    return levels


@shaped
class Scale:
    """Levels from low to high. On a cumulative scale a level holds all of the levels below it without repeating it.

    On a `separate` scale each level is described on its own: who is on it need not show the levels below. A scale that
    is `named_only` has nothing but names, and every level of it can be chosen.
    """

    code: Code
    cumulative: Truth
    separate: Truth = False
    named_only: Truth = False
    levels: Annotated[
        tuple[Level, ...], Field(strict=False, json_schema_extra={"minItems": 1}), AfterValidator(_some)
    ] = field(kw_only=True)

    def level(self, code: str) -> Level:
        """The level with this code; raises `UnknownLevel`."""
        for level in self.levels:
            if level.code == code:
                return level
        raise UnknownLevel(f"Scale {self.code} has no level {code}.")


@shaped
class Aspect:
    """A side of an element, such as attitude or knowledge."""

    code: AspectCode
    name: Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """One behaviour that a person can say yes or no to, on one level.

    `repeats` is the code of the statement that it is word for word the same as on a lower level (its own code is then
    `CODE@level`); `follows` is the code of the statement on a lower level that it extends, `leaves_out` why words of
    that one are not in it.
    """

    code: str
    aspect: str | None
    level: str
    text: str
    repeats: str | None = None
    follows: str | None = None
    leaves_out: str = ""


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
    def label(self) -> str:
        """How it is called on an axis and in a list: `7. Handhaven`, or only its title."""
        return f"{self.number}. {self.title}" if self.number else self.title

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

    def rank_label(self, rank: int) -> str:
        """The level with this rank in words, as it is called here; raises `UnknownLevel`."""
        return self.level_label(self.level_by_rank(rank).code)

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
