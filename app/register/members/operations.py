"""Who comes into the committee or the board, stays longer, or leaves: one member of the board proposes it, another
confirms or rejects it. The first members come by a command (`people register-role`).
"""

from __future__ import annotations

from datetime import date

from app.core import clock
from app.core.db import db, lock, only_once
from app.people import operations as people
from app.people.models import User
from app.people.queries import find_by_email, has_other_member_of_the_board, role_called
from app.people.rules import REGISTER_ROLES, RoleName
from app.register.members import notices, rules
from app.register.members.queries import open_proposal_about, seats
from app.register.models import SeatProposal
from app.register.rules import SeatChange, SeatStatus

BY_ITSELF = "De termijn was voorbij."


def propose_appointment(email: str, role: RoleName, last_day: date, reason: str, by: User) -> SeatProposal:
    """Propose that the person with this address joins.

    Raises `NoAccount`, `SitsElsewhere`, `AlreadyProposed`, and `WrongField` for the last day.
    """
    person = find_by_email(email)
    if person is None or not person.active:
        raise rules.NoAccount
    lock(person)
    rules.check_seat(person.name, person.role_names & REGISTER_ROLES, role)
    rules.check_last_day(last_day, clock.today())
    return _propose(person, role, SeatChange.APPOINT, last_day, reason, by)


def propose_term(person: User, role: RoleName, last_day: date, reason: str, by: User) -> SeatProposal:
    """Propose another last day for a member; raises `NoMember`, `AlreadyProposed` and `WrongField`."""
    lock(person)
    _check_member(person, role)
    rules.check_last_day(last_day, clock.today())
    return _propose(person, role, SeatChange.TERM, last_day, reason, by)


def propose_end(person: User, role: RoleName, reason: str, by: User) -> SeatProposal:
    """Propose that a member leaves, also oneself; raises `NoMember`, `AlreadyProposed` and `LastOfTheBoard`."""
    lock(person)
    _check_member(person, role)
    if role is RoleName.BOARD and not has_other_member_of_the_board(person):
        raise people.LastOfTheBoard
    return _propose(person, role, SeatChange.END, None, reason, by)


def confirm(proposal: SeatProposal, by: User, answer: str) -> None:
    """A second member agrees: now it holds, and the person gets a mail.

    Raises `MayNotAnswer`, `WrongStep`, `LastOfTheBoard`, and what stands in the way by now.
    """
    _check_second(proposal, by)
    status, person, role = proposal.status.confirm(), proposal.person, proposal.role
    if not person.active:
        raise rules.NoAccount
    if proposal.change is SeatChange.APPOINT:
        rules.check_seat(person.name, person.role_names & REGISTER_ROLES, role)
    else:
        _check_member(person, role)
    rules.check_last_day(proposal.last_day, clock.today())
    if proposal.change is not SeatChange.TERM:
        people.change_register_role(person, role, on=proposal.change is SeatChange.APPOINT)
    _keep_answer(proposal, by, answer, status)
    notices.tell_change(proposal)
    db.session.flush()


def reject(proposal: SeatProposal, by: User, answer: str) -> None:
    """A second member does not agree: nothing changes; raises `MayNotAnswer` and `WrongStep`."""
    _check_second(proposal, by)
    _keep_answer(proposal, by, answer, proposal.status.reject())
    db.session.flush()


def take_back(proposal: SeatProposal, by: User) -> None:
    """Who proposed it takes it back; raises `MayNotAnswer` for anybody else, and `WrongStep`."""
    lock(proposal.person, proposal)
    if proposal.proposed_by_id != by.id:
        raise rules.MayNotAnswer("Alleen wie dit voorstelde, kan het terugnemen.")
    proposal.status = proposal.status.take_back()
    db.session.flush()


def end_terms(today: date) -> int:
    """Let everybody leave whose term is over, with a mail; answers how many. In the board enough members stay."""
    over = [one for some in seats().values() for one in some if one.is_over(today)]
    return sum(_end_term(one.person, one.role, today) for one in over)


def _end_term(person: User, role: RoleName, today: date) -> bool:
    """Whether this member leaves now: everything is read again, because the board may have acted meanwhile."""
    lock(role_called(role), person)
    found = seats()[role]
    seat = next((one for one in found if one.person.id == person.id), None)
    if seat is None or not seat.is_over(today) or not rules.ends_by_itself(role, len(found) - 1):
        return False
    people.change_register_role(person, role, on=False)
    ended = SeatProposal(
        person=person,
        role=role,
        change=SeatChange.END,
        reason=BY_ITSELF,
        status=SeatStatus.CONFIRMED,
        proposed_at=clock.now(),
        answered_at=clock.now(),
    )
    if seat.proposal is not None:
        seat.proposal.status = seat.proposal.status.take_back()
    db.session.add(ended)
    notices.tell_change(ended)
    db.session.flush()
    return True


def _propose(
    person: User, role: RoleName, change: SeatChange, last_day: date | None, reason: str, by: User
) -> SeatProposal:
    taken = rules.AlreadyProposed(f"Over {person.name} ligt al een voorstel. Beantwoord dat eerst.")
    if open_proposal_about(person) is not None:
        raise taken
    with only_once(lambda: taken):
        made = SeatProposal(
            person_id=person.id,
            role=role,
            change=change,
            last_day=last_day,
            reason=reason,
            proposed_by_id=by.id,
            proposed_at=clock.now(),
        )
        db.session.add(made)
    return made


def _check_second(proposal: SeatProposal, by: User) -> None:
    lock(role_called(proposal.role), proposal.person, proposal)
    if not rules.may_answer(by.id, proposal.proposed_by_id, proposal.person_id):
        raise rules.MayNotAnswer("Een ander bestuurslid beantwoordt dit voorstel.")


def _keep_answer(proposal: SeatProposal, by: User, answer: str, status: SeatStatus) -> None:
    proposal.status = status
    proposal.answer, proposal.answered_by, proposal.answered_at = answer, by, clock.now()


def _check_member(person: User, role: RoleName) -> None:
    if not person.active or role not in person.role_names:
        raise rules.NoMember
