"""A dossier puts itself together, is handed in once, and can be taken along."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from app.core import clock
from app.core.problems import WrongStep
from app.core.stores.store import files
from app.dossiers.dossier import operations
from app.dossiers.dossier.assembling import assemble
from app.dossiers.dossier.content import content_from
from app.dossiers.dossier.packing import MissingFile, pdf_of, zip_of
from app.dossiers.dossier.queries import handed_in, own_dossier
from app.dossiers.holding.position import own_year
from app.dossiers.reports import operations as report_operations
from app.dossiers.rules import ActivityStatus, DossierStatus, ReportStatus
from app.evidence.queries import is_used
from app.evidence.rules import key_of
from app.regulation.case import Verdict
from app.regulation.dossier_file.reading import case_of, read_objects
from app.regulation.editions import rules_of
from app.regulation.judging import judge
from app.regulation.terms import PEKind, Status
from tests.factories.dossiers import (
    make_declaration,
    make_dossier,
    make_meeting,
    make_registrant,
    make_registration,
    make_report,
)
from tests.factories.evidence import make_file, make_link
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.readable import faults_of_pdf


@pytest.fixture
def person(app):
    """A B holder since 15 March 2026; it is 20 November, the dossier is due on 15 January 2027."""
    person = make_person(name="Noor Verhagen")
    make_registrant(person)
    make_registration(person, Status.B)
    return person


def own(person):
    found = own_year(person, clock.today())
    assert found is not None
    return found


def full_year(person):
    make_declaration(person)
    make_report(person)
    make_meeting(person, make_person(name="Sem de Wit"))
    make_pe_activity(person, kind=PEKind.CONGRES, hours=7, clok=True, title="Congres van het jaar")


def words(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_an_empty_year_misses_everything_that_the_status_asks(person):
    content = assemble(own(person)).content
    assert {one.key for one in content.missing} >= {
        "verklaring",
        "pe_punten",
        "praktijkverslag",
        "intervisie",
        "dossier",
    }
    assert content.declaration is None
    assert content.deadline == date(2027, 1, 15)


def test_what_was_done_in_the_year_is_in_it_by_itself(person):
    full_year(person)
    content = assemble(own(person)).content
    assert content.declaration is not None
    assert content.declaration.function == "Accountmanager bedrijven"
    assert content.report is not None
    assert content.report.sent_on == date(2026, 9, 1)
    assert [(one.confirmed_by, one.presented) for one in content.meetings] == [("Sem de Wit", True)]
    assert [(one.title, one.points) for one in content.activities] == [("Congres van het jaar", 4)]
    assert {one.key for one in content.missing} == {"pe_punten", "dossier"}


def test_other_years_and_other_people_stay_out(person):
    make_pe_activity(person, held_on=date(2026, 3, 14), title="Vorig jaar")
    make_pe_activity(make_person(), held_on=date(2026, 6, 1), title="Van een ander")
    assert assemble(own(person)).content.activities == ()


def test_what_is_planned_is_listed_as_planned_and_counts_for_nothing_yet(person):
    make_pe_activity(
        person, kind=PEKind.WORKSHOP, hours=4, clok=True, held_on=date(2027, 2, 1), status=ActivityStatus.PLANNED
    )
    content = assemble(own(person)).content
    assert (content.points, content.planned_points) == (0, 2)
    assert [one.points for one in content.planned] == [2]
    assert content.done == []


def test_the_content_goes_to_json_and_back_without_loss(person):
    full_year(person)
    content = assemble(own(person)).content
    assert content_from(json.loads(json.dumps(content.as_json()))) == content


def test_the_reflection_of_a_meeting_is_in_no_dossier(person):
    meeting = make_meeting(person, make_person())
    meeting.attendances[0].reflection = "Dit houd ik voor mezelf."
    dossier = make_dossier(person)
    assert "voor mezelf" not in json.dumps([dossier.content, dossier.case])


def test_handing_in_freezes_the_dossier_as_it_is(person):
    full_year(person)
    dossier = make_dossier(person)
    make_pe_activity(person, title="Later toegevoegd")
    dossier.person.name = "Iemand Anders"
    content = handed_in(dossier)
    assert [one.title for one in content.activities] == ["Congres van het jaar"]
    assert content.holder.name == "Noor Verhagen"
    assert dossier.status is DossierStatus.HANDED_IN
    assert (dossier.period_start, dossier.renewal_date) == (date(2026, 3, 15), date(2027, 3, 15))


def test_in_what_was_handed_in_the_dossier_itself_is_met(person):
    dossier = make_dossier(person)
    check = next(one for one in handed_in(dossier).checks if one.key == "dossier")
    assert check.verdict is Verdict.MET


def test_the_case_that_was_handed_in_is_a_dossier_file_with_the_same_verdicts(person):
    full_year(person)
    year = own(person)
    dossier = make_dossier(person)
    objects, _ = read_objects(json.dumps(dossier.case))
    outcome = judge(case_of(objects[0]), year.rules)
    assert {key: one.verdict for key, one in outcome.requirements.items()} == {
        one.key: one.verdict for one in handed_in(dossier).checks
    }


def test_a_dossier_is_handed_in_once(person):
    year = own(person)
    make_dossier(person)
    with pytest.raises(WrongStep, match="al ingeleverd"):
        operations.hand_in(own(person))
    with pytest.raises(WrongStep, match="al ingeleverd"):
        operations.hand_in(year)


def test_c_may_hand_in_its_year_too_and_has_no_deadline(app):
    person = make_person()
    make_registration(person, Status.C)
    assert own(person).deadline is None
    keys = {one.key for one in handed_in(make_dossier(person)).checks}
    assert keys == {"verklaring", "pe_punten", "evenwicht"}


def test_after_handing_in_report_and_declaration_stay_as_they_are(person):
    report = make_report(person, ReportStatus.APPROVED)
    make_dossier(person)
    with pytest.raises(WrongStep, match="ingeleverd"):
        report_operations.save_body(report, "Iets anders.", report.body_version)
    with pytest.raises(WrongStep, match="ingeleverd"):
        report_operations.send(report, date(2026, 11, 20))
    with pytest.raises(WrongStep, match="ingeleverd"):
        make_declaration(person)


def test_evidence_is_listed_once_with_all_that_shows_it_and_only_the_persons_own(person):
    file, link, foreign = make_file(person, "Mijn verslag.pdf"), make_link(person), make_file(make_person())
    report = make_report(person, ReportStatus.APPROVED)
    report.evidence.extend([file, foreign])
    make_pe_activity(person, title="Workshop", evidence=[file, link])
    proofs = assemble(own(person)).content.proofs
    assert [(one.id, one.shown_at) for one in proofs] == [
        (file.id, ("Praktijkverslag", "Workshop")),
        (link.id, ("Workshop",)),
    ]


def test_evidence_that_was_handed_in_stays_and_nothing_else_can_be_read_through_it(person):
    file, other = make_file(person), make_file(person)
    make_pe_activity(person, evidence=[file])
    dossier = make_dossier(person)
    assert dossier.evidence == [file]
    assert not is_used(other)
    assert is_used(file)
    assert own_dossier(make_person(), dossier.id) is None


HOSTILE = (
    "../../etc/passwd.pdf",
    "CON.pdf",
    "verslag.pdf",
    "verslag.pdf",
    'a:b*c?"<>|.pdf',
    "…/é ü.PDF",
    "x" * 140 + ".pdf",
)


def test_names_in_the_package_are_safe_unique_and_all_there(person):
    link = make_link(person, "https://cursus.voorbeeldstad.example/bewijs")
    make_pe_activity(person, evidence=[*(make_file(person, name) for name in HOSTILE), link])
    dossier = make_dossier(person)
    with zipfile.ZipFile(zip_of(handed_in(dossier), dossier.case, dossier.evidence, dossier.handed_in_at)) as package:
        names = package.namelist()
        assert package.testzip() is None
        assert "cursus.voorbeeldstad.example" in package.read("bewijs/links.txt").decode()
        assert package.read("dossier.pdf").startswith(b"%PDF")
        assert read_objects(package.read("dossier.json").decode())[0]
    files = [one.removeprefix("bewijs/") for one in names if one.endswith(".pdf") and one.startswith("bewijs/")]
    assert len(set(files)) == len(HOSTILE)
    for name in files:
        assert not set(name) & set('/\\:*?"<>|'), name
        assert not name.startswith((".", "-")), name
        assert len(name) < 100, name


def test_the_package_holds_the_bytes_that_were_kept(person):
    evidence = make_file(person, "bewijs.txt", b"Ik was erbij.")
    make_pe_activity(person, evidence=[evidence])
    dossier = make_dossier(person)
    with zipfile.ZipFile(zip_of(handed_in(dossier), dossier.case, dossier.evidence, None)) as package:
        assert package.read("bewijs/01-bewijs.txt") == b"Ik was erbij."


def test_without_one_of_its_files_there_is_no_package(person):
    evidence = make_file(person, "weg.pdf")
    make_pe_activity(person, evidence=[evidence])
    dossier = make_dossier(person)
    files().delete(key_of(evidence.storage_name))
    with pytest.raises(MissingFile, match=r"weg\.pdf"):
        zip_of(handed_in(dossier), dossier.case, dossier.evidence, None)


def test_the_pdf_says_everything_as_it_was_written(person):
    make_report(person, subject='Plan #1: *alles* [of] "niets"', body="Eerst dit.\n\n#import is hier gewoon een woord.")
    make_meeting(person, make_person(name="Sem de Wit"), group="Kring Rivierenland")
    make_declaration(person, changes="Meer uren.")
    make_pe_activity(person, title="Workshop onderhandelen", note="Veel geleerd.")
    pdf = pdf_of(assemble(own(person)).content, None)
    assert faults_of_pdf(pdf) == []
    text = words(pdf)
    for said in (
        "Dossier van Noor Verhagen",
        "Nog niet ingeleverd",
        'Plan #1: *alles* [of] "niets"',
        "#import is hier gewoon een woord.",
        "Kring Rivierenland",
        "Bevestigd door Sem de Wit",
        "Meer uren.",
        "Workshop onderhandelen",
        "Veel geleerd.",
        "vrijdag 15 januari 2027",
    ):
        assert said in text, said


def test_the_rules_stand_in_an_annex_by_name_and_nowhere_as_a_code(person):
    full_year(person)
    content = assemble(own(person)).content
    text = words(pdf_of(content, None))
    body, annex = text.split("Op welke regels dit rust", 2)[1:]
    for clause in map(rules_of(content.rules_edition).clause, content.checks[0].clauses):
        assert clause.title in annex
    assert "Waar het staat" not in body
    assert re.findall(r"\b[A-Z]+(?:-[A-Z]+)+\b", text) == ["R-AMB"]


def test_the_points_are_drawn_and_said_in_words(person):
    make_pe_activity(person, kind=PEKind.WORKSHOP, hours=4, clok=True, held_on=date(2026, 6, 1))
    document = PdfReader(io.BytesIO(pdf_of(assemble(own(person)).content, None)))
    assert document.metadata.author == "Noor Verhagen"
    parts = [document.get_object(number) for number in range(1, document.trailer["/Size"])]
    texts = [
        part["/Alt"] for part in parts if isinstance(part, dict) and part.get("/S") == "/Figure" and "/Alt" in part
    ]
    assert "Je hebt 2 punten: 2 scholing en 0 netwerk. Nodig: minstens 12." in " ".join(texts)


def test_the_pdf_of_an_empty_year_says_what_there_is_not(person):
    text = words(pdf_of(assemble(own(person)).content, None))
    assert "Er is geen praktijkverslag." in text
    assert "Er is geen verklaring." in text


def test_a_register_whose_conditions_are_not_known_has_a_dossier_without_verdicts(person):
    year = own(person)
    content = replace(assemble(year).content, checks=())
    assert words(pdf_of(content, None))
