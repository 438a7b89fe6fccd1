"""From a checked file to the frozen objects of `rules`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, TypeVar

from app.standards.files.format import (
    FileChapter,
    FileElement,
    FileEntry,
    FileEntryItem,
    FileEntryRepeat,
    FileItem,
    FilePart,
    FileProfile,
    FileRepeat,
    StandardFile,
)
from app.standards.rules.element import Aspect, Element, Indicator, Scale
from app.standards.rules.profile import Chapter, Entry, Profile
from app.standards.rules.standard import EditionChange, Standard

Built = TypeVar("Built")


def build(file: StandardFile) -> Standard:
    """The standard that a file says; the file has passed `checks.findings`."""
    scales = {one.code: one for one in file.scales}
    aspects = {one.code: one for one in file.aspects}
    shared = {one.code: one for one in file.shared if one.code}
    return _built(
        Standard,
        file,
        elements=tuple(_element(element, scales, aspects) for element in file.elements),
        profiles=_profiles(file.profiles, shared),
        section_titles=MappingProxyType({group.code: group.title for group in file.groups}),
        chapters=_chapters(file.chapters, shared),
        changes=tuple(EditionChange(one.kind, tuple(one.from_), tuple(one.to), one.reason) for one in file.changes),
    )


def _built(kind: type[Built], part: FilePart, **other: Any) -> Built:
    """One of the objects of `rules` from the part of a file with the same fields; `other` are those that differ."""
    names = {one.name for one in fields(kind)} & set(type(part).model_fields) - set(other)  # type: ignore[arg-type]
    return kind(**{name: _frozen(getattr(part, name)) for name in names}, **other)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return MappingProxyType(dict(value)) if isinstance(value, dict) else value


def _profiles(profiles: Iterable[FileProfile], shared: Mapping[str, FileEntry]) -> tuple[Profile, ...]:
    built: dict[str, Profile] = {}
    for profile in profiles:
        base = built[profile.extends] if profile.extends else None
        taken = [chapter for chapter in base.chapters if chapter.code in profile.inherits] if base else []
        built[profile.code] = _built(Profile, profile, chapters=(*taken, *_chapters(profile.chapters, shared)))
    return tuple(built.values())


def _chapters(chapters: Iterable[FileChapter], shared: Mapping[str, FileEntry]) -> tuple[Chapter, ...]:
    return tuple(_built(Chapter, one, entries=_entries(one.entries, shared)) for one in chapters)


def _entries(entries: Iterable[FileEntryItem], shared: Mapping[str, FileEntry]) -> tuple[Entry, ...]:
    whole = [shared[one.same] if isinstance(one, FileEntryRepeat) else one for one in entries]
    return tuple(_built(Entry, one, code=one.code or "", entries=_entries(one.entries, shared)) for one in whole)


def _element(element: FileElement, scales: dict[str, Scale], aspects: dict[str, Aspect]) -> Element:
    scale = scales[element.scale]
    reasons = {(cell.aspect, cell.level): cell.empty_reason for cell in element.statements if cell.empty_reason}
    return _built(
        Element,
        element,
        scale=scale,
        aspects=tuple(aspects[code] for code in element.aspects),
        level_names=MappingProxyType(
            {level.code: element.level_names.get(level.code, level.name) for level in scale.levels}
        ),
        indicators=_indicators(element, scale),
        empty_cells=MappingProxyType(reasons),
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
    return Indicator(item.code, aspect, level, item.text, follows=item.follows, leaves_out=item.leaves_out)
