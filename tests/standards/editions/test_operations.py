"""What an organisation decided about an edition, kept once and read wherever the edition is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.db import db
from app.people.models import User
from app.people.rules import RoleName
from app.standards.editions import operations
from app.standards.editions.operations import AlreadyDecided
from app.standards.library import edition_decision, get_standard, standard_for
from app.standards.models import EditionDecision
from app.standards.rules.deciding import Choice, undecided
from app.standards.rules.standard import EditionChange
from tests.factories.people import make_person
from tests.standards.second_editions import VAK_2027, second_editions

__all__ = ["second_editions"]

VAK = "vakvolwassenheid-2013"
pytestmark = pytest.mark.usefixtures("second_editions")


@pytest.fixture
def hr(app) -> User:
    return make_person(RoleName.HR, name="Ingrid Postma")


def decide(hr: User, choice: Choice) -> EditionDecision:
    found = operations.decide_edition(
        hr, standard_for(hr.organisation, VAK), standard_for(hr.organisation, VAK_2027), {"coachen": choice}
    )
    db.session.commit()
    return found


def test_a_decision_is_read_with_the_edition_of_that_organisation_only(hr, now) -> None:
    decide(hr, Choice("reworded", ("begeleiden",), "Dit heet nu anders."))
    mine, theirs = standard_for(hr.organisation, VAK_2027), standard_for(make_person().organisation, VAK_2027)
    assert mine.changes[-1] == EditionChange("reworded", ("coachen",), ("begeleiden",), "Dit heet nu anders.", own=True)
    assert not undecided(get_standard(VAK), mine)
    assert [one.code for one in undecided(get_standard(VAK), theirs)] == ["coachen"]
    kept = edition_decision(hr.organisation_id, VAK_2027)
    assert kept is not None
    assert (kept.decided_by, kept.decided_at) == (hr, now)


def test_a_decision_is_made_once(hr) -> None:
    decide(hr, Choice("gone"))
    with pytest.raises(AlreadyDecided):
        decide(hr, Choice("kept", ("begeleiden",)))


def test_about_an_edition_that_left_nothing_open_there_is_nothing_to_decide(hr) -> None:
    after = get_standard(VAK_2027)
    told = replace(after, changes=(*after.changes, EditionChange("gone", ("coachen",), ())))
    with pytest.raises(AlreadyDecided):
        operations.decide_edition(hr, get_standard(VAK), told, {})


def test_a_decision_stays_when_who_made_it_is_gone(hr) -> None:
    place = hr.organisation
    decide(hr, Choice("gone"))
    db.session.delete(hr)
    db.session.commit()
    kept = edition_decision(place.id, VAK_2027)
    assert kept is not None
    assert kept.decided_by is None
