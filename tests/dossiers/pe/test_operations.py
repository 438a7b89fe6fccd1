from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.core import clock
from app.core.db import db
from app.core.problems import WrongStep
from app.dossiers.holding.operations import NotRegistered
from app.dossiers.holding.position import position_of
from app.dossiers.models import Dossier, PEActivity
from app.dossiers.pe import operations, queries
from app.dossiers.pe.operations import ApprovalOpen, ClosedYear, FromActionAlready, WrongAnswer
from app.dossiers.pe.pages import pe_years_of
from app.dossiers.pe.rules import Facts, WrongDay
from app.dossiers.rules import ActivityStatus, ApprovalStatus, DossierStatus
from app.evidence.queries import evidence_of
from app.regulation.terms import PEKind, Status
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.evidence import make_file
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal
from tests.factories.register import make_committee_member

LAST_YEAR, THIS_YEAR, SOON, NEXT_YEAR = date(2026, 2, 1), date(2026, 10, 1), date(2027, 1, 8), date(2027, 4, 1)
WORKSHOP = Facts(PEKind.WORKSHOP, "Workshop leegstand", THIS_YEAR, ActivityStatus.DONE, hours=Decimal(4), clok=True)


@pytest.fixture
def person(app):
    """In the register since 15 March 2025, renewed once: the open PE year began on 15 March 2026."""
    person = make_person(name="Noor Verhagen")
    make_registrant(person)
    make_registration(person, Status.A, started_on=date(2025, 3, 15), renewed=1)
    return person


def years_of(person):
    return pe_years_of(position_of(person, clock.today()))


def hand_in(person):
    place = years_of(person)
    dossier = Dossier(
        person_id=person.id,
        registration_id=place.held.id,
        period_start=place.open_year.start,
        renewal_date=place.open_year.end,
        status=DossierStatus.HANDED_IN,
    )
    db.session.add(dossier)
    db.session.flush()


def test_an_activity_of_the_open_year_counts_at_once(person):
    operations.add(person, WORKSHOP)
    page = years_of(person).page(years_of(person).open_year)
    assert (page.counted, page.required) == (2, 20)


def test_nothing_is_added_to_a_year_that_is_over(person):
    with pytest.raises(ClosedYear, match=r"van 15 maart 2025 tot en met 14 maart 2026\. Dat jaar is voorbij"):
        operations.add(person, replace(WORKSHOP, held_on=LAST_YEAR))


def test_nothing_is_added_before_somebody_was_in_the_register(person):
    with pytest.raises(ClosedYear, match="Je status begon op 15 maart 2025"):
        operations.add(person, replace(WORKSHOP, held_on=date(2025, 3, 14)))


def test_what_is_planned_for_the_next_year_is_kept_for_that_year(person):
    planned = replace(WORKSHOP, held_on=NEXT_YEAR, status=ActivityStatus.PLANNED)
    operations.add(person, planned)
    assert years_of(person).page(years_of(person).open_year).activities == []
    assert "15 maart 2027 tot en met 14 maart 2028" in years_of(person).year_words(NEXT_YEAR)


def test_a_year_that_must_be_a_slip_is_refused(person):
    with pytest.raises(ClosedYear, match="erg ver weg"):
        operations.add(person, replace(WORKSHOP, held_on=date(9999, 12, 31), status=ActivityStatus.PLANNED))


def test_pe_is_for_who_is_in_the_register(app):
    with pytest.raises(NotRegistered):
        operations.add(make_person(), WORKSHOP)


@pytest.mark.parametrize(("day", "status"), [(SOON, ActivityStatus.DONE), (THIS_YEAR, ActivityStatus.PLANNED)])
def test_done_is_not_in_the_future_and_planned_not_in_the_past(person, day, status):
    with pytest.raises(WrongDay):
        operations.add(person, replace(WORKSHOP, held_on=day, status=status))


