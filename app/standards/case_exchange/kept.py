"""What we keep beside what CASE has a place for: the shapes under `extensions.vakspiegel` (see `writing`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.standards.case_exchange.words import FORMAT
from app.standards.files.format import FileChapter, FileEditionChange, FilePart
from app.standards.rules.element import AspectCode, Code, Positive, Text
from app.standards.rules.profile import Origin, StatusIndication
from app.standards.rules.standard import Fact

MAX_LEVELS = 25


class OurDocument(FilePart):
    """What we keep with a document."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)]
    slug: Code
    order: Positive | None = None
    family: Code | None = None
    follows: Code | None = None
    changes: list[FileEditionChange] = []
    undecided: list[Code] = []
    for_whom: str = ""
    comfort: str = ""
    facts: list[Fact] = []
    chapters: list[FileChapter] = []
    status_indication: StatusIndication | None = None


class Placed(FilePart):
    """What has a place among others, whatever it stands under."""

    position: Positive


class OurElement(Placed):
    """What we keep with an element; its group only where it stands under another element."""

    group: Code | None = None
    name: str = ""
    place: str = ""
    remarks: list[Text] = []


class OurLevel(FilePart):
    """What we keep with a level of an element."""

    level: Code


class OurStatement(FilePart):
    """What we keep with a statement."""

    aspect: AspectCode | None = None
    leaves_out: str = ""


class OurProfile(Placed):
    """What we keep with a profile."""

    grade: Text | None = None
    rank: Positive | None = None
    also_called: str = ""
    place: str = ""
    origin: Origin | None = None
    chapters: list[FileChapter] = []
    remarks: list[Text] = []


class OurConcept(FilePart):
    """What we keep with the meaning of a word."""

    place: str = ""
    origin: Origin | None = None


class OurScaleLevel(FilePart):
    """What we keep with a level of a scale."""

    code: Code
    name: Text
    short: str = ""
    summary: str = ""
    definition: str = ""


class OurScale(FilePart):
    """What we keep with a rubric: the scale itself, its levels from low to high."""

    code: Code
    cumulative: bool
    separate: bool = False
    named_only: bool = False
    levels: Annotated[list[OurScaleLevel], Field(min_length=1, max_length=MAX_LEVELS)]


class OurCriterion(FilePart):
    """What we keep with a criterion: its aspect, and why a level says nothing."""

    aspect: AspectCode | None = None
    empty: dict[Code, Text] = {}
