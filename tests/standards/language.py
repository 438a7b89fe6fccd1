"""What holds for the sentences of every standard, whatever its document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

import yaml

from app.standards.library import FOLDER
from app.standards.rules.standard import Standard
from tests.standards.samples import DATA
from tests.standards.shingles import copied_runs, read_hashes

Path = tuple[str | int, ...]


def strings_of(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a file with the path to it."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from strings_of(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from strings_of(part, (*path, index))
    elif isinstance(value, str):
        yield path, value


def data_of(slug: str) -> Any:
    return yaml.safe_load((FOLDER / f"{slug}.yaml").read_text(encoding="utf-8"))


def copied(slug: str, names: Collection[str] = ()) -> dict[Path, list[str]]:
    """The texts with seven words in a row of the document, but not the names in `names`: those are facts."""
    hashes = read_hashes(DATA / f"{slug}.shingles")
    return {
        path: runs
        for path, text in strings_of(data_of(slug))
        if text not in names and (runs := copied_runs(text, hashes))
    }


def faults(standard: Standard, said_before: Collection[str] = ()) -> list[str]:
    """The statements that are no short, whole sentence about me, or that stand there twice.

    Those with a code in `said_before` say what another does, because the source does.
    """
    own = [one for element in standard.elements for one in element.indicators if not one.repeats]
    texts = [one.text for one in own]
    once = Counter(one.text.lower() for one in own if one.code not in said_before)
    twice = [text for text, count in once.items() if count > 1]
    return twice + [
        text
        for text in texts
        if not (
            6 <= len(text.split()) <= 18
            and re.search(r"\b(ik|mijn|mij|me|mezelf)\b", text.lower())
            and re.fullmatch(r"[A-ZÉ].*[.?!]", text)
        )
    ]
