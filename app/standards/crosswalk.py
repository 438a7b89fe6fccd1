"""What a level of one standard says about a level of another: links with a reason, in `standards/crosswalk.yaml`.

A link gives a proposal and nothing more. Levels count by rank; on a scale whose levels stand on their own only the
level itself says something, on any other scale a level says what those below it say too.

A link names one edition at both ends. `in_editions` lets it hold for the others: as long as an element was only kept or
reworded, its levels say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from app.core.shapes import Fault, Finding
from app.standards.files.format import FilePart
from app.standards.files.reading import read_content
from app.standards.rules.editions import chain_of, crossing, newest_editions
from app.standards.rules.element import Element, Level, Text, UnknownLevel
from app.standards.rules.profile import Origin
from app.standards.rules.standard import Standard, UnknownElement

_CODE = "[a-z0-9]+(-[a-z0-9]+)*"
LevelPath = Annotated[str, StringConstraints(pattern=rf"^{_CODE}/{_CODE}/{_CODE}$")]


class FileLink(FilePart):
    """`standard/element/level` at both ends, and why the one says something about the other."""

    from_: Annotated[LevelPath, Field(alias="from")]
    to: LevelPath
    reason: Text
    origin: Origin


class CrosswalkFile(FilePart):
    """The whole file."""

    links: list[FileLink]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a link."""

    standard: Standard
    element: Element
    level: Level

    @property
    def key(self) -> tuple[str, str]:
        """Slug and element."""
        return self.standard.slug, self.element.code


@dataclass(frozen=True, slots=True)
class Link:
    """Who is on the level of `source` is proposed the level of `target`; `place` is where it stands in the file."""

    source: End
    target: End
    reason: str
    origin: Origin
    place: int = 0


@dataclass(frozen=True, slots=True)
class Related:
    """What an element says about elements of other standards, and what those say about it."""

    says: tuple[Link, ...]
    is_told: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """All links between the standards of a folder."""

    links: tuple[Link, ...] = ()

    def in_editions(self, standards: Iterable[Standard]) -> Crosswalk:
        """The same links for all editions among these standards: from each of them, towards the newest only.

        Where an element was split, merged or dropped, or its level is no longer described, a link ends. A link that
        the file has between two editions itself comes before one that was carried there.
        """
        known = tuple(standards)
        newest = {standard.slug for standard in newest_editions(known)}
        if len(newest) == len(known):
            return self
        written = {(link.source.key, link.target.key) for link in self.links}
        links = []
        for link in self.links:
            targets = [end for end in _in_each_edition(link.target, known) if end.standard.slug in newest]
            for source in _in_each_edition(link.source, known):
                for target in targets:
                    carried = replace(link, source=source, target=target)
                    is_own = carried.source.key == link.source.key and carried.target.key == link.target.key
                    if is_own or (carried.source.key, carried.target.key) not in written:
                        links.append(carried)
        return Crosswalk(tuple(links))

    def towards(self, slug: str) -> tuple[Link, ...]:
        """The links to elements of a standard."""
        return tuple(link for link in self.links if link.target.standard.slug == slug)

    def about(self, slug: str, element: str, find: Callable[[str], Standard]) -> Related:
        """The links from and to an element, with both ends as `find` gives their standards.

        What other editions say too is said once, by the newest.
        """
        known = {link.place: link for link in self.links if (slug, element) in (link.source.key, link.target.key)}
        shown = [
            replace(one, source=_as_found(one.source, find), target=_as_found(one.target, find))
            for one in known.values()
        ]
        return Related(
            tuple(one for one in shown if one.source.key == (slug, element)),
            tuple(one for one in shown if one.target.key == (slug, element)),
        )

    def derived(self, slug: str, element: str, rank: int, towards: str) -> dict[str, Link]:
        """What a level (by its rank, 0 is none) says about the elements of another standard: element code to link."""
        found: dict[str, Link] = {}
        for link in self.towards(towards):
            if link.source.key != (slug, element) or not _says(link.source, rank):
                continue
            best = found.get(link.target.element.code)
            if best is None or link.source.level.rank > best.source.level.rank:
                found[link.target.element.code] = link
        return found


