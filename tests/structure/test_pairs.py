"""One team, one department or one kader in two windows at the same moment."""

from __future__ import annotations

from datetime import date

import pytest

from app.people.models import Department, Organisation, Team, TeamMembership, User
from app.people.operations import add_team, join_team, leave_team
from app.people.rules import LeadKind, Period
from app.people.tree.operations import add_department, change_team, enter_team, move_on
from app.standards.models import Norm
from app.standards.norms.operations import give_norm
from app.structure import operations
from tests.factories.norms import make_norm
from tests.factories.people import make_department, make_membership, make_organisation, make_person, make_team
from tests.pairs import Thing, check_pairs, the

TODAY, SOON = date(2026, 11, 20), date(2026, 12, 1)


def two_teams():
    here = make_organisation()
    above = make_department(here, "Sociaal")
    old, into = make_team(here, "Werk", above), make_team(here, "Balie", above)
    inside, outside = make_person(organisation=here), make_person(organisation=here)
    membership, norm = make_membership(inside, old), make_norm(here)
    give_norm(norm, old, Period(TODAY))
    other = make_department(here, "Ruimte")
    return {
        "here": here.id,
        "old": old.id,
        "into": into.id,
        "inside": inside.id,
        "outside": outside.id,
        "membership": membership.id,
        "norm": norm.id,
        "above": above.id,
        "other": other.id,
    }


def merge(ids):
    old, into = the(Team, ids["old"]), the(Team, ids["into"])
    yield
    operations.merge_teams(old, into, SOON, [ids["norm"]])


def merge_back(ids):
    old, into = the(Team, ids["old"]), the(Team, ids["into"])
    yield
    operations.merge_teams(into, old, SOON, [])


def stop(ids):
    team = the(Team, ids["old"])
    yield
    operations.stop_team(team, TODAY)


def stop_and_keep(ids):
    team = the(Team, ids["old"])
    yield
    operations.stop_team(team, SOON)
    operations.keep_team(team)


def rename(ids):
    team, department = the(Team, ids["old"]), the(Department, ids["other"])
    yield
    change_team(team, "Anders", department)


def join(ids):
    team, person = the(Team, ids["old"]), the(User, ids["outside"])
    yield
    join_team(person, team, period=Period(TODAY))


def join_the_other(ids):
    team, person = the(Team, ids["into"]), the(User, ids["inside"])
    yield
    join_team(person, team, period=Period(date(2027, 1, 1)))


def lead_both(ids):
    team, people = the(Team, ids["into"]), [the(User, ids["outside"]), the(User, ids["inside"])]
    yield
    enter_team(team, people, LeadKind.FUNCTIONAL, Period(TODAY), moves=False)


def leave(ids):
    membership = the(TeamMembership, ids["membership"])
    yield
    leave_team(membership, TODAY)


def move(ids):
    membership, into = the(TeamMembership, ids["membership"]), the(Team, ids["into"])
    yield
    move_on(membership, TODAY, into)


def give(ids):
    norm, team = the(Norm, ids["norm"]), the(Team, ids["into"])
    yield
    give_norm(norm, team, Period(TODAY))


def give_to_what_stops(ids):
    norm, team = the(Norm, ids["norm"]), the(Team, ids["old"])
    yield
    give_norm(norm, team, Period(date(2026, 1, 1), date(2026, 1, 31)))


def stop_above(ids):
    department = the(Department, ids["above"])
    yield
    operations.stop_department(department)


def merge_above(ids):
    department, other = the(Department, ids["above"]), the(Department, ids["other"])
    yield
    operations.merge_departments(department, other, [])


def add_a_team(ids):
    here, above = the(Organisation, ids["here"]), the(Department, ids["above"])
    yield
    add_team(here, "Anders", above)


def add_below(ids):
    here, above = the(Organisation, ids["here"]), the(Department, ids["other"])
    yield
    add_department(here, "Nieuw", above)


THINGS = (
    Thing("team", two_teams, (merge, merge_back, stop, stop_and_keep, join, join_the_other, lead_both, leave, move)),
    Thing("kader of a team", two_teams, (merge, stop, stop_and_keep, give, give_to_what_stops)),
    Thing("department", two_teams, (rename, stop, stop_above, merge_above, add_a_team, add_below)),
)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_two_windows_on_one_team_are_as_one_after_the_other(app, thing, rounds):
    check_pairs(app, thing, rounds)
