"""What a function asks: a profile, with a target level per element, and the situations that it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.core.shapes import shaped
from app.standards.rules.element import Code, Text, Words

Origin = Literal["bron", "eigen duiding"]


Status = Literal["C", "B", "A"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to read: a title, a text or both, and what stands under it.

    `element` is the code of the element that it is about, where there is one. The code may be empty.
    """

    code: str
    title: str
    text: str = ""
    number: str | None = None
    element: str | None = None
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """Something to read under a heading, that is not scored. Its code says what it is about (`situations`)."""

    code: str
    title: str
    text: str = ""
    entries: tuple[Entry, ...] = ()


@shaped
class ProfileGroup:
    """A heading that profiles stand under, such as a group of functions."""

    code: Code
    title: Text
    text: Words = ""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The level that a function, a stage or an aim asks of elements: element code to level code.

    It need not ask all of them. `number` is its number in the source; `group` the code of its group, `rank` its weight
    there (1 is the lightest) and `grade` how the source writes that. `extends` is the code of the profile that it adds
    to; what it takes over from that is in its own `chapters` too. `origin` says who set the levels.
    """

    code: str
    title: str
    description: str
    targets: Mapping[str, str]
    place: str = ""
    number: str | None = None
    group: str | None = None
    grade: str | None = None
    rank: int | None = None
    also_called: str = ""
    origin: Origin | None = None
    extends: str | None = None
    chapters: tuple[Chapter, ...] = ()
    remarks: tuple[str, ...] = ()

    def chapter(self, code: str) -> Chapter | None:
        """The chapter with this code; None where this profile has none."""
        return next((chapter for chapter in self.chapters if chapter.code == code), None)


@shaped
class StatusIndication:
    """Which register status a level or a profile points to, as an indication only; `origin` says who reads it so."""

    origin: Origin
    explanation: Text
    place: Words = field(default="", kw_only=True)
    statuses: Mapping[Code, Status] = field(default_factory=dict)
    profiles: Mapping[Code, Status] = field(default_factory=dict)
