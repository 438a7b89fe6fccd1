"""The file with the rules: beside its documents, and what is wrong with one that is not good."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.core.shapes import Faulty
from app.regulation import editions as register_text
from app.regulation.commands import dossiers_cli
from app.regulation.edition import UnknownClause, UnknownReading
from app.regulation.editions import FOLDER, UnknownEdition, read_editions
from app.regulation.rules_file.reading import check_file, check_text
from app.regulation.terms import PEKind, RegisterName, Route, Status, WorkingLevel
from app.standards.files.folder import register_files, standard_files
from app.standards.files.published import FILE, publish
from tests.regulation.engine import RULES
from tests.standards.shingles import copied_runs, hash_of, read_hashes

DATA = Path(__file__).parent / "data"
NAME = "register-amb-2018.yaml"
TEXT = (FOLDER / NAME).read_text(encoding="utf-8")
EDITION = 'edition: "2018"'
LATER = f"{EDITION}\nvalid_from: 2027-01-01"
CLAUSES: dict[str, Any] = json.loads((DATA / "clauses.json").read_text(encoding="utf-8"))
SEEN = read_hashes(DATA / "regeling-2018.shingles") | read_hashes(DATA / "voorwaarden-2018.shingles")


def changed(old: str, new: str) -> list[str]:
    """What is wrong with the file after a change."""
    assert old in TEXT
    rules, mistakes = check_text(TEXT.replace(old, new, 1), NAME, "register-amb-2018")
    assert (rules is None) == bool(mistakes)
    return [str(one).split(": ", 1)[1] for one in mistakes]


def test_the_clauses_are_those_of_the_list_at_their_place_in_the_documents() -> None:
    assert {
        one.id: {"document": one.document, "section": one.section, "line": one.line} for one in RULES.clauses.values()
    } == CLAUSES


def test_every_reading_has_a_question_and_an_answer() -> None:
    assert list(RULES.readings) == [f"A-{number:02}" for number in range(1, 76)]
    assert all(one.question.endswith("?") and one.reading.endswith(".") for one in RULES.readings.values())


def test_no_sentence_has_seven_words_in_a_row_of_a_document() -> None:
    sentences = [one.text for one in RULES.clauses.values()]
    sentences += [text for one in RULES.readings.values() for text in (one.question, one.reading)]
    assert [(text, copied_runs(text, SEEN)) for text in sentences if copied_runs(text, SEEN)] == []


def test_a_copied_sentence_would_be_seen() -> None:
    assert hash_of("deelnemers c inschrijving 2018 165 00 deelnemers") in SEEN


@pytest.mark.parametrize(
    ("status", "points", "months", "level", "years", "audit"),
    [
        ("C", 8, (None, None), "MBO+", 1, 115),
        ("B", 12, (36, None), "HBO+", 2, 225),
        ("A", 20, (None, 60), "WO+", 2, 240),
    ],
)
def test_each_status_asks_what_the_documents_say(
    status: str, points: int, months: tuple[int | None, int | None], level: str, years: int, audit: int
) -> None:
    one = RULES.status(Status(status))
    assert (one.pe.points, one.validity.years, one.audit.amount) == (points, years, audit)
    assert (one.experience.at_least_months, one.experience.more_than_months) == months
    assert one.working_level.at_least is WorkingLevel(level)
    assert (one.dossier and one.dossier.months_before) == (None if status == "C" else 2)
    assert (one.portfolio is None) is (status == "C")


def test_network_points_are_asked_of_a_only() -> None:
    asked = {status: rules.network for status, rules in RULES.statuses.items() if rules.network}
    assert {status: (one.at_least, one.counts_up_to) for status, one in asked.items()} == {Status.A: (6, 10)}


def test_the_ways_in_are_those_of_the_documents() -> None:
    ways = {one.code.value: [way.route.value for way in one.entry] for one in RULES.statuses.values()}
    assert ways == {
        "C": ["entree_audit"],
        "B": ["entree_audit", "upgrade", "leergang"],
        "A": ["entree_audit", "upgrade"],
    }
    upward = RULES.status(Status.A).route(Route.UPGRADE)
    assert upward is not None
    assert upward.from_status is Status.B
    assert RULES.status(Status.C).route(None) is None


def test_there_is_a_row_for_every_kind() -> None:
    assert set(RULES.rows) == set(PEKind)


def test_the_registers_have_their_titles() -> None:
    assert {one.code: (one.title, one.conditions_known) for one in RULES.registers.values()} == {
        RegisterName.AMB: ("R-AMB", True),
        RegisterName.MW: ("R-MW", False),
    }


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(UnknownClause):
        RULES.clause("X")
    with pytest.raises(UnknownReading):
        RULES.reading("A-99")
    with pytest.raises(UnknownEdition):
        register_text.rules_of("weg")
    assert register_text.rules_of(RULES.slug) is RULES


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("clause: B-REN-PE,", "clause: B-REN-X,", "statuses[1].pe.clause: bepaling 'B-REN-X' staat niet bij clauses."),
        (
            "clauses: [A-ENTRY-UPGRADE]",
            "clauses: [A-ENTRY-X]",
            "statuses[2].entry[1].clauses[0]: bepaling 'A-ENTRY-X' staat niet bij clauses.",
        ),
        ("hours: 8, points: 8", "hours: 0, points: 8", "pe_table[0].hours: formule 'performance' heeft hours nodig."),
        ("formula: block, months: 3", "formula: block", "pe_table[9].months: formule 'block' heeft months nodig."),
        ("kind: docent", "kind: spreker", "pe_table[1]: 'spreker' staat er al."),
        ("- code: MW\n", "- code: AMB\n", "registers[1]: 'AMB' staat er al."),
        ("id: A-02,", "id: A-01,", "readings[1]: 'A-01' staat er al."),
        (
            "id: TITLE, document: regeling",
            "id: TITLE, document: brief",
            "clauses[7].document: document 'brief' staat niet bij documents.",
        ),
        ("points: 20}", "points: twintig}", "statuses[2].pe.points: hier hoort een geheel getal."),
        ("kind: docent", "soort: docent", "pe_table[0].soort: deze sleutel bestaat hier niet."),
        ("from: B", "from: D", "statuses[2].entry[1].from: dit moet 'C', 'B' of 'A' zijn."),
        ("working_level: {clause: C-LEVEL, at_least: MBO+}", "level: 1", "statuses[0].working_level: dit ontbreekt."),
        (
            "slug: register-amb-2018",
            "slug: register-amb-2019",
            "slug: het bestand heet 'register-amb-2018': de slug moet hetzelfde zijn.",
        ),
        ("status: B, year: 2018", "status: C, year: 2018", "fees.annual[1]: 'C 2018' staat er al."),
        ("title: Beroepsregister AMB en MW", "title: &a Register", "een anker (&) mag niet: schrijf het uit."),
    ],
)
def test_each_fault_in_the_file_is_named_at_its_place(old: str, new: str, message: str) -> None:
    assert message in changed(old, new)


def test_a_kind_that_is_left_out_is_named() -> None:
    line = next(line for line in TEXT.splitlines() if "kind: landelijk" in line)
    assert changed(f"{line}\n", "") == ["pe_table: hier ontbreekt landelijk."]


def test_all_faults_are_named_at_once_in_the_order_of_the_file() -> None:
    text = TEXT.replace("kind: docent", "kind: spreker", 1).replace("clause: C-REN-PE,", "clause: C-X,", 1)
    _, mistakes = check_text(text, NAME)
    assert [one.where.split(": ")[1] for one in mistakes] == ["statuses[0].pe.clause", "pe_table", "pe_table[1]"]
    assert [one.line for one in mistakes] == sorted(one.line for one in mistakes)


def test_a_file_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "register-x.yaml").write_bytes(b"title: caf\xe9\n")
    _, (mistake,) = check_file(tmp_path / "register-x.yaml")
    assert mistake.what == "dit bestand is geen UTF-8."
    _, (mistake,) = check_text("", "register-x.yaml")
    assert mistake.what == "dit bestand is leeg."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a second edition."""
    shutil.copy(FOLDER / NAME, tmp_path)
    later = TEXT.replace("slug: register-amb-2018", "slug: register-amb-2027").replace(EDITION, LATER)
    (tmp_path / "register-amb-2027.yaml").write_text(later, encoding="utf-8")
    return tmp_path


