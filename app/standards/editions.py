"""From one edition to the next: where an element went, and what stands there differently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.standards.differences import Parts, added_words
from app.standards.rules import EditionChange, EditionChangeKind, Element, Level, Standard

Origins = Mapping[str, tuple[str, ...]]
"""Element of an edition to the elements of an earlier one that it came from."""

ORDER: tuple[EditionChangeKind, ...] = ("reworded", "split", "merged", "gone", "kept")


def editions_before(standard: Standard, find: Callable[[str], Standard]) -> Iterator[tuple[Standard, Origins]]:
    """The editions that this one grew from, nearest first, each with where our elements were in it."""
    origins: dict[str, tuple[str, ...]] = {element.code: (element.code,) for element in standard.elements}
    step = standard
    while step.follows is not None:
        came_from = {code: change.before for change in step.changes for code in change.after}
        origins = {
            code: tuple(dict.fromkeys(old for middle in some for old in came_from.get(middle, ())))
            for code, some in origins.items()
        }
        step = find(step.follows)
        yield step, {code: some for code, some in origins.items() if some}


def next_edition(standard: Standard, standards: Iterable[Standard]) -> Standard | None:
    """The edition that follows this one."""
    return next((one for one in standards if one.follows == standard.slug), None)


@dataclass(frozen=True, slots=True)
class TextChange:
    """A sentence of an element in both editions: `before` is empty for a new one, `parts` for one that is gone."""

    level: Level | None
    before: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Fate:
    """One change with the elements themselves; `texts` are the sentences that differ, where the two can be compared."""

    change: EditionChange
    before: tuple[Element, ...]
    after: tuple[Element, ...]
    texts: tuple[TextChange, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """Everything that differs between two editions."""

    before: Standard
    after: Standard
    fates: tuple[Fate, ...]
    new: tuple[Element, ...]

    def of_kind(self, kind: EditionChangeKind) -> tuple[Fate, ...]:
        """The changes of one kind, in the order of the file."""
        return tuple(fate for fate in self.fates if fate.change.kind == kind)


def difference(before: Standard, after: Standard) -> EditionDifference:
    """What became of each element; `after` is the edition that follows `before`."""
    fates = []
    for change in after.changes:
        old, new = [before.element(code) for code in change.before], [after.element(code) for code in change.after]
        texts = tuple(_texts(old[0], new[0])) if len(old) == len(new) == 1 else ()
        fates.append(Fate(change, tuple(old), tuple(new), texts))
    told = {code for change in after.changes for code in change.after}
    return EditionDifference(
        before, after, tuple(fates), tuple(element for element in after.elements if element.code not in told)
    )


def _texts(old: Element, new: Element) -> Iterator[TextChange]:
    """What differs in the definition and, by code, in the statements; a repeated one counts once."""
    if old.definition != new.definition:
        yield TextChange(None, old.definition, added_words(old.definition, new.definition))
    kept = {(one.level, one.text) for one in old.indicators} & {(one.level, one.text) for one in new.indicators}
    was = {one.code: one for one in old.indicators if not one.repeats and (one.level, one.text) not in kept}
    for one in new.indicators:
        if one.repeats or (one.level, one.text) in kept:
            continue
        before = was.pop(one.code, None)
        if before is None:
            yield TextChange(new.level(one.level), "", ((one.text, True),))
        elif before.text != one.text:
            yield TextChange(new.level(one.level), before.text, added_words(before.text, one.text))
    for gone in was.values():
        yield TextChange(old.level(gone.level), gone.text, ())
