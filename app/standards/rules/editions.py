"""From one edition to the next: where an element went, and what stands there differently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.standards.rules.deciding import undecided, untold
from app.standards.rules.differences import Parts, added_words
from app.standards.rules.element import Element, Level
from app.standards.rules.standard import EditionChange, EditionChangeKind, Standard

Origins = Mapping[str, tuple[str, ...]]
"""Element of an edition to the elements of an earlier one that it came from."""

STRAIGHT: tuple[EditionChangeKind, ...] = ("kept", "reworded")
"""The fates with which a level on one edition says the same as on the next."""


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


def became(standard: Standard, element: str, later: Standard, find: Callable[[str], Standard]) -> tuple[Element, ...]:
    """What an element is on a later edition, in the order of that; nothing when it is gone or nobody decided."""
    if later.slug == standard.slug:
        return (standard.element(element),)
    for edition, origins in editions_before(later, find):
        if edition.slug == standard.slug:
            return tuple(one for one in later.elements if element in origins.get(one.code, ()))
    return ()


def places_of(
    standard: Standard, element: str, editions: Iterable[Standard], find: Callable[[str], Standard]
) -> set[tuple[str, str]]:
    """The element, what it became on later ones of these editions, and what it came from on earlier ones."""
    later = {(edition.slug, one.code) for edition in editions for one in became(standard, element, edition, find)}
    earlier = {
        (edition.slug, old) for edition, origins in editions_before(standard, find) for old in origins.get(element, ())
    }
    return {(standard.slug, element)} | later | earlier


def next_edition(standard: Standard, standards: Iterable[Standard]) -> Standard | None:
    """The edition that follows this one."""
    return next((one for one in standards if one.follows == standard.slug), None)


def newest_edition(standard: Standard, standards: Iterable[Standard]) -> Standard:
    """The last of the editions that follow this one; itself when there is none."""
    known = list(standards)
    later = next_edition(standard, known)
    return newest_edition(later, known) if later else standard


def newer_edition(standard: Standard, standards: Iterable[Standard]) -> Standard | None:
    """The edition that new assessments are made on, when it is another one."""
    newest = newest_edition(standard, standards)
    return None if newest is standard else newest


def newest_editions(standards: Iterable[Standard]) -> tuple[Standard, ...]:
    """Those that no other follows, in the same order: what new assessments are made on."""
    known = tuple(standards)
    followed = {one.follows for one in known}
    return tuple(one for one in known if one.slug not in followed)


def chain_of(standard: Standard, standards: Iterable[Standard]) -> tuple[Standard, ...]:
    """All editions of what this is an edition of, oldest first."""
    known = {one.slug: one for one in standards}
    first = standard
    while first.follows in known:
        first = known[first.follows]
    chain = [first]
    while later := next_edition(chain[-1], known.values()):
        chain.append(later)
    return tuple(chain)


def editions_named(name: str, standards: Iterable[Standard]) -> tuple[Standard, ...]:
    """The editions, oldest first, that go by this name: the slug of one of them, or their family."""
    known = tuple(standards)
    found = next((one for one in known if name in (one.slug, one.family)), None)
    return chain_of(found, known) if found else ()


@dataclass(frozen=True, slots=True)
class Crossing:
    """How scores on an earlier `edition` are read on a later one; codes of the later one lead to the earlier.

    `same` has the elements that were only kept or reworded on the way: their levels can be compared. `changed` has
    those that were split or merged, with all that they came from. `gone` and `undecided` are of the earlier one.
    """

    edition: Standard
    same: Mapping[str, str]
    changed: Origins
    gone: tuple[Element, ...]
    undecided: tuple[Element, ...]


def crossing(standard: Standard, slug: str, find: Callable[[str], Standard]) -> Crossing | None:
    """The way back from this edition to the one with this slug; None when it did not grow from that."""
    step, same = standard, {element.code: element.code for element in standard.elements}
    waiting: set[str] = set()
    for edition, origins in editions_before(standard, find):
        straight = {change.after[0]: change.before[0] for change in step.changes if change.kind in STRAIGHT}
        same = {code: straight[old] for code, old in same.items() if old in straight}
        waiting = {element.code for element in undecided(edition, step)} | {
            old for change in step.changes for old in change.before if waiting.intersection(change.after)
        }
        step = edition
        if edition.slug == slug:
            came = {old for some in origins.values() for old in some}
            lost = [element for element in edition.elements if element.code not in came]
            return Crossing(
                edition=edition,
                same=same,
                changed={code: some for code, some in origins.items() if code not in same},
                gone=tuple(one for one in lost if one.code not in waiting),
                undecided=tuple(one for one in lost if one.code in waiting),
            )
    return None


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
    """Everything that differs between two editions, and the elements about which nobody decided yet."""

    before: Standard
    after: Standard
    fates: tuple[Fate, ...]
    new: tuple[Element, ...]
    undecided: tuple[Element, ...] = ()

    def of_kind(self, kind: EditionChangeKind) -> tuple[Fate, ...]:
        """The changes of one kind, in the order of the file."""
        return tuple(fate for fate in self.fates if fate.change.kind == kind)


def difference(before: Standard, after: Standard) -> EditionDifference:
    """What became of each element; `after` is the edition that follows `before`."""
    fates = fates_of(before, after, after.changes)
    return EditionDifference(before, after, fates, untold(after), undecided(before, after))


def as_published(standard: Standard) -> Standard:
    """The edition as it came out, without what an organisation decided about it."""
    return replace(standard, changes=tuple(change for change in standard.changes if not change.own))


def fates_of(before: Standard, after: Standard, changes: Iterable[EditionChange]) -> tuple[Fate, ...]:
    """The changes with their elements."""
    fates = []
    for change in changes:
        old, new = [before.element(code) for code in change.before], [after.element(code) for code in change.after]
        texts = tuple(_texts(old[0], new[0])) if len(old) == len(new) == 1 else ()
        fates.append(Fate(change, tuple(old), tuple(new), texts))
    return tuple(fates)


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
