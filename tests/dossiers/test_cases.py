"""The cases with outcome that came with the rules: each has its outcome, from the file as people hand it in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app.dossiers.commands import dossiers_cli

FILE = Path(__file__).parent / "data" / "examples.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))


def run(*arguments: str) -> Result:
    return Flask("test").test_cli_runner().invoke(dossiers_cli, list(arguments))


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    result = run("check", str(FILE), "--json")
    assert result.exit_code == 0, result.output
    return {one["id"]: one for one in json.loads(result.output)}


def differences(wanted: Any, found: Any, place: str = "") -> list[str]:
    """Where an answer is not what it should be; clauses may be more, and an answer may say more."""
    if place.endswith("clauses"):
        return [f"{place}: {one} ontbreekt" for one in wanted if one not in found]
    if isinstance(wanted, dict):
        return [line for key, value in wanted.items() for line in differences(value, found.get(key), f"{place}.{key}")]
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        pairs = enumerate(zip(wanted, found, strict=True))
        return [line for index, (one, other) in pairs for line in differences(one, other, f"{place}[{index}]")]
    return [] if wanted == found else [f"{place}: {wanted} werd {found}"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_each_case_has_its_outcome(case: dict[str, Any], answers: dict[str, Any]) -> None:
    assert differences(case["expected"], answers[case["id"]]) == []


@pytest.mark.parametrize(
    "case", [case for case in CASES if "requirements" in case["expected"]], ids=lambda case: case["id"]
)
def test_no_requirement_is_judged_that_does_not_belong(case: dict[str, Any], answers: dict[str, Any]) -> None:
    assert set(answers[case["id"]]["requirements"]) == set(case["expected"]["requirements"])
