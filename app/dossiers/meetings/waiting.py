"""Peer meetings at which others wait for somebody's word."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for

from app.core.waiting.rules import Waiting, Weight
from app.core.web.filters import weekday
from app.dossiers.models import PeerInvitation, PeerMeeting


def invitations_waiting(invitations: Iterable[PeerInvitation]) -> list[Waiting]:
    """Somebody writes that this person was there: is that so?"""
    return [
        Waiting(
            f"Was je bij {one.meeting.group}?",
            url_for("meetings.index", _anchor="uitnodigingen"),
            "Zeg ja of nee",
            Weight.OTHERS,
            fact=f"Intervisie op {weekday(one.meeting.held_on)}. {one.invited_by.name} schrijft dat jij erbij was.",
            icon="people",
        )
        for one in invitations
    ]


def meetings_waiting(meetings: Iterable[PeerMeeting]) -> list[Waiting]:
    """This person was there: who else was?"""
    return [
        Waiting(
            f"Bevestig wie er bij {one.group} was",
            url_for("meetings.show", meeting_id=one.id, _anchor="bevestig"),
            "Bevestig wie er was",
            Weight.OTHERS,
            fact=f"Intervisie op {weekday(one.held_on)}",
            icon="people",
        )
        for one in meetings
    ]
