"""Mail to a member of committee or board about their seat."""

from __future__ import annotations

from app.core.web.filters import weekday
from app.register.mail import tell
from app.register.members.rules import place_of
from app.register.models import SeatProposal
from app.register.rules import SeatChange


def tell_change(proposal: SeatProposal) -> None:
    """Somebody joined, has another term, or is no member any more."""
    place = place_of(proposal.role)
    subject = {
        SeatChange.APPOINT: f"Je bent nu lid van {place}",
        SeatChange.TERM: f"Je nieuwe termijn in {place}",
        SeatChange.END: f"Je bent geen lid meer van {place}",
    }[proposal.change]
    endpoint = "overview.home" if proposal.change is SeatChange.END else "desk.index"
    until = weekday(proposal.last_day) if proposal.last_day else ""
    tell(
        proposal.person,
        subject,
        f"members/{proposal.change}",
        endpoint,
        {},
        place=place,
        until=until,
        role=proposal.role,
    )
