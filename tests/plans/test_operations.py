"""Goals and actions are made, closed, taken back and thrown away."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.assessments.rules import Answer
from app.core.db import db
from app.core.problems import WrongStep
from app.evidence.models import Evidence
from app.evidence.operations import keep_link
from app.people.models import User
from app.plans import operations, queries
from app.plans.models import Action, Goal, Plan
from app.plans.rules import ActionStatus, GoalStatus
from tests.factories.assessments import STANDARD, make_submitted
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal
from tests.races import at_the_same_moment

pytestmark = pytest.mark.usefixtures("app")


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_the_plan_is_there_from_the_first_goal_on():
    person = make_person()
    assert queries.plan_of(person) is None
    goal = make_goal(person)
    assert queries.plan_of(person).goals == [goal]


def test_there_is_one_plan_a_person():
    person = make_person()
    make_goal(person, "handhaven")
    make_goal(person, "uitvoering")
    assert operations.plan_for(person) is operations.plan_for(person)
    assert count(Plan) == 1


def test_a_goal_keeps_the_level_it_started_from():
    goal = make_goal(make_person(), from_rank=2, to_level="vakvolwassen")
    assert goal.answer == Answer.level(2)


def test_a_second_open_goal_on_an_element_is_refused_and_names_the_first():
    person = make_person()
    first = make_goal(person)
    with pytest.raises(operations.GoalExists) as refused:
        make_goal(person)
    assert refused.value.goal is first
    assert count(Goal) == 1


def test_of_two_goals_on_an_element_at_the_same_moment_one_is_made_and_the_other_is_told(app):
    person_id = make_person().id

    def set_goal():
        try:
            return make_goal(db.session.get(User, person_id)).id
        except operations.GoalExists as refused:
            return ("there is", refused.goal.id)

    outcomes = at_the_same_moment(app, set_goal, set_goal)
    (made,) = [one for one in outcomes if isinstance(one, int)]
    assert sorted(outcomes, key=str) == sorted([made, ("there is", made)], key=str)
    assert count(Goal) == 1


def test_after_a_goal_is_closed_there_can_be_a_new_one_and_the_old_one_stays_closed():
    person = make_person()
    first = make_goal(person)
    operations.reach_goal(first)
    second = make_goal(person)
    with pytest.raises(operations.GoalExists) as refused:
        operations.reopen_goal(first)
    assert refused.value.goal is second
    assert first.status is GoalStatus.REACHED


@pytest.mark.parametrize("wrong", [{"element": "geen"}, {"to_level": "geen"}, {"indicators": ("geen",)}])
def test_a_goal_on_what_the_standard_does_not_have_is_refused(wrong):
    with pytest.raises(LookupError):
        make_goal(make_person(), **wrong)


def test_a_closed_goal_says_when():
    goal = make_goal(make_person())
    operations.reach_goal(goal)
    assert (goal.status, goal.closed_on) == (GoalStatus.REACHED, date(2026, 11, 20))
    operations.reopen_goal(goal)
    assert (goal.status, goal.closed_on) == (GoalStatus.OPEN, None)


def test_an_action_that_is_done_says_when_and_what_was_written():
    action = make_action(make_goal(make_person()))
    operations.finish_action(action, date(2026, 11, 18), "Stilte werkt.")
    assert (action.status, action.done_on, action.note) == (ActionStatus.DONE, date(2026, 11, 18), "Stilte werkt.")


def test_an_action_is_not_done_twice():
    action = make_action(make_goal(make_person()), done_on=date(2026, 11, 18))
    with pytest.raises(WrongStep):
        operations.finish_action(action)


def test_a_reopened_action_keeps_its_note():
    action = make_action(make_goal(make_person()), done_on=date(2026, 11, 18), note="Stilte werkt.")
    operations.reopen_action(action)
    assert (action.status, action.done_on, action.note) == (ActionStatus.OPEN, None, "Stilte werkt.")


def test_the_next_actions_are_the_open_ones_of_open_goals_first_due_first():
    person = make_person()
    goal, closed = make_goal(person, "handhaven"), make_goal(person, "uitvoering")
    later = make_action(goal, due=date(2027, 3, 1))
    sooner = make_action(goal, due=date(2027, 1, 1))
    make_action(goal, due=date(2026, 11, 1), done_on=date(2026, 11, 1))
    operations.drop_action(make_action(goal, due=date(2026, 12, 1)))
    make_action(closed, due=date(2026, 12, 2))
    operations.reach_goal(closed)
    make_action(make_goal(make_person()), due=date(2026, 12, 3))
    assert queries.next_actions(person, 5) == [sooner, later]
    assert queries.next_actions(person, 1) == [sooner]


def test_only_open_goals_are_in_your_plan():
    person = make_person()
    make_goal(person, "handhaven")
    operations.drop_goal(make_goal(person, "uitvoering"))
    assert queries.goals_for(person) == {(STANDARD, "handhaven")}
    assert queries.goals_for(make_person()) == set()


def test_evidence_goes_away_with_the_last_action_that_shows_it():
    person = make_person()
    goal = make_goal(person)
    first, second = make_action(goal), make_action(goal)
    link = keep_link(person, "https://voorbeeldstad.example/verslag")
    for action in (first, second, second):
        operations.add_evidence(action, link)
    operations.remove_evidence(first, link)
    assert count(Evidence) == 1
    operations.delete_action(second)
    assert count(Evidence) == 0


def test_a_deleted_goal_takes_its_actions_and_their_evidence_along():
    person = make_person()
    goal = make_goal(person)
    operations.add_evidence(make_action(goal), keep_link(person, "https://voorbeeldstad.example/verslag"))
    make_action(goal)
    operations.delete_goal(goal)
    db.session.commit()
    assert [count(Goal), count(Action), count(Evidence)] == [0, 0, 0]


def test_a_goal_outlives_the_assessment_that_it_came_from():
    person = make_person()
    source = make_submitted(person)
    goal = make_goal(person, source=source)
    db.session.delete(source)
    db.session.commit()
    assert goal.source_id is None
