"""The format of a file in `standards/`: its shape. What must fit together across a file is in `checks`.

The models are strict: a number is not a text, a key that is not named here is a mistake.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

RADAR_TITLE = 34
STATEMENT, REPEAT = "<statement>", "<repeat>"
SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
AspectCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,8}$")]
Text = Annotated[str, StringConstraints(min_length=1)]
RadarTitle = Annotated[str, StringConstraints(min_length=1, max_length=RADAR_TITLE)]


class FilePart(BaseModel):
    """What all parts of the file share."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, str_strip_whitespace=True)


class FileFact(FilePart):
    """Something to know about the standard, shown on its page."""

    code: Code
    title: Text
    text: Text


class FileDefinition(FilePart):
    """What the source means by a word."""

    code: Code
    term: Text
    text: Text
    place: str = ""


class FileLevel(FilePart):
    """A step of a scale; rank 1 is the lowest."""

    code: Code
    name: Text
    rank: Annotated[int, Field(ge=1)]
    summary: str = ""
    definition: str = ""


class FileScale(FilePart):
    """Levels from low to high."""

    code: Code
    cumulative: bool
    levels: Annotated[list[FileLevel], Field(min_length=1)]


class FileAspect(FilePart):
    """A side that elements can have."""

    code: AspectCode
    name: Text


class FileGroup(FilePart):
    """A heading that elements stand under."""

    code: Code
    title: Text


class FileStatement(FilePart):
    """A statement; `follows` is the code of the one on a lower level that it extends."""

    code: Code
    text: Text
    follows: Code | None = None


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
    """A task or competence with all of its statements."""

    code: Code
    kind: Literal["task", "competence"]
    number: Text | None = None
    group: Code
    title: RadarTitle
    definition: Text
    place: str = ""
    scale: Code
    aspects: list[AspectCode] = []
    remarks: list[Text] = []
    statements: list[FileCell]


class FileProfile(FilePart):
    """Which level is asked of each element."""

    code: Code
    title: Text
    description: str = ""
    place: str = ""
    targets: dict[Code, Code]


class FileStatusIndication(FilePart):
    """Which register status a level points to, and who says so."""

    origin: Literal["bron", "eigen duiding"]
    explanation: Text
    statuses: dict[Code, Literal["C", "B", "A"]]


class StandardFile(FilePart):
    """One edition of one standard."""

    slug: Code
    title: Text
    publisher: Text
    edition: Text
    source: Text
    facts: list[FileFact] = []
    definitions: list[FileDefinition] = []
    scales: Annotated[list[FileScale], Field(min_length=1)]
    aspects: list[FileAspect] = []
    groups: Annotated[list[FileGroup], Field(min_length=1)]
    elements: Annotated[list[FileElement], Field(min_length=1)]
    profiles: list[FileProfile] = []
    status_indication: FileStatusIndication | None = None


def json_schema() -> dict[str, Any]:
    """The shape of a file as JSON Schema."""
    return {"$schema": SCHEMA_DIALECT, **StandardFile.model_json_schema()}
