"""The format of a file in `standards/`: its shape, where that is not the shape of the rules themselves.

What must fit together across a file is in `checks`.

The models are strict: a number is not a text, a key that is not named here is a mistake.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

from app.standards.rules.element import Aspect, AspectCode, Code, Kind, Positive, Scale, Text
from app.standards.rules.profile import Origin, ProfileGroup, StatusIndication
from app.standards.rules.standard import Definition, EditionChangeKind, Fact

RADAR_TITLE = 34
STATEMENT, REPEAT = "<statement>", "<repeat>"
SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

ChapterCode = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)]
RadarTitle = Annotated[str, StringConstraints(min_length=1, max_length=RADAR_TITLE)]


class FilePart(BaseModel):
    """What all parts of the file share."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, str_strip_whitespace=True)


class FileGroup(FilePart):
    """A heading that elements stand under."""

    code: Code
    title: Text


class FileStatement(FilePart):
    """A statement; `follows` is the code of the one on a lower level that it extends.

    What it extends should be all in it. Where words of that are not, `leaves_out` says why nothing is lost.
    """

    code: Code
    text: Text
    follows: Code | None = None
    leaves_out: str = ""


class FileRepeat(FilePart):
    """The statement of a lower level, that holds word for word on this one too."""

    same: Code


def _kind_of_item(value: Any) -> str:
    repeats = "same" in value if isinstance(value, dict) else isinstance(value, FileRepeat)
    return REPEAT if repeats else STATEMENT


FileItem = Annotated[
    Annotated[FileStatement, Tag(STATEMENT)] | Annotated[FileRepeat, Tag(REPEAT)], Discriminator(_kind_of_item)
]


class FileCell(FilePart):
    """The statements of an element on one level, of one aspect where it has aspects."""

    aspect: AspectCode | None = None
    level: Code
    items: list[FileItem]
    empty_reason: Text | None = None


class FileElement(FilePart):
    """What a person scores, with all of its statements.

    `title` is short enough for an axis, `name` is the whole name where that is longer; `parent` is the code of the
    element that it is a part of; `level_names` has the names that levels have only here.
    """

    code: Code
    kind: Kind
    number: Text | None = None
    group: Code
    parent: Code | None = None
    title: RadarTitle
    name: str = ""
    definition: Text
    place: str = ""
    scale: Code
    aspects: list[AspectCode] = []
    remarks: list[Text] = []
    level_names: dict[Code, Text] = {}
    statements: list[FileCell] = []


class FileEntry(FilePart):
    """Something to read: a title, a text or both, and what stands under it. `element` links it to what is scored."""

    code: Code | None = None
    number: Text | None = None
    title: str = ""
    text: str = ""
    element: Code | None = None
    entries: list[FileEntryItem] = []


class FileEntryRepeat(FilePart):
    """An entry of `shared`, so that what several profiles say is written once."""

    same: Code


FileEntryItem = Annotated[
    Annotated[FileEntry, Tag(STATEMENT)] | Annotated[FileEntryRepeat, Tag(REPEAT)], Discriminator(_kind_of_item)
]


class FileChapter(FilePart):
    """Something to read under a heading; its code says what it is about (`situations`, `knowledge`)."""

    code: ChapterCode
    title: Text
    text: str = ""
    entries: list[FileEntryItem] = []


class FileProfile(FilePart):
    """Which level is asked of elements; it need not ask all of them.

    `number` is its number in the source, `rank` its weight within its group (1 is the lightest). A profile that
    `extends` another takes over the chapters named in `inherits`.
    """

    code: Code
    title: Text
    number: Text | None = None
    group: Code | None = None
    grade: Text | None = None
    rank: Positive | None = None
    also_called: str = ""
    description: str = ""
    place: str = ""
    origin: Origin | None = None
    extends: Code | None = None
    inherits: list[ChapterCode] = []
    targets: dict[Code, Code]
    chapters: list[FileChapter] = []
    remarks: list[Text] = []


class FileEditionChange(FilePart):
    """What became of elements of the edition before: codes there (`from`), codes here (`to`), and why."""

    kind: EditionChangeKind
    from_: Annotated[list[Code], Field(alias="from", min_length=1)]
    to: list[Code] = []
    reason: str = ""


class StandardFile(FilePart):
    """One edition of one standard.

    A later edition names the `family` that it shares with the one that it `follows` (a slug), and in `changes` what
    became of each element of that one; about those in `undecided` each organisation decides itself. `order` is its
    place in lists, 1 being the first. `for_whom` says whose work it is about, `comfort` is for who scores: what the
    source says about levels that differ.
    """

    slug: Code
    order: Positive | None = None
    family: Code | None = None
    follows: Code | None = None
    changes: list[FileEditionChange] = []
    undecided: list[Code] = []
    title: Text
    publisher: Text
    edition: Text
    source: Text
    for_whom: str = ""
    comfort: str = ""
    facts: list[Fact] = []
    definitions: list[Definition] = []
    chapters: list[FileChapter] = []
    shared: list[FileEntry] = []
    scales: Annotated[list[Scale], Field(min_length=1)]
    aspects: list[Aspect] = []
    groups: Annotated[list[FileGroup], Field(min_length=1)]
    elements: Annotated[list[FileElement], Field(min_length=1)]
    profile_groups: list[ProfileGroup] = []
    profiles: list[FileProfile] = []
    status_indication: StatusIndication | None = None


def json_schema() -> dict[str, Any]:
    """The shape of a file as JSON Schema."""
    return {"$schema": SCHEMA_DIALECT, **StandardFile.model_json_schema()}
