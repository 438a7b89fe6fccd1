"""What a list of people is narrowed by. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.core.worded import Worded
from app.people.rules import RoleName


class Account(Worded):
    """The state of an account, as the list asks for it."""

    WAITING = "wacht", "Nog niet ingelogd"
    CLOSED = "gesloten", "Gesloten"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a list shows: with these words in name, address or job title, in a team, with a role, in a state."""

    words: str = ""
    team_id: int | None = None
    role: RoleName | None = None
    account: Account | None = None

    def address(self, **other: Any) -> dict[str, Any]:
        """The same as the address of a page says it; what is not asked stays out. `other` takes its place."""
        said: dict[str, Any] = {"q": self.words, "team": self.team_id, "rol": self.role, "account": self.account}
        return {name: value for name, value in (said | other).items() if value}

    @property
    def is_narrow(self) -> bool:
        """Whether it is not simply everybody."""
        return bool(self.address())
