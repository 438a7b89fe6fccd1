from __future__ import annotations

import json

import pytest
from click.testing import Result
from flask import Flask

from app.regulation.commands import register_cli


def run(*arguments: str) -> Result:
    return Flask("test").test_cli_runner().invoke(register_cli, ["fee", *arguments])


def test_a_price_is_printed_as_json() -> None:
    result = run("--status", "B", "--year", "2018", "--event", "eerste_inschrijving", "--json")
    found = json.loads(result.stdout)
    assert {name: found[name] for name in ("annual", "audit", "total", "vat", "known")} == {
        "annual": 285.0,
        "audit": 225.0,
        "total": 510.0,
        "vat": "excl",
        "known": True,
    }
    assert {"FEE-B-2018", "AUDIT-B", "AUDIT-COST", "VAT-EXCL"} <= set(found["clauses"])


def test_a_price_is_printed_in_words() -> None:
    result = run("--status", "C", "--year", "2018", "--year", "2019", "--event", "upgrade", "--personal-title")
    assert result.stdout.splitlines()[:4] == [
        "Jaarlijks: € 330,00",
        "Audit: tarief onbekend",
        "Samen: tarief onbekend",
        "Omhoog naar C bestaat niet.",
    ]
    result = run("--status", "A", "--year", "2019", "--event", "upgrade", "--personal-title")
    assert "Samen: € 550,00 (inclusief btw)" in result.stdout
    result = run("--status", "A", "--year", "2019", "--event", "upgrade", "--personal-title", "--reimbursed")
    assert "Samen: € 550,00 (exclusief btw)" in result.stdout


@pytest.mark.parametrize("more", [["--year", "2020"], ["--year", "2018", "--non-participant"]])
def test_what_is_not_in_the_list_is_unknown(more: list[str]) -> None:
    result = run("--status", "B", "--event", "eerste_inschrijving", "--json", *more)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found["annual"], found["audit"], found["total"], found["known"]) == (None, None, None, False)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--status", "D", "--year", "2018", "--event", "jaarlijks"],
        ["--status", "B", "--year", "achttien", "--event", "jaarlijks"],
        ["--status", "B", "--year", "2018", "--event", "feest"],
        ["--status", "B", "--event", "jaarlijks"],
        ["--status", "B", "--year", "2018", "--event", "jaarlijks", "--reimbursed"],
    ],
)
def test_what_is_not_known_is_refused(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_the_application_has_the_commands(app: Flask) -> None:
    assert app.cli.commands["register"] is register_cli