def test_what_is_planned_becomes_done_with_the_real_hours_and_evidence(person):
    activity, shown = make_pe_activity(person, held_on=SOON, hours=Decimal(6)), make_file(person)
    operations.finish(activity, THIS_YEAR, Decimal("3.5"), [shown])
    assert (activity.status, activity.held_on, activity.hours) == (ActivityStatus.DONE, THIS_YEAR, Decimal("3.5"))
    assert activity.evidence == [shown]
    with pytest.raises(WrongStep):
        operations.finish(activity, THIS_YEAR, None)


def test_what_is_done_goes_back_to_planned_for_a_day_to_come(person):
    activity = make_pe_activity(person, held_on=THIS_YEAR)
    with pytest.raises(WrongDay):
        operations.plan_again(activity, THIS_YEAR)
    operations.plan_again(activity, SOON)
    assert (activity.status, activity.held_on) == (ActivityStatus.PLANNED, SOON)


def test_a_plan_whose_day_is_over_gives_nothing_until_it_is_done(person):
    activity = make_pe_activity(person, held_on=THIS_YEAR, status=ActivityStatus.PLANNED)
    page = years_of(person).page(years_of(person).open_year)
    assert (page.points.total, page.points.planned, len(page.overdue)) == (0, 0, 1)
    operations.finish(activity, THIS_YEAR, Decimal(3))
    assert years_of(person).page(years_of(person).open_year).points.total == 2


def test_the_dossier_of_a_year_closes_its_activities_but_what_was_planned_may_still_be_done(person):
    done, planned = make_pe_activity(person, held_on=THIS_YEAR), make_pe_activity(person, held_on=SOON)
    hand_in(person)
    for refused in (
        lambda: operations.add(person, WORKSHOP),
        lambda: operations.change(done, WORKSHOP),
        lambda: operations.delete(done),
        lambda: operations.plan_again(done, SOON),
        lambda: operations.add_evidence(done, make_file(person)),
        lambda: operations.ask_approval(done, "Omdat."),
        lambda: operations.add(person, replace(WORKSHOP, held_on=SOON, status=ActivityStatus.PLANNED)),
    ):
        with pytest.raises(ClosedYear, match="ingeleverd"):
            refused()
    operations.finish(planned, date(2026, 11, 20), Decimal(4), [make_file(person)])
    assert planned.status is ActivityStatus.DONE
    assert len(planned.evidence) == 1


def test_what_was_planned_in_a_closed_year_cannot_be_done_in_another_one(person):
    planned = make_pe_activity(person, held_on=LAST_YEAR, status=ActivityStatus.PLANNED)
    with pytest.raises(ClosedYear, match="voorbij"):
        operations.finish(planned, THIS_YEAR, Decimal(4))


def test_an_action_becomes_an_activity_once_and_takes_its_evidence_along(person):
    shown, action = make_file(person), make_action(make_goal(person), done_on=THIS_YEAR)
    activity = operations.add(person, WORKSHOP, evidence=[shown], action=action)
    assert queries.activity_from(action) is activity
    with pytest.raises(FromActionAlready) as again:
        operations.add(person, WORKSHOP, action=action)
    assert again.value.activity is activity


def test_deleting_takes_the_evidence_that_nothing_else_shows(person):
    own, shared = make_file(person), make_file(person)
    activity = make_pe_activity(person, evidence=[own, shared])
    make_pe_activity(person, evidence=[shared])
    operations.delete(activity)
    assert list(evidence_of(person)) == [shared]


def test_while_the_committee_looks_the_activity_stays_as_it_is(person):
    activity = make_pe_activity(person, PEKind.OVERIG)
    operations.ask_approval(activity, "Het gaat over vestigingsbeleid.")
    for refused in (lambda: operations.change(activity, WORKSHOP), lambda: operations.delete(activity)):
        with pytest.raises(ApprovalOpen):
            refused()
    operations.take_back_approval(activity)
    operations.change(activity, WORKSHOP)
    assert activity.title == "Workshop leegstand"


