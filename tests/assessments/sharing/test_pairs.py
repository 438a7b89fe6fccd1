"""One result that is shared, and taken back, in two windows at the same moment."""

from __future__ import annotations

from datetime import date

from app.assessments.models import Assessment, ResultShare
from app.assessments.sharing import operations
from app.people.models import User
from tests.factories.assessments import make_share, make_submitted
from tests.factories.people import make_person
from tests.pairs import Thing, check_pairs, the


def a_shared_result():
    person = make_person()
    colleague = make_person(organisation=person.organisation)
    result = make_submitted(person)
    return {"result": result.id, "colleague": colleague.id, "share": make_share(result, colleague, ["intake"]).id}


def sharing(name, element, last_day):
    """Somebody who shares another element of it, until a day."""

    def act(ids):
        result, viewer = the(Assessment, ids["result"]), the(User, ids["colleague"])
        yield
        operations.share_result(result, viewer, [element], last_day)

    act.__name__ = name
    return act


def stop_sharing(ids):
    share = the(ResultShare, ids["share"])
    yield
    operations.stop_sharing(share)


ACTS = (
    sharing("share_coaching", "coachen", date(2027, 1, 1)),
    sharing("share_evaluating", "evalueren", date(2027, 2, 1)),
    stop_sharing,
)


def test_two_windows_on_one_shared_result_are_as_one_after_the_other(app, rounds):
    check_pairs(app, Thing("shared result", a_shared_result, ACTS), rounds)
