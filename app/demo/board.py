"""What committee and board of the demo do by two: who sits where until when, and what waits for a second member."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from app.core import clock
from app.core.db import db
from app.demo.register_steps import on_day
from app.people.models import User
from app.people.rules import RoleName
from app.register.members.operations import propose_appointment
from app.register.models import SeatProposal
from app.register.rules import SeatChange, SeatStatus, SettingKind
from app.register.settings.operations import propose
from app.regulation.dates import DAY, add_months

_SEATS = (
    ("Els Rijnders", RoleName.COMMITTEE, 20, 48),
    ("Joost Kramer", RoleName.COMMITTEE, 20, 48),
    ("Saskia Blom", RoleName.COMMITTEE, 8, 48),
    ("Ahmed Bouzid", RoleName.BOARD, 30, 48),
    ("Meryem Kaya", RoleName.BOARD, 30, 48),
    ("Tjeerd Bosma", RoleName.BOARD, 46, 48),
)
"""Who sits where, since how many months, and for how many. The first of the board came by the command."""
_PRICES = {
    "deelnemer": {"C": "190.00", "B": "310.00", "A": "340.00"},
    "ander": {"C": "240.00", "B": "390.00"},
    "audit": {"C": "125.00", "B": "240.00", "A": "255.00"},
}


def tell(everybody: Mapping[str, User], today: date) -> None:
    """Give everybody their term, and let somebody of the board propose one more, and what this year costs."""
    proposer, answerer = everybody["Marijke van Vliet"], everybody["Ahmed Bouzid"]
    for name, role, since, months in _SEATS:
        person, began = everybody[name], add_months(today, -since)
        second = answerer if person is not answerer else everybody["Meryem Kaya"]
        with on_day(began - timedelta(days=6)):
            proposed_at = clock.now()
        with on_day(began):
            answered_at = clock.now()
        db.session.add(
            SeatProposal(
                person=person,
                role=role,
                change=SeatChange.APPOINT,
                last_day=add_months(began, months) - DAY,
                reason="Kent het vak, en heeft er tijd voor.",
                status=SeatStatus.CONFIRMED,
                proposed_by=proposer,
                proposed_at=proposed_at,
                answer="Daar ben ik het mee eens.",
                answered_by=second,
                answered_at=answered_at,
            )
        )
    with on_day(today - timedelta(days=4)):
        propose_appointment(
            everybody["Kor Feenstra"].email,
            RoleName.COMMITTEE,
            add_months(today, 48),
            "Werkt al jaren als senior en kijkt met een frisse blik.",
            answerer,
        )
        propose(answerer, SettingKind.FEES, _PRICES, scope=str(today.year), reason="Besproken in de vergadering.")