def test_an_approval_with_points_counts_and_a_refusal_may_be_asked_again(person):
    judge, activity = make_committee_member(), make_pe_activity(person, PEKind.OVERIG, clok=False)
    operations.ask_approval(activity, "Een leergang van een hogeschool.")
    assert list(queries.asked_for_approval()) == [activity]
    operations.decide_approval(activity, judge, date(2026, 11, 1), False, answer="Dit is je gewone werk.")
    operations.ask_approval(activity, "Het was buiten mijn werk om.")
    operations.decide_approval(activity, judge, date(2026, 11, 10), True, points=5)
    assert (activity.approved_on, activity.granted_points) == (date(2026, 11, 10), 5)
    assert years_of(person).page(years_of(person).open_year).points.total == 5


def test_the_table_gives_the_points_of_an_approved_workshop_whatever_is_written(person):
    activity = make_pe_activity(person, clok=False)
    operations.ask_approval(activity, "Van een adviesbureau.")
    operations.decide_approval(activity, make_committee_member(), date(2026, 11, 10), True, points=50)
    assert activity.granted_points is None
    assert years_of(person).page(years_of(person).open_year).points.total == 2


@pytest.mark.parametrize(
    ("granted", "points", "answer"), [(True, None, ""), (True, 0, ""), (True, 100, ""), (False, None, "  ")]
)
def test_an_answer_of_the_committee_is_whole(person, granted, points, answer):
    activity = make_pe_activity(person, PEKind.OVERIG)
    operations.ask_approval(activity, "Omdat.")
    with pytest.raises(WrongAnswer):
        operations.decide_approval(activity, make_committee_member(), THIS_YEAR, granted, points, answer)
    assert activity.approval is ApprovalStatus.ASKED


def test_nobody_approves_their_own_activity(person):
    activity = make_pe_activity(person)
    operations.ask_approval(activity, "Omdat.")
    with pytest.raises(WrongAnswer):
        operations.decide_approval(activity, person, THIS_YEAR, True)


@pytest.mark.parametrize(
    ("changed", "kept"),
    [({"hours": Decimal(6)}, True), ({"title": "Iets anders"}, False), ({"kind": PEKind.CONGRES}, False)],
)
def test_an_approval_is_for_what_the_activity_was(person, changed, kept):
    activity = make_pe_activity(person, title=WORKSHOP.title, held_on=WORKSHOP.held_on, clok=False)
    operations.ask_approval(activity, "Omdat.")
    operations.decide_approval(activity, make_committee_member(), THIS_YEAR, True)
    operations.change(activity, replace(WORKSHOP, clok=False, **changed))
    assert (activity.approved_on is not None) is kept


def test_a_workbook_is_added_whole_or_not_at_all(person):
    with pytest.raises(ClosedYear), db.session.begin_nested():
        operations.add_all(person, [WORKSHOP, replace(WORKSHOP, held_on=LAST_YEAR)])
    assert db.session.query(PEActivity).count() == 0


def test_what_is_alike_is_found_whatever_its_capitals(person):
    activity = make_pe_activity(person, title="Workshop Leegstand", held_on=THIS_YEAR)
    assert years_of(person).twin_of(WORKSHOP) is activity
    assert years_of(person).twin_of(WORKSHOP, activity) is None
    assert years_of(person).twin_of(replace(WORKSHOP, title="Workshop bezetting")) is None


def test_more_network_points_than_count_are_said(person):
    make_pe_activity(person, PEKind.ADVISEREN, title="Advies", hours=Decimal(18))
    facts = Facts(PEKind.LANDELIJK, "Werkgroep", THIS_YEAR, ActivityStatus.DONE, hours=Decimal(8))
    found = years_of(person).preview(facts)
    assert (found.gain.points, found.counted, found.lost) == (4, 10, 3)
