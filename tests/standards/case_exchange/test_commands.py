"""A standard goes out and comes in by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.standards import library as queries
from app.standards.case_exchange.writing import as_case, case_text
from app.standards.commands import standards_cli
from tests.standards.case_exchange.packages import as_bytes, foreign
from tests.standards.samples import DATA, sample


@pytest.fixture(autouse=True)
def samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "FOLDER", DATA)
    monkeypatch.setattr(queries, "_library", queries.Library(DATA))


def run(*arguments: str | Path) -> Result:
    return Flask("test").test_cli_runner().invoke(standards_cli, [str(one) for one in arguments])


def test_export_prints_the_package() -> None:
    result = run("export", "mini", "--case")
    assert result.exit_code == 0
    assert result.stdout == case_text(as_case(sample("mini")))


def test_export_writes_the_same_bytes_to_a_file_each_time(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        assert run("export", "mini", "--case", "--output", tmp_path / name).stdout == ""
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_import_writes_a_draft_that_check_takes(tmp_path: Path) -> None:
    package, draft = tmp_path / "mini.json", tmp_path / "mini.yaml"
    run("export", "mini", "--case", "--output", package)
    result = run("import", package, "--case", "--output", draft)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Concept 'mini': 6 onderdelen.\n"
    assert "mini.yaml: goed (6 onderdelen, 18 gedragsvoorbeelden)." in run("check", draft).output


def test_import_prints_the_draft_and_says_beside_it_what_was_not_taken(tmp_path: Path) -> None:
    package = tmp_path / "elders.json"
    package.write_bytes(as_bytes(foreign()))
    result = run("import", package, "--case")
    assert result.exit_code == 0
    assert "title: Raamwerk bakkersvak" in result.stdout
    assert "- een verband 'exactMatchOf' (1 keer)." in result.stderr


def test_a_faulty_package_is_a_message_with_all_faults_and_no_file(tmp_path: Path) -> None:
    package, draft = tmp_path / "fout.json", tmp_path / "fout.yaml"
    package.write_text(json.dumps({"CFDocument": {}, "CFItems": 1}), encoding="utf-8")
    result = run("import", package, "--case", "--output", draft)
    assert result.exit_code == 1
    assert "fout.json kan niet worden ingelezen:\nCFDocument.identifier: dit ontbreekt." in result.stderr
    assert "CFItems: hier hoort een lijst." in result.stderr
    assert not draft.exists()


def test_a_file_that_cannot_be_written_is_a_message(tmp_path: Path) -> None:
    result = run("export", "mini", "--case", "--output", tmp_path / "geen" / "map.json")
    assert result.exit_code == 1
    assert "kan niet worden geschreven" in result.stderr


def test_an_unknown_standard_names_the_ones_that_exist() -> None:
    assert "Er is geen standaard 'x'. Wel: four-levels, mini." in run("export", "x", "--case").stderr


@pytest.mark.parametrize("arguments", [("export", "mini"), ("import", __file__)])
def test_the_form_of_exchange_must_be_named(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2
