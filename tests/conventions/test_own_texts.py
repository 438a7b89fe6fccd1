"""Whoever shows a standard to somebody takes it as their organisation reads it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "app"
BARE = {"get_standard", "all_standards"}
SHOWN = sorted(
    path
    for package in ("assessments", "plans", "overview", "evidence", "conversations")
    for path in APP.glob(f"{package}/**/*.py")
    if not path.name.endswith("operations.py")
)
ONLY_CODES = {
    "assessments/queries.py",
    "assessments/draft/views/settings.py",
    "assessments/scans/views.py",
    "overview/case_exchange/views.py",
    "plans/steps/file.py",
}
"""These ask the file for orders, counts and codes, or write the standard itself; never for what it says to a person."""


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.relative_to(APP).as_posix())
def test_what_shows_a_standard_asks_for_that_of_the_organisation(path: Path):
    names = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "app.standards.library"
        for alias in node.names
    }
    if path.relative_to(APP).as_posix() not in ONLY_CODES:
        assert not names & BARE
