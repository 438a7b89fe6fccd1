"""Reads of standards: every file of `standards/`, once per process."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from app.config import ROOT
from app.standards.reading import read_standards
from app.standards.rules import Standard, UnknownStandard

FOLDER = ROOT / "standards"


class Library:
    """The standards of a folder: read when somebody first asks, by one thread while the others wait."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._standards: dict[str, Standard] | None = None

    def by_slug(self) -> dict[str, Standard]:
        """All standards by slug, in the order of the file names; raises `FaultyStandard` with all mistakes."""
        if self._standards is None:
            with self._lock:
                if self._standards is None:
                    self._standards = {standard.slug: standard for standard in read_standards(self.folder)}
        return self._standards


_library = Library(FOLDER)


def all_standards() -> tuple[Standard, ...]:
    """Every standard of this installation, in the order of the file names."""
    return tuple(_library.by_slug().values())


def get_standard(slug: str) -> Standard:
    """The standard with this slug; raises `UnknownStandard`."""
    try:
        return _library.by_slug()[slug]
    except KeyError:
        raise UnknownStandard(f"There is no standard {slug}.") from None
