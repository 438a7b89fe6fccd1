"""What becomes of the people and names of teams and departments that change, merge or stop."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.core.db import db
from app.people import queries
from app.people.models import TeamMembership
from app.people.operations import DepartmentClosed, TeamClosed, TeamNameTaken, add_team, join_team, leave_team
from app.people.rules import ChangeKind, LeadKind, Period, RoleName, uncovered
from app.people.tree import operations
from app.people.tree.operations import DayIsOver, DepartmentNameTaken, TooDeep
from app.people.tree.queries import changes_of
from tests.factories.people import make_department, make_membership, make_organisation, make_person, make_team

TODAY = date(2026, 11, 20)
YESTERDAY, SOON = TODAY - timedelta(days=1), date(2027, 1, 1)
START = date(2025, 1, 1)


@pytest.fixture
def here(app):
    return make_organisation("Gemeente Hier")


def someone(here, *roles):
    return make_person(*roles, organisation=here)


def places(team) -> list[tuple[int, LeadKind | None, date, date | None]]:
    db.session.expire_all()
    rows = db.session.query(TeamMembership).filter_by(team_id=team.id).order_by(TeamMembership.starts_on)
    return [(one.user_id, one.lead, one.starts_on, one.ends_on) for one in rows]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], [(1, 31)]),
        ([(1, 31)], []),
        ([(1, None)], []),
        ([(10, 20)], [(1, 9), (21, 31)]),
        ([(20, None)], [(1, 19)]),
        ([(1, 5), (5, 10), (31, 31)], [(11, 30)]),
    ],
)
def test_what_is_left_of_a_period(others, expected):
    def days(first: int, last: int | None) -> Period:
        return Period(date(2026, 12, first), date(2026, 12, last) if last else None)

    assert uncovered(days(1, 31), [days(*one) for one in others]) == [days(*one) for one in expected]


def test_what_never_ends_is_left_from_the_day_after():
    assert uncovered(Period(TODAY), [Period(START, TODAY)]) == [Period(TODAY + timedelta(days=1))]


def test_everybody_goes_along_from_the_day_and_the_past_stays(here):
    old, into = make_team(here), make_team(here)
    member, leader = someone(here), someone(here, RoleName.MANAGER)
    make_membership(member, old)
    make_membership(leader, old, lead=LeadKind.FUNCTIONAL, end=date(2027, 6, 30))
    operations.merge_teams(old, into, SOON)
    last_day = SOON - timedelta(days=1)
    assert places(old) == [(member.id, None, START, last_day), (leader.id, LeadKind.FUNCTIONAL, START, last_day)]
    assert places(into) == [(member.id, None, SOON, None), (leader.id, LeadKind.FUNCTIONAL, SOON, date(2027, 6, 30))]
    assert old.closed_on == last_day
    assert [one.id for one in queries.managers_of(member, last_day)] == [leader.id]
    assert [one.id for one in queries.managers_of(member, SOON)] == [leader.id]
    assert [one.kind for one in changes_of(old)] == [ChangeKind.MERGED]
    assert [one.kind for one in changes_of(into)] == [ChangeKind.JOINED]


def test_nobody_is_in_the_other_team_twice(here):
    old, into, person = make_team(here), make_team(here), someone(here, RoleName.MANAGER)
    make_membership(person, old, lead=LeadKind.HIERARCHICAL)
    make_membership(person, into, end=date(2026, 12, 31))
    operations.merge_teams(old, into, TODAY)
    assert places(into) == [
        (person.id, None, START, date(2026, 12, 31)),
        (person.id, LeadKind.HIERARCHICAL, SOON, None),
    ]


def test_who_would_come_later_comes_in_the_other_team(here):
    old, into, person = make_team(here), make_team(here), someone(here)
    make_membership(person, old, start=SOON)
    operations.merge_teams(old, into, TODAY)
    assert places(old) == []
    assert places(into) == [(person.id, None, SOON, None)]


def test_who_left_before_does_not_come_back(here):
    old, into, person = make_team(here), make_team(here), someone(here)
    make_membership(person, old, end=YESTERDAY)
    operations.merge_teams(old, into, TODAY)
    assert places(old) == [(person.id, None, START, YESTERDAY)]
    assert places(into) == []


def test_a_team_that_stops_loses_its_people_after_its_last_day(here):
    team, person, later = make_team(here), someone(here), someone(here)
    make_membership(person, team)
    make_membership(later, team, start=SOON)
    operations.close_team(team, TODAY)
    assert places(team) == [(person.id, None, START, TODAY)]


def test_until_its_last_day_people_enter_a_team_and_nobody_stays_longer(here):
    team, person = make_team(here), someone(here)
    membership = make_membership(person, team)
    operations.close_team(team, SOON)
    assert join_team(someone(here), team, period=Period(TODAY)).ends_on == SOON
    late = SOON + timedelta(days=1)
    for period in (Period(late), Period(TODAY, late)):
        with pytest.raises(TeamClosed):
            join_team(someone(here), team, period=period)
    with pytest.raises(TeamClosed):
        leave_team(membership, SOON + timedelta(days=1))
    leave_team(membership, TODAY)
    assert places(team)[0] == (person.id, None, START, TODAY)


def test_a_team_that_goes_on_after_all_keeps_who_does_not_go_elsewhere(here):
    team, stays, goes, leaves, acts = make_team(here), *(someone(here) for _ in range(4))
    for person in (stays, goes, leaves):
        make_membership(person, team)
    make_membership(acts, team, lead=LeadKind.ACTING, end=SOON)
    leaves.leaves_on = SOON
    make_membership(goes, make_team(here), start=SOON + timedelta(days=1))
    operations.close_team(team, SOON)
    operations.reopen_team(team)
    assert {one: end for one, _, _, end in places(team)} == {
        stays.id: None,
        goes.id: SOON,
        leaves.id: SOON,
        acts.id: SOON,
    }
    assert (team.closed_on, list(changes_of(team))) == (None, [])


def test_a_team_that_stopped_or_goes_into_another_does_not_go_on(here):
    team, old = make_team(here), make_team(here)
    operations.merge_teams(old, team, SOON)
    team.closed_on = YESTERDAY
    for one in (team, old):
        with pytest.raises(TeamClosed):
            operations.reopen_team(one)


def test_a_team_stops_once_and_not_in_the_past(here):
    team, other = make_team(here), make_team(here)
    with pytest.raises(DayIsOver):
        operations.close_team(team, YESTERDAY)
    with pytest.raises(DayIsOver):
        operations.merge_teams(team, other, YESTERDAY)
    operations.close_team(team, TODAY)
    for again in (lambda: operations.close_team(team, TODAY), lambda: operations.merge_teams(team, other, TODAY)):
        with pytest.raises(TeamClosed):
            again()
    with pytest.raises(TeamClosed):
        operations.merge_teams(other, team, TODAY)


def test_a_name_is_free_when_the_team_is_gone(here):
    team = make_team(here, "Werk")
    with pytest.raises(TeamNameTaken):
        add_team(here, "werk")
    operations.close_team(team, TODAY)
    with pytest.raises(TeamNameTaken):
        add_team(here, "Werk")
    team.closed_on = YESTERDAY
    db.session.flush()
    assert add_team(here, "Werk").id != team.id


def test_a_change_of_name_and_place_is_written_down(here):
    department, team = make_department(here, "Sociaal"), make_team(here, "Werk")
    operations.change_team(team, "Werk en Inkomen", department)
    operations.change_team(team, "Werk en Inkomen", department)
    told = [(one.kind, one.before, one.after) for one in changes_of(team)]
    assert told == [(ChangeKind.MOVED, "", "Sociaal"), (ChangeKind.RENAMED, "Werk", "Werk en Inkomen")]


def test_departments_have_two_levels(here):
    top = make_department(here)
    below = make_department(here, parent=top)
    with pytest.raises(TooDeep):
        operations.add_department(here, "Te diep", below)
    with pytest.raises(TooDeep):
        operations.change_department(top, "Omgekeerd", make_department(here))
    with pytest.raises(TooDeep):
        operations.change_department(top, top.name, top)
    with pytest.raises(TooDeep):
        operations.merge_departments(top, make_department(here, parent=make_department(here)))


def test_an_open_department_has_a_name_of_its_own(here):
    department = make_department(here, "Sociaal")
    with pytest.raises(DepartmentNameTaken):
        operations.add_department(here, "SOCIAAL")
    operations.close_department(department)
    assert operations.add_department(here, "Sociaal").id != department.id


def test_what_is_under_a_department_that_stops_comes_one_higher(here):
    top = make_department(here)
    below = make_department(here, parent=top)
    team, lower = make_team(here, department=top), make_team(here, department=below)
    operations.close_department(below)
    assert lower.department is top
    operations.close_department(top)
    assert (team.department, lower.department, below.parent_id) == (None, None, top.id)
    with pytest.raises(DepartmentClosed):
        add_team(here, "Nieuw", top)


def test_a_department_goes_into_another_with_all_that_is_under_it(here):
    old, into = make_department(here), make_department(here)
    team, below = make_team(here, department=old), make_department(here, parent=old)
    operations.merge_departments(old, into)
    assert (team.department, below.parent) == (into, into)
    assert old.closed_on == YESTERDAY


def test_a_department_can_go_into_one_that_was_under_it(here):
    top = make_department(here)
    below = make_department(here, parent=top)
    team = make_team(here, department=top)
    with pytest.raises(TooDeep):
        operations.merge_departments(top, below)
    operations.merge_departments(below, top)
    assert team.department is top


def test_people_enter_a_team_together_and_a_leader_gets_the_role(here):
    team, one, other = make_team(here), someone(here), someone(here)
    operations.enter_team(team, [one, other], LeadKind.ACTING, Period(TODAY, SOON), moves=False)
    assert RoleName.MANAGER in one.role_names & other.role_names
    assert [lead for _, lead, _, _ in places(team)] == [LeadKind.ACTING] * 2


def test_who_moves_leaves_the_other_teams_the_day_before(here):
    old, led, team, person = make_team(here), make_team(here), make_team(here), someone(here, RoleName.MANAGER)
    make_membership(person, old)
    make_membership(person, led, lead=LeadKind.HIERARCHICAL)
    operations.enter_team(team, [person], None, Period(TODAY), moves=True)
    assert places(old) == [(person.id, None, START, YESTERDAY)]
    assert places(led) == [(person.id, LeadKind.HIERARCHICAL, START, None)]
    assert places(team) == [(person.id, None, TODAY, None)]


def test_who_acts_for_another_is_a_manager_until_the_last_day(here):
    team, person, acting = make_team(here), someone(here), someone(here, RoleName.MANAGER)
    make_membership(person, team)
    make_membership(acting, team, lead=LeadKind.ACTING, end=TODAY)
    assert [one.id for one in queries.people_managed_by(acting, TODAY)] == [person.id]
    assert list(queries.people_managed_by(acting, TODAY + timedelta(days=1))) == []
