"""Small standards to test with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from app.standards.files.reading import check_file
from app.standards.rules.standard import Standard

DATA = Path(__file__).parent / "data"


@cache
def sample(slug: str) -> Standard:
    """A standard of `data/`: `mini` (three levels, 3 tasks with aspects, 3 cumulative competences) or `four-levels`."""
    standard, mistakes = check_file(DATA / f"{slug}.yaml")
    assert standard is not None, mistakes
    return standard
