"""Cases with their outcome, judged from a file as people hand it in.

`examples.json` came with the rules. `more_cases.json` is worked out by hand from the documents and the readings: each
case is one of the cases under `like` with a few fields changed, and names only what becomes different by it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app.regulation.commands import dossiers_cli

FILE = Path(__file__).parent / "data" / "examples.json"


def merged(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """A case with some fields changed, also within its parts."""
    inside = {key: merged(base[key], value) for key, value in change.items() if both_have_fields(base.get(key), value)}
    return {**base, **change, **inside}


def both_have_fields(one: Any, other: Any) -> bool:
    return isinstance(one, dict) and isinstance(other, dict)


def by_hand() -> list[dict[str, Any]]:
    data = json.loads(FILE.with_name("more_cases.json").read_text(encoding="utf-8"))
    return [merged(data["like"].get(case.get("like"), {}), case) for case in data["cases"]]


CASES: list[dict[str, Any]] = [*json.loads(FILE.read_text(encoding="utf-8")), *by_hand()]


def run(*arguments: str) -> Result:
    return Flask("test").test_cli_runner().invoke(dossiers_cli, list(arguments))


def answered(folder: Path) -> dict[str, Any]:
    """What the engine says of all cases, by their name."""
    file = folder / "cases.json"
    file.write_text(json.dumps(CASES), encoding="utf-8")
    result = run("check", str(file), "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return {one["id"]: one for one in json.loads(result.stdout)}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return answered(tmp_path_factory.mktemp("cases"))


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
