"""What must fit together in the parts of a standard that are read and not scored: chapters, and those of profiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from app.core.shapes import Path
from app.standards.files.format import FileChapter, FileEntry, FileEntryItem, FileProfile, StandardFile

Finding = tuple[Path, str]


def chapter_findings(standard: StandardFile) -> Iterator[Finding]:
    """Everything that does not fit in chapters and shared entries, and in the profiles that have chapters."""
    known = _Known(standard)
    yield from known.chapters(("chapters",), standard.chapters)
    for index, entry in enumerate(standard.shared):
        path = ("shared", index)
        if entry.code is None:
            yield path, "een gedeelde tekst heeft een code nodig."
        yield from known.entry(path, entry, in_shared=True)
    for index, profile in enumerate(standard.profiles):
        yield from _profile(("profiles", index), profile, standard, known)


class _Known:
    """What entries may refer to."""

    def __init__(self, standard: StandardFile) -> None:
        self.elements = {element.code for element in standard.elements}
        self.shared = {entry.code for entry in standard.shared}

    def chapters(self, path: Path, chapters: Sequence[FileChapter]) -> Iterator[Finding]:
        seen: set[str] = set()
        for index, chapter in enumerate(chapters):
            here = (*path, index)
            if chapter.code in seen:
                yield (*here, "code"), f"de code '{chapter.code}' is al gebruikt."
            seen.add(chapter.code)
            if not chapter.text and not chapter.entries:
                yield here, "dit hoofdstuk is leeg."
            yield from self.entries((*here, "entries"), chapter.entries)

    def entries(self, path: Path, entries: Sequence[FileEntryItem], *, in_shared: bool = False) -> Iterator[Finding]:
        for index, entry in enumerate(entries):
            here = (*path, index)
            if isinstance(entry, FileEntry):
                yield from self.entry(here, entry, in_shared=in_shared)
            elif in_shared:
                yield (*here, "same"), "een gedeelde tekst verwijst zelf niet verder."
            elif entry.same not in self.shared:
                yield (*here, "same"), f"de gedeelde tekst '{entry.same}' bestaat niet."

    def entry(self, path: Path, entry: FileEntry, *, in_shared: bool = False) -> Iterator[Finding]:
        if not entry.title and not entry.text:
            yield path, "een titel of een tekst ontbreekt."
        if entry.element is not None and entry.element not in self.elements:
            yield (*path, "element"), f"het onderdeel '{entry.element}' bestaat niet."
        yield from self.entries((*path, "entries"), entry.entries, in_shared=in_shared)


def _profile(path: Path, profile: FileProfile, standard: StandardFile, known: _Known) -> Iterator[Finding]:
    if profile.group is not None and profile.group not in {group.code for group in standard.profile_groups}:
        yield (*path, "group"), f"de groep '{profile.group}' bestaat niet."
    yield from known.chapters((*path, "chapters"), profile.chapters)
    for index, chapter in enumerate(profile.chapters):
        if chapter.code in FileProfile.model_fields:
            yield (*path, "chapters", index, "code"), f"de code '{chapter.code}' heeft al een betekenis in een profiel."
    earlier = {one.code: one for one in standard.profiles[: path[-1] if isinstance(path[-1], int) else None]}
    base = earlier.get(profile.extends) if profile.extends else None
    if profile.extends and base is None:
        yield (*path, "extends"), f"het profiel '{profile.extends}' staat niet boven dit profiel."
    has = set(chain((chapter.code for chapter in base.chapters), base.inherits)) if base else set()
    own = {chapter.code for chapter in profile.chapters}
    for index, code in enumerate(profile.inherits):
        if code not in has:
            yield (*path, "inherits", index), f"het hoofdstuk '{code}' staat niet in '{profile.extends}'."
        elif code in own:
            yield (*path, "inherits", index), f"het hoofdstuk '{code}' staat ook in dit profiel zelf."
