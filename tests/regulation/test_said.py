"""What the engine says of a set of cases is what was read and found good."""

from __future__ import annotations

from tests.regulation.said import FILE, said


def test_the_engine_says_what_it_said() -> None:
    assert said() == FILE.read_text(encoding="utf-8"), "Look at it: python -m tests.regulation.said && git diff"
