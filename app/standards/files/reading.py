"""From the files of a folder to standards, or to everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from app.core.files.yaml_text import fault_at, read_yaml
from app.core.shapes import Fault, Faulty, Finding, shape_findings
from app.standards.files.building import build
from app.standards.files.checks import findings
from app.standards.files.edition_checks import edition_faults
from app.standards.files.folder import standard_files
from app.standards.files.format import REPEAT, STATEMENT, StandardFile
from app.standards.files.word_checks import word_findings
from app.standards.rules.standard import Standard, in_order

Content = TypeVar("Content", bound=BaseModel)

_MESSAGES = {"string_type": "hier hoort tekst (zet een getal tussen aanhalingstekens)."}
_NOT_IN_THE_FILE = {STATEMENT, REPEAT, "[key]"}


def check_file(path: Path) -> tuple[Standard | None, tuple[Fault, ...]]:
    """The standard of a file, or None and everything that is wrong with it in the order of its lines."""
    content, faults = read_content(path.read_bytes(), path.name, StandardFile, _all_findings, path.stem)
    return build(content) if content else None, faults


def _all_findings(standard: StandardFile) -> Iterator[Finding]:
    yield from findings(standard)
    yield from word_findings(standard)


def check_text(text: str | bytes, file: str, slug: str | None = None) -> tuple[Standard | None, tuple[Fault, ...]]:
    """The standard of a text that somebody made; `slug` is what the file's name says that it should be.

    Whether a level keeps the words of a lower one is for our own files alone.
    """
    content, faults = read_content(text, file, StandardFile, findings, slug)
    return build(content) if content else None, faults


def read_content(
    text: str | bytes,
    file: str,
    model: type[Content],
    fits: Callable[[Content], Iterable[Finding]],
    slug: str | None = None,
) -> tuple[Content | None, tuple[Fault, ...]]:
    """The content of a file in YAML, or None and everything that is wrong: in form, in shape, and in how it `fits`."""
    try:
        source = read_yaml(text.decode() if isinstance(text, bytes) else text, file)
    except UnicodeDecodeError:
        return None, (fault_at(file, 1, "", "dit bestand is geen UTF-8."),)
    faults = list(source.faults)
    if source.data is None:
        return None, tuple(faults) or (fault_at(file, 1, "", "dit bestand is leeg."),)
    content, found = content_in(source.data, model, fits)
    faults += [source.fault(path, what) for path, what in found]
    if content and slug is not None and getattr(content, "slug", slug) != slug:
        faults.append(source.fault(("slug",), f"het bestand heet '{slug}': de slug moet hetzelfde zijn."))
    return (None, tuple(sorted(faults, key=lambda fault: fault.line))) if faults else (content, ())


def content_in(
    data: Any, model: type[Content], fits: Callable[[Content], Iterable[Finding]]
) -> tuple[Content | None, list[Finding]]:
    """The content of a file that is read, None when it does not have the shape, and what is wrong with it."""
    try:
        content = model.model_validate(data)
    except ValidationError as errors:
        return None, list(shape_findings(errors, instead=_MESSAGES, left_out=_NOT_IN_THE_FILE))
    return content, list(fits(content))


def read_standards(folder: Path) -> list[Standard]:
    """All standards of a folder, in their order; raises `Faulty` with the faults of every file."""
    checked = [check_file(path) for path in standard_files(folder)]
    standards = [standard for standard, _ in checked if standard is not None]
    faults = tuple(fault for _, found in checked for fault in found)
    if faults := faults or edition_faults(standards):
        raise Faulty(faults)
    return in_order(standards)