def test_a_day_has_the_newest_edition_that_was_valid(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editions = read_editions(folder)
    assert [one.slug for one in editions] == ["register-amb-2018", "register-amb-2027"]
    monkeypatch.setattr(register_text, "all_editions", lambda: editions)
    days = [date(2017, 1, 1), date(2018, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [register_text.rules_on(day).slug[-4:] for day in days] == ["2018", "2018", "2018", "2027"]
    assert register_text.rules_of("register-amb-2018").valid_from is None


def test_two_editions_do_not_begin_on_one_day(folder: Path) -> None:
    path = folder / "register-amb-2027.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(LATER, EDITION), encoding="utf-8")
    with pytest.raises(Faulty) as error:
        read_editions(folder)
    assert str(error.value) == "register-amb-2027.yaml:1: valid_from: op deze dag gaat al een andere editie in."


def test_the_faults_of_every_file_are_named(folder: Path) -> None:
    for path in folder.glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("title: ", "titel: ", 1), encoding="utf-8")
    with pytest.raises(Faulty) as error:
        read_editions(folder)
    assert {one.where.split(":")[0] for one in error.value.faults} == {
        "register-amb-2018.yaml",
        "register-amb-2027.yaml",
    }


def test_without_rules_nothing_can_be_judged(tmp_path: Path) -> None:
    with pytest.raises(Faulty):
        read_editions(tmp_path)


def test_the_rules_stand_beside_the_standards_and_are_none(tmp_path: Path, folder: Path) -> None:
    assert NAME not in {path.name for path in standard_files(FOLDER)}
    assert NAME in {path.name for path in register_files(FOLDER)}


def test_an_edition_that_is_out_is_kept_as_it_is(folder: Path) -> None:
    publish(folder)
    assert [line.split("  ")[1] for line in (folder / FILE).read_text(encoding="utf-8").splitlines()] == [
        "register-amb-2018.yaml",
        "register-amb-2027.yaml",
    ]


def test_the_command_checks_the_rules(folder: Path) -> None:
    runner = Flask("test").test_cli_runner()
    result = runner.invoke(dossiers_cli, ["rules"])
    assert result.exit_code == 0
    assert f"{NAME}: goed (geldig vanaf het begin, {len(CLAUSES)} bepalingen, 75 lezingen)." in result.output
    path = folder / NAME
    path.write_text(TEXT.replace("points: 20}", "points: x}", 1), encoding="utf-8")
    result = runner.invoke(dossiers_cli, ["rules", str(path)])
    assert result.exit_code == 1
    assert "statuses[2].pe.points: hier hoort een geheel getal." in result.output
    assert "1 fout gevonden." in result.output


def test_the_application_has_the_commands(app: Flask) -> None:
    assert app.cli.commands["dossiers"] is dossiers_cli


def test_the_screen_names_no_place_in_english():
    chapters = {clause.chapter for clause in RULES.clauses.values()}
    assert {"vóór de C-status", "certificaten", "5.4 (voetnoot)"} <= chapters
    assert not {word for one in chapters for word in one.split()} & {"before", "certificates", "(footnote)"}


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("A-REN-PORTFOLIO-LOCAL", "lokaal niveau"),
        ("B-CONTENT", "Accountmanager Bedrijven B"),
        ("PE-ROW-MODERATIE", "start"),
        ("PAYS", "dan betaalt de organisator"),
        ("PE-KINDS", "Cursussen, trainingen"),
        ("COMPETENCES-MOST", "competenties uiteindelijk het belangrijkst"),
        ("COMMITTEE", "Commissie van Advies"),
        ("TITLE-WHERE", "LinkedIn"),
    ],
)
def test_a_clause_says_what_the_document_says(clause: str, words: str) -> None:
    assert words in RULES.clause(clause).text


def test_what_no_document_says_of_objections_is_told() -> None:
    assert "Geen document noemt een termijn voor bezwaar" in RULES.reading("A-74").reading
    assert RULES.valid_from is None
