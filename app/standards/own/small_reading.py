"""From a filled-in small workbook to what the file of a standard says: names become codes, which we make."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.core.files.rows.cells import Rows
from app.core.shapes import Path
from app.core.worded import plain
from app.standards.files.format import FileElement, FileProfile, FileStatement, StandardFile
from app.standards.own import small_sheets as layout
from app.standards.own.filled import SHEETS, FilledIn, FilledRow, Place, SheetsReader, sheets_in

_LONGEST = 40
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_NO_GROUP = "Onderdelen"
_KEPT = ("slug", "publisher", "source", "order", "comfort", "facts", "definitions")
"""What a workbook on top of another says nothing about, and stays."""
_KEPT_OF_ELEMENT = {"number", "place", "remarks"}
_KEPT_OF_PROFILE = {"description", "number", "grade", "rank", "also_called", "place", "origin", "remarks"}


def small_in(sheets: Mapping[str, Rows], base: StandardFile | None) -> FilledIn:
    """What a small workbook says, on top of `base` where there is one, faults and all."""
    known, loose = sheets_in(sheets, layout.SHEETS, layout.HELP)
    reader = _Reader(known, base)
    reader.filled.loose = loose
    if not loose:
        reader.down(layout.ABOUT)
        reader.read({sheet.title: list(reader.rows(sheet)) for sheet in layout.SHEETS[1:]})
    return reader.filled


def standard_of(rows: Mapping[str, Sequence[Mapping[str, Any]]], base: StandardFile) -> dict[str, Any]:
    """What rows that were never on a sheet would say on top of `base`."""
    reader = _Reader({}, base)
    reader.data |= {key: value for key, value in rows[layout.ABOUT.title][0].items() if value not in ("", None)}
    reader.read(
        {
            sheet.title: [
                FilledRow(SHEETS.index(sheet), line, {key: value for key, value in row.items() if value is not None})
                for line, row in enumerate(rows[sheet.title], start=2)
            ]
            for sheet in layout.SHEETS[1:]
        }
    )
    return reader.data


def code_of(text: str, taken: Collection[str], otherwise: str = "onderdeel", longest: int = _LONGEST) -> str:
    """A code that looks like a text, and is not among those that are taken."""
    found = re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")[:longest].strip("-") or otherwise
    code, number = found, 2
    while code in taken:
        code, number = f"{found[: longest - 4].strip('-')}-{number}", number + 1
    return code


def _called(text: str) -> str:
    """A name as it is compared: however its capitals and blanks are typed."""
    return " ".join(text.split()).casefold()


class _Reader(SheetsReader):
    """Goes over the rows once: first what has a name, then what is said about it."""

    def __init__(self, sheets: Mapping[str, Rows], base: StandardFile | None) -> None:
        super().__init__(sheets)
        self.base = base
        self._taken: set[str] = set()
        self._has_loose_sentences = False
        self.filled.start = Place(SHEETS.index(layout.ABOUT), 1, 0)
        self._named: dict[str, dict[str, int]] = {"element": {}, "level": {}}

    def read(self, rows: Mapping[str, Sequence[FilledRow]]) -> None:
        """Fill `filled`; what stands on the sheet about the standard is in there already."""
        for key in _KEPT:
            if self.base and getattr(self.base, key):
                self.data.setdefault(key, getattr(self.base, key))
        self._levels(rows[layout.LEVELS.title])
        self._elements(rows[layout.ELEMENTS.title])
        self._sentences(rows[layout.SENTENCES.title])
        self._profiles(rows[layout.PROFILES.title])

    def _levels(self, rows: Sequence[FilledRow]) -> None:
        self.filled.places["scales",] = Place(SHEETS.index(layout.LEVELS), 2, 0)
        before = self.base.scales[0] if self.base else None
        cumulative = self.data.pop("cumulative", before.cumulative if before else True)
        self.levels: list[dict[str, Any]] = []
        self.scale = {"code": before.code if before else "niveaus", "cumulative": cumulative, "levels": self.levels}
        if before and before.separate and not cumulative:
            self.scale["separate"] = True
        self.data["scales"] = [self.scale]
        known = {one.code: one for one in before.levels} if before else {}
        for row in rows:
            code = self._code(row, "name", self.levels, {_called(one.name): one.code for one in known.values()})
            kept = known.get(code)
            level = {"short": kept.short, "definition": kept.definition} if kept else {}
            level |= row.without("code") | {"code": code, "rank": len(self.levels) + 1}
            self._add("level", "name", self.levels, ("scales", 0, "levels"), level, row)

    def _elements(self, rows: Sequence[FilledRow]) -> None:
        self.filled.places["elements",] = Place(SHEETS.index(layout.ELEMENTS), 2, 0)
        before: Mapping[str, FileElement] = {one.code: one for one in self.base.elements} if self.base else {}
        headings = {_called(one.title): one.code for one in self.base.groups} if self.base else {}
        self.elements: list[dict[str, Any]] = []
        groups: dict[str, dict[str, str]] = {}
        for row in rows:
            code = self._code(row, "title", self.elements, {_called(one.title): one.code for one in before.values()})
            heading = row.values.get("group", _NO_GROUP)
            if _called(heading) not in groups:
                taken = {one["code"] for one in groups.values()} | set(headings.values())
                group = headings.get(_called(heading)) or code_of(heading, taken, "groep")
                groups[_called(heading)] = {"code": group, "title": heading}
            element = before[code].model_dump(include=_KEPT_OF_ELEMENT, exclude_defaults=True) if code in before else {}
            if code in before and before[code].name and before[code].title == row.values.get("title"):
                element["name"] = before[code].name
            element |= {"kind": "task"} | row.without("code")
            element |= {"code": code, "group": groups[_called(heading)]["code"], "scale": self.scale["code"]}
            self._add("element", "title", self.elements, ("elements",), element | {"statements": []}, row)
        self.data["elements"], self.data["groups"] = self.elements, list(groups.values())
        if not rows:
            self.data["groups"] = [{"code": "onderdelen", "title": _NO_GROUP}]

    def _code(self, row: FilledRow, name: str, there: Sequence[Mapping[str, Any]], before: Mapping[str, str]) -> str:
        """The code of what a row is about: that which it carries, that of what was called so before, or a new one."""
        taken = {one["code"] for one in there}
        text = row.values.get(name, "")
        for code in (row.values.get("code", ""), before.get(_called(text), "")):
            if code not in taken and _CODE.fullmatch(code) and len(code) <= _LONGEST + 20:
                return code
        return code_of(text, taken | set(before.values()), "niveau" if name == "name" else "onderdeel")

    def _add(
        self, kind: str, name: str, there: list[dict[str, Any]], path: Path, thing: dict[str, Any], row: FilledRow
    ) -> None:
        """Put something with a name among the others; a name that is there already is a fault."""
        self.put((*path, len(there)), row)
        called = _called(row.values.get(name, ""))
        if called in self._named[kind]:
            self.fault(row.place(name), f"'{row.values[name][:60]}' staat er twee keer. Geef elk een eigen naam.")
        elif called:
            self._named[kind][called] = len(there)
        there.append(thing)

    def _found(self, row: FilledRow, kind: str) -> int | None:
        """The number of the element or level that a row names; None, with a fault, when it is not there."""
        text = row.values.get(kind)
        found = self._named[kind].get(_called(text)) if text else None
        if not text:
            self.missing(row, kind)
        elif found is None:
            sheet = layout.ELEMENTS if kind == "element" else layout.LEVELS
            self.fault(row.place(kind), f"'{text[:60]}' staat niet op het werkblad {sheet.title}.")
        return found

    def _sentences(self, rows: Sequence[FilledRow]) -> None:
        said: dict[tuple[int, int], list[FilledRow]] = {}
        for row in rows:
            element, level = self._found(row, "element"), self._found(row, "level")
            self._has_loose_sentences |= element is None or level is None
            if "text" not in row.values:
                self.missing(row, "text")
            elif element is not None and level is not None:
                said.setdefault((element, level), []).append(row)
        codes = self._codes_before()
        self._taken = set(codes.values())
        for number in range(len(self.elements)):
            for rank in range(len(self.levels)):
                self._cell(number, rank, said.get((number, rank), []), codes)

    def _cell(self, number: int, rank: int, rows: Sequence[FilledRow], codes: dict[tuple[str, str, str], str]) -> None:
        """What one element says on one level; nothing at all is a fault at the element, if that has a name.

        Not so while a sentence names what is not there: it may be the one that this element waits for.
        """
        element, level = self.elements[number], self.levels[rank]
        path = ("elements", number, "statements", rank)
        items: list[dict[str, str]] = []
        for row in rows:
            text = row.values["text"]
            if text == layout.NOTHING:
                continue
            made = f"{element['code']}-{level['code']}-{len(items) + 1}"[-60:].strip("-")
            code = codes.pop((element["code"], level["code"], text), "") or code_of(made, self._taken, longest=60)
            self._taken.add(code)
            self.put((*path, "items", len(items)), row)
            items.append({"code": code, "text": text})
        cell: dict[str, Any] = {"level": level["code"], "items": items}
        element["statements"].append(cell if items else cell | {"empty_reason": layout.NOTHING_ASKED})
        is_named = self._named["element"].get(_called(element.get("title", ""))) == number
        if not rows and is_named and "name" in level and not self._has_loose_sentences:
            what = f"bij het niveau {level['name'][:60]} staat nog geen zin op het werkblad {layout.SENTENCES.title}."
            self.fault(self.filled.place(("elements", number, "title")), what)

    def _codes_before(self) -> dict[tuple[str, str, str], str]:
        """The codes of the sentences that stay, by element, level and text."""
        if self.base is None:
            return {}
        return {
            (element.code, cell.level, item.text): item.code
            for element in self.base.elements
            for cell in element.statements
            for item in cell.items
            if isinstance(item, FileStatement)
        }

    def _profiles(self, rows: Sequence[FilledRow]) -> None:
        self.filled.places["profiles",] = Place(SHEETS.index(layout.PROFILES), 2, 0)
        before: Mapping[str, FileProfile] = {_called(one.title): one for one in self.base.profiles} if self.base else {}
        profiles: dict[str, dict[str, Any]] = {}
        for row in rows:
            title, element, level = row.values.get("title", ""), self._found(row, "element"), self._found(row, "level")
            if not title:
                self.missing(row, "title")
                continue
            if _called(title) not in profiles:
                kept = before.get(_called(title))
                taken = {one["code"] for one in profiles.values()} | {one.code for one in before.values()}
                found = kept.model_dump(include=_KEPT_OF_PROFILE, exclude_defaults=True) if kept else {}
                code = kept.code if kept else code_of(title, taken, "profiel")
                self.put(("profiles", len(profiles)), row)
                profiles[_called(title)] = {**found, "code": code, "title": title, "targets": {}}
            if element is None or level is None:
                continue
            targets, code = profiles[_called(title)]["targets"], self.elements[element]["code"]
            if code in targets:
                self.fault(row.place("element"), f"'{row.values['element'][:60]}' staat al bij dit profiel.")
            targets.setdefault(code, self.levels[level]["code"])
        self.data["profiles"] = list(profiles.values())
