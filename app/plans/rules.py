"""What a goal and an action can do, and what a plan says about dates: plain Python, no clock."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal, InvalidOperation

from app.core.problems import WrongStep
from app.core.worded import Worded

TITLE_LENGTH = 200
TEXT_LENGTH = 2000
MOST_HOURS = Decimal(999)
_QUARTER = Decimal("0.25")


class WrongHours(ValueError):
    """Not a number of hours in quarters from 0 to 999. The message is a Dutch sentence."""


class GoalStatus(Worded):
    """A goal is open until it is reached or dropped; either can be taken back."""

    OPEN = "open", "Open"
    REACHED = "reached", "Gehaald"
    DROPPED = "dropped", "Gestopt"

    def reach(self) -> GoalStatus:
        """The goal is reached; raises `WrongStep` when it is closed already."""
        return self._close(GoalStatus.REACHED)

    def drop(self) -> GoalStatus:
        """The person stops with the goal; raises `WrongStep` when it is closed already."""
        return self._close(GoalStatus.DROPPED)

    def reopen(self) -> GoalStatus:
        """Back to open; raises `WrongStep` when it is open."""
        if self is GoalStatus.OPEN:
            raise WrongStep("Dit doel staat al open.")
        return GoalStatus.OPEN

    def _close(self, how: GoalStatus) -> GoalStatus:
        if self is not GoalStatus.OPEN:
            raise WrongStep(f"Dit doel is al afgesloten: {self.dutch.lower()}. Zet het eerst weer open.")
        return how


class ActionStatus(Worded):
    """An action is open until it is done or dropped; either can be taken back."""

    OPEN = "open", "Open"
    DONE = "done", "Gedaan"
    DROPPED = "dropped", "Gaat niet door"

    def finish(self) -> ActionStatus:
        """The action is done; raises `WrongStep` when it is closed already."""
        return self._close(ActionStatus.DONE)

    def drop(self) -> ActionStatus:
        """The action will not happen; raises `WrongStep` when it is closed already."""
        return self._close(ActionStatus.DROPPED)

    def reopen(self) -> ActionStatus:
        """Back to open; raises `WrongStep` when it is open."""
        if self is ActionStatus.OPEN:
            raise WrongStep("Deze actie staat al open.")
        return ActionStatus.OPEN

    def _close(self, how: ActionStatus) -> ActionStatus:
        if self is not ActionStatus.OPEN:
            raise WrongStep(f"Deze actie is al afgesloten: {self.dutch.lower()}. Zet de actie eerst weer open.")
        return how


class ActionKind(Worded):
    """What sort of thing an action is."""

    TRAINING = "training", "Training"
    PRACTICE = "practice", "Oefenen in je werk"
    PEER_MEETING = "peer_meeting", "Intervisie"
    READING = "reading", "Lezen"
    COACHING = "coaching", "Coaching"
    SHADOWING = "shadowing", "Meelopen"
    OTHER = "other", "Iets anders"


def read_hours(text: str) -> Decimal | None:
    """Hours as people write them ("1,5"); None when empty; raises `WrongHours`."""
    typed = text.strip().replace(",", ".")
    if not typed:
        return None
    try:
        hours = Decimal(typed)
    except InvalidOperation:
        raise WrongHours("Vul een getal in, zoals 2 of 1,5.") from None
    if not hours.is_finite() or not 0 <= hours <= MOST_HOURS:
        raise WrongHours("Vul een getal in van 0 tot en met 999.")
    if hours % _QUARTER:
        raise WrongHours("Reken in kwartieren: 0,25 of 0,5 of 0,75.")
    return hours


def write_hours(hours: Decimal | None) -> str:
    """Hours as people write them: "2" or "1,5"; nothing for None."""
    return "" if hours is None else f"{hours.normalize():f}".replace(".", ",")


def is_late(status: ActionStatus, due: date, today: date) -> bool:
    """Whether an action is open while its date is over; on the day itself it is not late."""
    return status is ActionStatus.OPEN and due < today


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day when that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
