"""Where do I stand: what is missing, by when, and why; for every kind of person."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from app.dossiers.holding import operations
from app.dossiers.rules import ReportStatus
from app.dossiers.standing.year_line import YearLine
from app.regulation.dates import PEYear
from app.regulation.terms import PEKind, RegisterName, Status, WorkingLevel
from tests.factories.dossiers import make_dossier, make_experience, make_registrant, make_registration, make_report
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person


@pytest.fixture
def person(app):
    return make_person(name="Bram Hofman")


@pytest.fixture
def page(client_for, person):
    return lambda path="/mijn-register/": client_for(person).get(path).text


def rows_of(text: str) -> list[tuple[str, str]]:
    """The requirements on the page in their order: the group that each stands in, and its key."""
    found = re.findall(r'<h3 id="wanneer-\w+">([^<]+)</h3>|class="requirement[^"]*" id="eis-(\w+)"', text)
    group, rows = "", []
    for heading, key in found:
        group = heading or group
        rows += [(group, key)] if key else []
    return rows


def dated(text: str) -> list[tuple[str, str]]:
    """The groups with the day above each."""
    return re.findall(r'<h3 id="wanneer-\w+">([^<]+)</h3>\s*<p>([^<]+)</p>', text)


def test_the_year_is_ordered_by_when_to_do_what(person, page):
    make_registration(person, started_on=date(2026, 7, 30))
    text = page()
    assert rows_of(text) == [
        ("Nu", "praktijkactiviteit_goedgekeurd"),
        ("Nu", "pe_punten"),
        ("Straks", "praktijkverslag"),
        ("Straks", "verslag_vooraf_toegestuurd"),
        ("Straks", "intervisie"),
        ("Straks", "presentatie"),
        ("Aan het eind", "verklaring"),
        ("Aan het eind", "dossier"),
        ("Hier kijkt het register naar", "evenwicht"),
    ]
    assert dated(text) == [
        ("Nu", "Uiterlijk zondag 30 mei 2027, vóór je dossier."),
        ("Straks", "Uiterlijk zondag 30 mei 2027, vóór je dossier."),
        ("Aan het eind", "Uiterlijk zondag 30 mei 2027."),
    ]


def test_the_one_button_that_stands_out_is_on_the_first_thing_to_do(person, page):
    make_registration(person, started_on=date(2026, 7, 30))
    buttons = re.findall(r'link--primary-action"[^>]*>\s*<span>([^<]+)', page())
    assert buttons == ["Leg een activiteit voor"]


def test_what_the_committee_looks_at_waits_for_her_and_asks_nothing(person, page):
    make_registration(person, started_on=date(2026, 7, 30))
    make_report(person, ReportStatus.PROPOSED, submitted_on=date(2026, 9, 1))
    text = page()
    assert ("Hier kijkt het register naar", "praktijkactiviteit_goedgekeurd") in rows_of(text)
    assert "De commissie bekijkt je activiteit." in text
    assert "Leg een activiteit voor" not in text


def test_near_the_day_of_the_dossier_everything_is_for_now(person, page):
    make_registration(person, started_on=date(2026, 2, 14))
    assert {group for group, key in rows_of(page()) if key != "evenwicht"} == {"Nu"}


def test_points_that_are_planned_already_are_for_later(person, page):
    make_registration(person, Status.C)
    for day in range(1, 5):
        make_pe_activity(person, held_on=date(2026, 12, day))
    text = page()
    assert ("Straks", "pe_punten") in rows_of(text)
    assert "Je hebt 0 punten. Nog 8 te gaan. Je plande er 8: dat is genoeg." in text
    assert "Je hoeft nu niets te doen." in text
    assert "Bekijk je activiteiten" in text
    assert "primary-action" not in text


def test_a_late_dossier_comes_first_and_what_is_done_last(person, page):
    make_registration(person, started_on=date(2026, 1, 15))
    for day in range(1, 7):
        make_pe_activity(person, held_on=date(2026, 5, day))
    text = page()
    assert ("Nu", "dossier") in rows_of(text)
    assert rows_of(text)[-1] == ("Klaar", "pe_punten")
    assert "Dat kon tot en met zondag 15 november 2026." in text


def test_the_year_is_drawn_as_a_line_with_its_dates_in_words(person, page):
    make_registration(person, started_on=date(2026, 7, 30))
    make_pe_activity(person, held_on=date(2026, 12, 1))
    text = page()
    assert "1 activiteit gepland" in text
    assert "Dossier inleveren: uiterlijk <strong>zondag 30 mei 2027</strong>" in text
    assert "Verlengen: <strong>vrijdag 30 juli 2027</strong>" in text
    line = YearLine(PEYear(date(2026, 7, 30), date(2027, 7, 30)), date(2026, 11, 20))
    assert line.at(date(2026, 7, 30)) == 0
    assert line.at(date(2027, 9, 1)) == 100
    assert "".join(letter for _, letter in line.months) == "asondjfmamjj"


def test_the_page_says_status_title_dates_and_how_many_days_are_left(person, page):
    make_registration(person, started_on=date(2026, 3, 15))
    text = page()
    for words in (
        "Je hebt de B-status",
        "(R-AMB) sinds 15 maart 2026",
        ">115<",
        "maandag 15 maart 2027",
        "dinsdag 14 maart 2028",
    ):
        assert words in text


def test_a_requirement_says_what_is_missing_and_by_when(person, page):
    make_registration(person, Status.C)
    make_pe_activity(person)
    text = page()
    assert "Je hebt 2 punten. Nog 6 te gaan." in text
    assert ("Nu", "Uiterlijk zondag 14 maart 2027.") in dated(text)


def test_one_switch_shows_on_which_rules_everything_rests(person, page):
    make_registration(person, Status.C)
    assert "#C-REN-PE" not in page()
    assert 'href="/mijn-register/?regels=1#eisen">Toon de regels' in page()
    text = page("/mijn-register/?regels=1")
    assert 'href="/mijn-register/regels/#C-REN-PE"' in text
    assert "Wat is een PE-jaar?" in text
    assert "Verberg de regels" in text


def test_what_is_planned_counts_as_planned(person, page):
    make_registration(person, Status.C)
    make_pe_activity(person, held_on=date(2026, 12, 1))
    assert "Je plande er 2: dan heb je er nog 6 nodig." in page()


def test_points_of_the_network_beyond_ten_do_not_count_for_a(person, page):
    make_registrant(person, working_level=WorkingLevel.WO)
    make_registration(person, Status.A)
    make_pe_activity(person, PEKind.ADVISEREN, hours=Decimal(26))
    text = page()
    assert "Je hebt 10 punten. Nog 10 te gaan." in text
    assert "0 scholing en 10 netwerk" in text
    assert "3 boven het maximum tellen niet mee" in text


def test_a_button_leads_to_where_something_can_be_done(person, page):
    make_registration(person)
    text = page()
    for address in ("pe/nieuw", "praktijkverslag/", "intervisie/", "verklaring/", "dossier/"):
        assert f'href="/mijn-register/{address}"' in text


def test_after_the_renewal_date_what_lacks_is_missed_and_the_board_decides(person, page):
    make_registration(person, Status.C, started_on=date(2025, 11, 1))
    text = page()
    assert "Je verlengingsdatum is voorbij" in text
    assert "19</span> <span>dagen na je verlengingsdatum" in text
    assert ("Niet gehaald", "pe_punten") in rows_of(text)
    assert "Dat zijn er 8 te weinig. Dat kon tot en met zaterdag 31 oktober 2026." in text
    assert "requirement__action" not in text


def test_after_handing_in_nothing_is_asked_any_more(person, page):
    make_registration(person)
    make_dossier(person)
    text = page()
    assert "Je leverde het in op vrijdag 20 november 2026." in text
    assert "requirement__action" not in text
    assert "Uiterlijk" not in text
    assert ("Dit loopt nog", "pe_punten") in rows_of(text)
    assert "Je dossier is ingeleverd. Je hoort van het register." in page("/")


def test_who_just_finished_the_leergang_is_exempt_from_points_and_from_nothing_else(person, page):
    make_registrant(person, leergang_completed_on=date(2025, 12, 1))
    make_registration(person)
    rows = rows_of(page())
    assert ("Klaar", "pe_punten") in rows
    assert ("Straks", "praktijkverslag") in rows


def test_of_register_mw_the_conditions_are_not_known_but_title_and_price_are(person, page):
    make_registrant(person, register=RegisterName.MW)
    make_registration(person, register=RegisterName.MW)
    text = page()
    assert rows_of(text) == [("Hier kijkt het register naar", "voorwaarden")]
    assert "R-MW" in text
    assert "Wat het in 2026 kost, weten wij niet. In 2018 en 2019 was het 285 euro voor deelnemers." in text
    assert "wat-als-kop" not in text


def test_who_is_in_no_register_reads_what_it_takes(person, page):
    assert "Je staat nog niet in het beroepsregister" in page()
    assert "Vul je gegevens in" in page()
    make_registrant(person)
    text = page()
    assert "Vul nog in: je functies en wat je werk inhoudt." in text
    assert text.count("Reken het uit<span") == 4


def test_who_lost_a_status_reads_that_and_can_come_back(person, page):
    made = make_registration(person)
    operations.end_status(made, date(2026, 11, 1), "withdrawn")
    text = page()
    assert "Je had de B-status van 15 maart 2026 tot 1 november 2026." in text
    assert "Naar B met een entree-audit" in text


def test_a_c_holder_reads_on_which_day_b_comes_within_reach(person, page):
    make_registrant(person, function_content_finding=Status.B)
    make_experience(person, date(2024, 2, 1))
    make_registration(person, Status.C, started_on=date(2026, 4, 1))
    assert "B kan op zijn vroegst op <strong>maandag 1 februari 2027</strong>." in page()


def test_the_start_page_shows_the_first_date_that_matters(person, page):
    make_registration(person)
    make_pe_activity(person)
    text = page("/")
    assert "Je hebt de B-status" in text
    assert "Uiterlijk vr 15 januari, over 56 dagen" in text


def test_the_picture_of_the_points_is_refused_when_it_is_no_bar(person, client_for):
    client = client_for(person)
    assert client.get("/mijn-register/balk.svg?training=9&network=5&minimum=20").data.startswith(b"<?xml")
    for wrong in ("training=-1", "training=veel", "training=5000"):
        assert client.get(f"/mijn-register/balk.svg?{wrong}").status_code == 404


def test_every_rule_and_every_reading_has_a_place_on_the_page_of_the_rules(person, page):
    text = page("/mijn-register/regels/")
    for anchor in ("B-REN-PE", "PE-ROW-WORKSHOP", "LOSS", "A-13", "A-62"):
        assert f'id="{anchor}"' in text
    assert "Regel 94, kenmerk B-REN-PE" in text
    assert "<strong>Dit kan ook:</strong> Het kalenderjaar" in text


def test_a_summary_of_the_rules_holds_its_heading_itself(person, page):
    text = page("/mijn-register/regels/")
    assert text.count("<summary>") == len(re.findall(r"<summary>\s*<h3>", text)) > 0


def test_what_must_be_in_the_dossier_is_due_when_the_dossier_is(person, page):
    make_registration(person, started_on=date(2026, 3, 15))
    text = page()
    assert text.count("Uiterlijk vrijdag 15 januari 2027, vóór je dossier.") == 2
    assert "Nog 12 te gaan. Uiterlijk zondag 14 maart 2027." in text


def test_c_has_no_dossier_day_so_the_year_is_the_limit(person, page):
    make_registration(person, Status.C, started_on=date(2026, 3, 15))
    assert "dossier." not in page()


PAGES = ("pe/", "praktijkverslag/", "intervisie/", "verklaring/", "dossier/", "gegevens/", "aanvraag/", "badge/")


@pytest.mark.parametrize("path", PAGES)
def test_from_each_page_of_the_register_the_others_are_one_step_away(person, page, path):
    make_registration(person)
    text = page("/mijn-register/" + path)
    assert text.count('class="sub-nav__link"') == 11
    assert text.count(f'class="sub-nav__link" href="/mijn-register/{path}" aria-current="page"') == 1
    assert text.index("</h1>") < text.index('class="sub-nav')


def test_without_a_status_only_the_pages_that_mean_something_are_named(person, page):
    for path in ("", "wat-als", "gegevens/", "regels/", "aanvraag/", "badge/"):
        text = page("/mijn-register/" + path)
        others = text[text.index('aria-label="Mijn register"') :]
        assert "/mijn-register/pe/" not in others
        assert "/mijn-register/gegevens/" in others
