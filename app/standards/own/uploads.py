"""From what somebody uploads (YAML, a workbook, a CASE package) to the file of a standard, or to all of its faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from app.core.files.apart import apart
from app.core.files.workbooks import get_ready, read_sheets
from app.core.files.yaml_text import fault_at, read_yaml, too_much
from app.core.shapes import Fault, Faulty, Finding, Path, written
from app.standards.case_exchange.draft import draft_of, draft_text
from app.standards.files.building import build
from app.standards.files.checks import findings
from app.standards.files.edition_checks import between_editions
from app.standards.files.format import FileChapter, FileEntry, FileEntryItem, StandardFile
from app.standards.files.reading import content_in
from app.standards.files.text import file_data, file_text
from app.standards.own.filled import SHEETS
from app.standards.own.following import Known, filled_in
from app.standards.own.sheets import EXTRA_COLUMNS
from app.standards.own.small_reading import small_in
from app.standards.own.small_sheets import SIGN
from app.standards.own.workbook_reading import MOST_DEPTH, MOST_ROWS, standard_in
from app.standards.rules.standard import Standard

MOST_BYTES = 10 * 1024 * 1024
MOST_YAML = 2 * 1024 * 1024
MOST_NESTED = 80
MOST_ELEMENTS = 150
MOST_LEVELS = 20
MOST_PROFILES = 100
MOST_STATEMENTS = 5_000
MOST_CHARACTERS = 5_000
_SHORT: dict[str, int] = {"title": 120, "edition": 40, "publisher": 120, "source": 300}
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_RESULT = "In de standaard die eruit komt"
_MISSING = "dit ontbreekt."
_TOO_SHORT = "hier staat minstens 1 ding."


@dataclass(frozen=True, slots=True)
class Taken:
    """A standard that is right: its file, the YAML to keep, and what a CASE package had that is not in it."""

    file: StandardFile
    source: str
    not_taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """What an upload says before it is checked: data, how to name a fault at a path, and faults by themselves."""

    data: Any
    faults: Sequence[Fault]
    fault: Callable[[Path, str], Fault]
    source: str | None = None


NOTHING_KNOWN = Known()


def take_apart(content: bytes, name: str, published: Sequence[Standard], known: Known = NOTHING_KNOWN) -> Taken:
    """As `take`, made in a child process: for what a stranger sends."""
    get_ready()
    found = apart(partial(_told, content, name, published, known))
    return Taken(StandardFile.model_validate(found["file"]), found["source"], tuple(found["not_taken"]))


def _told(content: bytes, name: str, published: Sequence[Standard], known: Known) -> dict[str, Any]:
    taken = take(content, name, published, known)
    return {"file": file_data(taken.file), "source": taken.source, "not_taken": taken.not_taken}


def take(content: bytes, name: str, published: Sequence[Standard], known: Known = NOTHING_KNOWN) -> Taken:
    """The standard in a file that is called `name`; raises `Faulty` with all faults.

    `published` are the own standards of the organisation that it may follow, with the slugs of their files; what is
    `known` beforehand need not stand in it.
    """
    if len(content) > MOST_BYTES:
        raise Faulty([Fault("", "Dit bestand is te groot. Het mag hoogstens 10 MB zijn.")])
    ending = name.rpartition(".")[2].casefold()
    if ending == "json":
        return _checked_package(content, published, known)
    if ending in ("xlsx", "ods"):
        return _checked(_workbook(content, known), published, known)
    if ending in ("yaml", "yml"):
        return _checked(_yaml(content), published, known)
    raise Faulty([Fault("", "Kies een bestand dat eindigt op .xlsx, .ods, .yaml of .json.")])


def _yaml(content: bytes) -> _Said:
    if len(content) > MOST_YAML:
        raise Faulty([Fault("", "Dit YAML-bestand is te groot. Het mag hoogstens 2 MB zijn.")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Faulty([Fault("", "Dit bestand is geen UTF-8. Sla het op als UTF-8 en probeer het nog eens.")]) from None
    if refused := too_much(text, MOST_NESTED):
        raise Faulty([refused])
    read = read_yaml(text, "")
    if read.data is None:
        raise Faulty(read.faults or [fault_at("", 1, "", "dit bestand is leeg.")])
    return _Said(read.data, read.faults, read.fault, text.replace("\r\n", "\n"))


def _workbook(content: bytes, known: Known) -> _Said:
    sheets = read_sheets(content, MOST_ROWS, EXTRA_COLUMNS)
    if "" in sheets:
        raise Faulty([Fault("", "Dit is CSV: daar past een standaard niet in. Gebruik een werkboek (.xlsx of .ods).")])
    is_small = any(name.strip().casefold() == SIGN.casefold() for name in sheets)
    filled = small_in(sheets, known.base) if is_small else standard_in(sheets)
    if filled.loose:
        raise Faulty(filled.loose)
    faults = [place.fault(what) for place, what in sorted(filled.faults)]
    return _Said(
        filled.data, faults, lambda path, what: filled.place(path).fault(_as_in_a_workbook(what, filled.heading(path)))
    )


_HEADINGS = {
    **{column.key: column.title for sheet in SHEETS for column in sheet.columns},
    "statements": "Gedragsvoorbeelden",
    "changes": "Verschillen",
    "undecided": "onbeslist",
    **{value: word for sheet in SHEETS for column in sheet.columns for word, value in column.choices.items()},
}


def _as_in_a_workbook(message: str, heading: str) -> str:
    """The same sentence with the words of the workbook for the keys of the format; `heading` is what it is about."""
    if message == _MISSING and heading:
        return f"'{heading}' ontbreekt."
    if message == _TOO_SHORT:
        return "vul hier minstens één rij in."
    return re.sub(r"'([a-z_]+)'", lambda match: f"'{_HEADINGS.get(match[1], match[1])}'", message)


def _checked(said: _Said, published: Sequence[Standard], known: Known) -> Taken:
    """Everything at once: what is wrong by itself, in shape, and in how it fits."""
    data = filled_in(said.data, published, known)

    def fits(file: StandardFile) -> Iterable[Finding]:
        return [*findings(file), *limit_findings(file)] or edition_findings(file, published)

    file, found = content_in(data, StandardFile, fits)
    faults = dict.fromkeys([*said.faults, *(said.fault(path, message) for path, message in found)])
    if file is None or faults:
        raise Faulty(sorted(faults, key=lambda fault: fault.line))
    return Taken(file, _kept(file_text(file) if said.source is None or data != said.data else said.source))


def _checked_package(content: bytes, published: Sequence[Standard], known: Known) -> Taken:
    draft = draft_of(content)
    draft = replace(draft, file=draft.file.model_copy(update={"title": known.mark_copy(draft.file.title)}))
    if found := list(limit_findings(draft.file)) or list(edition_findings(draft.file, published)):
        raise Faulty(Fault(f"{_RESULT}, {written(path)}", message) for path, message in found)
    return Taken(draft.file, _kept(draft_text(draft)), draft.not_taken)


def _kept(source: str) -> str:
    if len(source.encode()) > MOST_YAML:
        raise Faulty([Fault("", "Deze standaard is te groot. Als YAML mag hij hoogstens 2 MB zijn.")])
    return source


def limit_findings(file: StandardFile) -> Iterator[Finding]:
    """What is too much or too long: a page shows it whole, and a level of an answer is kept in one byte."""
    if len(file.elements) > MOST_ELEMENTS:
        yield ("elements",), f"er zijn {len(file.elements)} onderdelen. Er is plek voor {MOST_ELEMENTS}."
    if len(file.profiles) > MOST_PROFILES:
        yield ("profiles",), f"er zijn {len(file.profiles)} profielen. Er is plek voor {MOST_PROFILES}."
    for index, scale in enumerate(file.scales):
        if len(scale.levels) > MOST_LEVELS:
            yield ("scales", index, "levels"), f"er zijn {len(scale.levels)} niveaus. Er is plek voor {MOST_LEVELS}."
    count = sum(len(cell.items) for element in file.elements for cell in element.statements)
    if count > MOST_STATEMENTS:
        yield ("elements",), f"er zijn {count} gedragsvoorbeelden. Er is plek voor {MOST_STATEMENTS}."
    for key, most in _SHORT.items():
        if len(getattr(file, key)) > most:
            yield (key,), f"dit heeft {len(getattr(file, key))} tekens. Er is plek voor {most}."
    for path, entries in _read(file):
        if _depth(entries) > MOST_DEPTH:
            yield path, f"hier staan dingen dieper dan {MOST_DEPTH} in elkaar."
    yield from _texts((), file.model_dump(by_alias=True))


def _read(file: StandardFile) -> Iterator[tuple[Path, Sequence[FileEntryItem]]]:
    """Everything with entries."""
    yield ("shared",), file.shared
    yield from _of_chapters((), file.chapters)
    for index, profile in enumerate(file.profiles):
        yield from _of_chapters(("profiles", index), profile.chapters)


def _of_chapters(path: Path, chapters: Sequence[FileChapter]) -> Iterator[tuple[Path, Sequence[FileEntryItem]]]:
    yield from (((*path, "chapters", index), chapter.entries) for index, chapter in enumerate(chapters))


def _depth(entries: Sequence[FileEntryItem]) -> int:
    return 1 + max((_depth(one.entries) for one in entries if isinstance(one, FileEntry)), default=0) if entries else 0


def _texts(path: Path, value: Any) -> Iterator[Finding]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _texts((*path, key), one)
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            yield from _texts((*path, index), one)
    elif isinstance(value, str):
        if len(value) > MOST_CHARACTERS:
            yield path, f"deze tekst heeft {len(value)} tekens. Er is plek voor {MOST_CHARACTERS}."
        if _NO_TEXT.search(value):
            yield path, "hier staat een teken dat geen tekst is."


def edition_findings(file: StandardFile, published: Sequence[Standard]) -> Iterator[Finding]:
    """What does not fit with the editions that the organisation published before; the file fits in itself."""
    if any(one.slug == file.slug for one in published):
        what = "deze korte naam is al van een uitgebrachte editie. Laat hem leeg, dan maken wij er een. "
        yield ("slug",), what + "Is dit een nieuwe editie? Begin die dan op de pagina van de standaard."
        return
    previous = next((one for one in published if one.slug == file.follows), None)
    if previous and not _is_higher(file.edition, previous.edition):
        yield ("edition",), f"de vorige editie is '{previous.edition}': deze moet hoger zijn."
    for edition, what in between_editions([*published, build(file)]):
        if edition.slug == file.slug:
            yield ("follows",), what


def _is_higher(edition: str, previous: str) -> bool:
    """Numbers count; where there are none, it must be another one."""
    ours, theirs = ([int(number) for number in re.findall(r"[0-9]{1,9}", one, re.ASCII)] for one in (edition, previous))
    return ours > theirs if ours and theirs else edition.casefold() != previous.casefold()
