"""What the engine says of a set of cases is what was read and found good."""

from __future__ import annotations

import re

import pytest

from tests.regulation.said import FILE, said


def blocks(text: str) -> dict[str, str]:
    """The text by the name that each part of it begins with."""
    parts = re.split(r"^== ", text, flags=re.MULTILINE)[1:]
    found = {re.split(r":|\n", part, maxsplit=1)[0]: part for part in parts}
    assert len(found) == len(parts), "Two parts have the same name."
    return found


@pytest.fixture(scope="module")
def said_now() -> dict[str, str]:
    return blocks(said())


READ = blocks(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", READ)
def test_the_engine_says_what_it_said(said_now: dict[str, str], name: str) -> None:
    assert said_now[name] == READ[name], "Look at it: python -m tests.regulation.said && git diff"


def test_what_the_engine_says_is_for_both_readers_the_person_and_the_committee(said_now: dict[str, str]) -> None:
    assert [
        line
        for text in said_now.values()
        for line in text.splitlines()
        if re.search(r"\b[Jj]ij?\b|\b[Jj]ouw?\b|\b[Jj]e\b", line)
    ] == []


def test_the_engine_says_it_of_all_cases_in_their_order(said_now: dict[str, str]) -> None:
    assert list(said_now) == list(READ)
