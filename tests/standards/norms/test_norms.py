"""Kaders: whose they are, when they hold, and that what was handed in keeps the levels of then."""

from __future__ import annotations

from datetime import date

import pytest

from app.assessments.draft import operations as assessments
from app.assessments.queries import profile_of
from app.assessments.results.queries import result_of
from app.assessments.rules import Mode
from app.assessments.scans.operations import start_draft
from app.core.db import db
from app.people.models import Organisation, User
from app.people.operations import TeamClosed
from app.people.rules import LeadKind, Period, RoleName
from app.people.tree.operations import close_team
from app.standards.library import standard_for
from app.standards.marks import ChangedByOther
from app.standards.norms import operations
from app.standards.norms.operations import GivenAlready, NormClosed, NothingAsked
from app.standards.norms.queries import current_profile, norms_for, norms_of_teams
from app.standards.rules.norms import NormKind, version_id_of
from app.standards.rules.standard import UnknownProfile
from tests.factories.assessments import make_draft
from tests.factories.norms import STANDARD, give_norm, make_norm
from tests.factories.people import make_department, make_membership, make_organisation, make_person, make_team

TODAY = date(2026, 11, 20)
HIGH, LOW = {"intake": "vakvolwassen"}, {"intake": "basis"}


@pytest.fixture
def here(app) -> Organisation:
    return make_organisation("Gemeente Hier")


@pytest.fixture
def person(here) -> User:
    return make_person(organisation=here)


def start_with(person: User, code: str):
    draft = start_draft(person, standard_for(person.organisation, STANDARD), code, Mode.QUICK)
    db.session.commit()
    return draft


def change(norm, targets, name="Klantmanager Hier"):
    organisation = db.session.get_one(Organisation, norm.organisation_id)
    operations.change_norm(organisation, norm, name, NormKind.FUNCTION, targets, norm.current.number)
    db.session.commit()


@pytest.mark.parametrize("code", ["kader:", "kader:x", "vakbekwaam", "kader:-1", "kader:²", "kader:1 "])
def test_only_a_number_names_a_version(code: str):
    assert version_id_of(code) is None


def test_a_norm_is_a_profile_of_the_standard_for_its_own_organisation_only(here):
    norm = make_norm(here, HIGH)
    profile = standard_for(here, STANDARD).profile(norm.current.code)
    assert (profile.title, profile.targets) == ("Klantmanager Hier", HIGH)
    assert profile not in standard_for(here, STANDARD).profiles
    with pytest.raises(UnknownProfile):
        standard_for(make_organisation("Gemeente Elders"), STANDARD).profile(norm.current.code)


def test_a_norm_that_asks_nothing_is_refused(here):
    with pytest.raises(NothingAsked):
        operations.make_norm(here, STANDARD, "Leeg", NormKind.FUNCTION, {})


def test_a_change_is_a_new_version_and_the_old_one_stays(here):
    norm = make_norm(here, HIGH)
    first = norm.current.code
    change(norm, LOW)
    standard = standard_for(here, STANDARD)
    assert [version.number for version in norm.versions] == [1, 2]
    assert standard.profile(first).targets == HIGH
    assert standard.profile(norm.current.code).targets == LOW
    assert current_profile(first) == norm.current.code
    assert current_profile("vakbekwaam") == "vakbekwaam"


def test_saving_the_same_again_makes_no_version(here):
    norm = make_norm(here, HIGH)
    change(norm, HIGH)
    assert len(norm.versions) == 1


def test_two_who_change_at_once_do_not_overwrite_each_other(here):
    norm = make_norm(here, HIGH)
    change(norm, LOW)
    with pytest.raises(ChangedByOther):
        operations.change_norm(here, norm, "Anders", NormKind.FUNCTION, HIGH, 1)


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (date(2026, 11, 20), None, True),
        (date(2026, 11, 21), None, False),
        (date(2026, 1, 1), date(2026, 11, 20), True),
        (date(2026, 1, 1), date(2026, 11, 19), False),
    ],
)
def test_a_norm_holds_from_its_first_to_its_last_day(here, person, start, end, holds):
    norm = make_norm(here)
    give_norm(norm, person, start, end)
    assert norms_for(person, STANDARD, TODAY) == ([norm.current.code] if holds else [])


def test_a_norm_of_a_team_holds_for_its_members_of_that_day(here, person):
    team, norm = make_team(here), make_norm(here)
    give_norm(norm, team)
    assert norms_for(person, STANDARD, TODAY) == []
    make_membership(person, team, start=date(2026, 6, 1), end=date(2026, 11, 20))
    assert norms_for(person, STANDARD, TODAY) == [norm.current.code]
    assert norms_for(person, STANDARD, date(2026, 11, 21)) == []


def test_a_norm_of_the_person_comes_before_that_of_the_team_and_each_once(here, person):
    team, of_team, of_person = make_team(here), make_norm(here), make_norm(here, name="Voor jou")
    make_membership(person, team)
    for norm, to in ((of_team, team), (of_person, person), (of_team, person), (of_person, team)):
        give_norm(norm, to, date(2026, 2, 1) if norm is of_person else date(2026, 1, 1))
    assert norms_for(person, STANDARD, TODAY) == [of_person.current.code, of_team.current.code]


