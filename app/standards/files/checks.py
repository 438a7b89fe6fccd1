"""What must fit together in a standard, beyond the shape of its file: each finding is a path and a Dutch sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.core.shapes import Path
from app.standards.files.chapter_checks import Finding, chapter_findings
from app.standards.files.edition_checks import change_findings
from app.standards.files.format import FileCell, FileElement, FileProfile, FileRepeat, FileStatement, StandardFile
from app.standards.rules.element import Scale
from app.standards.rules.profile import StatusIndication

_CODED = ("facts", "definitions", "shared", "scales", "aspects", "groups", "elements", "profile_groups", "profiles")
"""The lists of things with a code."""


def findings(standard: StandardFile) -> Iterator[Finding]:
    """Everything that does not fit, in the order of the file."""
    for name in _CODED:
        yield from _twice((name,), [part.code for part in getattr(standard, name) if part.code])
    for index, scale in enumerate(standard.scales):
        yield from _scale(("scales", index), scale)
    yield from _indicators_twice(standard)
    for index, element in enumerate(standard.elements):
        yield from _element(("elements", index), element, standard)
    for index, profile in enumerate(standard.profiles):
        yield from _profile(("profiles", index, "targets"), profile, standard)
    yield from change_findings(standard)
    yield from chapter_findings(standard)
    if standard.status_indication:
        yield from _indication(standard.status_indication, standard)


def _indication(indication: StatusIndication, standard: StandardFile) -> Iterator[Finding]:
    if not indication.statuses and not indication.profiles:
        yield ("status_indication",), "zeg welk niveau of welk profiel naar een status wijst."
    levels = {level.code for scale in standard.scales for level in scale.levels}
    for code in indication.statuses:
        if code not in levels:
            yield ("status_indication", "statuses", code), f"het niveau '{code}' bestaat niet."
    profiles = {profile.code for profile in standard.profiles}
    for code in indication.profiles:
        if code not in profiles:
            yield ("status_indication", "profiles", code), f"het profiel '{code}' bestaat niet."


def _twice(path: Path, codes: Iterable[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, code in enumerate(codes):
        if code in seen:
            yield (*path, index, "code"), f"de code '{code}' is al gebruikt."
        seen.add(code)


def _scale(path: Path, scale: Scale) -> Iterator[Finding]:
    if scale.cumulative + scale.separate + scale.named_only > 1:
        yield path, "kies hoogstens één van 'cumulative', 'separate' en 'named_only'."
    yield from _twice((*path, "levels"), [level.code for level in scale.levels])
    for index, level in enumerate(scale.levels):
        if level.rank != index + 1:
            what = f"de rangen lopen van 1 (laagste) tot {len(scale.levels)}: hier hoort {index + 1}."
            yield (*path, "levels", index, "rank"), what


def _indicators_twice(standard: StandardFile) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, element in enumerate(standard.elements):
        for cell_number, cell in enumerate(element.statements):
            for item_number, item in enumerate(cell.items):
                if isinstance(item, FileStatement):
                    if item.code in seen:
                        path = ("elements", number, "statements", cell_number, "items", item_number, "code")
                        yield path, f"de code '{item.code}' is al gebruikt."
                    seen.add(item.code)


def _element(path: Path, element: FileElement, standard: StandardFile) -> Iterator[Finding]:
    if element.group not in {group.code for group in standard.groups}:
        yield (*path, "group"), f"de groep '{element.group}' bestaat niet."
    yield from _parent((*path, "parent"), element, standard)
    for index, code in enumerate(element.aspects):
        if code not in {aspect.code for aspect in standard.aspects}:
            yield (*path, "aspects", index), f"het aspect '{code}' bestaat niet."
        elif code in element.aspects[:index]:
            yield (*path, "aspects", index), f"het aspect '{code}' staat er twee keer."
    scale = next((scale for scale in standard.scales if scale.code == element.scale), None)
    if scale is None:
        yield (*path, "scale"), f"de schaal '{element.scale}' bestaat niet."
    else:
        for code in element.level_names:
            if code not in {level.code for level in scale.levels}:
                yield (*path, "level_names", code), f"het niveau '{code}' hoort niet bij de schaal '{scale.code}'."
        if not scale.named_only:
            yield from _cells(path, element, scale)
        elif element.statements or element.aspects:
            yield path, f"de schaal '{scale.code}' heeft alleen namen: laat 'statements' en 'aspects' weg."


def _parent(path: Path, element: FileElement, standard: StandardFile) -> Iterator[Finding]:
    parents = {one.code: one.parent for one in standard.elements}
    above: set[str] = {element.code}
    code = element.parent
    while code is not None:
        if code not in parents:
            if code == element.parent:
                yield path, f"het onderdeel '{code}' bestaat niet."
            return
        if code in above:
            yield path, f"'{element.code}' hoort zo bij zichzelf."
            return
        above.add(code)
        code = parents[code]


def _cells(path: Path, element: FileElement, scale: Scale) -> Iterator[Finding]:
    aspects: list[str] | list[None] = element.aspects or [None]
    missing: dict[tuple[str | None, str], None] = {
        (aspect, level.code): None for aspect in aspects for level in scale.levels
    }
    wanted = set(missing)
    ranks = {level.code: level.rank for level in scale.levels}
    for index, cell in enumerate(element.statements):
        here = (*path, "statements", index)
        key = (cell.aspect, cell.level)
        if cell.level not in ranks:
            yield (*here, "level"), f"het niveau '{cell.level}' hoort niet bij de schaal '{scale.code}'."
        elif cell.aspect not in aspects:
            yield here, _wrong_aspect(cell, element)
        elif key not in missing and key in wanted:
            yield here, f"het vak {_named(*key)} staat er twee keer."
        else:
            del missing[key]
            yield from _emptiness(here, cell)
            yield from _references(here, cell, element, scale, ranks)
    if element.statements and not any(cell.items for cell in element.statements):
        yield (*path, "statements"), "minstens één niveau moet iets zeggen."
    for key in missing:
        yield (*path, "statements"), f"het vak {_named(*key)} ontbreekt."


def _wrong_aspect(cell: FileCell, element: FileElement) -> str:
    if cell.aspect is None:
        return f"noem het aspect: {', '.join(element.aspects)}."
    return f"het aspect '{cell.aspect}' hoort niet bij '{element.code}'."


def _named(aspect: str | None, level: str) -> str:
    return f"'{aspect} {level}'" if aspect else f"'{level}'"


def _emptiness(path: Path, cell: FileCell) -> Iterator[Finding]:
    if not cell.items and cell.empty_reason is None:
        yield path, "een leeg vak heeft een 'empty_reason' nodig: waarom staat hier niets?"
    if cell.items and cell.empty_reason is not None:
        yield (*path, "empty_reason"), "dit vak is niet leeg."


def _references(
    path: Path, cell: FileCell, element: FileElement, scale: Scale, ranks: dict[str, int]
) -> Iterator[Finding]:
    """A reference stays in its element and aspect, and points to a lower level."""
    homes = {
        item.code: other
        for other in element.statements
        for item in other.items
        if isinstance(item, FileStatement) and other.aspect == cell.aspect
    }
    repeated: set[str] = set()
    for index, item in enumerate(cell.items):
        here = (*path, "items", index)
        repeats = isinstance(item, FileRepeat)
        code = item.same if isinstance(item, FileRepeat) else item.follows
        if code is None:
            continue
        where = (*here, "same" if repeats else "follows")
        if repeats and scale.cumulative:
            yield where, "op een stapelende schaal geldt alles van een lager niveau al: laat deze regel weg."
        elif code not in homes:
            yield where, f"'{code}' bestaat niet in hetzelfde onderdeel en aspect."
        elif ranks.get(homes[code].level, 0) >= ranks[cell.level]:
            yield where, f"'{code}' hoort niet bij een lager niveau."
        elif repeats and code in repeated:
            yield where, f"'{code}' staat al in dit vak."
        if repeats:
            repeated.add(code)


def _profile(path: Path, profile: FileProfile, standard: StandardFile) -> Iterator[Finding]:
    scales = {scale.code: {level.code for level in scale.levels} for scale in standard.scales}
    elements = {element.code: scales.get(element.scale, set()) for element in standard.elements}
    for code, level in profile.targets.items():
        if code not in elements:
            yield (*path, code), f"het onderdeel '{code}' bestaat niet."
        elif level not in elements[code]:
            yield (*path, code), f"het niveau '{level}' hoort niet bij de schaal van '{code}'."
