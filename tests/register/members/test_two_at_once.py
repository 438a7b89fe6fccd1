"""Two of the board at the same moment on one seat; and what an administrator does to whose seat it is."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.db import db
from app.people import operations as people
from app.people.models import User
from app.people.rules import RoleName
from app.register.members import operations as members
from app.register.models import SeatProposal
from tests.factories.people import make_person
from tests.factories.register import make_board_member, make_seat_proposal
from tests.pairs import Thing, check_pairs, the


def the_board():
    """Three of the board, somebody who is no member yet, and an administrator who stays."""
    person, administrator = make_person(), make_person(RoleName.ADMINISTRATOR)
    board = {f"board{number}": make_board_member().id for number in (1, 2, 3)}
    return board | {"person": person.id, "administrator": administrator.id}


def a_proposal():
    ids = the_board()
    made = make_seat_proposal(the(User, ids["person"]), by=the(User, ids["board1"]))
    return ids | {"proposal": made.id}


def two_who_leave():
    ids = the_board()
    people.close_account(the(User, ids["board3"]))
    board = [the(User, ids[f"board{number}"]) for number in (1, 2)]
    first, second = (members.propose_end(one, RoleName.BOARD, "Klaar.", one) for one in board)
    db.session.commit()
    return ids | {"first": first.id, "second": second.id}


def propose(role, who):
    def act(ids):
        email, by = the(User, ids["person"]).email, the(User, ids[who])
        yield
        members.propose_appointment(email, role, date(2028, 11, 20), "Goed.", by)

    act.__name__ = f"propose_{role.value}"
    return act


def answer(operation, who, key, *given):
    def act(ids):
        found, by = the(SeatProposal, ids[key]), the(User, ids[who])
        yield
        operation(found, by, *given)

    act.__name__ = f"{operation.__name__}_{key}_by_{who}"
    return act


def close(who):
    def act(ids):
        person = the(User, ids[who])
        yield
        people.close_account(person)

    act.__name__ = f"close_{who}"
    return act


def make_manager(ids):
    person = the(User, ids["person"])
    yield
    people.change_person(person, name="Nieuwe Naam", job_title="", roles=[RoleName.MANAGER])


SEATS = propose(RoleName.COMMITTEE, "board1"), propose(RoleName.BOARD, "board2")
THINGS = (
    Thing(
        "somebody to be a member",
        the_board,
        (*SEATS, close("person"), make_manager),
        frozenset({(SEATS[0].__name__, SEATS[1].__name__)}),
    ),
    Thing(
        "a proposal",
        a_proposal,
        (
            answer(members.confirm, "board2", "proposal", "Goed."),
            answer(members.reject, "board3", "proposal", "Niet goed."),
            answer(members.take_back, "board1", "proposal"),
            SEATS[1],
            close("person"),
            make_manager,
        ),
    ),
    Thing(
        "the last two of the board",
        two_who_leave,
        (
            answer(members.confirm, "board2", "first", "Goed."),
            answer(members.confirm, "board1", "second", "Goed."),
            close("board1"),
            close("board2"),
        ),
    ),
)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_two_at_the_same_moment_are_as_one_after_the_other(app, thing, rounds):
    with app.test_request_context():
        check_pairs(app, thing, rounds)
