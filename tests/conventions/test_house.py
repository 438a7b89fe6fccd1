"""The house keeps its measures: short files, small folders, templates and tests that stand where their package does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APP = ROOT / "app"
FILES = [path for folder in ("app", "tests") for path in sorted((ROOT / folder).rglob("*.py"))]
PACKAGES = {path.parent.relative_to(APP).as_posix() for path in APP.rglob("*.py")} - {".", "migrations"}

GROUND_OF_TEMPLATES = {"macros", "errors", "pdf", "security"}
"""What no package owns: what all pages share, and the names that Flask-Security asks for."""
GROUND_OF_TESTS = {"factories", "conventions", "browser", "look", "deploy"}
"""What tests share, and what is tested across all packages."""


def folders(of: str) -> set[str]:
    """The folders under this one that hold a file (data beside a test is no folder of tests)."""
    ends = {".html", ".txt", ".typ"} if of == "templates" else {".py"}
    found = {path.parent.relative_to(ROOT / of).as_posix() for path in (ROOT / of).rglob("*") if path.suffix in ends}
    return found - {"."}


@pytest.mark.parametrize(("folder", "most"), [("app", 300), ("tests", 400)])
def test_a_file_is_about_one_thing_and_so_is_short(folder: str, most: int):
    # A migration is written once, by a tool, and never read to be changed.
    files = [path for path in FILES if path.is_relative_to(ROOT / folder) and "migrations" not in path.parts]
    long = {path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in files}
    assert {name: lines for name, lines in long.items() if lines > most} == {}


def test_a_folder_holds_no_more_than_twelve_files():
    in_folder = Counter(
        path.parent.relative_to(ROOT).as_posix()
        for path in FILES
        if path.name != "__init__.py" and "migrations" not in path.parts
    )
    assert {folder: files for folder, files in in_folder.items() if files > 12} == {}


@pytest.mark.parametrize(
    ("folder", "ground"), [("templates", GROUND_OF_TEMPLATES), ("tests", GROUND_OF_TESTS)], ids=["templates", "tests"]
)
def test_a_folder_has_the_name_of_the_package_that_it_belongs_to(folder: str, ground: set[str]):
    assert {name for name in folders(folder) if name not in PACKAGES and name.split("/")[0] not in ground} == set()


def test_no_docstring_is_still_to_be_written():
    assert [path.name for path in FILES if path.read_text().startswith('"""TODO')] == []
