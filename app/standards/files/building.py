"""From a checked file to the frozen objects of `rules`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from app.standards.files.format import (
    FileChapter,
    FileElement,
    FileEntry,
    FileEntryItem,
    FileEntryRepeat,
    FileItem,
    FileProfile,
    FileRepeat,
    FileScale,
    FileStatusIndication,
    StandardFile,
)
from app.standards.rules.element import Aspect, Element, Indicator, Level, Scale
from app.standards.rules.profile import Chapter, Entry, Profile, ProfileGroup, StatusIndication
from app.standards.rules.standard import Definition, EditionChange, Fact, Standard


def build(file: StandardFile) -> Standard:
    """The standard that a file says; the file has passed `checks.findings`."""
    scales = {scale.code: _scale(scale) for scale in file.scales}
    aspects = {aspect.code: Aspect(aspect.code, aspect.name) for aspect in file.aspects}
    shared = {one.code: one for one in file.shared if one.code}
    return Standard(
        slug=file.slug,
        order=file.order,
        title=file.title,
        publisher=file.publisher,
        edition=file.edition,
        source=file.source,
        scales=tuple(scales.values()),
        elements=tuple(_element(element, scales, aspects) for element in file.elements),
        profiles=_profiles(file.profiles, shared),
        definitions=tuple(Definition(one.code, one.term, one.text, one.place) for one in file.definitions),
        facts=tuple(Fact(one.code, one.title, one.text) for one in file.facts),
        status_indication=_indication(file.status_indication) if file.status_indication else None,
        section_titles=MappingProxyType({group.code: group.title for group in file.groups}),
        chapters=_chapters(file.chapters, shared),
        profile_groups=tuple(ProfileGroup(one.code, one.title, one.text) for one in file.profile_groups),
        family=file.family,
        follows=file.follows,
        changes=tuple(EditionChange(one.kind, tuple(one.from_), tuple(one.to), one.reason) for one in file.changes),
        undecided=tuple(file.undecided),
    )


def _scale(scale: FileScale) -> Scale:
    levels = tuple(Level(one.code, one.name, one.rank, one.summary, one.definition, one.short) for one in scale.levels)
    return Scale(scale.code, scale.cumulative, levels, scale.separate, scale.named_only)


def _profiles(profiles: Iterable[FileProfile], shared: Mapping[str, FileEntry]) -> tuple[Profile, ...]:
    built: dict[str, Profile] = {}
    for profile in profiles:
        base = built[profile.extends] if profile.extends else None
        taken = [chapter for chapter in base.chapters if chapter.code in profile.inherits] if base else []
        built[profile.code] = _profile(profile, (*taken, *_chapters(profile.chapters, shared)))
    return tuple(built.values())


def _profile(profile: FileProfile, chapters: tuple[Chapter, ...]) -> Profile:
    return Profile(
        code=profile.code,
        title=profile.title,
        description=profile.description,
        targets=MappingProxyType(dict(profile.targets)),
        place=profile.place,
        number=profile.number,
        group=profile.group,
        grade=profile.grade,
        rank=profile.rank,
        also_called=profile.also_called,
        origin=profile.origin,
        extends=profile.extends,
        chapters=chapters,
        remarks=tuple(profile.remarks),
    )


def _chapters(chapters: Iterable[FileChapter], shared: Mapping[str, FileEntry]) -> tuple[Chapter, ...]:
    return tuple(Chapter(one.code, one.title, one.text, _entries(one.entries, shared)) for one in chapters)


def _entries(entries: Iterable[FileEntryItem], shared: Mapping[str, FileEntry]) -> tuple[Entry, ...]:
    whole = [shared[one.same] if isinstance(one, FileEntryRepeat) else one for one in entries]
    return tuple(
        Entry(one.code or "", one.title, one.text, one.number, one.element, _entries(one.entries, shared))
        for one in whole
    )


def _indication(one: FileStatusIndication) -> StatusIndication:
    statuses, profiles = MappingProxyType(dict(one.statuses)), MappingProxyType(dict(one.profiles))
    return StatusIndication(one.origin, one.explanation, statuses, profiles, one.place)


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
        level_names=MappingProxyType(
            {level.code: element.level_names.get(level.code, level.name) for level in scale.levels}
        ),
        indicators=_indicators(element, scale),
        remarks=tuple(element.remarks),
        place=element.place,
        empty_cells=MappingProxyType(
            {(cell.aspect, cell.level): cell.empty_reason for cell in element.statements if cell.empty_reason}
        ),
        parent=element.parent,
        name=element.name,
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
        for item in cells.get((aspect, level.code), ())
    )


def _indicator(item: FileItem, aspect: str | None, level: str, texts: dict[str, str]) -> Indicator:
    if isinstance(item, FileRepeat):
        return Indicator(f"{item.same}@{level}", aspect, level, texts[item.same], repeats=item.same)
    return Indicator(item.code, aspect, level, item.text, follows=item.follows)
