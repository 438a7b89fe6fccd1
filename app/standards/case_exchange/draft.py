"""From a CASE package to a draft: the file of a standard, for somebody to look at and finish."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pydantic import ValidationError

from app.core.shapes import Fault, Faulty, written
from app.standards.case_exchange.foreign import foreign_standard
from app.standards.case_exchange.format import CFPackage
from app.standards.case_exchange.ours import is_ours, own_standard
from app.standards.case_exchange.reading import faults_of, parts_of, read_package
from app.standards.files.checks import findings
from app.standards.files.format import REPEAT, STATEMENT, StandardFile
from app.standards.files.text import file_text

MAX_PARTS = 2_000
_RESULT = "in de standaard die eruit komt"


@dataclass(frozen=True, slots=True)
class Draft:
    """A standard that is right in form, and what the package had that is not in it, in Dutch."""

    file: StandardFile
    not_taken: tuple[str, ...]


def draft_of(data: bytes) -> Draft:
    """The draft of the package in this JSON; raises `Faulty` with all faults.

    A package that we made gives back the same standard. Of another one we take what we can: see `foreign`.
    """
    package, read_otherwise = read_package(data)
    content, not_taken = own_standard(package) if is_ours(package) else foreign_standard(package)
    if (parts := sum(len(content.get(name, ())) for name in ("groups", "elements", "profiles"))) > MAX_PARTS:
        raise Faulty([Fault(_RESULT, f"er komen {parts} onderdelen uit, dat zijn er meer dan {MAX_PARTS}.")])
    try:
        file = StandardFile.model_validate(content)
    except ValidationError as errors:
        raise Faulty(Fault(_RESULT, str(fault)) for fault in faults_of(errors, kept=(STATEMENT, REPEAT))) from None
    if faults := [Fault(_RESULT, f"{written(path)}: {message}") for path, message in findings(file)]:
        raise Faulty(faults)
    return Draft(file, (*read_otherwise, *not_taken, *_unknown_keys(package)))


def draft_text(draft: Draft) -> str:
    """The draft as YAML that `standards check` takes. What was not taken stands above it as remarks."""
    remarks = ["# Concept, gemaakt uit een CASE-pakket. Kijk alles na voordat je deze standaard gebruikt."]
    if draft.not_taken:
        remarks += ["# Niet overgenomen:", *(f"# - {_on_one_line(one)}" for one in draft.not_taken)]
    return "\n".join(remarks) + "\n" + file_text(draft.file)


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _unknown_keys(package: CFPackage) -> list[str]:
    """The keys that CASE 1.1 does not have, with how often they are there."""
    found = Counter(
        re.sub(r"\[[0-9]+\]", "", path) + f".{key[:60]}"
        for path, part in parts_of(package)
        for key in part.model_extra or {}
    )
    return [
        f"{key.removeprefix('.')}: deze sleutel hoort niet bij CASE 1.1 ({count} keer)." for key, count in found.items()
    ]
