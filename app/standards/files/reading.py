"""From the files of a folder to standards, or to everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.core.yaml_text import Mistake, YamlText, read_yaml
from app.core.yaml_text import Path as Place
from app.standards.files.building import build
from app.standards.files.checks import findings
from app.standards.files.edition_checks import edition_mistakes
from app.standards.files.folder import standard_files
from app.standards.files.format import REPEAT, STATEMENT, StandardFile
from app.standards.rules.standard import Standard, in_order

_MESSAGES = {
    "missing": "dit ontbreekt.",
    "extra_forbidden": "deze sleutel bestaat hier niet.",
    "string_type": "hier hoort tekst (zet een getal tussen aanhalingstekens).",
    "string_too_short": "dit is leeg.",
    "string_too_long": "dit is langer dan {max_length} tekens.",
    "string_pattern_mismatch": "dit past niet bij het patroon {pattern}.",
    "int_type": "hier hoort een geheel getal.",
    "greater_than_equal": "dit moet minstens {ge} zijn.",
    "bool_type": "hier hoort true of false.",
    "list_type": "hier hoort een lijst.",
    "dict_type": "hier horen sleutels met waarden.",
    "model_type": "hier horen sleutels met waarden.",
    "literal_error": "dit moet {expected} zijn.",
    "too_short": "hier staat minstens {min_length} ding.",
}
_NOT_IN_THE_FILE = {STATEMENT, REPEAT, "[key]"}


class FaultyStandard(Exception):
    """One or more files are wrong; `mistakes` has them all."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


def check_file(path: Path) -> tuple[Standard | None, tuple[Mistake, ...]]:
    """The standard of a file, or None and everything that is wrong with it in the order of its lines."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None, (Mistake(path.name, 1, "", "dit bestand is geen UTF-8."),)
    return check_text(text, path.name, path.stem)


def check_text(text: str, file: str, slug: str | None = None) -> tuple[Standard | None, tuple[Mistake, ...]]:
    """As `check_file`, for text that is already read; `slug` is what the file's name says that it should be."""
    source = read_yaml(text, file)
    mistakes = list(source.mistakes)
    if source.data is None:
        return None, tuple(mistakes) or (Mistake(file, 1, "", "dit bestand is leeg."),)
    try:
        content = StandardFile.model_validate(source.data)
    except ValidationError as errors:
        mistakes += shape_mistakes(source, errors)
    else:
        mistakes += [source.mistake(place, message) for place, message in findings(content)]
        if slug is not None and content.slug != slug:
            mistakes.append(source.mistake(("slug",), f"het bestand heet '{slug}': de slug moet hetzelfde zijn."))
    if mistakes:
        return None, tuple(sorted(mistakes, key=lambda mistake: mistake.line))
    return build(content), ()


def shape_mistakes(source: YamlText, errors: ValidationError) -> list[Mistake]:
    """What does not have the shape of the format, each with its line."""
    return [source.mistake(place, message) for place, message in shape_findings(errors)]


def shape_findings(errors: ValidationError) -> Iterator[tuple[Place, str]]:
    """What does not have the shape of the format."""
    for error in errors.errors(include_url=False, include_input=False):
        place: Place = tuple(step for step in error["loc"] if step not in _NOT_IN_THE_FILE)
        yield place, _in_dutch(error["type"], error["msg"], error.get("ctx", {}))


def _in_dutch(kind: str, original: str, context: Mapping[str, Any]) -> str:
    message = _MESSAGES.get(kind)
    return (
        message.format(**context).replace("' or '", "' of '")
        if message
        else f"deze waarde past hier niet ({original})."
    )


def read_standards(folder: Path) -> list[Standard]:
    """All standards of a folder, in their order; raises `FaultyStandard` with the mistakes of every file."""
    checked = [check_file(path) for path in standard_files(folder)]
    standards = [standard for standard, _ in checked if standard is not None]
    mistakes = tuple(mistake for _, found in checked for mistake in found)
    if mistakes := mistakes or edition_mistakes(standards):
        raise FaultyStandard(mistakes)
    return in_order(standards)
