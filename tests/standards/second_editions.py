"""The standards of the product with a small second edition of two of them."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.standards import library as queries
from app.standards.library import FOLDER, Library
from tests.standards.samples import DATA

SECOND = DATA / "editions"
VAK_2027, HR21_2027 = "vakvolwassenheid-2027", "hr21-2027"


@cache
def library() -> Library:
    """All of them, read once."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path in (*FOLDER.glob("*.yaml"), *SECOND.glob("*.yaml")):
            shutil.copy(path, folder)
        known = Library(folder)
        known.by_slug()
        known.crosswalk()
    return known


@pytest.fixture
def second_editions(monkeypatch: pytest.MonkeyPatch) -> None:
    """The installation has the second editions too."""
    monkeypatch.setattr(queries, "_library", library())
