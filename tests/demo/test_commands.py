"""The demo is loaded by hand into an empty database, and never where people really work."""

from __future__ import annotations

from copy import copy

from sqlalchemy import func, select

from app.core.db import db
from app.people.models import User
from app.people.operations import add_organisation


def test_an_empty_database_is_filled_once(app):
    run = app.test_cli_runner().invoke
    answer = run(args=["demo", "load"])
    assert (answer.exit_code, "VAKSPIEGEL_DEMO=1" in answer.output) == (0, True)
    with app.app_context():
        people = db.session.scalar(select(func.count(User.id)))
        assert people > 40
    assert "niet leeg" in run(args=["demo", "load"]).output
    with app.app_context():
        assert db.session.scalar(select(func.count(User.id))) == people


def test_a_database_with_an_organisation_stays_as_it_is(app):
    with app.app_context():
        add_organisation("Gemeente X")
        db.session.commit()
    assert app.test_cli_runner().invoke(args=["demo", "load"]).exit_code == 1
    with app.app_context():
        assert not db.session.scalar(select(func.count(User.id)))


def test_no_invented_people_come_in_production(app, monkeypatch):
    production = copy(app.extensions["vakspiegel"])
    object.__setattr__(production, "mode", "production")
    monkeypatch.setitem(app.extensions, "vakspiegel", production)
    answer = app.test_cli_runner().invoke(args=["demo", "load"])
    assert (answer.exit_code, "productie" in answer.output) == (1, True)
    with app.app_context():
        assert not db.session.scalar(select(func.count(User.id)))
