from datetime import UTC, date, datetime

import pytest

from app.core.db import db
from app.dossiers.models import PEActivity
from app.evidence import queries
from app.plans import operations as plans
from app.regulation.terms import PEKind
from tests.factories.evidence import make_file
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal


@pytest.fixture
def person(app):
    return make_person(name="Noor Verhagen")


def test_evidence_that_pe_shows_stays_when_the_plan_lets_it_go(person):
    evidence, action = make_file(person), make_action(make_goal(person))
    activity = PEActivity(
        person_id=person.id,
        kind=PEKind.WORKSHOP,
        title="Workshop",
        held_on=date(2026, 5, 1),
        created_at=datetime(2026, 5, 1, tzinfo=UTC),
        evidence=[evidence],
    )
    db.session.add(activity)
    plans.add_evidence(action, evidence)
    plans.delete_action(action)
    db.session.commit()
    assert activity.evidence == [evidence]
    assert queries.is_used(evidence)


def test_evidence_that_nothing_shows_goes(person):
    evidence, action = make_file(person), make_action(make_goal(person))
    plans.add_evidence(action, evidence)
    assert queries.is_used(evidence)
    plans.remove_evidence(action, evidence)
    assert queries.evidence_of(person) == []


def test_a_person_chooses_from_their_own_evidence_newest_first(person):
    first, second = make_file(person), make_file(person)
    make_file(make_person())
    assert list(queries.evidence_of(person)) == [second, first]
