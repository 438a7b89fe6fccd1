"""A whole standard as a workbook, small or extended, or an empty one to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from app.core.files.sheets import Book, Column, Sheet
from app.standards.files.format import (
    FileEditionChange,
    FileEntry,
    FileEntryItem,
    FileRepeat,
    FileStatement,
    StandardFile,
)
from app.standards.own import sheets as layout
from app.standards.own import small_sheets as small
from app.standards.own.small_reading import standard_of

Row = Mapping[str, Any]
"""The value per key of a column; a key that is not in it is an empty cell."""

_HELP = (
    "Zo werkt dit werkboek",
    "Elk werkblad heeft één rij per ding. De eerste rij zegt wat er in een kolom hoort. Verander de eerste rij niet.",
    "Dingen verwijzen naar elkaar met een code. Een code kies je zelf: kleine letters, cijfers en streepjes.",
    "Vul gewone tekst in, geen formules. Een werkblad dat je niet nodig hebt, laat je leeg.",
    "Begin met Standaard, Schalen, Niveaus, Groepen, Onderdelen en Gedragsvoorbeelden. De rest komt daarna.",
    "Upload het werkboek in Vakspiegel. Klopt er iets niet, dan zie je alles tegelijk, met het werkblad en de cel.",
    "Wat je uploadt, is eerst een concept. Alleen HR en beheer zien dat. Daarna breng je het uit.",
)


_SMALL_HELP = (
    "Zo vul je dit werkboek in",
    "1. Standaard: de titel en de editie.",
    "2. Niveaus: hoe je niveaus heten, van laag naar hoog.",
    "3. Onderdelen: de taken of competenties waar mensen zich op scoren, elk met een omschrijving.",
    "4. Zinnen: bij elk onderdeel en elk niveau minstens één zin. Onderdeel en niveau kies je uit een lijst.",
    "5. Profielen: welk niveau een functie vraagt. Zonder profiel kan niemand zich scoren.",
    "Upload het werkboek in Vakspiegel. Klopt er iets niet, dan zie je alles tegelijk, met het werkblad en de cel.",
    "Wat je uploadt, is eerst een concept. Alleen HR en beheer zien dat. Daarna breng je het uit.",
    "De eerste rij van elk werkblad laat je staan. Vul gewone tekst in, geen formules.",
)
_ALONE: Mapping[str, Any] = {"family": None, "follows": None, "changes": [], "undecided": []}
"""Without what an upload finds out by itself (`following`)."""


def write_standard(file: StandardFile | None) -> bytes:
    """The workbook of a standard; without one all sheets are empty. What is read back is the same standard."""
    book = Book(file.title if file else "Een eigen standaard")
    _write_help(book)
    rows = rows_of(file) if file else {}
    for sheet in layout.SHEETS:
        if sheet is layout.STANDARD:
            write_down(book, sheet, next(iter(rows.get(sheet.title, ())), {}))
        else:
            page = book.add(sheet)
            for line, row in enumerate(rows.get(sheet.title, ()), start=1):
                book.write_row(page, line, sheet, row)
    return book.content()


def _write_help(book: Book) -> None:
    page = book.page(layout.HELP, (24, 26, 90))
    page.write_string(0, 0, _HELP[0], book.title)
    for line, text in enumerate(_HELP[1:], start=2):
        page.write_string(line, 0, text)
    line = len(_HELP) + 2
    for number, title in enumerate(("Werkblad", "Kolom", "Wat je invult")):
        page.write_string(line, number, title, book.head)
    for sheet in layout.SHEETS:
        line += 1
        page.write_string(line, 0, sheet.title + (" (nodig)" if sheet.needed else ""), book.head)
        page.write_string(line, 2, sheet.hint, book.cell)
        for column in sheet.columns:
            line += 1
            page.write_string(line, 1, column.title, book.soft)
            page.write_string(line, 2, column.hint, book.soft)


def write_down(book: Book, sheet: Sheet, row: Row) -> None:
    """A sheet that goes down: a row per column of its layout."""
    columns = (*layout.DOWN.columns, Column("Uitleg", "hint", width=80))
    page = book.add(Sheet(sheet.title, sheet.hint, columns))
    for line, column in enumerate(sheet.columns, start=1):
        page.write_string(line, 0, column.title, book.soft)
        book.write(page, line, 1, column, row.get(column.key))
        page.write_string(line, 2, column.hint, book.soft)
        if column.offered:
            page.data_validation(line, 1, line, 1, {"validate": "list", "source": column.offered})


def next_edition(file: StandardFile) -> StandardFile:
    """The same as a start for the next edition: every element is kept, and what the edition is called is left open."""
    name, _, number = file.slug.rpartition("-")
    slug = f"{name}-{int(number) + 1}" if name and number.isdigit() else f"{file.slug}-2"
    kept = [
        FileEditionChange.model_validate({"kind": "kept", "from": [one.code], "to": [one.code]})
        for one in file.elements
    ]
    return file.model_copy(
        update={
            "slug": slug,
            "edition": "",
            "family": file.family or file.slug,
            "follows": file.slug,
            "changes": kept,
            "undecided": [],
        }
    )


def rows_of(file: StandardFile) -> Mapping[str, list[Row]]:
    """What stands on each sheet, by its name."""
    return {
        **{sheet.title: [_plain(one, sheet) for one in getattr(file, key)] for key, sheet in layout.LISTS.items()},
        layout.STANDARD.title: [_about(file)],
        layout.LEVELS.title: [
            {"scale": one.code, **_plain(level, layout.LEVELS)} for one in file.scales for level in one.levels
        ],
        layout.STATEMENTS.title: list(_statements(file)),
        layout.LEVEL_NAMES.title: [
            {"element": one.code, "level": level, "name": name}
            for one in file.elements
            for level, name in one.level_names.items()
        ],
        layout.TARGETS.title: [
            {"profile": one.code, "element": element, "level": level}
            for one in file.profiles
            for element, level in one.targets.items()
        ],
        layout.REMARKS.title: [
            *({"element": one.code, "text": text} for one in file.elements for text in one.remarks),
            *({"profile": one.code, "text": text} for one in file.profiles for text in one.remarks),
        ],
        layout.CHAPTERS.title: [
            {"profile": owner, **_plain(one, layout.CHAPTERS)} for owner, chapters in _owners(file) for one in chapters
        ],
        layout.ENTRIES.title: [
            {"profile": owner, "chapter": one.code, **row}
            for owner, chapters in _owners(file)
            for one in chapters
            for row in _entries(one.entries)
        ],
        layout.SHARED.title: list(_entries(file.shared)),
        layout.STATUSES.title: list(_statuses(file)),
        layout.CHANGES.title: [
            *({"kind": one.kind, "from": one.from_, "to": one.to, "reason": one.reason} for one in file.changes),
            *([{"kind": layout.UNDECIDED, "from": file.undecided}] if file.undecided else []),
        ],
    }


def _plain(part: Any, sheet: Sheet) -> Row:
    return {column.key: getattr(part, column.key) for column in sheet.columns if hasattr(part, column.key)}


def _about(file: StandardFile) -> Row:
    indication = file.status_indication
    return {
        **_plain(file, layout.STANDARD),
        **{f"status_indication.{key}": getattr(indication, key, None) for key in ("origin", "explanation", "place")},
    }


def _owners(file: StandardFile) -> Iterator[tuple[str, Any]]:
    yield "", file.chapters
    yield from ((profile.code, profile.chapters) for profile in file.profiles)


def _statements(file: StandardFile) -> Iterator[Row]:
    for element in file.elements:
        for cell in element.statements:
            where = {"element": element.code, "aspect": cell.aspect, "level": cell.level}
            if not cell.items:
                yield {**where, "empty_reason": cell.empty_reason}
            for item in cell.items:
                if isinstance(item, FileStatement):
                    yield {**where, **_plain(item, layout.STATEMENTS)}
                else:
                    yield {**where, "same": item.same}


def _entries(entries: Iterable[FileEntryItem], depth: int = 1) -> Iterator[Row]:
    for entry in entries:
        if isinstance(entry, FileEntry):
            yield {"depth": depth, **_plain(entry, layout.SHARED)}
            yield from _entries(entry.entries, depth + 1)
        else:
            yield {"depth": depth, "same": entry.same}


def _statuses(file: StandardFile) -> Iterator[Row]:
    if file.status_indication:
        yield from ({"level": code, "status": one} for code, one in file.status_indication.statuses.items())
        yield from ({"profile": code, "status": one} for code, one in file.status_indication.profiles.items())


def write_small(file: StandardFile | None) -> bytes:
    """The small workbook of a standard; without one it is empty."""
    book = Book(file.title if file else "Een eigen standaard")
    page = book.page(small.HELP, (110,))
    page.write_string(0, 0, _SMALL_HELP[0], book.title)
    for line, text in enumerate(_SMALL_HELP[1:], start=2):
        page.write_string(line, 0, text, book.plain)
    rows = small_rows(file) if file else {}
    for sheet in small.SHEETS:
        if sheet is small.ABOUT:
            write_down(book, sheet, next(iter(rows.get(sheet.title, ())), {"cumulative": True}))
            continue
        page = book.add(sheet)
        for number, column in enumerate(sheet.columns):
            if column.key == "code":
                page.set_column(number, number, column.width, None, {"hidden": True})
        for line, row in enumerate(rows.get(sheet.title, ()), start=1):
            book.write_row(page, line, sheet, row)
    return book.content()


def fits(file: StandardFile) -> bool:
    """Whether the small workbook says all of a standard."""
    if len(file.scales) != 1:
        return False
    try:
        back = StandardFile.model_validate(standard_of(small_rows(file), file))
    except ValidationError:
        return False
    return back.model_copy(update=_ALONE) == file.model_copy(update=_ALONE)


def small_rows(file: StandardFile) -> Mapping[str, list[Row]]:
    """What stands on each sheet, by its name, of a standard with one scale."""
    levels = {level.code: level.name for level in file.scales[0].levels}
    elements = {one.code: one.title for one in file.elements}
    groups = {one.code: one.title for one in file.groups}
    about = {"title": file.title, "edition": file.edition, "for_whom": file.for_whom}
    return {
        small.ABOUT.title: [about | {"cumulative": file.scales[0].cumulative}],
        small.LEVELS.title: [
            {"name": one.name, "summary": one.summary, "code": one.code} for one in file.scales[0].levels
        ],
        small.ELEMENTS.title: [
            {
                "title": one.title,
                "kind": one.kind,
                "group": groups.get(one.group),
                "definition": one.definition,
                "code": one.code,
            }
            for one in file.elements
        ],
        small.SENTENCES.title: list(_sentences(file, levels)),
        small.PROFILES.title: [
            {"title": one.title, "element": elements.get(element), "level": levels.get(level)}
            for one in file.profiles
            for element, level in one.targets.items()
        ],
    }


def _sentences(file: StandardFile, levels: Mapping[str, str]) -> Iterator[Row]:
    for element in file.elements:
        for cell in element.statements:
            where = {"element": element.title, "level": levels.get(cell.level)}
            if not cell.items:
                yield where | {"text": small.NOTHING}
            for item in cell.items:
                yield where | {"text": None if isinstance(item, FileRepeat) else item.text}
