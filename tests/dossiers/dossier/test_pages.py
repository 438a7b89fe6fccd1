"""Pages of the declaration and the dossier: what is missing, hand in, read back, take along."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest

from app.core.db import db
from app.core.stores.store import files
from app.dossiers.declarations.queries import declaration_of
from app.dossiers.dossier.queries import dossiers_of
from app.dossiers.rules import ActivityStatus, ApprovalStatus, DossierStatus
from app.evidence.rules import key_of
from app.regulation.terms import PEKind, Status
from tests.factories.dossiers import make_declaration, make_dossier, make_meeting, make_registration, make_report
from tests.factories.evidence import make_file
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_organisation, make_person

HOME = "/mijn-register/dossier/"
DECLARATION = "/mijn-register/verklaring/"
YEAR = date(2026, 3, 15)
SIGNED = {"still_in_function": "yes", "function": "Accountmanager", "employer": "Gemeente", "truly": "y"}


@pytest.fixture
def person(app):
    person = make_person(name="Noor Verhagen", organisation=make_organisation("Gemeente Voorbeeldstad"))
    make_registration(person, Status.B)
    return person


@pytest.fixture
def client(person, client_for):
    return client_for(person)


def full_year(person):
    make_declaration(person)
    make_report(person)
    make_meeting(person, make_person())
    for number in range(6):
        make_pe_activity(person, title=f"Workshop {number}", held_on=date(2026, 5, 1 + number))


def test_a_declaration_begins_with_what_is_known_and_is_signed_today(person, client):
    assert "Gemeente Voorbeeldstad" in client.get(DECLARATION).text
    signed = client.post(DECLARATION, data=SIGNED, follow_redirects=True)
    assert "Ondertekend op vrijdag 20 november 2026" in signed.text
    declaration = declaration_of(person, YEAR)
    assert declaration is not None
    assert (declaration.still_in_function, declaration.function) == (True, "Accountmanager")


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        ("truly", "Vink aan dat je dit naar waarheid hebt ingevuld."),
        ("still_in_function", "Kies ja of nee."),
        ("function", "Schrijf op wat je functie is."),
    ],
)
def test_a_declaration_that_is_not_whole_is_not_signed(person, client, without, sentence):
    answer = client.post(DECLARATION, data={key: value for key, value in SIGNED.items() if key != without})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert declaration_of(person, YEAR) is None


def test_who_left_the_function_says_what_happened(person, client):
    left = SIGNED | {"still_in_function": "no"}
    assert client.post(DECLARATION, data=left).status_code == 422
    client.post(DECLARATION, data=left | {"changes": "Sinds mei beleidsadviseur."})
    declaration = declaration_of(person, YEAR)
    assert declaration is not None
    assert not declaration.still_in_function


def test_a_declaration_can_be_signed_again_until_the_dossier_is_in(person, client):
    client.post(DECLARATION, data=SIGNED)
    client.post(DECLARATION, data=SIGNED | {"function": "Relatiemanager"})
    declaration = declaration_of(person, YEAR)
    assert declaration is not None
    assert declaration.function == "Relatiemanager"
    make_dossier(person)
    assert client.post(DECLARATION, data=SIGNED).status_code == 409


def test_the_dossier_says_what_is_missing_and_where_to_go(client):
    page = client.get(HOME)
    assert "Dit ontbreekt nog" in page.text
    for way in ("Naar de verklaring", "Naar je PE-punten", "Naar je praktijkverslag", "Naar je intervisie"):
        assert page.text.count(way) == 1, way
    assert "Lever in, uiterlijk vrijdag 15 januari 2027" in page.text


def test_a_whole_year_is_handed_in_after_saying_who_reads_it(person, client):
    full_year(person)
    assert "Alles is er" in client.get(HOME).text
    confirm = client.get(f"{HOME}inleveren")
    assert "de leden van de kwaliteitscommissie" in confirm.text
    assert "Ik lever in, ook al" not in confirm.text
    done = client.post(f"{HOME}inleveren", follow_redirects=True)
    assert "Ingeleverd op vrijdag 20 november 2026" in done.text
    assert [one.status for one in dossiers_of(person)] == [DossierStatus.HANDED_IN]


def test_what_is_missing_must_be_known_before_handing_in(person, client):
    refused = client.post(f"{HOME}inleveren")
    assert refused.status_code == 422
    assert dossiers_of(person) == []
    assert client.post(f"{HOME}inleveren", data={"accept_missing": "y"}).status_code == 303
    assert len(dossiers_of(person)) == 1


def test_late_is_said_and_not_refused(app, client_for):
    person = make_person()
    make_registration(person, Status.B, started_on=date(2025, 12, 20))
    client = client_for(person)
    assert "Je dossier moest er zijn op dinsdag 20 oktober 2026" in client.get(HOME).text
    assert client.post(f"{HOME}inleveren", data={"accept_missing": "y"}).status_code == 303


def test_a_second_handing_in_changes_nothing(person, client):
    client.post(f"{HOME}inleveren", data={"accept_missing": "y"})
    assert client.post(f"{HOME}inleveren", data={"accept_missing": "y"}).headers["Location"] == HOME
    assert len(dossiers_of(person)) == 1


def test_after_handing_in_the_page_shows_what_was_handed_in(person, client):
    make_pe_activity(person, title="Workshop van mei")
    make_dossier(person)
    make_pe_activity(person, title="Workshop van later")
    page = client.get(HOME)
    assert "Workshop van mei" in page.text
    assert "Workshop van later" not in page.text


def test_what_is_planned_stands_apart(person, client):
    make_pe_activity(person, title="Nog te doen", held_on=date(2027, 2, 1), status=ActivityStatus.PLANNED)
    page = client.get(HOME).text
    assert page.index("Gepland: 2 punten") < page.index("Nog te doen")


def test_the_pdf_and_the_package_come_as_downloads_nobody_keeps(person, client):
    make_pe_activity(person, evidence=[make_file(person, "bewijs.txt", b"Ik was erbij.")])
    for handed_in in (False, True):
        if handed_in:
            make_dossier(person)
        pdf, package = client.get(f"{HOME}pdf"), client.get(f"{HOME}zip")
        assert pdf.data.startswith(b"%PDF")
        with zipfile.ZipFile(io.BytesIO(package.data)) as file:
            assert set(file.namelist()) == {"dossier.pdf", "dossier.json", "bewijs/01-bewijs.txt"}
            assert json.loads(file.read("dossier.json"))["action"] == "verlenging"
        for answer in (pdf, package):
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert answer.headers["Cache-Control"] == "no-store, private"


def test_the_dossier_file_of_the_package_is_one_that_the_command_reads(person, client, app, tmp_path):
    full_year(person)
    with zipfile.ZipFile(io.BytesIO(client.get(f"{HOME}zip").data)) as file:
        (tmp_path / "dossier.json").write_bytes(file.read("dossier.json"))
    answer = app.test_cli_runner().invoke(args=["dossiers", "check", str(tmp_path / "dossier.json"), "--json"])
    assert answer.exit_code == 0, answer.output
    verdicts = {key: one["verdict"] for key, one in json.loads(answer.stdout)["requirements"].items()}
    assert verdicts["pe_punten"] == verdicts["presentatie"] == "voldaan"
    assert verdicts["dossier"] == "open"


def test_a_file_that_is_gone_is_said_on_the_page(person, client):
    evidence = make_file(person, "weg.pdf")
    make_pe_activity(person, evidence=[evidence])
    files().delete(key_of(evidence.storage_name))
    answer = client.get(f"{HOME}zip")
    assert answer.status_code == 409
    assert "Het bestand weg.pdf is er niet meer." in answer.text


def test_an_earlier_dossier_stays_mine_to_read_and_nobody_elses(person, client, client_for):
    dossier = make_dossier(person)
    dossier.registration.renewal_date = date(2028, 3, 15)
    db.session.commit()
    assert "Eerder ingeleverd" in client.get(HOME).text
    for end in ("", "pdf", "zip"):
        assert client.get(f"{HOME}{dossier.id}/{end}").status_code == 200
        assert client_for(make_person()).get(f"{HOME}{dossier.id}/{end}").status_code == 404


def test_who_holds_nothing_has_no_dossier(client_for, app):
    client = client_for(make_person())
    assert "Je hebt nu geen status in het register." in client.get(HOME).text
    assert client.get(f"{HOME}pdf").status_code == 404
    assert client.post(f"{HOME}inleveren").status_code == 404


def test_what_waits_for_the_committee_is_not_called_refused(person, client):
    activity = make_pe_activity(person, PEKind.OVERIG)
    activity.approval = ApprovalStatus.ASKED
    db.session.commit()
    text = client.get(HOME).text
    assert "De kwaliteitscommissie kijkt ernaar. Tot haar antwoord telt het niet." in text
    assert "niet goedgekeurd" not in text[text.index("dossier-pe") :]
