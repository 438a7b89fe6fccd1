"""A standard as the small workbook, and whether it fits in there without losing anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from app.core.files.sheets import Book
from app.standards.files.format import FileRepeat, StandardFile
from app.standards.own import small_sheets as layout
from app.standards.own.small_reading import standard_of
from app.standards.own.workbook import write_down

Row = Mapping[str, Any]

_HELP = (
    "Zo vul je dit werkboek in",
    "1. Standaard: de titel en de editie.",
    "2. Niveaus: hoe je niveaus heten, van laag naar hoog.",
    "3. Onderdelen: de taken of competenties waar mensen zich op scoren.",
    "4. Zinnen: bij elk onderdeel en elk niveau minstens één zin. Onderdeel en niveau kies je uit een lijst.",
    "5. Profielen: welk niveau een functie vraagt. Zonder profiel kan niemand zich scoren.",
    "Upload het werkboek in Vakspiegel. Klopt er iets niet, dan zie je alles tegelijk, met het werkblad en de cel.",
    "Wat je uploadt, is eerst een concept. Alleen HR en beheer zien dat. Daarna breng je het uit.",
    "De eerste rij van elk werkblad laat je staan. Vul gewone tekst in, geen formules.",
)
_ALONE: Mapping[str, Any] = {"family": None, "follows": None, "changes": [], "undecided": []}
"""Without what an upload finds out by itself (`following`)."""


def write_small(file: StandardFile | None) -> bytes:
    """The small workbook of a standard; without one it is empty."""
    book = Book(file.title if file else "Een eigen standaard")
    page = book.page(layout.HELP, (110,))
    page.write_string(0, 0, _HELP[0], book.title)
    for line, text in enumerate(_HELP[1:], start=2):
        page.write_string(line, 0, text, book.plain)
    rows = rows_of(file) if file else {}
    for sheet in layout.SHEETS:
        if sheet is layout.ABOUT:
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
        back = StandardFile.model_validate(standard_of(rows_of(file), file))
    except ValidationError:
        return False
    return back.model_copy(update=_ALONE) == file.model_copy(update=_ALONE)


def rows_of(file: StandardFile) -> Mapping[str, list[Row]]:
    """What stands on each sheet, by its name, of a standard with one scale."""
    levels = {level.code: level.name for level in file.scales[0].levels}
    elements = {one.code: one.title for one in file.elements}
    groups = {one.code: one.title for one in file.groups}
    about = {"title": file.title, "edition": file.edition, "for_whom": file.for_whom}
    return {
        layout.ABOUT.title: [about | {"cumulative": file.scales[0].cumulative}],
        layout.LEVELS.title: [
            {"name": one.name, "summary": one.summary, "code": one.code} for one in file.scales[0].levels
        ],
        layout.ELEMENTS.title: [
            {
                "title": one.title,
                "kind": one.kind,
                "group": groups.get(one.group),
                "definition": one.definition,
                "code": one.code,
            }
            for one in file.elements
        ],
        layout.SENTENCES.title: list(_sentences(file, levels)),
        layout.PROFILES.title: [
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
                yield where | {"text": layout.NOTHING}
            for item in cell.items:
                yield where | {"text": None if isinstance(item, FileRepeat) else item.text}
