"""The workbook with own texts: written with ours beside an empty column, read back with every fault named by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.core.files.sheets import NO_TEXT, Book, Column, Row, Sheet, read_rows
from app.core.shapes import Fault, Faulty
from app.standards.rules.standard import Standard
from app.standards.rules.wording import LENGTH, sentences_of

SHEET = Sheet(
    "Teksten",
    "Een rij per zin van de standaard.",
    (
        Column("Code", "code", width=24),
        Column("Waar", "place", width=42),
        Column("Onze tekst", "ours", width=70),
        Column("Tekst van jullie organisatie", "text", width=70),
    ),
)
MOST_ROWS = 5000
_HELP = (
    "Vul in kolom D van het werkblad Teksten de tekst van jullie organisatie in.",
    f"Een tekst heeft hoogstens {LENGTH} tekens. Laat een vak leeg als onze tekst mag blijven.",
    "Verander niets in kolom A. Daaraan zien we bij welke zin je tekst hoort.",
    "Je hoeft niet alles in te vullen. Je kunt het werkboek zo vaak uploaden als je wilt.",
    "Je ziet eerst wat er verandert. Daarna beslis je of je de teksten gebruikt.",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody filled in: the texts by code, and the codes whose cell is empty."""

    texts: Mapping[str, str]
    empty: frozenset[str]


def write_workbook(standard: Standard, own: Mapping[str, str]) -> bytes:
    """A workbook with a row per sentence of the standard, and the own texts that there are already."""
    book = Book(f"Teksten van {standard.title}", standard.slug)
    help_page = book.page("Uitleg", (90,))
    for line, text in enumerate((f"Eigen teksten bij: {standard.title}, {standard.edition}", *_HELP)):
        help_page.write_string(line, 0, text, book.plain)
    page = book.add(SHEET)
    row = 0
    for row, sentence in enumerate(sentences_of(standard), start=1):
        for column, text in enumerate((sentence.code, sentence.place, sentence.text)):
            page.write_string(row, column, text, book.soft)
        if sentence.code in own:
            page.write_string(row, 3, own[sentence.code], book.to_fill)
        else:
            page.write_blank(row, 3, None, book.to_fill)
    too_long = {"error_title": "Te lang", "error_message": f"Gebruik hoogstens {LENGTH} tekens."}
    short = {"validate": "length", "criteria": "<=", "value": LENGTH}
    page.data_validation(1, 3, max(row, 1), 3, short | too_long)
    return book.content()


def read_workbook(content: bytes, standard: Standard) -> Filled:
    """What was filled in; raises `Faulty` with every fault when one cell or more is not right."""
    known = {sentence.code for sentence in sentences_of(standard)}
    faults: list[Fault] = []
    texts: dict[str, str] = {}
    seen: dict[str, int] = {}
    empty: set[str] = set()
    for row in read_rows(content, SHEET, MOST_ROWS):
        code, text = row.text("code"), " ".join(row.text("text").split())
        if not code and not text:
            continue
        found = list(_faults_of(row, code, text, known, seen))
        faults += found
        if code in known:
            seen.setdefault(code, row.number)
            if text and not found:
                texts[code] = text
            elif not text:
                empty.add(code)
    if not seen:
        what = f"In dit werkboek staat geen enkele code van {standard.title}. Download het opnieuw."
        raise Faulty([Fault("", what)])
    if faults:
        raise Faulty(faults)
    return Filled(texts, frozenset(empty))


def _faults_of(row: Row, code: str, text: str, known: set[str], seen: Mapping[str, int]) -> Iterator[Fault]:
    if text and not code:
        yield row.fault("code", "hier ontbreekt de code.")
    elif text and code not in known:
        yield row.fault("code", f"de code '{code[:60]}' bestaat niet in deze standaard.")
    elif code in seen:
        yield row.fault("code", f"de code '{code[:60]}' staat ook al in rij {seen[code]}.")
    if text and row.kind("text") in NO_TEXT:
        yield row.fault("text", f"hier staat {NO_TEXT[row.kind('text')]}. Vul gewone tekst in.")
    elif len(text) > LENGTH:
        yield row.fault("text", f"deze tekst heeft {len(text)} tekens. Er is plek voor {LENGTH}.")
