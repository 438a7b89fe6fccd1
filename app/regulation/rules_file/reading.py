"""From a file with the rules of the register to the rules of an edition, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from app.core.shapes import Fault, Finding
from app.core.shapes import Path as Place
from app.regulation.asked import ClauseName
from app.regulation.edition import Clause, PERow, RegisterRules
from app.regulation.rules_file.shape import RegisterFile
from app.regulation.terms import PEKind, RegisterName, Status
from app.standards.files.reading import read_content

Found = Iterator[Finding]


def check_file(path: Path) -> tuple[RegisterRules | None, tuple[Fault, ...]]:
    """The rules of a file, or None and everything that is wrong with it in the order of its lines."""
    return check_text(path.read_bytes(), path.name, path.stem)


def check_text(text: str | bytes, file: str, slug: str | None = None) -> tuple[RegisterRules | None, tuple[Fault, ...]]:
    """As `check_file`, for text that is already read; `slug` is what the file's name says that it should be."""
    content, faults = read_content(text, file, RegisterFile, findings, slug)
    return build(content) if content else None, faults


def findings(content: RegisterFile) -> Found:
    """What does not fit together: things named twice, things left out, clauses that are nowhere."""
    yield from _once("documents", [one.code for one in content.documents])
    yield from _once("clauses", [one.id for one in content.clauses])
    yield from _once("readings", [one.id for one in content.readings])
    yield from _each("registers", [one.code for one in content.registers], RegisterName)
    yield from _each("statuses", [one.code for one in content.statuses], Status)
    yield from _each("pe_table", [one.kind for one in content.pe_table], PEKind)
    yield from _once("fees", [f"{one.status} {one.year}" for one in content.fees.annual], "annual")
    documents = {one.code for one in content.documents}
    for index, clause in enumerate(content.clauses):
        if clause.document not in documents:
            yield ("clauses", index, "document"), f"document '{clause.document}' staat niet bij documents."
    for index, row in enumerate(content.pe_table):
        yield from _row_findings(("pe_table", index), row)
    known = {one.id for one in content.clauses}
    for place, named in _clauses_named(content, ()):
        if named not in known:
            yield place, f"bepaling '{named}' staat niet bij clauses."


def _once(key: str, found: Sequence[str], *more: str) -> Found:
    for index, one in enumerate(found):
        if one in found[:index]:
            yield (key, *more, index), f"'{one}' staat er al."


def _each(key: str, found: Sequence[str], wanted: Iterable[str]) -> Found:
    yield from _once(key, found)
    if missing := [one for one in wanted if one not in found]:
        yield (key,), f"hier ontbreekt {', '.join(missing)}."


_NEEDS = {
    "performance": ("hours", "points"),
    "half_day": ("hours", "points", "most"),
    "fixed": ("points",),
    "block": ("months", "points"),
    "text": ("words", "points"),
    "hours": ("hours", "points", "most"),
    "granted": (),
}


def _row_findings(place: Place, row: PERow) -> Found:
    for name in _NEEDS[row.formula]:
        if not getattr(row, name):
            yield (*place, name), f"formule '{row.formula}' heeft {name} nodig."


def _clauses_named(value: Any, place: Place) -> Found:
    """Every clause that the file names outside its list of clauses."""
    if isinstance(value, ClauseName):
        yield place, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _clauses_named(getattr(value, field.name), (*place, field.name))
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from _clauses_named(getattr(value, name), (*place, info.alias or name))
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            yield from _clauses_named(one, (*place, index))


def build(content: RegisterFile) -> RegisterRules:
    """The frozen rules of a file without faults."""
    documents = {one.code: one for one in content.documents}
    return RegisterRules(
        slug=content.slug,
        title=content.title,
        edition=content.edition,
        publisher=content.publisher,
        valid_from=content.valid_from,
        registers=MappingProxyType({one.code: one for one in content.registers}),
        statuses=MappingProxyType({one.code: one for one in sorted(content.statuses, key=lambda one: one.code.rank)}),
        general=content.general_clauses,
        late_after_months=content.late_after_months,
        rows=MappingProxyType({one.kind: one for one in content.pe_table}),
        fees=content.fees,
        public=content.public,
        clauses=MappingProxyType(
            {
                one.id: Clause(
                    one.id,
                    one.title,
                    documents[one.document].file,
                    documents[one.document].title,
                    one.section,
                    one.line,
                    one.text,
                )
                for one in content.clauses
            }
        ),
        readings=MappingProxyType({one.id: one for one in content.readings}),
    )
