"""Reads of peer meetings. Who attends finds a meeting; nobody else does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.core.db import db
from app.dossiers.models import PeerAttendance, PeerInvitation, PeerMeeting, Registration
from app.people.models import Organisation, Role, User
from app.people.queries import names_of
from app.people.rules import RoleName
from app.regulation.dates import PEYear

SHORTEST_SEARCH = 3
MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who can be invited: no more than name and employer."""

    id: int
    name: str
    employer: str


def meetings_of(person: User) -> Sequence[PeerMeeting]:
    """The meetings that this person attends with everybody there, newest first."""
    return db.session.scalars(
        select(PeerMeeting)
        .join(PeerMeeting.attendances)
        .where(PeerAttendance.person_id == person.id)
        .options(selectinload(PeerMeeting.attendances).joinedload(PeerAttendance.person))
        .order_by(PeerMeeting.held_on.desc(), PeerMeeting.id.desc())
    ).all()


def meeting_of(person: User, meeting_id: int) -> PeerMeeting | None:
    """A meeting that this person attends; None for any other."""
    return db.session.scalar(
        select(PeerMeeting)
        .join(PeerMeeting.attendances)
        .where(PeerMeeting.id == meeting_id, PeerAttendance.person_id == person.id)
        .options(selectinload(PeerMeeting.attendances).joinedload(PeerAttendance.person))
    )


def _known_to(viewer: User, day: date) -> ColumnElement[bool]:
    """Of a `User`: whether they hold a status on a day, which is public, or work as the viewer in one organisation."""
    professional = User.roles.any(Role.name == RoleName.PROFESSIONAL.value)
    return or_(
        and_(User.organisation_id == viewer.organisation_id, professional) if viewer.is_employed else false(),
        exists().where(Registration.person_id == User.id, Registration.held_on(day)),
    )


def find_people(viewer: User, search: str, day: date) -> list[Found]:
    """At most `MOST_FOUND` people whose name or employer holds `search`, by last name.

    Only people with a status or of the own organisation; a search of fewer than three letters finds nobody, so that
    nobody gets a list of everybody.
    """
    search = search.strip()
    if len(search) < SHORTEST_SEARCH:
        return []
    rows = db.session.execute(
        select(User.id, User.name, Organisation.name)
        .join(Organisation, Organisation.id == User.organisation_id)
        .where(
            User.active,
            User.id != viewer.id,
            _known_to(viewer, day),
            or_(User.name.icontains(search, autoescape=True), Organisation.name.icontains(search, autoescape=True)),
        )
        .order_by(User.sort_name, User.id)
        .limit(MOST_FOUND)
    )
    return [Found(*row) for row in rows]


def invitable(viewer: User, person_id: int, day: date) -> User | None:
    """Somebody else by id, as `find_people` finds them."""
    return db.session.scalar(
        select(User).where(User.id == person_id, User.id != viewer.id, User.active, _known_to(viewer, day))
    )


def professional_at(email: str) -> User | None:
    """The professional with exactly this address and an open account."""
    return db.session.scalar(
        select(User).where(
            User.email == email.strip().lower(), User.active, User.roles.any(Role.name == RoleName.PROFESSIONAL.value)
        )
    )


def invitations_for(person: User) -> Sequence[PeerInvitation]:
    """What this person was asked and did not answer, oldest first; not where they are on the list already."""
    there = exists().where(
        PeerAttendance.meeting_id == PeerInvitation.meeting_id, PeerAttendance.person_id == person.id
    )
    return db.session.scalars(
        select(PeerInvitation)
        .where(_is_to(person), PeerInvitation.answered_at.is_(None), PeerInvitation.withdrawn_at.is_(None), ~there)
        .options(joinedload(PeerInvitation.meeting), joinedload(PeerInvitation.invited_by))
        .order_by(PeerInvitation.id)
    ).all()


def invitation_for(person: User, invitation_id: int) -> PeerInvitation | None:
    """One invitation of this person, answered, withdrawn or neither; None for anybody else's."""
    return db.session.scalar(select(PeerInvitation).where(PeerInvitation.id == invitation_id, _is_to(person)))


def open_at(meeting: PeerMeeting, by: User) -> Sequence[PeerInvitation]:
    """Whom somebody asked to a meeting and who did not accept, as they see it, oldest first."""
    return db.session.scalars(
        select(PeerInvitation)
        .where(
            PeerInvitation.meeting_id == meeting.id,
            PeerInvitation.invited_by_id == by.id,
            PeerInvitation.withdrawn_at.is_(None),
            ~PeerInvitation.accepted,
        )
        .options(joinedload(PeerInvitation.person))
        .order_by(PeerInvitation.id)
    ).all()


def sent_by(person: User, meeting: PeerMeeting, invitation_id: int) -> PeerInvitation | None:
    """One invitation to a meeting that this person sent, whatever became of it; None for anybody else's."""
    return db.session.scalar(
        select(PeerInvitation).where(
            PeerInvitation.id == invitation_id,
            PeerInvitation.meeting_id == meeting.id,
            PeerInvitation.invited_by_id == person.id,
        )
    )


def invited_since(person: User, moment: datetime) -> int:
    """How many invitations this person sent since a moment."""
    sent = select(func.count()).where(PeerInvitation.invited_by_id == person.id, PeerInvitation.invited_at >= moment)
    return db.session.scalar(sent) or 0


def _is_to(person: User) -> ColumnElement[bool]:
    return or_(PeerInvitation.person_id == person.id, PeerInvitation.email == person.email)


def waiting_in(meetings: Iterable[PeerMeeting], person: User) -> Sequence[PeerMeeting]:
    """The meetings of this person at which they can confirm that others were there, and did not yet."""
    return [
        meeting
        for meeting in meetings
        if any(one.person_id != person.id and one.confirmed_at is None for one in meeting.attendances)
        and not any(one.confirmed_by_id == person.id for one in meeting.attendances)
    ]


def meetings_in(person: User, year: PEYear, *, whole: bool = False) -> Sequence[PeerAttendance]:
    """What this person attended in a PE year, confirmed or not, oldest first; `whole` is with everybody there."""
    meeting = contains_eager(PeerAttendance.meeting)
    return db.session.scalars(
        select(PeerAttendance)
        .join(PeerAttendance.meeting)
        .where(PeerAttendance.person_id == person.id, PeerMeeting.held_on >= year.start, PeerMeeting.held_on < year.end)
        .options(meeting.selectinload(PeerMeeting.attendances) if whole else meeting)
        .order_by(PeerMeeting.held_on, PeerMeeting.id)
    ).all()


def names_at(meeting: PeerMeeting) -> dict[int, str]:
    """Names by id of who confirmed somebody there; they may have left the list since."""
    return names_of({one.confirmed_by_id for one in meeting.attendances if one.confirmed_by_id is not None})
