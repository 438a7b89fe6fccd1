"""The dossier file: what it may hold, and how faults are told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from hypothesis import given

from app.core.shapes import Faulty
from app.regulation.case import Case, Leergang
from app.regulation.commands import dossiers_cli
from app.regulation.dossier_file.reading import NamedFields, case_of, read_objects, stored_case, unknown_fields
from app.regulation.dossier_file.writing import case_as_data, kept_case
from app.regulation.terms import PEKind, RegisterName, RequirementKey, Status, WorkingLevel
from app.regulation.wording import number_text
from tests.examples import examples
from tests.regulation.engine import renewal
from tests.regulation.test_properties import CASES

WORKING_LEVEL = RequirementKey.WORKING_LEVEL
ENTRY: dict[str, Any] = {
    "id": "e1",
    "register": "AMB",
    "action": "inschrijving",
    "status_sought": "B",
    "experience_months": 36,
    "evaluation_date": "2018-03-01",
}
RENEWAL: dict[str, Any] = {
    "id": "r1",
    "register": "AMB",
    "action": "verlenging",
    "status_held": "C",
    "renewal_date": "2019-01-01",
    "evaluation_date": "2019-01-01",
}


def check(tmp_path: Path, content: Any, *options: str) -> Result:
    file = tmp_path / "dossiers.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return Flask("test").test_cli_runner().invoke(dossiers_cli, ["check", str(file), *options])


def faults(base: dict[str, Any], **changes: Any) -> list[str]:
    fields = {name: value for name, value in {**base, **changes}.items() if value != "(gone)"}
    with pytest.raises(Faulty) as error:
        case_of(NamedFields("x", fields))
    return [str(one).removeprefix("geval x, ") for one in error.value.faults]


def test_one_object_gives_one_answer_and_a_list_gives_a_list(tmp_path: Path) -> None:
    assert json.loads(check(tmp_path, RENEWAL, "--json").stdout)["id"] == "r1"
    answers = json.loads(check(tmp_path, [RENEWAL, ENTRY], "--json").stdout)
    assert [one["id"] for one in answers] == ["r1", "e1"]
    assert json.loads(check(tmp_path, [], "--json").stdout) == []


def test_the_fields_may_stand_in_an_input(tmp_path: Path) -> None:
    inside = {"id": 7, "title": "…", "input": {**RENEWAL, "id": "binnen"}, "expected": {}}
    result = check(tmp_path, inside, "--json")
    assert (result.exit_code, json.loads(result.stdout)["id"]) == (0, "7")
    assert result.stderr == ""


def test_the_outcome_does_not_change_the_exit_status(tmp_path: Path) -> None:
    result = check(tmp_path, RENEWAL)
    assert result.exit_code == 0
    assert result.stdout.startswith("r1: niet_voldaan\n  verklaring: niet_voldaan [C-REN-VERKLARING]\n")
    assert "    Nog nodig: 8 punten vóór 1 januari 2019.\n" in result.stdout


def test_each_activity_is_told_with_its_points_and_why(tmp_path: Path) -> None:
    done = [{"kind": "monitor", "date": "2018-03-15"}, {"kind": "docent", "date": "2018-03-15", "hours": 8}]
    assert check(tmp_path, {**RENEWAL, "pe_activities": done}).stdout.endswith(
        "  activiteit 1, monitor: 4 punten\n  activiteit 2, docent: 0 punten (niet goedgekeurd)\n"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "dit bestand is leeg."),
        (" \n", "dit bestand is leeg."),
        ('[\n  {"id": "a",}\n]', "dit is geen geldige JSON: kijk bij regel 2, teken 14."),
        ('{"id": "a", "id": "b"}', "dit is geen geldige JSON: veld 'id' staat er twee keer."),
        ("[" * 100_000, "dit is geen geldige JSON: er zitten te veel lagen in elkaar."),
        ('{"id": "a", "n": ' + "9" * 5000 + "}", "er staat een getal in van duizenden cijfers."),
        ('{"id": "\\ud800"}', "geval nummer 1, id: een id bestaat uit gewone tekens, op een regel."),
        ({"id": "a\nb"}, "geval nummer 1, id: een id bestaat uit gewone tekens, op een regel."),
        ([7], "geval nummer 1: dit is geen object met velden."),
        ([RENEWAL, {**RENEWAL, "id": None}], "geval nummer 2, id: elk geval heeft een id."),
        ([{"register": "AMB"}], "geval nummer 1, id: elk geval heeft een id."),
        ({"id": True}, "geval nummer 1, id: elk geval heeft een id."),
        ({"id": ""}, "geval nummer 1, id: elk geval heeft een id."),
        ({"id": "a", "input": 3}, "geval a, input: hier horen velden."),
        ({"id": "a"}, "geval a, action: dit veld ontbreekt."),
        ({**RENEWAL, "renewal_date": "2019-02-30"}, 'geval r1, renewal_date: "2019-02-30" is geen dag.'),
    ],
)
def test_a_file_that_is_not_of_the_form_stops_with_2_and_says_where(tmp_path: Path, content: Any, message: str) -> None:
    result = check(tmp_path, content, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr


def test_a_file_that_is_not_there_or_no_text_stops_with_2(tmp_path: Path) -> None:
    runner = Flask("test").test_cli_runner()
    result = runner.invoke(dossiers_cli, ["check", str(tmp_path / "weg.json")])
    assert result.exit_code == 2
    assert result.stderr == "weg.json:\ndit bestand is er niet.\n"
    result = runner.invoke(dossiers_cli, ["check", str(tmp_path)])
    assert result.exit_code == 2
    assert "dit is een map en geen bestand." in result.stderr
    (tmp_path / "raar.json").write_bytes(b'{"id": "\xe9"}')
    result = runner.invoke(dossiers_cli, ["check", str(tmp_path / "raar.json")])
    assert result.exit_code == 2
    assert "dit bestand is geen UTF-8" in result.stderr


def test_a_mark_at_the_beginning_of_the_file_does_not_matter(tmp_path: Path) -> None:
    assert check(tmp_path, "\ufeff" + json.dumps(RENEWAL)).exit_code == 0


def test_the_faults_of_all_cases_are_told_at_once(tmp_path: Path) -> None:
    result = check(tmp_path, [{**RENEWAL, "register": "X"}, ENTRY, {**ENTRY, "id": "e2", "status_sought": None}])
    assert result.stderr.splitlines() == [
        "dossiers.json:",
        'geval r1, register: "X" kan hier niet. Wel: AMB, MW.',
        "geval e2, status_sought: dit veld is leeg.",
    ]


def test_a_field_that_nobody_knows_is_told_and_the_case_is_judged(tmp_path: Path) -> None:
    result = check(tmp_path, {**RENEWAL, "dossier_send": "2018-10-01"}, "--json")
    assert result.exit_code == 0
    assert result.stderr == "geval r1: deze velden kennen wij niet: dossier_send.\n"
    assert unknown_fields(NamedFields("r1", RENEWAL)) == ()


def test_a_field_that_nobody_knows_is_told_with_its_place() -> None:
    case = {
        **RENEWAL,
        "roles": {"deelnemer": True, "lid": True},
        "practice_report": {"approved": True},
        "leergang": {"kind": "AMB", "on": "2018-01-01"},
        "pe_activities": [{"kind": "workshop"}, {"kind": "workshop", "hour": 4, "ref": "1"}],
    }
    assert unknown_fields(NamedFields("r1", case)) == (
        "roles.lid",
        "practice_report.approved",
        "leergang.on",
        "pe_activities[1].hour",
        "pe_activities[1].ref",
    )


def test_an_id_that_stands_there_twice_is_told(tmp_path: Path) -> None:
    result = check(tmp_path, [RENEWAL, ENTRY, RENEWAL], "--json")
    assert result.exit_code == 0
    assert result.stderr == "geval r1: dit id staat 2 keer in het bestand.\n"


@pytest.mark.parametrize(
    ("written", "shown"),
    [("NaN", "NaN"), ("-Infinity", "-Infinity"), ("1e9999", "1E+9999"), ("1e99999999999999999999", "Infinity")],
)
def test_no_number_is_too_strange_to_name_its_field(tmp_path: Path, written: str, shown: str) -> None:
    case = {**RENEWAL, "pe_activities": [{"kind": "workshop", "date": "2018-03-15", "hours": "?", "words": "?"}]}
    result = check(tmp_path, json.dumps(case).replace('"?"', written))
    assert result.exit_code == 2
    assert f"geval r1, pe_activities[0].hours: {shown} kan hier niet. Wel: een getal" in result.stderr
    assert f"geval r1, pe_activities[0].words: {shown} kan hier niet. Wel: een heel getal" in result.stderr


@pytest.mark.parametrize(
    ("written", "hours", "shown"),
    [
        ("2.9999999999999996", 3, "3"),
        ("1e3", 1000, "1000"),
        ("-0.0", 0, "0"),
        ("1e-99999999", 0, "0"),
        ("2.50", 2.5, "2,5"),
    ],
)
def test_hours_are_read_as_people_mean_them(written: str, hours: float, shown: str) -> None:
    case = {**RENEWAL, "pe_activities": [{"kind": "workshop", "date": "2018-03-15", "hours": "?"}]}
    (one,), _ = read_objects(json.dumps(case).replace('"?"', written))
    (activity,) = case_of(one).pe_activities
    assert activity.hours == Decimal(str(hours))
    assert number_text(activity.hours) == shown


@pytest.mark.parametrize("action", ["inschrijving", "upgrade", "verlenging"])
def test_register_mw_asks_no_more_than_what_it_answers(tmp_path: Path, action: str) -> None:
    case = {"id": "m", "register": "MW", "action": action, "status_held": None, "evaluation_date": "2018-03-01"}
    result = check(tmp_path, case, "--json")
    assert result.exit_code == 0
    assert list(json.loads(result.stdout)["requirements"]) == ["voorwaarden"]


@pytest.mark.parametrize("field", ["register", "action", "evaluation_date", "status_sought", "experience_months"])
def test_an_entry_needs_its_fields(field: str) -> None:
    assert faults(ENTRY, **{field: "(gone)"})[0] == f"{field}: dit veld ontbreekt."


@pytest.mark.parametrize("field", ["register", "action", "evaluation_date", "status_held"])
def test_a_renewal_needs_its_fields(field: str) -> None:
    assert faults(RENEWAL, **{field: None}) == [f"{field}: dit veld is leeg."]


def test_a_renewal_needs_its_date_or_the_day_that_the_status_began() -> None:
    wanted = ["renewal_date: dit veld ontbreekt (of vul status_start in)."]
    assert faults(RENEWAL, renewal_date=None) == wanted
    assert faults({**ENTRY, "action": "upgrade", "status_held": "C"}) == wanted
    assert case_of(NamedFields("x", {**RENEWAL, "renewal_date": None, "status_start": "2018-01-01"}))
    assert case_of(NamedFields("x", {**ENTRY, "action": "upgrade"}))


@pytest.mark.parametrize("start", ["2019-01-01", "2019-01-02"])
def test_a_status_begins_before_it_is_renewed(start: str) -> None:
    wanted = ["renewal_date: de verlengingsdatum ligt na de dag waarop de status inging."]
    assert faults(RENEWAL, status_start=start) == wanted


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("status_held", "c", '"c" kan hier niet. Wel: C, B, A.'),
        ("status_held", ["C"], '["C"] kan hier niet. Wel: C, B, A.'),
        ("route", "audit", '"audit" kan hier niet. Wel: entree_audit, upgrade, leergang.'),
        ("working_level", "MBO", '"MBO" kan hier niet. Wel: MBO+, HBO+, WO+.'),
        ("function_content", 3, "3 kan hier niet. Wel: C, B, A."),
        ("evaluation_date", "1-1-2019", '"1-1-2019" is geen dag. Schrijf een dag als 2018-03-01.'),
        ("evaluation_date", "20190101", '"20190101" is geen dag. Schrijf een dag als 2018-03-01.'),
        ("evaluation_date", "0001-01-01", '"0001-01-01" is geen dag. Schrijf een dag als 2018-03-01.'),
        ("evaluation_date", "9999-12-31", '"9999-12-31" is geen dag. Schrijf een dag als 2018-03-01.'),
        ("evaluation_date", 2019, "2019 is geen dag. Schrijf een dag als 2018-03-01."),
        ("audit_done", 1, "1 kan hier niet. Wel: true of false."),
        ("verklaring_nog_in_functie", "ja", '"ja" kan hier niet. Wel: true of false.'),
        ("experience_months", -1, "-1 kan hier niet. Wel: een heel getal van 0 tot en met 1200."),
        ("experience_months", 1201, "1201 kan hier niet. Wel: een heel getal van 0 tot en met 1200."),
        ("experience_months", True, "true kan hier niet. Wel: een heel getal van 0 tot en met 1200."),
        ("experience_extra_days", "3", '"3" kan hier niet. Wel: een heel getal van 0 tot en met 1000000.'),
        ("roles", [], "hier horen velden."),
        ("pe_activities", {}, "hier hoort een lijst."),
        ("practice_report", "x", "hier horen velden."),
        ("leergang", True, "hier horen velden."),
    ],
)
def test_a_value_that_cannot_be_is_told_with_what_can(field: str, value: Any, message: str) -> None:
    assert faults(RENEWAL, **{field: value}) == [f"{field}: {message}"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("pe_activities", [3], "pe_activities[0]: hier horen velden."),
        ("pe_activities", [{"date": "2018-01-01"}], "pe_activities[0].kind: dit veld ontbreekt."),
        ("pe_activities", [{"kind": "docent"}], "pe_activities[0].date: dit veld ontbreekt."),
        (
            "pe_activities",
            [{"kind": "docent", "date": "2018-01-01", "hours": -1}],
            "pe_activities[0].hours: -1 kan hier niet. Wel: een getal van 0 tot en met 9999.",
        ),
        (
            "pe_activities",
            [{"kind": "docent", "date": "2018-01-01", "hours": "8"}],
            'pe_activities[0].hours: "8" kan hier niet. Wel: een getal van 0 tot en met 9999.',
        ),
        (
            "pe_activities",
            [{"kind": "docent", "date": "2018-01-01", "hours": True}],
            "pe_activities[0].hours: true kan hier niet. Wel: een getal van 0 tot en met 9999.",
        ),
        (
            "leergang",
            {"kind": "AMB", "completed_on": "x"},
            'leergang.completed_on: "x" is geen dag. Schrijf een dag als 2018-03-01.',
        ),
        ("leergang", {"completed_on": "2018-01-01"}, "leergang.kind: dit veld ontbreekt."),
        ("roles", {"deelnemer": 1}, "roles.deelnemer: 1 kan hier niet. Wel: true of false."),
        (
            "practice_report",
            {"report_sent_on": "x"},
            'practice_report.report_sent_on: "x" is geen dag. Schrijf een dag als 2018-03-01.',
        ),
    ],
)
def test_a_fault_within_a_part_says_where(field: str, value: Any, message: str) -> None:
    assert faults(RENEWAL, **{field: value}) == [message]


@pytest.mark.parametrize("leergang", [{"kind": "AMB"}, {"kind": "AMB", "completed_on": None}])
def test_a_leergang_may_have_no_certificate_yet(leergang: dict[str, Any]) -> None:
    case = case_of(NamedFields("x", {**ENTRY, "leergang": leergang}))
    assert case.leergang == Leergang(RegisterName.AMB)
    assert case_of(NamedFields("x", case_as_data("x", case))) == case


def test_long_values_are_cut_off() -> None:
    assert faults(RENEWAL, route="x" * 99) == [
        f'route: "{"x" * 39}… kan hier niet. Wel: entree_audit, upgrade, leergang.'
    ]


def test_numbers_are_read_exactly() -> None:
    text = json.dumps({**RENEWAL, "experience_months": 12.0}).replace(
        "}", ', "pe_activities": [{"kind": "docent", "date": "2018-02-01", "hours": 0.1, "clok": true}]}'
    )
    (one,), _ = read_objects(text)
    case = case_of(one)
    assert case.experience_months == 12
    assert case.pe_activities[0].hours == Decimal("0.1")
    assert case.pe_activities[0].kind is PEKind.DOCENT


def test_none_is_a_word_for_no_column_and_no_level() -> None:
    case = case_of(NamedFields("x", {**ENTRY, "function_content": "none", "working_level": "none"}))
    assert (case.function_content, case.working_level) == (None, None)
    case = case_of(NamedFields("x", {**ENTRY, "function_content": "A", "working_level": "WO+"}))
    assert (case.function_content, case.working_level) == (Status.A, WorkingLevel.WO)


def test_what_is_left_out_is_not_there() -> None:
    case = case_of(NamedFields("x", RENEWAL))
    assert (case.pe_activities, case.leergang, case.practice_report, case.roles.deelnemer) == ((), None, None, False)
    assert (case.experience_months, case.audit_done, case.function_fits_register) == (0, False, None)


@examples(60)
@given(CASES)
def test_a_case_that_is_taken_along_is_read_back_the_same(case: Case) -> None:
    text = json.dumps(case_as_data("x", case))
    (one,), is_list = read_objects(text)
    assert not is_list
    assert case_of(one) == case
    assert stored_case(json.loads(json.dumps(kept_case("x", case)))) == case


def test_what_was_not_known_is_kept_with_a_case_and_is_no_field_of_a_file() -> None:
    case = replace(case_of(NamedFields("x", ENTRY)), working_level=None, not_said=frozenset({WORKING_LEVEL}))
    assert "not_said" not in case_as_data("x", case)
    assert stored_case(kept_case("x", case)).unknown == {WORKING_LEVEL}
    assert stored_case(kept_case("x", replace(case, not_said=frozenset()))).unknown == frozenset()
    assert stored_case({**kept_case("x", case), "working_level": "HBO+"}).unknown == frozenset()
    assert WORKING_LEVEL in stored_case(case_as_data("x", case)).unknown, "kept before this was kept"


def test_a_case_that_is_taken_along_has_the_names_of_the_form() -> None:
    data = case_as_data("x", renewal("A"))
    assert list(data)[:4] == ["id", "register", "action", "evaluation_date"]
    assert data["pe_activities"][0] == {"kind": "workshop", "date": "2018-01-01", "hours": 4, "clok": True}
    assert data["roles"] == {"kernteamlid": False, "deelnemer": True}
    assert data["practice_report"]["report_sent_on"] == "2018-09-01"
    assert case_of(NamedFields("x", data)).evaluation_date == date(2019, 1, 1)


# Prices, the public list and terms
