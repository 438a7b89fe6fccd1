"""Nobody judges their own, their organisation's or their team's file, by a table of cases and from the tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.core import clock
from app.dossiers.details import operations as details
from app.dossiers.holding.rules import Function
from app.people.organisation.operations import Look, change_look
from app.people.rules import TIE_DAYS, Membership, Period, RoleName, employer_key
from app.register.judges.queries import judge_of, ties_of
from app.register.judges.rules import NotIndependent, Tie, Ties, tie_between
from tests.factories.dossiers import make_experience, make_registrant, make_registration
from tests.factories.people import make_membership, make_organisation, make_person, make_team
from tests.factories.register import make_board_member, make_committee_member

DAY = date(2026, 11, 20)
LONG_AGO = date(2020, 1, 1)
HERE, ELSEWHERE = 1, 2


def side(
    person: int, organisation: int, *teams: tuple[int, date, date | None], leads: bool = False, employers: str = ""
) -> Ties:
    memberships = tuple(Membership(person, team, leads, Period(start, end)) for team, start, end in teams)
    return Ties(person, organisation, memberships, frozenset(employers.split()))


@pytest.mark.parametrize(
    ("judge", "subject", "tie"),
    [
        pytest.param(side(1, HERE), side(1, HERE), Tie.SELF, id="yourself"),
        pytest.param(side(1, HERE), side(1, ELSEWHERE), Tie.SELF, id="yourself comes before your employer"),
        pytest.param(side(1, HERE), side(2, HERE), Tie.ORGANISATION, id="a colleague of the same employer"),
        pytest.param(side(1, HERE), side(2, ELSEWHERE), None, id="a stranger"),
        pytest.param(
            side(1, HERE, (7, LONG_AGO, None)), side(2, ELSEWHERE, (7, LONG_AGO, None)), Tie.TEAM, id="one team now"
        ),
        pytest.param(
            side(1, HERE, (7, LONG_AGO, None), leads=True),
            side(2, ELSEWHERE, (7, LONG_AGO, None)),
            Tie.TEAM,
            id="the manager of the team",
        ),
        pytest.param(
            side(1, HERE, (7, LONG_AGO, None)), side(2, ELSEWHERE, (8, LONG_AGO, None)), None, id="another team"
        ),
        pytest.param(
            side(1, HERE, (7, LONG_AGO, None)),
            side(2, ELSEWHERE, (7, LONG_AGO, date(2025, 11, 20))),
            Tie.TEAM,
            id="left on the day a year ago",
        ),
        pytest.param(
            side(1, HERE, (7, LONG_AGO, None)),
            side(2, ELSEWHERE, (7, LONG_AGO, date(2025, 11, 19))),
            None,
            id="left a day longer ago",
        ),
        pytest.param(
            side(1, HERE, (7, LONG_AGO, date(2026, 3, 1))),
            side(2, ELSEWHERE, (7, date(2026, 3, 2), None)),
            None,
            id="one came after the other had gone",
        ),
        pytest.param(
            side(1, HERE, (7, LONG_AGO, date(2026, 3, 2))),
            side(2, ELSEWHERE, (7, date(2026, 3, 2), None)),
            Tie.TEAM,
            id="one day together",
        ),
        pytest.param(
            side(1, HERE, (7, LONG_AGO, None)),
            side(2, ELSEWHERE, (7, date(2026, 11, 21), None)),
            None,
            id="together only from tomorrow",
        ),
        pytest.param(
            side(1, HERE, employers="a b"), side(2, ELSEWHERE, employers="b c"), Tie.EMPLOYER, id="one former employer"
        ),
        pytest.param(side(1, HERE, employers="a"), side(2, ELSEWHERE, employers="b"), None, id="other employers"),
    ],
)
def test_what_ties_a_judge_to_somebody(judge, subject, tie):
    assert tie_between(judge, subject, DAY) is tie


@pytest.mark.parametrize("tie", list(Tie))
def test_each_tie_has_a_reason_that_can_be_shown(tie):
    assert tie.dutch.startswith("Je mag dit dossier niet beoordelen: ")
    assert str(NotIndependent(tie)) == tie.dutch


def test_the_tables_know_employers_and_teams(app):
    here = make_organisation()
    judge = make_person(RoleName.COMMITTEE, organisation=here)
    colleague = make_person(organisation=here)
    mate, former, stranger = make_person(), make_person(), make_person()
    team = make_team(here)
    for person, end in ((judge, None), (mate, None), (former, date(2025, 11, 1))):
        person.organisation = here
        make_membership(person, team, end=end)
    for person in (mate, former):
        person.organisation = stranger.organisation
    people = [judge, colleague, mate, former, stranger]
    assert ties_of(judge, people, DAY) == {judge.id: Tie.SELF, colleague.id: Tie.ORGANISATION, mate.id: Tie.TEAM}


@pytest.mark.parametrize(
    ("left", "tied"), [(None, True), (date(2026, 2, 1), True), (date(2025, 11, 20), True), (date(2025, 11, 19), False)]
)
def test_who_changed_employer_stays_tied_to_the_former_one_for_a_year(app, left, tied):
    former = make_organisation(name="Gemeente Vroeger")
    judge, mover = make_person(RoleName.COMMITTEE, organisation=former), make_person()
    make_registrant(mover)
    make_experience(mover, LONG_AGO, left, employer=" gemeente  VROEGER ")
    assert ties_of(judge, [mover], DAY).get(mover.id) is (Tie.EMPLOYER if tied else None)
    judge_who_moved = make_person(RoleName.BOARD)
    make_registrant(judge_who_moved)
    make_experience(judge_who_moved, LONG_AGO, left, employer="Gemeente Vroeger")
    colleague = make_person(organisation=former)
    assert (colleague.id in ties_of(judge_who_moved, [colleague], DAY)) is tied


def test_a_team_at_a_former_employer_and_the_public_list_tie_too(app):
    former = make_organisation(name="Gemeente Vroeger")
    judge = make_person(RoleName.COMMITTEE, organisation=former)
    mover = make_person(organisation=former)
    make_membership(mover, make_team(former), end=date(2026, 3, 1))
    listed = make_person()
    make_registration(listed, employer="Gemeente Vroeger")
    mover.organisation = make_organisation()
    found = ties_of(judge, [mover, listed], DAY)
    assert (found[mover.id], found[listed.id]) == (Tie.EMPLOYER, Tie.EMPLOYER)


def test_who_is_too_close_is_refused(app):
    person = make_person()
    with pytest.raises(NotIndependent, match="het gaat over jou"):
        judge_of(person, person, DAY)
    judge = judge_of(make_person(RoleName.BOARD), person, DAY)
    assert judge.over(person.id) is judge.viewer


def test_the_proof_about_one_person_says_nothing_about_another(app):
    judge = judge_of(make_person(RoleName.BOARD), make_person(), DAY)
    with pytest.raises(ValueError, match="somebody else"):
        judge.over(make_person().id)


@pytest.mark.parametrize(
    "written",
    ["Gem. Voorbeeldstad", "voorbeeldstad", "GEMEENTE  VOORBEELDSTAD", "Gemeente Voorbeeldstád.", "Voorbeeld-stad"],
)
def test_an_employer_is_the_same_however_it_is_written(written):
    assert employer_key(written) == employer_key("Gemeente Voorbeeldstad")


def test_other_employers_stay_others():
    names = ("Gemeente Utrecht", "Provincie Utrecht", "Gemeente", "Gemeente Utrechtse Heuvelrug")
    assert len({employer_key(name) for name in names}) == len(names)


GONE = Function("Accountmanager", "Gemeente Vroeger", True, LONG_AGO, None)


@pytest.mark.parametrize(
    "done",
    [
        lambda one, by: details.remove_function(one, by),
        lambda one, by: details.change_function(one, replace(GONE, employer="Iets anders"), by),
        lambda one, by: details.change_function(one, replace(GONE, ends_on=date(2021, 1, 1)), by),
    ],
    ids=["taken away", "renamed", "ended long ago"],
)
@pytest.mark.parametrize("whose", ["judge", "subject"])
def test_what_stood_in_the_list_ties_for_a_year_whatever_is_done_to_it(app, whose, done):
    former, judge, subject = make_organisation(name="Gemeente Vroeger"), make_committee_member(), make_person()
    mover, other = (judge, subject) if whose == "judge" else (subject, judge)
    other.organisation = former
    with clock.fixed(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        function = details.add_function(mover, GONE)
        done(function, make_board_member())
    for days, tied in ((0, True), (TIE_DAYS, True), (TIE_DAYS + 1, False)):
        assert (subject.id in ties_of(judge, [subject], DAY + timedelta(days=days))) is tied


def test_an_organisation_that_gets_another_name_is_still_the_same(app):
    former, judge, subject = make_organisation(name="Gemeente Vroeger"), make_committee_member(), make_person()
    details.add_function(judge, GONE)
    subject.organisation, former.name = former, "Gemeente Later"
    assert ties_of(judge, [subject], DAY)[subject.id] is Tie.EMPLOYER


def test_what_an_organisation_was_called_ties_for_a_year(app):
    place = make_organisation("Gemeente Oudstad")
    judge, subject = make_committee_member(), make_person(organisation=place)
    change_look(place, Look("Gemeente Nieuwstad", "", ""), None)
    make_experience(judge, employer="Gemeente Oudstad")
    assert ties_of(judge, [subject], DAY)[subject.id] is Tie.EMPLOYER
    assert subject.id not in ties_of(judge, [subject], DAY + timedelta(days=TIE_DAYS + 1))
