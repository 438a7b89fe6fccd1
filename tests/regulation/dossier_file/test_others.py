"""What else a dossier file may ask: prices, the public list and terms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app.core.shapes import Faulty
from app.regulation.commands import dossiers_cli
from app.regulation.dossier_file.reading import NamedFields, case_of


def check(tmp_path: Path, content: Any, *options: str) -> Result:
    file = tmp_path / "dossiers.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return Flask("test").test_cli_runner().invoke(dossiers_cli, ["check", str(file), *options])


def faults(base: dict[str, Any], **changes: Any) -> list[str]:
    fields = {name: value for name, value in {**base, **changes}.items() if value != "(gone)"}
    with pytest.raises(Faulty) as error:
        case_of(NamedFields("x", fields))
    return [str(one).removeprefix("geval x, ") for one in error.value.faults]


def answered(tmp_path: Path, **fields: Any) -> Any:
    result = check(tmp_path, {"id": "x", **fields}, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_a_price_that_is_not_known_is_null(tmp_path: Path) -> None:
    found = answered(tmp_path, status="B", year=2020, event="eerste_inschrijving")
    assert [found[name] for name in ("annual", "audit", "total", "known")] == [None, None, None, False]
    found = answered(tmp_path, status="B", year=2018, event="jaarlijks", deelnemer=False)
    assert (found["annual"], found["known"]) == (None, False)


def test_a_price_knows_who_pays(tmp_path: Path) -> None:
    own = {"status": "B", "year": 2018, "event": "jaarlijks", "personal_title": True}
    assert answered(tmp_path, **own)["vat"] == "incl"
    assert answered(tmp_path, **own, reimbursed=True)["vat"] == "excl"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"status": "D"}, 'status: "D" kan hier niet.'),
        ({"event": "weg"}, 'event: "weg" kan hier niet.'),
        ({"year": "2018"}, 'year: "2018" kan hier niet.'),
        ({"year": [2018, True]}, "year: [2018, true] kan hier niet."),
        ({"year": []}, "year: hier staat minstens een getal."),
        ({"year": None}, "year: dit veld is leeg."),
        ({"deelnemer": "ja"}, 'deelnemer: "ja" kan hier niet.'),
    ],
)
def test_a_price_needs_its_fields(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    result = check(tmp_path, {"id": "x", "status": "B", "year": 2018, "event": "jaarlijks", **changes})
    assert result.exit_code == 2
    assert f"geval x, {message}" in result.stderr


def test_the_title_is_for_who_is_in_the_register(tmp_path: Path) -> None:
    found = answered(tmp_path, registered=True, register="MW")
    assert (found["listed"], found["title_allowed"]) == (True, "R-MW")
    found = answered(tmp_path, registered=False, register="AMB")
    assert (found["listed"], found["title_allowed"], found["fields"]) == (False, None, [])
    assert answered(tmp_path, group="register", status_lost_on="2018-12-01")["listed"] is False


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"status": "B", "issued": "2020-02-29"}, {"validity_years": 2, "valid_until_exclusive": "2022-02-28"}),
        ({"status": "A", "issued": "2018-03-01"}, {"validity_years": 2, "last_valid_day": "2020-02-29"}),
        ({"contract_start": "2018-03-01"}, {"contract_term_end": "2020-03-01"}),
        ({"contract_start": "2018-03-01", "evaluation_date": "2020-03-01"}, {"contract_term_end": "2022-03-01"}),
        ({"status": "C", "issued": "2018-03-01", "evaluation_date": "2019-02-28"}, {"valid": True}),
        ({"status": "C", "issued": "2018-03-01", "evaluation_date": "2019-03-01"}, {"valid": False}),
        ({"status": "C", "issued": "2018-03-01", "evaluation_date": "2018-02-28"}, {"valid": False}),
    ],
)
def test_terms_of_a_certificate_and_a_contract(tmp_path: Path, fields: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert wanted.items() <= answered(tmp_path, **fields).items()


def test_a_term_needs_a_status(tmp_path: Path) -> None:
    result = check(tmp_path, {"id": "x", "issued": "2018-03-01"})
    assert result.exit_code == 2
    assert "geval x, status: dit veld ontbreekt." in result.stderr


def test_an_answer_that_is_no_dossier_is_written_out(tmp_path: Path) -> None:
    result = check(tmp_path, {"id": "x", "contract_start": "2018-03-01"})
    assert result.stdout.splitlines()[:2] == ["x", '  contract_term_end: "2020-03-01"']
