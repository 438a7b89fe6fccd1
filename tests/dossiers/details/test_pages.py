"""What somebody says of themselves: kept whole or not at all, with a sentence beside what is wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.core.db import db
from app.dossiers.details import operations
from app.dossiers.details.operations import MayNotChange
from app.dossiers.holding.queries import registrant_of
from app.dossiers.models import FunctionEntry
from app.people.rules import RoleName
from app.regulation.terms import RegisterName, Status, WorkingLevel
from app.standards.library import get_standard
from tests.factories.assessments import make_submitted
from tests.factories.dossiers import make_experience, make_registrant, make_registration
from tests.factories.people import make_person

ADDRESS = "/mijn-register/gegevens/"
GIVEN = {
    "register": "AMB",
    "working_level": "HBO+",
    "deelnemer": "y",
    "leergang_kind": "AMB",
    "leergang_completed_on": "2026-02-03",
    "personal_title": "y",
    "reimbursed": "y",
}

FUNCTION = {"function": "Adviseur", "employer": "Gemeente Voorbeeldstad", "starts_on": "2022-01-01"}


@pytest.fixture
def person(app):
    return make_person(name="Bram Hofman")


@pytest.fixture
def client(client_for, person):
    return client_for(person)


def test_what_is_filled_in_is_kept(client, person):
    assert client.post(ADDRESS, data=GIVEN).status_code == 303
    kept = registrant_of(person)
    assert (kept.register, kept.working_level, kept.deelnemer, kept.kernteamlid) == (
        RegisterName.AMB,
        WorkingLevel.HBO,
        True,
        False,
    )
    assert (kept.leergang_kind, kept.leergang_completed_on) == (RegisterName.AMB, date(2026, 2, 3))
    assert (kept.personal_title, kept.reimbursed) == (True, True)


def test_that_the_employer_pays_says_something_only_on_a_personal_title(client, person):
    client.post(ADDRESS, data={**GIVEN, "personal_title": ""})
    assert registrant_of(person).reimbursed is False


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"leergang_completed_on": ""}, "Vul de datum in die op je certificaat staat."),
        ({"leergang_kind": ""}, "Kies ook welke Leergang het was"),
        ({"leergang_completed_on": "2027-01-01"}, "Deze datum moet nog komen."),
        ({"leergang_completed_on": "0026-01-01"}, "Dit jaar is wel erg lang geleden."),
    ],
)
def test_half_a_leergang_is_not_kept(client, person, wrong, sentence):
    answer = client.post(ADDRESS, data=GIVEN | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert registrant_of(person) is None


def test_the_register_of_who_holds_a_status_stays(client, person):
    make_registration(person, register=RegisterName.MW)
    assert 'name="register"' not in client.get(ADDRESS).text
    client.post(ADDRESS, data=GIVEN)
    assert registrant_of(person).register is RegisterName.MW


def test_functions_make_experience_and_those_at_the_same_time_count_once(client, person):
    for function, first, last in (
        ("Adviseur", "2022-01-01", "2023-12-31"),
        ("Accountmanager", "2023-01-01", "2025-02-28"),
    ):
        client.post(
            f"{ADDRESS}functie/nieuw",
            data={"function": function, "employer": "Gemeente", "starts_on": first, "ends_on": last, "in_field": "y"},
        )
    text = client.get(ADDRESS).text
    assert "<strong>3 jaar en 2 maanden</strong>" in text
    assert text.index("Accountmanager</p>") < text.index("Adviseur</p>")


def test_a_function_outside_the_field_does_not_count(client, person):
    make_experience(person, date(2020, 1, 1), in_field=False)
    text = client.get(ADDRESS).text
    assert "Nog geen ervaring in het vakgebied" in text
    assert "Buiten het vakgebied: telt niet mee" in text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"function": " "}, "Schrijf op welke functie het was."),
        ({"starts_on": "2026-11-21"}, "Deze dag moet nog komen."),
        ({"ends_on": "2021-01-01"}, "De laatste dag ligt voor de eerste dag."),
        ({"ends_on": "2099-01-01"}, "Deze datum is wel erg ver weg."),
        ({"employer": "x" * 201}, "Dit is te lang. Gebruik hoogstens 200 tekens."),
    ],
)
def test_a_function_with_a_fault_is_not_kept_and_nothing_typed_is_lost(client, person, wrong, sentence):
    given = {"function": "Adviseur", "employer": "Gemeente X", "starts_on": "2022-01-01", "ends_on": ""} | wrong
    answer = client.post(f"{ADDRESS}functie/nieuw", data=given)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert given["employer"] in answer.text
    assert registrant_of(person) is None


def test_a_function_is_changed_and_taken_away(client, person):
    experience = make_experience(person)
    address = f"{ADDRESS}functie/{experience.id}"
    client.post(
        f"{address}/wijzigen",
        data={"function": "Adviseur", "employer": "Elders", "starts_on": "2021-01-01", "ends_on": "2021-06-30"},
    )
    db.session.expire_all()
    assert (experience.function, experience.in_field) == ("Adviseur", False)
    assert "Je haalt <strong>Adviseur</strong> bij Elders weg." in client.get(f"{address}/weghalen").text
    client.post(f"{address}/weghalen")
    db.session.expire_all()
    assert registrant_of(person).experience == []


def test_the_scan_on_the_function_profile_is_the_own_statement_beside_the_finding(client, person):
    elements = get_standard("amb-functieprofiel-2018").elements
    make_submitted(
        person,
        {one.code: "b" for one in elements},
        standard="amb-functieprofiel-2018",
        at=datetime(2026, 3, 2, tzinfo=UTC),
    )
    assert "Kolom B" in client.get(ADDRESS).text
    make_registrant(person, function_content_finding=Status.C, finding_on=date(2026, 10, 1))
    text = client.get(ADDRESS).text
    assert "Kolom C, op 1 oktober 2026" in text
    assert "Jullie kijken hier anders naar." in text


@pytest.mark.parametrize("role", [RoleName.COMMITTEE, RoleName.BOARD])
def test_who_judges_others_does_not_change_the_own_past_year(client_for, role):
    judge = make_person(RoleName.PROFESSIONAL, role)
    recent = make_experience(judge, ends_on=date(2026, 2, 1))
    old = make_experience(judge, date(2015, 1, 1), date(2018, 1, 1), function="Adviseur")
    mine = client_for(judge)
    for page in ("wijzigen", "weghalen"):
        assert "een ander bestuurslid" in mine.get(f"{ADDRESS}functie/{recent.id}/{page}").text
        assert mine.post(f"{ADDRESS}functie/{recent.id}/{page}", data=FUNCTION).status_code == 409
    with pytest.raises(MayNotChange, match="een ander bestuurslid"):
        operations.remove_function(recent, judge)
    page = mine.get(ADDRESS).text
    assert f"/functie/{recent.id}/" not in page
    assert f"/functie/{old.id}/wijzigen" in page
    assert mine.post(f"{ADDRESS}functie/{old.id}/weghalen").status_code == 303


def test_the_log_keeps_every_function_as_it_was_entered(client, person):
    client.post(f"{ADDRESS}functie/nieuw", data=FUNCTION)
    added = registrant_of(person).experience[0].id
    client.post(f"{ADDRESS}functie/{added}/wijzigen", data=FUNCTION | {"employer": "Gem. Elders"})
    client.post(f"{ADDRESS}functie/{added}/weghalen")
    db.session.expire_all()
    kept = db.session.scalars(select(FunctionEntry).order_by(FunctionEntry.id)).all()
    assert [(one.employer, one.employer_key, one.entered_by_id, one.gone_by_id) for one in kept] == [
        (FUNCTION["employer"], "voorbeeldstad", person.id, person.id),
        ("Gem. Elders", "elders", person.id, person.id),
    ]
    assert kept[0].organisation_id is None
