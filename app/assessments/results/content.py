"""What a self-assessment says: the numbers, the order and the charts of a result, for any standard.

Nothing here writes or looks at the clock; `result_queries` makes a result, `result_words` has the sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from app.assessments.results.rows import Counts, Row
from app.assessments.rules import StatusHint
from app.core.charts import Axis, BarRow, Bars, Radar, Series, Trend
from app.standards.rules.editions import Crossing
from app.standards.rules.element import KIND_WORDS
from app.standards.rules.profile import Profile
from app.standards.rules.standard import Group, Standard

FEWEST_SCORED = 3
"""Under three scored axes a radar has no area: sentence and table say it (docs/look.md, Pictures)."""
MOST_AXES = 13
"""A radar has 3 to 13 axes, beyond that bars (docs/look.md, Pictures)."""

_NOTES = {"not_applicable": "n.v.t.", "empty": "niet ingevuld"}


@dataclass(frozen=True, slots=True)
class Part(Counts):
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
        """`10 taken`, `1 taak`, or `9 van de 10 taken` when the picture is not about all of them."""
        count, whole = len(self.pictured), len(self.rows)
        if count < whole:
            return f"{count} van de {whole} {self.group.title.lower()}"
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
            Axis(row.element.label, (row.standing.gap or 0) > 0, _NOTES.get(row.standing.answer.state, ""))
            for row in self.pictured
        )
        return Radar(axes, self._rings(), tuple(series))

    def _bars(self) -> Bars:
        rows = tuple(
            BarRow(
                row.element.label,
                row.standing.answer.rank,
                row.standing.asked,
                _NOTES.get(row.standing.answer.state, ""),
            )
            for row in self.pictured
        )
        asked = f"Gevraagd: {self.asked_name}" if self.asked_name else "Gevraagd"
        return Bars(rows, self._rings(), ("Jij nu", asked))


@dataclass(frozen=True, slots=True)
class Family(Counts):
    """An element that has parts, such as a core task: its own row in `whole`, those of its parts in `rows`."""

    whole: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Result(Counts):
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


def chart_version(chart: Radar | Bars | Trend | None) -> str:
    """A short mark that changes with the chart, for an address that a browser may keep."""
    return sha256(repr(chart).encode()).hexdigest()[:12]
