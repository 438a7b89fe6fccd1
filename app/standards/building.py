"""From a checked file to the frozen objects of `rules`."""

from __future__ import annotations

from types import MappingProxyType

from app.standards.formats import (
    FileElement,
    FileItem,
    FileProfile,
    FileRepeat,
    FileScale,
    FileStatusIndication,
    StandardFile,
)
from app.standards.rules import (
    Aspect,
    Definition,
    Element,
    Fact,
    Indicator,
    Level,
    Profile,
    Scale,
    Standard,
    StatusIndication,
)


def build(file: StandardFile) -> Standard:
    """The standard that a file says; the file has passed `checks.findings`."""
    scales = {scale.code: _scale(scale) for scale in file.scales}
    aspects = {aspect.code: Aspect(aspect.code, aspect.name) for aspect in file.aspects}
    return Standard(
        slug=file.slug,
        title=file.title,
        publisher=file.publisher,
        edition=file.edition,
        source=file.source,
        scales=tuple(scales.values()),
        elements=tuple(_element(element, scales, aspects) for element in file.elements),
        profiles=tuple(_profile(profile) for profile in file.profiles),
        definitions=tuple(Definition(one.code, one.term, one.text, one.place) for one in file.definitions),
        facts=tuple(Fact(one.code, one.title, one.text) for one in file.facts),
        status_indication=_indication(file.status_indication) if file.status_indication else None,
        section_titles=MappingProxyType({group.code: group.title for group in file.groups}),
    )


def _scale(scale: FileScale) -> Scale:
    levels = tuple(Level(one.code, one.name, one.rank, one.summary, one.definition) for one in scale.levels)
    return Scale(scale.code, scale.cumulative, levels)


def _profile(profile: FileProfile) -> Profile:
    targets = MappingProxyType(dict(profile.targets))
    return Profile(profile.code, profile.title, profile.description, targets, profile.place)


def _indication(one: FileStatusIndication) -> StatusIndication:
    return StatusIndication(one.origin, one.explanation, MappingProxyType(dict(one.statuses)))


def _element(element: FileElement, scales: dict[str, Scale], aspects: dict[str, Aspect]) -> Element:
    scale = scales[element.scale]
    return Element(
        code=element.code,
        kind=element.kind,
        number=element.number,
        group=element.group,
        title=element.title,
        definition=element.definition,
        scale=scale,
        aspects=tuple(aspects[code] for code in element.aspects),
        level_names=MappingProxyType({level.code: level.name for level in scale.levels}),
        indicators=_indicators(element, scale),
        remarks=tuple(element.remarks),
        place=element.place,
        empty_cells=MappingProxyType(
            {(cell.aspect, cell.level): cell.empty_reason for cell in element.statements if cell.empty_reason}
        ),
    )


def _indicators(element: FileElement, scale: Scale) -> tuple[Indicator, ...]:
    """Per aspect, and within it from the lowest level up, whatever the order of the file."""
    aspects: list[str] | list[None] = element.aspects or [None]
    cells = {(cell.aspect, cell.level): cell.items for cell in element.statements}
    texts = {item.code: item.text for items in cells.values() for item in items if not isinstance(item, FileRepeat)}
    return tuple(
        _indicator(item, aspect, level.code, texts)
        for aspect in aspects
        for level in scale.levels
        for item in cells[aspect, level.code]
    )


def _indicator(item: FileItem, aspect: str | None, level: str, texts: dict[str, str]) -> Indicator:
    if isinstance(item, FileRepeat):
        return Indicator(f"{item.same}@{level}", aspect, level, texts[item.same], repeats=item.same)
    return Indicator(item.code, aspect, level, item.text, follows=item.follows)
