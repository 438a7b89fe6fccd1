"""Writes of peer meetings: who was there is invited, says so, and is seen there by somebody else, once.

One attendee confirms the others and who presented; nobody confirms themselves, so it takes a second to confirm the
first. Conditions: B-REN-INTERVISIE, A-REN-INTERVISIE, PORTFOLIO-PRESENT; reading A-53.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time

from app.core import clock
from app.core.db import db, lock, only_once
from app.core.problems import DomainError, WrongStep
from app.dossiers.meetings.notices import tell_invited
from app.dossiers.meetings.queries import invited_since, open_at, professional_at
from app.dossiers.models import PeerAttendance, PeerInvitation, PeerMeeting
from app.people.models import User

MOST_INVITATIONS = 20
"""In one day, by one person: more than come to any meeting."""


class NotYetHeld(DomainError):
    """A meeting on a day that still has to come."""


class AlreadyThere(DomainError):
    """Somebody who is on the list already."""


class Confirmed(DomainError):
    """What was confirmed cannot be changed."""


class NobodyConfirmsThemselves(DomainError):
    """Presence is for somebody else to confirm."""


class TooManyInvitations(DomainError):
    """Somebody invites more people in a day than were at any meeting."""

    def __init__(self) -> None:
        super().__init__(f"Je kunt op één dag {MOST_INVITATIONS} mensen uitnodigen. Ga morgen verder.")


def make_meeting(person: User, *, held_on: date, group: str, place: str = "") -> PeerMeeting:
    """A meeting that took place, with this person as the first attendee; raises `NotYetHeld`."""
    _check_day(held_on)
    meeting = PeerMeeting(held_on=held_on, group=group, place=place, made_by_id=person.id)
    meeting.attendances.append(PeerAttendance(person_id=person.id))
    db.session.add(meeting)
    db.session.flush()
    return meeting


def change_meeting(meeting: PeerMeeting, *, held_on: date, group: str, place: str) -> None:
    """Another day, group or place, as long as nobody was confirmed; raises `Confirmed` and `NotYetHeld`."""
    lock(meeting)
    _check_unconfirmed(meeting)
    _check_day(held_on)
    meeting.held_on, meeting.group, meeting.place = held_on, group, place
    db.session.flush()


def add_attendee(meeting: PeerMeeting, person: User) -> PeerAttendance:
    """Somebody else who was there; raises `AlreadyThere`."""
    lock(meeting)
    attendance = PeerAttendance(meeting_id=meeting.id, person_id=person.id)
    with only_once(lambda: AlreadyThere(f"{person.name} staat al op de lijst.")):
        db.session.add(attendance)
    db.session.expire(meeting, ["attendances"])
    return attendance


def invite(meeting: PeerMeeting, by: User, *, person: User | None = None, email: str = "") -> None:
    """Ask somebody who was picked, or whoever has an address, whether they were there; they get a mail.

    They come on the list when they accept. Nothing here differs for an address that is nobody's, but that mail. The
    same one twice by the same person is one invitation. Raises `TooManyInvitations`, and `AlreadyThere` for who was
    picked.
    """
    lock(by, meeting)
    if invited_since(by, datetime.combine(clock.today(), time(), clock.AMSTERDAM)) >= MOST_INVITATIONS:
        raise TooManyInvitations
    there = {one.person_id for one in meeting.attendances}
    if person is not None and person.id in there:
        raise AlreadyThere(f"{person.name} staat al op de lijst.")
    address = email.strip().lower()
    if any((one.person_id, one.email) == (person.id if person else None, address) for one in open_at(meeting, by)):
        return
    invitation = PeerInvitation(
        meeting_id=meeting.id,
        person_id=person.id if person else None,
        email=address,
        invited_by_id=by.id,
        invited_at=clock.now(),
    )
    db.session.add(invitation)
    db.session.flush()
    invited = person or professional_at(address)
    if invited is not None and invited.id not in there:
        tell_invited(invited)


def answer(invitation: PeerInvitation, by: User, *, accepted: bool) -> None:
    """Say whether I was there: who was comes on the list. Raises `WrongStep` once it was answered or withdrawn."""
    lock(invitation.meeting, invitation)
    if invitation.withdrawn_at is not None:
        raise WrongStep("Deze uitnodiging is ingetrokken.")
    if invitation.answered_at is not None:
        raise WrongStep("Je hebt deze uitnodiging al beantwoord.")
    invitation.answered_at, invitation.accepted = clock.now(), accepted
    db.session.flush()
    if accepted and by.id not in {one.person_id for one in invitation.meeting.attendances}:
        add_attendee(invitation.meeting, by)


def withdraw(invitation: PeerInvitation) -> None:
    """Ask no more; also what was declined, of which the inviter does not know. Raises `WrongStep` once accepted."""
    lock(invitation.meeting, invitation)
    if invitation.accepted:
        raise WrongStep("Deze uitnodiging is al aangenomen. Wie ja zei, staat op de lijst.")
    invitation.withdrawn_at = invitation.withdrawn_at or clock.now()
    db.session.flush()


def remove_attendee(meeting: PeerMeeting, attendance: PeerAttendance) -> None:
    """Somebody was not there after all; raises `Confirmed`."""
    lock(meeting, attendance)
    if attendance.confirmed_at is not None:
        raise Confirmed(f"Dat {attendance.person.name} er was, is al bevestigd.")
    meeting.attendances.remove(attendance)
    db.session.flush()


def leave(meeting: PeerMeeting, attendance: PeerAttendance) -> None:
    """I was not there. The meeting goes with the last one, and passes to another when its maker leaves."""
    lock(meeting, attendance)
    meeting.attendances.remove(attendance)
    if not meeting.attendances:
        db.session.delete(meeting)
    elif meeting.made_by_id == attendance.person_id:
        meeting.made_by_id = meeting.attendances[0].person_id
    db.session.flush()


def delete_meeting(meeting: PeerMeeting) -> None:
    """Take a meeting away with the reflections at it, as long as nobody was confirmed; raises `Confirmed`."""
    lock(meeting)
    _check_unconfirmed(meeting)
    db.session.delete(meeting)
    db.session.flush()


def confirm(meeting: PeerMeeting, by: User, present: Collection[int], presented: Collection[int]) -> int:
    """Say which of these attendances (by id) were there and which presented; answers how many are confirmed by it.

    Presence is confirmed once, by whoever is first. That somebody presented may be added later, also by another.
    Raises `NobodyConfirmsThemselves`; who did not attend cannot confirm anything (`LookupError`).
    """
    lock(meeting)
    own = next((one for one in meeting.attendances if one.person_id == by.id), None)
    if own is None:
        raise LookupError(f"Person {by.id} did not attend meeting {meeting.id}.")
    if own.id in present or own.id in presented:
        raise NobodyConfirmsThemselves("Dat jij er was, bevestigt iemand anders.")
    count = 0
    for attendance in meeting.attendances:
        if attendance.id in present and attendance.confirmed_at is None:
            attendance.confirmed_at, attendance.confirmed_by_id = clock.now(), by.id
            count += 1
        if attendance.id in presented and attendance.confirmed_at is not None:
            attendance.presented = True
    db.session.flush()
    return count


def write_reflection(attendance: PeerAttendance, text: str) -> None:
    """What the person takes from it: only they read it."""
    lock(attendance)
    attendance.reflection = text
    db.session.flush()


def _check_day(held_on: date) -> None:
    if held_on > clock.today():
        raise NotYetHeld("Deze datum moet nog komen. Voeg de bijeenkomst toe als die is geweest.")


def _check_unconfirmed(meeting: PeerMeeting) -> None:
    if any(one.confirmed_at is not None for one in meeting.attendances):
        raise Confirmed("Er is al bevestigd wie er was. De bijeenkomst blijft zoals die is.")
