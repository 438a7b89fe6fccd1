"""What waits on the start page: of every role in one list, in the order of what hangs on it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.core.mail import OutboxMail, stuck_mail
from app.core.waiting.rules import Waiting, Weight, in_order
from app.people.models import Organisation
from app.people.rules import RoleName
from app.plans import operations as plans
from app.register.rules import DecisionKind
from tests.factories.assessments import make_draft, make_share, make_submitted
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.people import make_membership, make_person, make_team
from tests.factories.plans import make_goal
from tests.factories.register import make_application, make_committee_member, make_proposal
from tests.factories.samples import make_taken_decision

TODAY = date(2026, 11, 20)


@pytest.fixture
def home(app, client_for):
    def page(person):
        text = client_for(person).get("/").text
        return text.partition("<main")[2].partition("</main>")[0]

    return page


def row(weight, by=None, what=""):
    return Waiting(what, "/", "Ga", weight, by=by)


def test_what_costs_most_comes_first_and_then_what_is_due_first():
    rows = [
        row(Weight.READ),
        row(Weight.OTHERS),
        row(Weight.OTHERS, date(2026, 12, 4)),
        row(Weight.LOSE),
        row(Weight.OTHERS, date(2026, 12, 1)),
    ]
    assert in_order(rows) == [rows[3], rows[4], rows[2], rows[1], rows[0]]


@pytest.mark.parametrize(("day", "late"), [(19, True), (20, False), (None, False)])
def test_late_begins_after_the_last_day(day, late):
    assert row(Weight.OTHERS, day and date(2026, 11, day)).is_late(TODAY) is late


def registrant():
    person = make_person()
    make_registrant(person)
    make_registration(person)
    return person


def test_no_role_hides_what_waits_in_another(home):
    saskia = make_committee_member()
    saskia.roles = [*saskia.roles, *make_person(RoleName.PROFESSIONAL, RoleName.MANAGER).roles]
    db.session.commit()
    make_draft(saskia, {"intake": 2})
    make_application(registrant())
    page = home(saskia)
    assert "Er staan 3 dingen voor je klaar." in page
    assert page.index("Audit houden") < page.index("Maak je zelfscan af") < page.index("Nog geen teamleden")
    assert page.count("utrecht-button-link--primary-action") == 1


def test_late_work_of_the_committee_is_called_late(home):
    make_application(registrant())
    make_application(registrant())
    judge = make_committee_member()
    with clock.fixed(datetime(2027, 1, 8, 9, tzinfo=UTC)):
        page = home(judge)
    assert "2 dingen te beoordelen" in page
    assert "Voor de kwaliteitscommissie" in page
    assert "Te laat" in page
    assert "Dat kon tot en met vrijdag 18 december 2026" in page


def test_what_waits_for_a_second_stands_apart(home):
    proposal = make_proposal(registrant())
    proposer = proposal.decided_by
    board = make_person(RoleName.BOARD)
    page = home(board)
    assert f"/kwaliteit/besluiten/{proposal.id}/" in page
    assert "Geef je oordeel" in page
    assert f"/kwaliteit/besluiten/{proposal.id}/" not in home(proposer)


def test_a_decision_waits_until_its_letter_was_read(home, client_for):
    noor = make_person()
    new = make_taken_decision(noor, kind=DecisionKind.GRANT, day=date(2026, 3, 18))
    make_taken_decision(day=date(2026, 11, 18))
    letter = f"/mijn-register/besluiten/{new.id}/brief.pdf"
    assert "Nieuw besluit: toegekend" in home(noor)
    assert home(noor).count(letter) == 1
    client_for(noor).head(letter)
    assert letter in home(noor)
    assert client_for(noor).get(letter).status_code == 200
    assert "Nieuw besluit" not in home(noor)


def test_the_letter_that_the_board_opens_stays_to_be_read(home, client_for):
    person = registrant()
    taken = make_taken_decision(person)
    assert client_for(make_person(RoleName.BOARD)).get(f"/kwaliteit/besluiten/{taken.id}/brief.pdf").status_code == 200
    assert "Nieuw besluit" in home(person)


def test_a_shared_plan_and_result_wait_until_they_were_opened(home, client_for):
    team = make_team()
    ruben = make_person(RoleName.MANAGER, organisation=team.organisation)
    noor = make_person(organisation=team.organisation, name="Noor Verhagen")
    make_membership(ruben, team, is_manager=True)
    make_membership(noor, team)
    make_goal(noor)
    plans.share(noor)
    share = make_share(make_submitted(noor), ruben)
    plan, result = f"/team/{noor.id}/plan", f"/gedeeld/{share.id}/"
    page = home(ruben)
    assert plan in page
    assert result in page
    client_for(ruben).get(plan)
    page = home(ruben)
    assert plan not in page
    assert result in page
    client_for(ruben).get(result)
    assert "Je bent bij" in home(ruben)


def test_who_leads_nobody_is_told_whom_to_ask(home):
    assert "/hulp#beheerder" in home(make_person(RoleName.MANAGER))
    assert "/mensen/teams/" in home(make_person(RoleName.MANAGER, RoleName.ADMINISTRATOR))


def make_mail(minutes, error="", sent=False):
    now = clock.now()
    db.session.add(
        OutboxMail(
            recipient="noor@voorbeeldstad.example",
            subject="Geheim",
            body="http://localhost/link",
            created_at=now - timedelta(minutes=minutes),
            error=error,
            sent_at=now if sent else None,
        )
    )
    db.session.commit()


@pytest.mark.parametrize(
    ("mail", "stuck"), [((59,), False), ((60,), True), ((60, "Geweigerd."), True), ((600, "", True), False)]
)
def test_mail_is_stuck_after_an_hour(app, mail, stuck):
    make_mail(*mail)
    assert bool(stuck_mail(clock.now())) is stuck


def test_the_administrator_hears_of_stuck_mail_and_of_nothing_in_it(home):
    make_mail(90)
    make_mail(120)
    page = home(make_person(RoleName.ADMINISTRATOR))
    assert "2 mails blijven liggen" in page
    assert "noor@" not in page
    assert "Geheim" not in page
    assert "mails blijven liggen" not in home(make_person(RoleName.HR))


def test_a_long_list_folds(home):
    team = make_team()
    ruben = make_person(RoleName.MANAGER, organisation=team.organisation)
    make_membership(ruben, team, is_manager=True)
    for _ in range(10):
        mate = make_person(organisation=team.organisation)
        make_membership(mate, team)
        make_share(make_submitted(mate), ruben)
    page = home(ruben)
    assert "Er staan 10 dingen voor je klaar." in page
    assert "<span>Nog 2</span>" in page


@pytest.mark.parametrize("roles", [[RoleName.HR], [RoleName.COMMITTEE], [RoleName.BOARD]])
def test_who_has_nothing_waiting_is_told_so(home, roles):
    page = home(make_person(*roles))
    assert "Er staat nu niets voor je klaar." in page
    assert "Je bent bij" in page
    assert "primary-action" not in page


def test_the_house_of_another_organisation_is_not_seen(home):
    other = Organisation(name="Gemeente Elders")
    make_person(organisation=other)
    make_team(other)
    page = home(make_person(RoleName.ADMINISTRATOR))
    assert "collega" not in page
    assert "nog niet ingelogd" not in page
