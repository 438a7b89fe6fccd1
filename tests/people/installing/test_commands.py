"""Commands of who runs an installation: the first administrator, one who lost the way in, and who there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from click.testing import CliRunner, Result
from flask.cli import ScriptInfo
from flask.cli import cli as flask_cli
from flask_security import verify_password
from sqlalchemy import func, select

from app.core.db import db
from app.core.mail import OutboxMail
from app.people import operations
from app.people.models import Organisation, User, UserSession
from app.people.queries import find_by_email
from app.people.rules import RoleName
from tests.factories.people import make_organisation, make_person, make_session

Run = Callable[..., Result]
NEW = "een zin die niemand raadt"
ADDRESS = "jo@gemeente-x.example"


@pytest.fixture
def run(app) -> Run:
    """One command as it is typed after `flask --app app`, with what is typed when it asks."""

    def call(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(flask_cli, arguments, input=typed, obj=ScriptInfo(create_app=lambda: app))

    return call


def administrator(run: Run, organisation="Gemeente X", name="Jo Jansen", email=ADDRESS, password=NEW) -> Result:
    options = ("--organisation", organisation, "--name", name, "--email", email)
    return run("people", "add-administrator", *options, typed=f"{password}\n{password}\n")


def test_an_empty_installation_gets_its_first_administrator(app, run):
    answer = administrator(run)
    assert (answer.exit_code, "Jo Jansen kan nu inloggen als beheerder van Gemeente X." in answer.output) == (0, True)
    with app.app_context():
        jo = find_by_email(ADDRESS)
        assert (jo.role_names, jo.organisation.name) == ({RoleName.ADMINISTRATOR}, "Gemeente X")
        assert verify_password(NEW, jo.password)
        assert not db.session.scalar(select(func.count(OutboxMail.id)))


@pytest.mark.parametrize("address", ["pim", "pim@", "pim@x.example\x00", "a" * 300 + "@x.example", ""])
def test_an_address_that_no_mail_reaches_is_refused_before_a_password_is_asked(app, run, address):
    answer = administrator(run, email=address)
    assert answer.exit_code == 2
    assert "Wachtwoord" not in answer.output
    with app.app_context():
        assert not db.session.scalar(select(func.count(Organisation.id)))


@pytest.mark.parametrize(("name", "said"), [("", "naam"), ("\x00", "naam"), ("J" * 10_000, "200 tekens")])
def test_a_name_that_is_none_is_refused(run, name, said):
    assert said in administrator(run, name=name).output


@pytest.mark.parametrize(("password", "said"), [("kort", "minstens 12 tekens"), ("x" * 1001, "hoogstens 1000 tekens")])
def test_a_password_that_the_pages_would_refuse_is_asked_again(app, run, password, said):
    answer = administrator(run, password=password)
    assert said in answer.output
    assert answer.output.count("Wachtwoord:") > 1
    with app.app_context():
        assert not db.session.scalar(select(func.count(Organisation.id)))


def test_the_same_organisation_is_found_however_its_capitals_and_blanks_are_typed(app, run):
    administrator(run)
    administrator(run, organisation=" gemeente  x ", name="Kim de Boer", email="kim@gemeente-x.example")
    with app.app_context():
        assert [one.name for one in db.session.scalars(select(Organisation))] == ["Gemeente X"]


def test_a_second_organisation_of_nearly_the_same_name_is_refused_with_the_first_named(app, run):
    administrator(run)
    answer = administrator(run, organisation="X", email="kim@gemeente-x.example")
    assert (answer.exit_code, "Er is al een organisatie 'Gemeente X'" in answer.output) == (1, True)
    with app.app_context():
        assert db.session.scalar(select(func.count(User.id))) == 1


def test_who_lost_the_role_the_password_and_the_account_is_back_in_by_one_command(app, run):
    with app.app_context():
        place = make_organisation("Gemeente X")
        jo = make_person(RoleName.HR, RoleName.BOARD, organisation=place, name="Jo Jansen", email=ADDRESS)
        make_session(jo)
        make_person(RoleName.BOARD)
        operations.close_account(jo)
        jo.leaves_on = date(2026, 1, 1)
        db.session.commit()
    answer = administrator(run, name="Anders Gespeld")
    assert "Jo Jansen kan nu weer inloggen als beheerder van Gemeente X." in answer.output
    with app.app_context():
        jo = find_by_email(ADDRESS)
        assert jo.role_names == {RoleName.HR, RoleName.BOARD, RoleName.ADMINISTRATOR}
        assert (jo.is_active, jo.leaves_on) == (True, None)
        assert (jo.active, jo.closed_at, verify_password(NEW, jo.password)) == (True, None, True)
        told = db.session.scalars(select(OutboxMail.recipient).where(OutboxMail.subject.contains("wachtwoord")))
        assert told.all() == [ADDRESS]


def test_an_address_of_another_organisation_is_refused_and_no_organisation_stays_behind(app, run):
    with app.app_context():
        make_person(organisation=make_organisation("Gemeente Y"), email=ADDRESS)
        db.session.commit()
    answer = administrator(run)
    assert (answer.exit_code, "iemand van Gemeente Y" in answer.output) == (1, True)
    with app.app_context():
        assert [one.name for one in db.session.scalars(select(Organisation))] == ["Gemeente Y"]


def test_another_password_signs_out_everywhere_stops_older_links_and_is_told(app, run):
    with app.app_context():
        jo = make_person(email=ADDRESS)
        make_session(jo)
        before = jo.fs_uniquifier
        db.session.commit()
    assert run("people", "set-password", ADDRESS.upper(), typed=f"{NEW}\n{NEW}\n").exit_code == 0
    with app.app_context():
        jo = find_by_email(ADDRESS)
        assert verify_password(NEW, jo.password)
        assert jo.fs_uniquifier != before
        assert all(one.ended_at for one in db.session.scalars(select(UserSession)))
        body = db.session.scalars(select(OutboxMail.body)).one()
        assert "/wachtwoord-vergeten" in body
        assert NEW not in body


def test_who_has_no_password_yet_is_invited_again(app, run):
    with app.app_context():
        operations.add_person(make_organisation(), name="Jo Jansen", email=ADDRESS, roles=[RoleName.HR])
        db.session.commit()
    assert "staat klaar" in run("people", "invite", ADDRESS).output
    with app.app_context():
        assert "/wachtwoord-vergeten/" in db.session.scalars(select(OutboxMail.body)).one()


def test_who_has_a_password_or_a_closed_account_is_not_invited(app, run):
    with app.app_context():
        jo = make_person(email=ADDRESS)
        jo.password = "hash"
        gone = make_person(email="weg@gemeente-x.example")
        operations.close_account(gone)
        db.session.commit()
    assert "people set-password" in run("people", "invite", ADDRESS).output
    assert "is gesloten" in run("people", "invite", "weg@gemeente-x.example").output


def test_the_list_says_who_there_is_by_surname_with_roles_and_the_way_in(app, run):
    with app.app_context():
        place = make_organisation("Gemeente X")
        make_person(RoleName.HR, organisation=place, name="Ada de Vries", email="ada@x.example")
        gone = make_person(organisation=place, name="Zoë Aal", email="zoe@x.example")
        operations.add_person(place, name="Nieuw Iemand", email="nieuw@x.example", roles=[RoleName.ADMINISTRATOR])
        operations.close_account(gone)
        make_organisation("Gemeente Y")
        db.session.commit()
    lines = run("people", "list").stdout.splitlines()
    assert lines[0] == "Gemeente X (3)"
    assert "zoe@x.example  Zoë Aal  (Professional; account gesloten)" in lines[1]
    assert "(Beheerder; heeft nog geen wachtwoord)" in lines[2]
    assert lines[4] == "Gemeente Y (0)"
    assert len(run("people", "list", "--organisation", "gemeente x", "--role", "hr").stdout.splitlines()) == 2
    assert run("people", "list", "--organisation", "Gemeente Z").exit_code == 1


def test_a_role_at_the_register_is_given_and_taken(app, run):
    with app.app_context():
        email = make_person(name="Els Commissie").email
        db.session.commit()
    given = run("people", "register-role", email, "committee")
    assert "Els Commissie: Professional, Kwaliteitscommissie." in given.output
    taken = run("people", "register-role", email, "committee", "--off")
    assert "Els Commissie: Professional." in taken.output


def test_nobody_has_this_address(run):
    answer = run("people", "register-role", "niemand@voorbeeldstad.example", "board")
    assert (answer.exit_code, "Er is geen account" in answer.output) == (1, True)
