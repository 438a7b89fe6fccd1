"""What must fit between an edition and the one that it follows: every element has one fate, or is left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from app.core.files.yaml_text import fault_at
from app.core.shapes import Fault, Path
from app.standards.files.format import FileEditionChange, StandardFile
from app.standards.rules.standard import Standard

_SHAPES: Mapping[str, tuple[str, str]] = {
    "kept": ("one", "one"),
    "reworded": ("one", "one"),
    "split": ("one", "more"),
    "merged": ("more", "one"),
    "gone": ("any", "none"),
}
_COUNTS = {"one": "precies één code", "more": "minstens twee codes", "any": "minstens één code", "none": "geen code"}


def change_findings(standard: StandardFile) -> Iterator[tuple[Path, str]]:
    """What is wrong with the changes of a file by itself."""
    yield from _alone(standard)
    here = {element.code for element in standard.elements}
    before = Counter((*(code for change in standard.changes for code in change.from_), *standard.undecided))
    after = Counter(code for change in standard.changes for code in change.to)
    for index, code in enumerate(standard.undecided):
        if before[code] > 1:
            yield ("undecided", index), f"'{code}' staat hier en bij 'changes', of meer dan één keer."
    for index, change in enumerate(standard.changes):
        yield from _shape(("changes", index), change)
        for code in change.from_:
            if before[code] > 1:
                yield ("changes", index, "from"), f"'{code}' staat hier meer dan één keer."
        for code in change.to:
            if after[code] > 1:
                yield ("changes", index, "to"), f"'{code}' staat hier meer dan één keer."
            if code not in here:
                yield ("changes", index, "to"), f"het onderdeel '{code}' bestaat niet."


def _alone(standard: StandardFile) -> Iterator[tuple[Path, str]]:
    """What is there without what belongs to it."""
    if standard.follows and not standard.changes and not standard.undecided:
        yield ("follows",), "zeg in 'changes' wat er met elk onderdeel van de vorige editie is gebeurd."
    if standard.follows and not standard.family:
        yield ("follows",), "geef 'family': de naam die alle edities delen."
    if standard.undecided and not standard.follows:
        yield ("undecided",), "zeg in 'follows' van welke editie dit onderdelen zijn."
    if standard.changes and not standard.follows:
        yield ("changes",), "zeg in 'follows' van welke editie dit de verschillen zijn."


def _shape(path: Path, change: FileEditionChange) -> Iterator[tuple[Path, str]]:
    for name, codes, wanted in zip(("from", "to"), (change.from_, change.to), _SHAPES[change.kind], strict=True):
        fits = {"one": len(codes) == 1, "more": len(codes) > 1, "any": bool(codes), "none": not codes}[wanted]
        if not fits:
            yield (*path, name), f"bij '{change.kind}' hoort hier {_COUNTS[wanted]}."


def edition_faults(standards: Iterable[Standard]) -> tuple[Fault, ...]:
    """What does not fit between the editions of a folder, each at its file."""
    return tuple(fault_at(f"{one.slug}.yaml", 1, "follows", what) for one, what in between_editions(standards))


def between_editions(standards: Iterable[Standard]) -> Iterator[tuple[Standard, str]]:
    """The editions that do not fit among the others, and why; when all do, following them comes to an end."""
    by_slug = {standard.slug: standard for standard in standards}
    return ((one, what) for one in by_slug.values() for what in _between(one, by_slug))


def _between(standard: Standard, by_slug: Mapping[str, Standard]) -> Iterator[str]:
    if standard.follows is None:
        return
    previous = by_slug.get(standard.follows)
    if previous is None:
        yield f"de standaard '{standard.follows}' bestaat niet."
        return
    if previous.family not in (None, standard.family):
        yield f"'{previous.slug}' hoort bij een andere familie: '{previous.family}'."
    if _comes_back(standard, by_slug):
        yield "deze editie volgt uiteindelijk zichzelf op."
    others = [one.slug for one in by_slug.values() if one.follows == previous.slug and one is not standard]
    if others:
        yield f"'{previous.slug}' heeft al een volgende editie: '{others[0]}'."
    there = {element.code for element in previous.elements}
    told = {*(code for change in standard.changes for code in change.before), *standard.undecided}
    for code in sorted(told - there):
        yield f"het onderdeel '{code}' bestaat niet in '{previous.slug}'."
    for code in sorted(there - told):
        yield f"zeg in 'changes' wat er met '{code}' is gebeurd, of zet het bij 'undecided'."


def _comes_back(standard: Standard, by_slug: Mapping[str, Standard]) -> bool:
    seen = {standard.slug}
    step = standard.follows
    while step is not None and step in by_slug:
        if step in seen:
            return True
        seen.add(step)
        step = by_slug[step].follows
    return False