def test_a_norm_of_a_department_holds_for_all_teams_under_it_after_that_of_the_team(here, person):
    department = make_department(here)
    team = make_team(here, department=make_department(here, parent=department))
    of_team, of_all = make_norm(here, name="Van het team"), make_norm(here, name="Van allen")
    give_norm(of_all, department, date(2026, 3, 1))
    give_norm(of_team, team)
    make_membership(person, team)
    assert norms_for(person, STANDARD, TODAY) == [of_team.current.code, of_all.current.code]
    manager = make_person(RoleName.MANAGER, organisation=here)
    make_membership(manager, team, lead=LeadKind.FUNCTIONAL)
    assert [one.name for one in norms_of_teams(manager, TODAY)] == ["Van allen", "Van het team"]
    assert norms_for(manager, STANDARD, TODAY) == []


def test_a_norm_of_a_department_holds_for_nobody_elsewhere(here, person):
    give_norm(make_norm(here), make_department(here))
    make_membership(person, make_team(here, department=make_department(here)))
    assert norms_for(person, STANDARD, TODAY) == []


def test_a_norm_is_not_given_twice_for_one_day(here, person):
    norm, team = make_norm(here), make_team(here, "Werk")
    give_norm(norm, team, date(2026, 1, 1), date(2026, 6, 30))
    with pytest.raises(GivenAlready, match="Werk heeft dit kader al, vanaf 1 januari 2026 tot en met 30 juni 2026"):
        operations.give_norm(norm, team, Period(date(2026, 6, 30)))
    give_norm(norm, team, date(2026, 7, 1))
    give_norm(norm, person)
    give_norm(make_norm(here), team)


def test_a_team_that_stops_gets_a_norm_until_its_last_day(here):
    norm, team = make_norm(here), make_team(here)
    close_team(team, TODAY)
    with pytest.raises(TeamClosed):
        operations.give_norm(norm, team, Period(date(2026, 11, 21)))
    assert operations.give_norm(norm, team, Period(TODAY)).ends_on == TODAY


def test_only_the_newest_version_of_an_open_norm_is_offered(here, person):
    norm = make_norm(here, HIGH)
    give_norm(norm, person)
    change(norm, LOW)
    assert norms_for(person, STANDARD, TODAY) == [norm.current.code]
    operations.close_norm(norm)
    assert norms_for(person, STANDARD, TODAY) == []


def test_a_norm_of_another_standard_is_not_offered(here, person):
    give_norm(make_norm(here), person)
    assert norms_for(person, "hr21-dienstverlening", TODAY) == []


def test_a_norm_is_not_given_outside_its_organisation_or_when_it_stopped(here):
    norm = make_norm(here)
    with pytest.raises(ValueError, match="inside its organisation"):
        operations.give_norm(norm, make_team(make_organisation("Gemeente Elders")), Period(TODAY))
    operations.close_norm(norm)
    with pytest.raises(NormClosed):
        operations.give_norm(norm, make_team(here), Period(TODAY))


def test_stopping_ends_yesterday_and_what_did_not_begin_is_gone(here, person):
    norm = make_norm(here)
    running = give_norm(norm, person, end=date(2026, 11, 30))
    later = give_norm(norm, person, date(2026, 12, 1))
    for given in (running, later):
        operations.stop_giving(given, TODAY)
    db.session.commit()
    db.session.expire_all()
    assert [(one.starts_on, one.ends_on) for one in norm.assignments] == [(date(2026, 1, 1), date(2026, 11, 19))]


def test_the_result_is_held_against_the_norm(here, person):
    norm = make_norm(here, HIGH)
    draft = start_with(person, norm.current.code)
    assessments.save_answer(draft, "intake", "", assessments.Answer.level(1), 0)
    assessments.submit(draft, accept_open=True)
    result = result_of(draft)
    assert result.profile.title == "Klantmanager Hier"
    assert (result.counting, result.to_go) == (1, 1)


def test_a_draft_follows_the_norm_and_what_was_handed_in_keeps_it(here, person):
    norm = make_norm(here, HIGH)
    draft = start_with(person, norm.current.code)
    assessments.save_answer(draft, "intake", "", assessments.Answer.level(1), 0)
    change(norm, LOW)
    second = norm.current.code
    assert profile_of(draft) == second
    assessments.submit(draft, accept_open=True)
    db.session.commit()
    change(norm, HIGH)
    assert draft.profile == profile_of(draft) == second
    assert result_of(draft).to_go == 0


def test_a_result_outlives_its_norm(here, person):
    norm = make_norm(here, HIGH)
    draft = start_with(person, norm.current.code)
    assessments.save_answer(draft, "intake", "", assessments.Answer.level(3), 0)
    operations.close_norm(norm)
    assessments.submit(draft, accept_open=True)
    assert result_of(draft).to_go == 0


def test_without_a_norm_nothing_changes(here, person):
    draft = make_draft(person, {"intake": 1})
    assert profile_of(draft) == draft.profile
