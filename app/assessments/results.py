"""What a self-assessment says: the numbers, the order and the charts of a result, for any standard.

Nothing here writes or looks at the clock. A result is made from one handed-in assessment, one profile (what is asked)
and, if there is one, an earlier assessment on the same edition or one before it. The sentences are in `result_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from app.assessments.earlier import compared_with
from app.assessments.models import Assessment
from app.assessments.queries import answers_of, aspect_answers_of, standard_of, standings_of
from app.assessments.rules import (
    Answer,
    Standing,
    StatusHint,
    hint_status,
    largest_gaps,
    strongest,
)
from app.core.charts import Axis, BarRow, Bars, Radar, Series, Trend
from app.core.clock import local
from app.core.filters import month_short
from app.standards.rules.editions import Crossing
from app.standards.rules.standard import KIND_WORDS, Aspect, Element, Group, Indicator, Level, Profile, Standard

FEWEST_SCORED = 3
"""Under three scored axes a radar has no area: sentence and table say it (docs/look.md, Parts)."""
MOST_AXES = 13
"""A radar has 3 to 13 axes, beyond that bars (docs/look.md, Pictures)."""

NEW_EDITION, OTHER_EDITION = "nieuwe editie", "andere editie"

_NAMES = {"not_yet": "Nog niet", "not_applicable": "Niet van toepassing", "empty": "Niet ingevuld"}
_NOTES = {"not_applicable": "n.v.t.", "empty": "niet ingevuld"}


def level_name(element: Element, answer: Answer) -> str:
    """The answer in words, as this element names its levels."""
    if answer.rank:
        return element.level_label(element.level_by_rank(answer.rank).code)
    return _NAMES[answer.state]


def label_of(element: Element) -> str:
    """How an element is called on an axis and in a list: `7. Handhaven`, or only its title."""
    return f"{element.number}. {element.title}" if element.number else element.title


@dataclass(frozen=True, slots=True)
class AspectLevel:
    """The answer to one aspect, where somebody scored per aspect."""

    code: str
    name: str
    answer: Answer
    level: str


@dataclass(frozen=True, slots=True)
class Row:
    """One element of the result, with everything that a list or table says about it."""

    element: Element
    standing: Standing
    aspects: tuple[AspectLevel, ...] = ()

    @property
    def label(self) -> str:
        """Number and title."""
        return label_of(self.element)

    @property
    def now(self) -> str:
        """The level of now in words."""
        return level_name(self.element, self.standing.answer)

    @property
    def asked(self) -> str | None:
        """The level that is asked, in words; None when the profile does not ask this element."""
        return None if self.standing.asked is None else level_name(self.element, Answer.level(self.standing.asked))

    @property
    def next_level(self) -> Level | None:
        """The level after the one of now that says something; None at the top and without anything to compare."""
        rank = self.standing.answer.rank
        return None if rank is None else self.element.next_choice(rank)

    @property
    def next_asks(self) -> tuple[tuple[Aspect | None, tuple[Indicator, ...]], ...]:
        """What the next level asks that this one does not, per aspect; one block without aspect where there is none."""
        if self.next_level is None:
            return ()
        asks = self.element.asks(self.next_level.code)
        blocks = [(one, tuple(i for i in asks if i.aspect == one.code)) for one in self.element.aspects]
        without = tuple(i for i in asks if i.aspect is None)
        return tuple((aspect, lines) for aspect, lines in [(None, without), *blocks] if lines)


class _Counts:
    """The numbers that a whole result and one group of it both have."""

    __slots__ = ()
    rows: tuple[Row, ...]

    @property
    def counting(self) -> int:
        """How many elements can be compared with the level that is asked."""
        return sum(row.standing.gap is not None for row in self.rows)

    @property
    def on_level(self) -> int:
        """On how many of those the level is reached."""
        return sum(row.standing.on_level for row in self.rows)

    @property
    def to_go(self) -> int:
        """On how many of those there is a step to take."""
        return self.counting - self.on_level

    @property
    def compared(self) -> int:
        """How many elements can be compared with last time."""
        return sum(row.standing.growth is not None for row in self.rows)

    @property
    def grown(self) -> int:
        """On how many elements the level rose since last time."""
        return sum((row.standing.growth or 0) > 0 for row in self.rows)

    @property
    def fallen(self) -> int:
        """On how many elements the level is lower than last time."""
        return sum((row.standing.growth or 0) < 0 for row in self.rows)

    @property
    def not_applicable(self) -> int:
        """How many elements do not apply to this person."""
        return sum(row.standing.answer.state == "not_applicable" for row in self.rows)

    @property
    def open(self) -> int:
        """How many elements were left open."""
        return sum(not row.standing.answer.is_answered for row in self.rows)

    def strongest(self, count: int = 3) -> list[Row]:
        """The strongest points, see `rules.strongest`."""
        return self._rows(strongest([row.standing for row in self.rows], count))

    def gaps(self, count: int | None = None) -> list[Row]:
        """The largest gaps first, see `rules.largest_gaps`; all of them without a count."""
        return self._rows(largest_gaps([row.standing for row in self.rows], count or len(self.rows)))

    def _rows(self, standings: Iterable[Standing]) -> list[Row]:
        by_code = {row.element.code: row for row in self.rows}
        return [by_code[standing.element] for standing in standings]


@dataclass(frozen=True, slots=True)
class Part(_Counts):
    """The result on one group of the standard, such as its tasks. `key` names it in an address."""

    group: Group
    rows: tuple[Row, ...]
    asked_name: str = ""
    previous_name: str = ""

    @property
    def key(self) -> str:
        """The kind of its elements."""
        return str(self.group.kind)

    @property
    def pictured(self) -> tuple[Row, ...]:
        """The elements that the picture is about: those that the profile asks, or all when it asks few or none."""
        asked = tuple(row for row in self.rows if row.standing.asked is not None)
        return asked if len(asked) >= FEWEST_SCORED else self.rows

    @property
    def title(self) -> str:
        """`10 taken`, `1 taak`."""
        count = len(self.pictured)
        return f"{count} {KIND_WORDS[self.group.kind] if count == 1 else self.group.title.lower()}"

    @property
    def chart(self) -> Radar | Bars | None:
        """A radar for 3 to 13 elements, bars for more, None when a picture would say less than a sentence."""
        scored = sum(row.standing.answer.counts for row in self.pictured)
        scales = {row.element.scale.code for row in self.pictured}
        if scored < FEWEST_SCORED or len(scales) > 1:
            return None
        return self._bars() if len(self.pictured) > MOST_AXES else self._radar()

    def _rings(self) -> tuple[str, ...]:
        return tuple(level.label for level in self.rows[0].element.levels)

    def _radar(self) -> Radar:
        standings = [row.standing for row in self.pictured]
        series = [Series("Jij nu", tuple(s.answer.rank for s in standings), "self")]
        if any(s.asked is not None for s in standings):
            name = f"Gevraagd: {self.asked_name}" if self.asked_name else "Gevraagd"
            series.append(Series(name, tuple(s.asked for s in standings), "target"))
        if self.previous_name and any(s.previous.counts for s in standings):
            name = f"Vorige keer ({self.previous_name})"
            series.append(Series(name, tuple(s.previous.rank for s in standings), "previous"))
        axes = tuple(
            Axis(row.label, (row.standing.gap or 0) > 0, _NOTES.get(row.standing.answer.state, ""))
            for row in self.pictured
        )
        return Radar(axes, self._rings(), tuple(series))

    def _bars(self) -> Bars:
        rows = tuple(
            BarRow(row.label, row.standing.answer.rank, row.standing.asked, _NOTES.get(row.standing.answer.state, ""))
            for row in self.pictured
        )
        return Bars(rows, self._rings())


@dataclass(frozen=True, slots=True)
class Family(_Counts):
    """An element that has parts, such as a core task: its own row in `whole`, those of its parts in `rows`."""

    whole: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Result(_Counts):
    """One handed-in assessment beside a profile and, perhaps, an earlier one.

    `crossing` is the way to the edition of the earlier one when that is another: only what was kept or reworded on that
    way is compared.
    """

    standard: Standard
    profile: Profile
    parts: tuple[Part, ...]
    handed_in: datetime
    previous_at: datetime | None
    hint: StatusHint | None
    crossing: Crossing | None = None

    @property
    def rows(self) -> tuple[Row, ...]:  # type: ignore[override]
        """All elements in the order of the standard."""
        return tuple(row for part in self.parts for row in part.rows)

    @property
    def families(self) -> tuple[Family, ...]:
        """The elements that have parts, each with those; empty where nothing has parts."""
        wholes = dict.fromkeys(row.element.parent for row in self.rows)
        return tuple(
            Family(row, tuple(part for part in self.rows if part.element.parent == row.element.code))
            for row in self.rows
            if row.element.code in wholes
        )

    @property
    def unfolded(self) -> tuple[Part, ...]:
        """The parts of which something is in no family: those have a table of their own."""
        told = {row.element.code for one in self.families for row in (one.whole, *one.rows)}
        return tuple(part for part in self.parts if any(row.element.code not in told for row in part.rows))

    @property
    def status(self) -> str | None:
        """The register status that the scores point to or, where the standard says it per profile, the profile."""
        indication = self.standard.status_indication
        if self.hint is not None or indication is None:
            return self.hint.status if self.hint else None
        return indication.profiles.get(self.profile.code)

    def part(self, key: str) -> Part | None:
        """The part with this key."""
        return next((part for part in self.parts if part.key == key), None)


def moment_label(at: datetime) -> str:
    """`mrt 2026`, short enough for under a point or above a column."""
    return f"{month_short(at)} {local(at).year}"


def chart_version(chart: Radar | Bars | Trend | None) -> str:
    """A short mark that changes with the chart, for an address that a browser may keep."""
    return sha256(repr(chart).encode()).hexdigest()[:12]


def result_of(assessment: Assessment, previous: Assessment | None = None, profile: str | None = None) -> Result:
    """The result of an assessment against a profile (default: the one that it was made with).

    `previous` is an earlier one on the same edition or on one before it. Raises `UnknownStandard` or `UnknownProfile`,
    and ValueError for an assessment that was not handed in or a previous one on another standard.
    """
    if assessment.submitted_at is None:
        raise ValueError("Only a handed-in assessment has a result.")
    standard = standard_of(assessment)
    chosen = standard.profile(profile or assessment.profile)
    before, way = compared_with(standard, previous) if previous else (None, None)
    standings = standings_of(standard, chosen.code, answers_of(assessment), before)
    aspects = _aspect_levels(standard, aspect_answers_of(assessment))
    rows = {s.element: Row(standard.element(s.element), s, aspects.get(s.element, ())) for s in standings}
    previous_at = previous.submitted_at if previous else None
    before_name = moment_label(previous_at) if previous_at else ""
    if way is not None:
        before_name = f"{before_name}, {OTHER_EDITION}"
    return Result(
        standard=standard,
        profile=chosen,
        parts=tuple(
            Part(group, tuple(rows[one.code] for one in group.elements), chosen.title, before_name)
            for group in standard.groups
        ),
        handed_in=assessment.submitted_at,
        previous_at=previous_at,
        hint=_hint(standard, [row.standing for row in rows.values()]),
        crossing=way,
    )


def _aspect_levels(standard: Standard, answers: Mapping[str, Answer]) -> Mapping[str, tuple[AspectLevel, ...]]:
    if not answers:
        return {}
    return {
        element.code: tuple(
            AspectLevel(aspect.code, aspect.name, answer, level_name(element, answer))
            for aspect in element.aspects
            for answer in [answers[f"{element.code}:{aspect.code}"]]
            if answer.is_answered
        )
        for element in standard.elements
    }


def _hint(standard: Standard, standings: Sequence[Standing]) -> StatusHint | None:
    """The indication of a register status, if the standard carries one (reading A-61)."""
    indication = standard.status_indication
    if indication is None or not indication.statuses:
        return None
    steps = {
        element.code: [
            (indication.statuses[level.code], level.rank)
            for level in element.levels
            if level.code in indication.statuses
        ]
        for element in standard.elements
    }
    return hint_status([(s.answer, steps[s.element]) for s in standings])
