"""From asking to a status, and from a dossier to losing one, in a real browser: committee judges, board decides."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from playwright.sync_api import Page, expect

from app.core import clock
from app.core.db import db
from app.dossiers.holding.queries import held
from app.regulation.terms import Status
from tests.factories.dossiers import make_dossier, make_experience, make_registrant, make_registration
from tests.factories.people import make_person
from tests.factories.register import make_board_member, make_committee_member


def in_public_list(page: Page, name: str) -> bool:
    page.goto("/register/")
    return page.get_by_text(name).count() > 0


def test_who_asks_for_b_is_audited_and_gets_it(page_for, app):
    person = make_person(name="Noor Verhagen")
    make_registrant(person)
    make_experience(person, date(2022, 1, 1))
    judge, member = make_committee_member(name="Els Commissie"), make_board_member(name="Hans Bestuur")
    own = page_for(person)
    own.goto("/mijn-register/aanvraag/")
    own.get_by_role("link", name="Inschrijving met B-status").click()
    expect(own.get_by_role("heading", name="Ben je er klaar voor?")).to_be_visible()
    own.get_by_label("Wat moet de commissie over je werk weten?").fill("Ik doe de grote dossiers.")
    own.get_by_role("button", name="Dien de aanvraag in").click()
    expect(own.get_by_text("In behandeling")).to_be_visible()

    committee = page_for(judge)
    committee.goto("/kwaliteit/")
    committee.get_by_role("link", name="Audit houden: Noor Verhagen").click()
    committee.get_by_label("Wanneer was de audit?").fill("2026-11-20")
    committee.get_by_label("Ja", exact=True).check()
    committee.get_by_label("Kolom B").check()
    committee.get_by_label("Wat heb je gezien?").fill("Drie voorbeelden uit het werk.")
    committee.get_by_label(re.compile("Ik heb geen band met")).check()
    committee.get_by_role("button", name="Leg de audit vast").click()
    expect(committee.get_by_text("Niets te doen")).to_be_visible()

    board = page_for(member)
    assert not in_public_list(board, "Noor Verhagen")
    board.goto("/kwaliteit/")
    board.get_by_role("link", name="Besluiten over een aanvraag: Noor Verhagen").click()
    expect(board.get_by_text("Volgens de regels is aan alles voldaan.")).to_be_visible()
    board.get_by_label("Status toekennen").check()
    board.get_by_label("Waarom?", exact=True).fill("Je werk past bij B.")
    board.get_by_label(re.compile("Ik heb geen band met")).check()
    board.get_by_role("button", name="Bekijk de brief").click()
    expect(board.get_by_role("heading", name="Je hebt de B-status")).to_be_visible()
    board.get_by_role("button", name="Neem dit besluit").click()
    expect(board.get_by_text("De brief staat klaar.")).to_be_visible()
    assert in_public_list(board, "Noor Verhagen")

    own.goto("/mijn-register/besluiten/")
    letter = own.get_by_role("link", name=re.compile("Brief: toegekend")).get_attribute("href")
    answer = own.request.get(letter or "")
    assert (answer.headers["content-type"], answer.body()[:5]) == ("application/pdf", b"%PDF-")
    own.goto("/mijn-register/")
    expect(own.get_by_text("R-AMB").first).to_be_visible()
    own.goto("/mijn-account/wie-keek")
    expect(own.get_by_text("Els Commissie").first).to_be_visible()


def test_a_status_is_lost_only_when_a_second_member_agrees_without_scripts(page_for, app):
    person = make_person(name="Sem de Wit")
    make_registrant(person)
    make_registration(person, Status.B, started_on=date(2025, 12, 15))
    make_dossier(person)
    judge, proposer, other = make_committee_member(), make_board_member(), make_board_member()

    committee = page_for(judge, scripts=False, width=360)
    committee.goto("/kwaliteit/")
    committee.get_by_role("link", name="Dossier beoordelen: Sem de Wit").click()
    committee.get_by_label("Niet verlengen").check()
    committee.get_by_label("Waarom?", exact=True).fill("Er is geen praktijkverslag.")
    committee.get_by_label(re.compile("Ik heb geen band met")).check()
    committee.get_by_role("button", name="Bewaar de bevinding").click()

    first = page_for(proposer, scripts=False, width=360)
    first.goto("/kwaliteit/")
    first.get_by_role("link", name="Dossier beoordelen: Sem de Wit").click()
    expect(first.get_by_text("Er is geen praktijkverslag.")).to_be_visible()
    first.get_by_label(re.compile("Voorstellen om niet te verlengen")).check()
    first.get_by_label("Waarom?", exact=True).fill("Je jaar is niet compleet.")
    first.get_by_label(re.compile("Ik heb geen band met")).check()
    first.get_by_role("button", name="Bekijk de brief").click()
    expect(first.get_by_role("heading", name="Je B-status is niet verlengd")).to_be_visible()
    first.get_by_role("button", name="Leg dit voorstel voor").click()
    expect(first.get_by_text("Je voorstel staat klaar")).to_be_visible()
    first.goto("/kwaliteit/")
    first.get_by_role("link", name="Sem de Wit").click()
    expect(first.get_by_role("heading", name="Dit wacht op een ander bestuurslid")).to_be_visible()
    assert in_public_list(first, "Sem de Wit")

    second = page_for(other, scripts=False, width=360)
    second.goto("/kwaliteit/")
    second.get_by_role("link", name="Tweede oordeel geven: Sem de Wit").click()
    second.get_by_label("Waarom vind je dit?").fill("Het jaar is inderdaad niet compleet.")
    second.get_by_label(re.compile("Ik heb geen band met")).check()
    second.get_by_role("button", name="Bevestig het besluit").click()
    expect(second.get_by_text(re.compile("Besluit .* over Sem de Wit is genomen"))).to_be_visible()
    for day, is_there in ((date(2026, 12, 14), True), (date(2026, 12, 15), False)):
        with clock.fixed(datetime(day.year, day.month, day.day, 9, tzinfo=UTC)):
            assert in_public_list(second, "Sem de Wit") is is_there
            db.session.rollback()
            assert (held(person, clock.today()) is not None) is is_there