def _in_each_edition(end: End, standards: Iterable[Standard]) -> Iterator[End]:
    """The end in every edition where its element says the same and its level can be chosen, oldest first."""
    chain = chain_of(end.standard, standards)
    editions = {one.slug: one for one in chain}
    here = editions.get(end.standard.slug, end.standard)
    for edition in chain:
        code = _code_in(edition, here, end.element.code, editions.__getitem__)
        if code is None:
            continue
        element = edition.element(code)
        if any(level.code == end.level.code for level in element.levels) and element.is_choice(end.level.code):
            yield End(edition, element, element.level(end.level.code))


def _code_in(edition: Standard, here: Standard, code: str, find: Callable[[str], Standard]) -> str | None:
    """What an element of the edition `here` is called in another, as long as it was only kept or reworded."""
    if edition.slug == here.slug:
        return code
    if onwards := crossing(edition, here.slug, find):
        return next((new for new, old in onwards.same.items() if old == code), None)
    back = crossing(here, edition.slug, find)
    return back.same.get(code) if back else None


def _as_found(end: End, find: Callable[[str], Standard]) -> End:
    standard = find(end.standard.slug)
    element = standard.element(end.element.code)
    return End(standard, element, element.level(end.level.code))


def _says(source: End, rank: int) -> bool:
    if source.element.scale.separate:
        return source.level.rank == rank
    return source.level.rank <= rank


def check_crosswalk(path: Path, standards: Iterable[Standard]) -> tuple[Crosswalk, tuple[Fault, ...]]:
    """The links of a file, or none and everything that is wrong with it; a file that is not there has no links."""
    if not path.exists():
        return Crosswalk(), ()
    by_slug = {standard.slug: standard for standard in standards}
    links: dict[int, Link] = {}

    def fits(file: CrosswalkFile) -> Iterator[Finding]:
        for index, one in enumerate(file.links):
            ends = []
            for name, written in (("from", one.from_), ("to", one.to)):
                end = _end(written, by_slug)
                if isinstance(end, str):
                    yield ("links", index, name), end
                else:
                    ends.append(end)
            if len(ends) == 2:
                links[index] = Link(ends[0], ends[1], one.reason, one.origin, index)
        yield from _findings(links)

    _, faults = read_content(path.read_bytes(), path.name, CrosswalkFile, fits)
    return Crosswalk(() if faults else tuple(links.values())), faults


def _end(written: str, standards: Mapping[str, Standard]) -> End | str:
    """The end that a path names, or what is wrong with it."""
    slug, code, level = written.split("/")
    if slug not in standards:
        return f"de standaard '{slug}' bestaat niet."
    try:
        element = standards[slug].element(code)
        if not element.is_choice(level):
            return f"het niveau '{level}' zegt niets bij '{code}': niemand kan het kiezen."
        return End(standards[slug], element, element.level(level))
    except UnknownElement:
        return f"het onderdeel '{code}' bestaat niet in '{slug}'."
    except UnknownLevel:
        return f"het niveau '{level}' hoort niet bij de schaal van '{code}'."


def _findings(links: Mapping[int, Link]) -> Iterator[Finding]:
    """A higher level never gives a lower one, and there and back again gives nobody more than they had."""
    pairs: dict[tuple[tuple[str, str], tuple[str, str]], list[tuple[int, Link]]] = {}
    for index, link in links.items():
        if link.source.standard is link.target.standard:
            yield ("links", index, "to"), "dit is dezelfde standaard: hier horen twee verschillende."
        pairs.setdefault((link.source.key, link.target.key), []).append((index, link))
    whole = Crosswalk(tuple(links.values()))
    for some in pairs.values():
        some.sort(key=lambda pair: pair[1].source.level.rank)
        for (_, lower), (index, higher) in pairwise(some):
            if lower.source.level.rank == higher.source.level.rank:
                yield ("links", index, "from"), "dit niveau wijst al naar een niveau van dit onderdeel."
            elif lower.target.level.rank > higher.target.level.rank:
                yield (
                    ("links", index, "to"),
                    "een hoger niveau wijst hier naar een lager niveau dan een lager niveau doet.",
                )
    for index, link in links.items():
        slug, code = link.source.key
        back = whole.derived(*link.target.key, link.target.level.rank, towards=slug).get(code)
        if back is not None and back.target.level.rank > link.source.level.rank:
            yield ("links", index, "to"), "heen en terug komt iemand hier hoger uit dan het begin."
