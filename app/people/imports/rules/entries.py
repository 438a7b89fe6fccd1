"""What a row of a file with people says, and how names and numbers are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.worded import plain
from app.people.rules import BEFORE_A_SURNAME, RoleName

NONE = "geen"
"""What stands in a cell to say that somebody is in no team; an empty cell says nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the number of it in the file, and what it says.

    Text that is empty, and None, say nothing about that. `since` is the first day of what is new in `teams` and
    `leads`.
    """

    line: int
    name: str
    email: str
    number: str = ""
    job_title: str = ""
    department: str = ""
    teams: tuple[str, ...] | None = None
    leads: tuple[str, ...] | None = None
    roles: tuple[RoleName, ...] | None = None
    since: date | None = None

    def as_json(self) -> list[Any]:
        """The same for a database."""
        since = self.since.isoformat() if self.since else None
        said = (self.line, self.name, self.email, self.number, self.job_title, self.department)
        return [*said, self.teams, self.leads, self.roles, since]

    @classmethod
    def from_json(cls, said: list[Any]) -> Entry:
        """Back from the database."""
        line, name, email, number, job_title, department, teams, leads, roles, since = said
        return cls(
            line,
            name,
            email,
            number,
            job_title,
            department,
            None if teams is None else tuple(teams),
            None if leads is None else tuple(leads),
            None if roles is None else tuple(map(RoleName, roles)),
            date.fromisoformat(since) if since else None,
        )


def one_line(text: str) -> str:
    """A text on one line with single spaces."""
    return " ".join(text.split())


def key_of(name: str) -> str:
    """A name of a person, team or department as it is compared: without capitals, accents and spaces too many."""
    return one_line(plain(name))


def number_key(number: str) -> str:
    """A personnel number as it is compared: a spreadsheet takes zeros off its front."""
    return number.casefold().lstrip("0") or number


def full_name(first: str, between: str, last: str) -> str:
    """The parts of a name in the order in which people say it."""
    return one_line(f"{first} {between} {last}")


def said_name(name: str) -> str:
    """A whole name as people say it: of "Vries, Jan de" that is "Jan de Vries"."""
    last, comma, rest = name.partition(",")
    words = rest.split()
    if not comma or not words:
        return one_line(name.replace(",", " "))
    start = len(words)
    while start > 0 and words[start - 1].casefold() in BEFORE_A_SURNAME:
        start -= 1
    return one_line(" ".join((*words[:start], *words[start:], last)))


def parts_of(name: str) -> tuple[str, str, str]:
    """First name, what stands between and last name; together they are the name again."""
    words = name.split()
    small = [at for at, word in enumerate(words[:-1]) if at and word.casefold() in BEFORE_A_SURNAME]
    if not small:
        return words[0] if words else "", "", " ".join(words[1:])
    start = end = small[0]
    while end < len(words) - 1 and words[end].casefold() in BEFORE_A_SURNAME:
        end += 1
    return " ".join(words[:start]), " ".join(words[start:end]), " ".join(words[end:])


def by_key(names: Iterable[str]) -> Mapping[str, str]:
    """Names by how they are compared; of the same name the first way of writing."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(key_of(name), name)
    return found
