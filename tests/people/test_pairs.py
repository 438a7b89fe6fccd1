"""Two who do something with one person's account, address or teams at the same moment."""

from __future__ import annotations

from datetime import date

from app.core import clock
from app.core.db import db, lock
from app.people import operations
from app.people.addresses import operations as addresses
from app.people.addresses.operations import ask_own
from app.people.invitations.operations import invite_again
from app.people.leaving import operations as leaving
from app.people.models import EmailChange, Organisation, Team, User
from app.people.moving import operations as moving
from app.people.queries import person_of
from app.people.rules import LeadKind, Period, RoleName
from tests.factories.people import make_membership, make_organisation, make_person, make_team
from tests.pairs import Thing, check_pairs, found, the

LAST_DAY = date(2026, 11, 27)


def a_person_with_another_address():
    place = make_organisation()
    keeper = make_person(RoleName.ADMINISTRATOR, organisation=place, password_hash="x")
    person = make_person(organisation=place, password_hash="x")
    change = ask_own(person, "nieuw@voorbeeldstad.example", clock.now())
    return {"person": person.id, "keeper": keeper.id, "change": change.id}


def confirm(ids):
    change = the(EmailChange, ids["change"])
    yield
    addresses.confirm(change, clock.now())


def stop(ids):
    change = the(EmailChange, ids["change"])
    yield
    addresses.stop(change, clock.now())


def take_back(ids):
    change = the(EmailChange, ids["change"])
    yield
    addresses.take_back(change, clock.now())


def ask_another(ids):
    person = the(User, ids["person"])
    yield
    ask_own(person, "derde@voorbeeldstad.example", clock.now())


def take_the_address(ids):
    """Somebody else gets the address that was asked for."""
    place = the(User, ids["keeper"]).organisation
    yield
    operations.add_person(place, name="Ander", email="nieuw@voorbeeldstad.example", roles=[RoleName.PROFESSIONAL])


def close(ids):
    person = the(User, ids["person"])
    yield
    operations.close_account(person)


def reopen(ids):
    person = the(User, ids["person"])
    yield
    operations.reopen_account(person)


def test_an_address_that_changes_meets_all_that_happens_to_the_account(app, rounds):
    acts = (confirm, stop, take_back, ask_another, take_the_address, close, reopen)
    with app.test_request_context():
        thing = Thing("another address", a_person_with_another_address, acts)
        check_pairs(app, thing, rounds)


def a_leader_of_a_team():
    place = make_organisation()
    keeper = make_person(RoleName.ADMINISTRATOR, organisation=place, password_hash="x")
    team = make_team(place)
    person = make_person(RoleName.MANAGER, organisation=place)
    other = make_person(RoleName.MANAGER, organisation=place, password_hash="x")
    make_membership(person, team, is_manager=True)
    elsewhere = make_organisation()
    return {
        "person": person.id,
        "other": other.id,
        "keeper": keeper.id,
        "team": team.id,
        "next_team": make_team(place).id,
        "elsewhere": elsewhere.id,
    }


def leave(ids):
    person, other, team = the(User, ids["person"]), the(User, ids["other"]), the(Team, ids["team"])
    keeper = the(User, ids["keeper"])
    yield
    leaving.leave_on(person, LAST_DAY, {team: other}, keeper)


def stay(ids):
    person, keeper = the(User, ids["person"]), the(User, ids["keeper"])
    yield
    leaving.stay(person, keeper)


def join(ids):
    team = the(Team, ids["next_team"])
    person = found(person_of(team.organisation_id, ids["person"]))
    yield
    operations.join_team(person, team, lead=LeadKind.HIERARCHICAL, period=Period(date(2026, 11, 20)))


def move(ids):
    person, place = the(User, ids["person"]), the(Organisation, ids["elsewhere"])
    yield
    lock(place, person)
    moving.move_to(person, place, clock.today())


def invite(ids):
    person = the(User, ids["person"])
    yield
    invite_again(person, clock.now())
    db.session.flush()


def test_leaving_meets_joining_moving_and_closing(app, rounds):
    check_pairs(app, Thing("leader", a_leader_of_a_team, (leave, stay, join, move, close, reopen, invite)), rounds)


def two_administrators():
    place = make_organisation()
    one, other = (make_person(RoleName.ADMINISTRATOR, organisation=place, password_hash="x") for _ in range(2))
    return {"one": one.id, "other": other.id}


def leaves(name, by):
    def act(ids):
        person, keeper = the(User, ids[name]), the(User, ids[by])
        yield
        leaving.leave_on(person, LAST_DAY, {}, keeper)

    act.__name__ = f"{name}_leaves"
    return act


def two_leaders():
    place = make_organisation()
    keeper = make_person(RoleName.ADMINISTRATOR, organisation=place, password_hash="x")
    ids = {"keeper": keeper.id}
    for name in ("one", "other"):
        person, team = make_person(RoleName.MANAGER, organisation=place, password_hash="x"), make_team(place)
        make_membership(person, team, is_manager=True)
        ids |= {name: person.id, f"team_of_{name}": team.id}
    return ids


def hands_over(name, to):
    def act(ids):
        person, successor, keeper = (the(User, ids[one]) for one in (name, to, "keeper"))
        team = the(Team, ids[f"team_of_{name}"])
        yield
        leaving.leave_on(person, LAST_DAY, {team: successor}, keeper)

    act.__name__ = f"{name}_hands_over_to_{to}"
    return act


def test_two_who_take_over_from_each_other_do_not_wait_for_ever(app, rounds):
    acts = (hands_over("one", "other"), hands_over("other", "one"))
    check_pairs(app, Thing("leaders", two_leaders, acts), rounds)


def loses_the_role(name):
    def act(ids):
        person = the(User, ids[name])
        yield
        operations.change_person(person, name="A", job_title="", roles=[RoleName.HR])

    act.__name__ = f"{name}_loses_the_role"
    return act


def test_of_two_administrators_who_go_at_once_one_stays(app, rounds):
    acts = (leaves("one", "other"), leaves("other", "one"), loses_the_role("one"), loses_the_role("other"))
    check_pairs(app, Thing("administrators", two_administrators, acts), rounds)
