"""The practice report: proposed, approved or returned, written, sent before the peer meeting, presented."""

from __future__ import annotations

from datetime import date

import pytest

from app.core import clock
from app.core.problems import WrongStep
from app.core.saving import SaveConflict
from app.dossiers.holding.position import own_year, position_of
from app.dossiers.models import PracticeReport
from app.dossiers.reports import operations
from app.dossiers.reports.operations import NothingWritten, TooEarly
from app.dossiers.reports.queries import report_of
from app.dossiers.rules import ReportStatus
from app.dossiers.standing.case import case_of
from app.evidence.queries import evidence_of
from app.regulation.terms import Status
from tests.factories.dossiers import make_dossier, make_meeting, make_registration, make_report
from tests.factories.evidence import make_file
from tests.factories.people import make_person

HOME = "/mijn-register/praktijkverslag/"
YEAR = date(2026, 3, 15)


@pytest.fixture
def person(app):
    person = make_person(name="Noor Verhagen")
    make_registration(person, Status.B)
    return person


@pytest.fixture
def client(person, client_for):
    return client_for(person)


def the_report(person) -> PracticeReport:
    report = report_of(person, YEAR)
    assert report is not None
    return report


def autosave(client, text, version):
    return client.post(f"{HOME}verslag", data={"body": text, "version": version}, headers={"X-Autosave": "1"})


def test_there_is_one_report_a_year(person):
    own = own_year(person, clock.today())
    assert operations.report_for(person, own.year) is operations.report_for(person, own.year)


def test_the_committee_approves_or_gives_back_with_reasons_and_the_first_day_of_asking_stays(person):
    report = make_report(person, ReportStatus.RETURNED)
    assert (report.answer, report.decided_on) == ("Dit is je gewone werk.", date(2026, 4, 8))
    operations.keep_subject(report, subject="Anders", beyond_routine="Nu wel.", local_level=False)
    operations.propose(report, date(2026, 5, 1))
    operations.decide_subject(report, make_person(), date(2026, 5, 8), True, "")
    assert (report.status, report.submitted_on) == (ReportStatus.APPROVED, date(2026, 4, 1))


def test_steps_in_the_wrong_order_are_refused(person):
    report = make_report(person, ReportStatus.PROPOSED)
    for step in (
        lambda: operations.propose(report, YEAR),
        lambda: operations.keep_subject(report, subject="x", beyond_routine="", local_level=False),
        lambda: operations.save_body(report, "tekst", 0),
        lambda: operations.send(report, date(2026, 5, 1)),
        lambda: operations.add_evidence(report, make_file(person)),
    ):
        with pytest.raises(WrongStep):
            step()
    with pytest.raises(WrongStep):
        operations.decide_subject(make_report(make_holder()), person, YEAR, True, "")


def make_holder():
    person = make_person()
    make_registration(person, Status.B)
    return person


def test_a_report_without_text_or_file_is_not_sent(person):
    report = make_report(person, ReportStatus.APPROVED, body="")
    with pytest.raises(NothingWritten):
        operations.send(report, date(2026, 9, 1))
    operations.add_evidence(report, make_file(person))
    operations.send(report, date(2026, 9, 1))
    assert report.report_sent_on == date(2026, 9, 1)


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 4, 7)])
def test_a_day_of_sending_lies_between_the_approval_and_today(person, day):
    with pytest.raises(TooEarly):
        operations.send(make_report(person, ReportStatus.APPROVED), day)


def test_what_was_sent_stays(person):
    report = make_report(person)
    with pytest.raises(WrongStep, match="verstuurd"):
        operations.save_body(report, "Toch anders.", report.body_version)
    with pytest.raises(WrongStep, match="verstuurd"):
        operations.remove_evidence(report, make_file(person))


def test_the_engine_hears_of_the_report_and_its_presentation(person):
    make_report(person)
    make_meeting(person, make_person())
    report = case_of(position_of(person, date(2026, 11, 20))).practice_report
    assert report is not None
    assert (report.activity_approved, report.report_written, report.presented) == (True, True, True)
    assert report.report_sent_on == date(2026, 9, 1)


def test_saving_follows_the_protocol(person):
    report = make_report(person, ReportStatus.APPROVED, body="")
    assert operations.save_body(report, "Eerste.", 0).version == 1
    assert operations.save_body(report, "Eerste.", 0).version == 1
    with pytest.raises(SaveConflict) as conflict:
        operations.save_body(report, "Tweede.", 0)
    assert (conflict.value.stored, conflict.value.version) == ("Eerste.", 1)
    assert operations.save_body(report, "Tweede.", 1).version == 2


def test_text_saves_itself_and_a_second_window_is_asked(person, client):
    make_report(person, ReportStatus.APPROVED, body="")
    saved = autosave(client, "Wij begonnen klein.", 0)
    assert saved.json == {"version": 1, "message": "Opgeslagen om 10:00", "parts": ""}
    conflict = autosave(client, "Iets anders.", 0)
    assert conflict.status_code == 409
    assert (conflict.json["problem"], conflict.json["stored"]) == ("conflict", "Wij begonnen klein.")
    assert autosave(client, "x" * 60_001, 1).status_code == 422


