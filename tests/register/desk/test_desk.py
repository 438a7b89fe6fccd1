"""The desk: to each what is theirs to do, and of a file that is too close nothing but the reason."""

from __future__ import annotations

from datetime import date

from app.core.db import db
from app.people import operations as people
from app.people.rules import RoleName
from app.register.rules import DecisionKind
from tests.factories.dossiers import make_dossier, make_registration
from tests.factories.people import make_organisation, make_person
from tests.factories.register import (
    make_application,
    make_audit,
    make_board_member,
    make_committee_member,
    make_decision,
)
from tests.register.files import asking, proposed, registrant


def test_the_desk_shows_each_what_is_theirs_to_do_the_oldest_first(app, client_for):
    person, other = registrant(), make_person(name="Anna Aanvrager")
    asking(person)
    proposed(person)
    make_application(other)
    make_dossier(registrant("Dirk Dossier"))
    text = client_for(make_committee_member()).get("/kwaliteit/").text
    for words in (
        "Er staan 4 dingen voor je klaar",
        "Audit houden: Anna Aanvrager",
        "Activiteit goedkeuren: Rik Registrant",
        "Praktijkactiviteit goedkeuren: Rik Registrant",
        "Dossier beoordelen: Dirk Dossier",
    ):
        assert words in text
    assert text.index("Praktijkactiviteit goedkeuren: Rik") < text.index("Audit houden: Anna")
    board = client_for(make_board_member()).get("/kwaliteit/").text
    assert "Dossier beoordelen: Dirk Dossier" in board
    assert "Anna Aanvrager" not in board


def test_the_desk_narrows_to_one_kind(app, client_for):
    asking(registrant())
    make_application(make_person(name="Anna Aanvrager"))
    text = client_for(make_committee_member()).get("/kwaliteit/?soort=audit").text
    assert "Anna Aanvrager" in text
    assert "Rik Registrant" not in text


def test_files_that_are_too_close_are_counted_by_reason_and_named_nowhere(app, client_for):
    person = registrant()
    asking(person)
    application = make_application(person)
    text = client_for(make_committee_member(person.organisation)).get("/kwaliteit/").text
    assert "Rik Registrant" not in text
    assert "2 dossiers: van iemand van je eigen organisatie" in text
    searched = client_for(make_committee_member(person.organisation)).get("/kwaliteit/?q=bestaat+niet").text
    assert "2 dossiers: van iemand van je eigen organisatie" in searched
    assert "Lezing over lege winkels" not in text
    assert f"/kwaliteit/aanvraag/{application.id}/" not in text


def test_an_applicant_is_decided_about_when_the_audit_is_in(app, client_for):
    application = make_application(make_person(name="Anna Aanvrager"))
    board = client_for(make_board_member())
    assert "Anna Aanvrager" not in board.get("/kwaliteit/").text
    make_audit(application)
    assert "Besluiten over een aanvraag: Anna Aanvrager" in board.get("/kwaliteit/").text


def test_who_passed_the_renewal_date_without_a_dossier_is_on_the_desk_of_the_board(app, client_for):
    person = make_person(name="Vera Voorbij")
    make_registration(person, started_on=date(2025, 10, 1))
    assert "Verlengingsdatum voorbij: Vera Voorbij" in client_for(make_board_member()).get("/kwaliteit/").text


def test_the_decisions_are_listed_with_those_too_close_closed(app, client_for):
    here = make_organisation()
    application = make_application(make_person(name="Anna Aanvrager"))
    make_decision(application, kind=DecisionKind.REFUSE)
    text = client_for(make_board_member()).get("/kwaliteit/besluiten/?jaar=2026&soort=refuse").text
    assert "/kwaliteit/besluiten/1/" in text
    assert "Anna Aanvrager" in text
    assert "Geen besluiten" in client_for(make_board_member()).get("/kwaliteit/besluiten/?jaar=2025").text
    application.person.organisation = here
    db.session.commit()
    close = client_for(make_board_member(here)).get("/kwaliteit/besluiten/").text
    assert "van je eigen organisatie" in close
    assert "Anna Aanvrager" not in close
    assert "/kwaliteit/besluiten/1/" not in close


def test_committee_and_board_are_told_apart(app, client_for):
    both = make_committee_member()
    people.change_register_role(both, RoleName.BOARD, on=True)
    db.session.commit()
    make_application(make_person(name="Anna Aanvrager"))
    make_dossier(registrant("Dirk Dossier"))
    text = client_for(both).get("/kwaliteit/").text
    assert "Audit houden: Anna Aanvrager" in text
    assert text.count("Dossier beoordelen: Dirk Dossier") == 2
