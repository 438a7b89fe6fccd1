"""Taking a workbook with PE activities over: download, upload, see what comes, confirm."""

import io
import re
from datetime import date
from threading import Event, Thread

import pytest

from app.core.db import db
from app.core.files import workbooks
from app.core.files.apart import TOO_MUCH
from app.core.files.sheets import MIMETYPE
from app.dossiers.models import PEActivity
from app.regulation.terms import Status
from tests.core.files.bombs import styles
from tests.dossiers.pe.test_pages import WORKSHOP
from tests.dossiers.pe.test_workbook import book_of
from tests.factories.dossiers import make_dossier, make_registrant, make_registration
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person

PE = "/mijn-register/pe"
DAY = date(2026, 10, 1)


@pytest.fixture
def person(app):
    person = make_person(name="Noor Verhagen")
    make_registrant(person)
    make_registration(person, Status.B, started_on=date(2025, 3, 15), renewed=1)
    return person


@pytest.fixture
def client(person, client_for):
    return client_for(person)


def words(answer) -> str:
    main = answer.text.partition("<main")[2].partition("</main>")[0] or answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def all_activities():
    return db.session.query(PEActivity).order_by(PEActivity.id).all()


def upload(client, content: bytes):
    return client.post(PE + "/invoer", data={"file": (io.BytesIO(content), "pe.xlsx")})


def carried(answer) -> str:
    found = re.search(r'name="preview"[^>]*value="([^"]+)"', answer.text)
    assert found
    return found[1]


def test_a_workbook_is_shown_first_and_added_after_the_yes(client, person):
    make_pe_activity(person, title="Leegstand", held_on=DAY)
    content = book_of(
        [DAY, "Workshop", "Leegstand", "Gedaan", 3, None, None, "ja"],
        [DAY, "Collega's van andere gemeenten adviseren", "Advies", "Gedaan", 4],
        [date(2027, 1, 8), "Congres", "Vestigingsklimaat", "Gepland", 6, None, None, "ja"],
    )
    shown = upload(client, content)
    assert shown.status_code == 200
    assert "2 nieuwe activiteiten" in words(shown)
    assert "Staat er al" in words(shown)
    assert len(all_activities()) == 1
    assert client.post(PE + "/invoer/bevestig", data={"preview": carried(shown)}).status_code == 303
    assert [one.title for one in all_activities()] == ["Leegstand", "Advies", "Vestigingsklimaat"]
    client.post(PE + "/invoer/bevestig", data={"preview": carried(shown)})
    assert len(all_activities()) == 3
    client.post(PE + "/invoer/bevestig", data={"preview": carried(shown), "again": "y"})
    assert len(all_activities()) == 6


def test_a_row_for_the_network_is_shown_and_added_as_such(client):
    shown = upload(client, book_of([DAY, "Workshop", "Leegstand", "Gedaan", 3, None, None, "ja", "ja"]))
    assert "2 netwerk" in words(shown)
    client.post(PE + "/invoer/bevestig", data={"preview": carried(shown)})
    assert all_activities()[0].network is True


def test_before_adding_it_says_what_still_needs_approval(client):
    shown = words(upload(client, book_of([DAY, "Workshop", "Leegstand", "Gedaan", 3, None, None, "nee"])))
    assert "0 Dit telt pas als de kwaliteitscommissie het goedkeurt." in shown


def test_beside_the_faults_stand_the_rows_that_are_right(client):
    answer = upload(client, book_of([DAY, "Workshop", "", "Gedaan", 3], [DAY, "Workshop", "Leegstand", "Gedaan", 3]))
    assert answer.status_code == 422
    assert "1 rij is al goed" in words(answer)
    assert "Leegstand" in words(answer)
    assert all_activities() == []


def test_a_faulty_workbook_adds_nothing_and_names_its_cells(client):
    answer = upload(client, book_of([DAY, "Workshop", "", "Gedaan", 3], ["morgen", "Borrel", "Twee"]))
    assert answer.status_code == 422
    assert "Cel C2: hier ontbreekt de naam." in words(answer)
    assert "Cel A3" in words(answer)
    assert all_activities() == []


def test_what_somebody_else_was_shown_cannot_be_confirmed(client, client_for):
    other = make_person()
    make_registration(other)
    preview = carried(upload(client, book_of([DAY, "Workshop", "Een", "Gedaan", 3])))
    for forged in (preview, preview[:-4] + "aaaa", ""):
        client_for(other).post(PE + "/invoer/bevestig", data={"preview": forged})
    assert all_activities() == []


def test_a_dossier_handed_in_meanwhile_refuses_the_whole_workbook(client, person):
    shown = upload(client, book_of([DAY, "Workshop", "Een", "Gedaan", 3]))
    make_dossier(person)
    answer = client.post(PE + "/invoer/bevestig", data={"preview": carried(shown)})
    assert answer.status_code == 409
    assert all_activities() == []


def test_the_workbook_to_fill_in_is_a_download(client):
    answer = client.get(PE + "/invoer/werkboek")
    assert answer.mimetype == MIMETYPE
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_workbook_that_is_too_full_is_refused_on_the_page(client):
    answer = upload(client, styles(1_500_000))
    assert answer.status_code == 422
    assert "Dit werkboek is te vol om te lezen." in words(answer)


def test_while_a_workbook_takes_its_full_time_another_can_save(client, client_for, monkeypatch):
    other = make_person()
    make_registrant(other)
    make_registration(other, Status.B, started_on=date(2025, 3, 15), renewed=1)
    db.session.commit()
    saving, begun, answers = client_for(other), Event(), []

    def for_ever(*_):
        while True:
            pass

    monkeypatch.setattr(workbooks, "read_sheets", for_ever)
    monkeypatch.setattr(workbooks, "get_ready", begun.set)
    slow = Thread(target=lambda: answers.append(upload(client, book_of())))
    slow.start()
    assert begun.wait(30)
    assert saving.post(PE + "/nieuw", data=WORKSHOP).status_code == 303
    assert answers == []
    slow.join()
    assert answers[0].status_code == 422
    assert TOO_MUCH in words(answers[0])
    assert len(all_activities()) == 1