def test_without_scripts_a_conflict_shows_both_and_the_choice_holds(person, client):
    make_report(person, ReportStatus.APPROVED, body="Wat er stond.")
    asked = client.post(f"{HOME}verslag", data={"body": "Mijn tekst.", "body_version": 0})
    assert asked.status_code == 409
    assert "Wat er stond." in asked.text
    assert "Mijn tekst." in asked.text
    kept = client.post(f"{HOME}verslag", data={"body": "Mijn tekst.", "body_version": 1, "body_choice": "mine"})
    assert kept.status_code == 303
    assert the_report(person).body == "Mijn tekst."


def test_a_save_after_sending_says_so_and_where_to_look(person, client):
    make_report(person)
    refused = autosave(client, "Toch nog iets.", 1)
    assert refused.status_code == 409
    assert (refused.json["problem"], refused.json["href"]) == ("closed", HOME)
    page = client.post(f"{HOME}verslag", data={"body": "Toch nog iets.", "body_version": 1})
    assert page.status_code == 409
    assert "Toch nog iets." in page.text


def test_an_activity_is_kept_for_later_or_laid_before_the_committee(person, client):
    kept = client.post(f"{HOME}voorstel", data={"subject": "Loket", "do": "keep"}, follow_redirects=True)
    assert "Alleen jij ziet het." in kept.text
    assert the_report(person).status is ReportStatus.DRAFT
    bare = client.post(f"{HOME}voorstel", data={"subject": "Loket", "do": "propose"})
    assert bare.status_code == 422
    client.post(f"{HOME}voorstel", data={"subject": "Loket", "beyond_routine": "Drie partijen.", "do": "propose"})
    report = the_report(person)
    assert (report.status, report.submitted_on) == (ReportStatus.PROPOSED, date(2026, 11, 20))
    again = client.post(f"{HOME}voorstel", data={"subject": "Anders", "beyond_routine": "x", "do": "propose"})
    assert again.status_code == 409


def test_late_in_the_year_there_is_a_warning_and_no_refusal(person, client, client_for):
    assert "Het is al laat in je PE-jaar" in client.get(HOME).text
    early = make_person()
    make_registration(early, Status.B, started_on=date(2026, 9, 1))
    assert "Het is al laat in je PE-jaar" not in client_for(early).get(HOME).text


def test_only_a_is_asked_for_something_local(person, client, client_for):
    assert "op lokaal niveau" not in client.get(HOME).text
    holder = make_person()
    make_registration(holder, Status.A)
    assert "op lokaal niveau" in client_for(holder).get(HOME).text


def test_what_was_given_back_shows_why(person, client):
    make_report(person, ReportStatus.RETURNED)
    assert "Dit is je gewone werk." in client.get(HOME).text


def test_sending_on_the_day_of_the_meeting_warns_first_and_is_then_written_down(person, client):
    make_report(person, ReportStatus.APPROVED)
    make_meeting(person, make_person(), held_on=date(2026, 9, 10))
    warned = client.post(f"{HOME}versturen", data={"sent_on": "2026-09-10"})
    assert warned.status_code == 422
    assert "Of dat op tijd is, beslist een mens." in warned.text
    assert the_report(person).status is ReportStatus.APPROVED
    client.post(f"{HOME}versturen", data={"sent_on": "2026-09-10", "anyway": "y"})
    assert the_report(person).report_sent_on == date(2026, 9, 10)


def test_sending_before_the_meeting_needs_no_second_word(person, client):
    make_report(person, ReportStatus.APPROVED)
    make_meeting(person, make_person(), held_on=date(2026, 9, 10))
    assert client.post(f"{HOME}versturen", data={"sent_on": "2026-09-09"}).status_code == 303


def test_evidence_is_kept_once_and_can_be_chosen_again(person, client):
    make_report(person, ReportStatus.APPROVED)
    kept = make_file(person, "kaart.pdf")
    assert "kaart.pdf" in client.get(HOME).text
    client.post(f"{HOME}bewijs", data={"existing": kept.id})
    client.post(f"{HOME}bewijs", data={"existing": kept.id})
    assert the_report(person).evidence == [kept]
    client.post(f"{HOME}bewijs/{kept.id}/weghalen")
    assert the_report(person).evidence == []
    assert evidence_of(person) == []


def test_somebody_elses_file_cannot_be_chosen(person, client):
    make_report(person, ReportStatus.APPROVED)
    foreign = make_file(make_person())
    assert client.post(f"{HOME}bewijs", data={"existing": foreign.id}).status_code == 422
    assert the_report(person).evidence == []


def test_c_and_who_holds_nothing_read_that_they_need_no_report(client_for, app):
    holder = make_person()
    make_registration(holder, Status.C)
    assert "geen praktijkverslag nodig" in client_for(holder).get(HOME).text
    assert "nog niet in het register" in client_for(make_person()).get(HOME).text
    assert client_for(holder).post(f"{HOME}voorstel", data={"subject": "x"}).status_code == 404


def test_after_handing_in_the_page_only_shows(person, client):
    make_report(person, ReportStatus.APPROVED)
    make_dossier(person)
    page = client.get(HOME)
    assert "Je praktijkverslag blijft zoals het is." in page.text
    assert "Schrijf verder" not in page.text
    assert autosave(client, "Nog iets.", 1).status_code == 409
