"""What if: a day, an activity, a level are tried, the verdict changes, and nothing is kept."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import func, select

from app.core.db import db
from app.dossiers.models import PEActivity, Registrant
from app.dossiers.what_if.forms import MOST_ROWS
from app.regulation.terms import PEKind, RegisterName, Status, WorkingLevel
from tests.factories.dossiers import make_experience, make_registrant, make_registration
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person


def tries(kind, number=0, **fields):
    """What a row of activities is called in the address."""
    return {f"erbij-{number}-{name}": value for name, value in {"soort": kind, **fields}.items()}


@pytest.fixture
def c_holder(app):
    """Somebody with C since April whose three years are there on 1 February 2027."""
    person = make_person(name="Noor Verhagen")
    make_registrant(person, function_content_finding=Status.B)
    make_experience(person, date(2024, 2, 1))
    make_registration(person, Status.C, started_on=date(2026, 4, 1))
    return person


@pytest.fixture
def ask(client_for, c_holder):
    return lambda **query: client_for(c_holder).get("/mijn-register/wat-als", query_string=query).text


def test_the_first_day_for_b_is_said_with_its_reason_and_what_must_be_done(ask):
    text = ask()
    assert "Het kan op zijn vroegst op <strong>maandag 1 februari 2027</strong>." in text
    assert "Ervaring in het vak: 2 jaar, 9 maanden en 19 dagen." in text
    assert "Dit moet je zelf nog doen: de audit en de PE-punten van je huidige status." in text


def test_what_is_missing_is_named_and_not_only_counted(ask):
    assert "Er ontbreken 3 dingen: de audit, je ervaring en de PE-punten van je huidige status." in ask()


def test_what_nobody_filled_in_is_not_known_and_not_missed(client_for):
    text = client_for(make_person()).get("/mijn-register/wat-als?weg=B-entree_audit").text
    assert "Nog niet bekend: je ervaring, je werk- en denkniveau en de inhoud van je functie." in text
    assert text.count("Nog niet bekend</span>") == 3
    assert "Vul nog in: je functies, je werk- en denkniveau en wat je werk inhoudt." in text
    assert "op zijn vroegst" not in text
    assert "niet gehaald</span>" not in text


def test_on_that_day_with_the_audit_and_the_points_all_is_there(ask):
    text = ask(dag="2027-02-01", audit="y", **tries("workshop", uren="4", aantal="4", wanneer="2026-12-01", clok="y"))
    assert "Vandaag kun je" not in text
    assert "ontbreekt 1 ding" in text, "four workshops on one day are three half-days"
    text = ask(dag="2027-02-01", audit="y", **tries("docent", uren="8", wanneer="2026-12-01", clok="y"))
    assert "Op maandag 1 februari 2027 kun je naar B. Alles is er dan." in text


def test_the_day_before_the_experience_is_not_enough(ask):
    text = ask(dag="2027-01-31", audit="y", **tries("docent", uren="8", wanneer="2026-12-01", clok="y"))
    assert "Op zondag 31 januari 2027 kun je nog niet naar B. Er ontbreekt 1 ding: je ervaring." in text


def test_another_working_level_changes_the_verdict(ask, c_holder):
    assert "Werk- en denkniveau: MBO+." in ask(niveau="MBO+")
    assert "Eerst moet dit anders zijn: je werk- en denkniveau." in ask(niveau="MBO+")
    assert db.session.scalar(select(Registrant.working_level)) is WorkingLevel.HBO


def test_nothing_that_is_tried_is_kept(ask):
    ask(**tries("workshop", uren="4", clok="y"))
    assert db.session.scalar(select(func.count()).select_from(PEActivity)) == 0


def test_keeping_the_status_is_seen_on_the_last_day_of_the_year(ask, c_holder):
    make_pe_activity(c_holder)
    text = ask(weg="C-verlenging")
    assert "Op woensdag 31 maart 2027 kun je nog niet je C-status houden. Er ontbreken 2 dingen." in text
    text = ask(weg="C-verlenging", **tries("docent", uren="8", clok="y"))
    assert "Er ontbreekt 1 ding." in text, "the declaration"
    assert "Je hebt 10 punten." in text


def test_several_activities_are_tried_together_and_each_says_what_it_adds(ask):
    workshop = tries("workshop", 0, uren="3", clok="y", wanneer="2026-12-01")
    advice = tries("adviseren", 3, uren="12", wanneer="2027-01-05")
    text = ask(weg="C-verlenging", **workshop, **advice)
    added = text[text.index("Wat je erbij doet") : text.index("requirements")]
    assert "Workshop</p>" in added
    assert "Dinsdag 5 januari 2027" in added
    assert [int(one) for one in re.findall(r"<strong>(\d+)</strong>", added)] == [2, 6]
    assert "Je hebt 8 punten." in text


def test_activities_that_are_added_up_say_what_the_new_one_adds(ask, c_holder):
    make_pe_activity(c_holder, PEKind.ADVISEREN, hours=3)
    text = ask(weg="C-verlenging", **tries("adviseren", uren="3"))
    assert "<strong>2</strong> <span>punten</span>" in text[text.index("Wat je erbij doet") :]


def test_what_is_not_from_clok_is_not_called_refused(ask):
    text = ask(weg="C-verlenging", **tries("workshop", uren="3"))
    assert "Dit telt pas als de kwaliteitscommissie het goedkeurt." in text
    assert "keurde het niet goed" not in text


def test_a_row_can_be_added_and_taken_out_and_what_was_typed_stays(ask):
    first, second = tries("docent", uren="8", clok="y"), tries("workshop", 1, uren="2,5", clok="y")
    text = ask(**first, nog="1")
    assert 'name="erbij-1-soort"' in text
    assert 'name="erbij-2-soort"' not in text
    text = ask(**first, **second, zonder="0")
    assert 'name="erbij-0-uren" type="text" value="2,5"' in text
    assert 'name="erbij-1-soort"' not in text


def test_there_is_an_end_to_the_rows(ask):
    many = {}
    for number in range(30):
        many |= tries("docent", number, uren="1", clok="y")
    text = ask(**many, nog="1")
    assert f'name="erbij-{MOST_ROWS - 1}-soort"' in text
    assert f'name="erbij-{MOST_ROWS}-soort"' not in text
    assert "Nog een activiteit" not in text


def test_who_holds_no_status_has_no_points_to_try(client_for, app):
    text = client_for(make_person()).get("/mijn-register/wat-als").text
    assert "Stel, mijn werk verandert" in text
    assert "Stel, ik doe dit erbij" not in text


def test_the_proposal_is_the_one_with_the_least_hours(ask):
    text = ask(weg="C-verlenging")
    assert "Je komt 8 punten te kort. Samen kost dit 8 uur." in text
    ordered = [text.index(f">{one}</th>") for one in ("Optreden als docent", "Workshop", "Activiteit organiseren")]
    assert ordered == sorted(ordered)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (tries("workshop", uren="x"), "Vul een getal in, zoals 2 of 1,5."),
        (tries("workshop"), "Vul in hoeveel uur het was of wordt."),
        ({"dag": "2020-01-01"}, "Deze dag is voorbij."),
        ({"dag": "2099-01-01"}, "Deze datum is wel erg ver weg."),
        (tries("workshop", uren="3", aantal="100"), "Vul een getal in van 1 tot en met 20."),
        ({"dag": "overmorgen"}, "Vul een datum in zoals 4-12-2026."),
        (tries("", uren="3"), "Kies wat voor activiteit het is."),
        (tries("publicatie_ezine"), "Vul in hoeveel woorden je stuk heeft."),
        (tries("moderatie"), "Vul in hoeveel maanden achter elkaar."),
        (tries("docent", uren="8") | tries("workshop", 1, uren="x"), "Vul een getal in, zoals 2 of 1,5."),
    ],
)
def test_what_cannot_be_reckoned_says_why_beside_the_field(client_for, c_holder, query, sentence):
    answer = client_for(c_holder).get("/mijn-register/wat-als", query_string=query)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_htmx_gets_the_form_with_what_comes_of_it_and_no_page(client_for, c_holder):
    text = client_for(c_holder).get("/mijn-register/wat-als", headers={"HX-Request": "true"}).text
    assert text.lstrip().startswith("<div")
    assert "<h1" not in text


def test_who_is_not_in_the_register_tries_the_leergang(client_for, app):
    person = make_person()
    query = {"weg": "B-leergang", "niveau": "HBO+", "kolom": "B", "leergang": "2027-01-11", "dag": "2027-02-01"}
    text = client_for(person).get("/mijn-register/wat-als", query_string=query).text
    assert "Op maandag 1 februari 2027 kun je naar B. Alles is er dan." in text
    text = client_for(person).get("/mijn-register/wat-als", query_string=query | {"dag": "2027-01-10"}).text
    assert "Het kan op zijn vroegst op <strong>maandag 11 januari 2027</strong>." in text


def test_a_human_decides_about_the_check_of_the_function_for_c(client_for, app):
    person = make_person()
    make_registrant(person, function_content_finding=Status.C)
    text = client_for(person).get("/mijn-register/wat-als", query_string={"weg": "C-entree_audit"}).text
    assert "Er ontbreekt 1 ding: de audit. Over 1 ding beslist een mens." in text


def test_of_register_mw_nothing_is_reckoned(client_for, app):
    person = make_person()
    make_registrant(person, register=RegisterName.MW)
    text = client_for(person).get("/mijn-register/wat-als").text
    assert "De voorwaarden van dit register kennen wij niet." in text
