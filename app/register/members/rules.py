"""Terms of committee and board, and who answers what was proposed about a seat. Plain Python."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from app.core.problems import DomainError, WrongField
from app.people.rules import RoleName
from app.register.rules import SeatChange
from app.regulation.dates import add_months

MOST_MONTHS = 8 * 12
"""The longest term that can be proposed, in months."""
ENOUGH = 2
"""So many members of the board stay when a term is over: what the board does by two, needs two."""


class NoAccount(DomainError):
    """Nobody signs in with this address."""

    field = "email"

    sentence = "Er is geen open account met dit adres. Vraag de beheerder om iemand toe te voegen."


class SitsElsewhere(DomainError):
    """Somebody is in the other of the two, or in this one already."""

    field = "email"


class AlreadyProposed(DomainError):
    """About this person something is proposed that nobody answered yet."""

    field = "email"


class MayNotAnswer(DomainError):
    """Who proposed it, or whom it is about, leaves the answer to another."""


class NoMember(DomainError):
    """Somebody is no member any more, or not yet."""

    sentence = "Deze persoon is geen lid meer. Het voorstel kan niet worden bevestigd."


def place_of(role: RoleName) -> str:
    """Where a member sits, with its article: "de kwaliteitscommissie"."""
    return "de kwaliteitscommissie" if role is RoleName.COMMITTEE else "het bestuur van het register"


def check_seat(name: str, held: Collection[RoleName], role: RoleName) -> None:
    """Refuse a seat to who has one: nobody sits in both (regeling 1.7); raises `SitsElsewhere`."""
    for one in sorted(held):
        extra = "" if one is role else " De commissie is onafhankelijk: niemand zit in allebei."
        raise SitsElsewhere(f"{name} zit al in {place_of(one)}.{extra}")


def check_last_day(last_day: date | None, today: date) -> None:
    """Refuse a term that is over, or that is longer than anybody oversees; raises `WrongField`."""
    if last_day is None:
        return
    if last_day <= today:
        raise WrongField("last_day", "Kies een dag die nog komt.")
    if last_day > add_months(today, MOST_MONTHS):
        raise WrongField("last_day", f"Een termijn duurt hoogstens {MOST_MONTHS // 12} jaar. Kies een eerdere dag.")


def may_answer(viewer_id: int, proposed_by_id: int | None, person_id: int) -> bool:
    """Whether somebody of the board may answer: not who proposed it, and not whom it is about."""
    return viewer_id not in (proposed_by_id, person_id)


def ends_by_itself(role: RoleName, others: int) -> bool:
    """Whether a seat ends when its term is over: in the board only as long as enough others stay."""
    return role is not RoleName.BOARD or others >= ENOUGH


def heading_of(change: SeatChange, name: str, role: RoleName) -> str:
    """What is proposed, as the title of a page."""
    return {
        SeatChange.APPOINT: f"{name} benoemen in {place_of(role)}",
        SeatChange.TERM: f"Andere termijn voor {name}",
        SeatChange.END: f"Lidmaatschap van {name} beëindigen",
    }[change]
