"""The shape of a CFPackage of 1EdTech CASE 1.1: own models, written from the facts of the published specification.

The facts are those of the JSON Schema `case_v1p1_cfpackage` and of the REST binding (final release of January 2025):
which properties each class has, which are required, and the words for association types. The published files
themselves are not part of this project. A property that is not named here is kept in `model_extra`, so that a reader
can say what it does not take; what we write has none. Definitions are read with less than CASE requires of them: other
systems leave things out there, and we take little of them.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints
from pydantic_core import PydanticCustomError

CASE_VERSION = "1.1"
ASSOCIATION_TYPES = (
    "isChildOf",
    "isPeerOf",
    "isPartOf",
    "exactMatchOf",
    "precedes",
    "isRelatedTo",
    "replacedBy",
    "exemplar",
    "hasSkillLevel",
    "isTranslationOf",
)

_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_OWN_WORD = re.compile(r"ext:[a-zA-Z0-9|._-]+")


def _date_time(text: str) -> str:
    """A moment as ISO 8601, with date and time."""
    try:
        if "T" not in text.upper():
            raise ValueError(text)
        datetime.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("case_date_time", "no ISO 8601 date and time") from None
    return text


def _date(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("case_date", "no ISO 8601 date") from None
    return text


def _identifier(text: str) -> str:
    if not _UUID.fullmatch(text):
        raise PydanticCustomError("case_uuid", "no UUID")
    return text.lower()


def _association_type(text: str) -> str:
    """A word of CASE, or one of somebody's own that starts with `ext:`."""
    if text not in ASSOCIATION_TYPES and not _OWN_WORD.fullmatch(text):
        raise PydanticCustomError("case_association_type", "no association type of CASE")
    return text


Identifier = Annotated[str, AfterValidator(_identifier)]
Text = Annotated[str, StringConstraints(min_length=1)]
Moment = Annotated[str, AfterValidator(_date_time)]
Day = Annotated[str, AfterValidator(_date)]
AssociationType = Annotated[str, AfterValidator(_association_type)]
Extensions = dict[str, Any]


class CasePart(BaseModel):
    """What all classes share. A text may have spaces around it; JSON types are not changed into each other."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True, str_strip_whitespace=True)


class LinkURI(CasePart):
    """A reference to something with a UUID."""

    title: str
    identifier: Identifier
    uri: str


class LinkGenURI(CasePart):
    """A reference to an end of an association, that need not be in CASE and need not have a UUID."""

    title: str
    identifier: Text
    uri: str
    targetType: Annotated[str, StringConstraints(pattern=r"^(CASE|ext:[a-zA-Z0-9|._-]+)$")] | None = None


class Described(CasePart):
    """What everything with an address of its own has."""

    identifier: Identifier
    uri: Text
    lastChangeDateTime: Moment


class Extended(Described):
    """What has room for what CASE does not know."""

    extensions: Extensions | None = None


class Defined(Extended):
    """What items and associations refer to."""

    title: Text
    description: str | None = None


class CFDocument(Extended):
    """The framework as a whole."""

    creator: Text
    title: Text
    frameworkType: str | None = None
    caseVersion: Literal["1.0", "1.1"] | None = None
    officialSourceURL: str | None = None
    publisher: str | None = None
    description: str | None = None
    subject: list[str] | None = None
    subjectURI: list[LinkURI] | None = None
    language: str | None = None
    version: str | None = None
    adoptionStatus: str | None = None
    statusStartDate: Day | None = None
    statusEndDate: Day | None = None
    licenseURI: LinkURI | None = None
    notes: str | None = None


class CFItem(Extended):
    """A statement, or a heading over statements."""

    fullStatement: Text
    alternativeLabel: str | None = None
    CFItemType: str | None = None
    humanCodingScheme: str | None = None
    listEnumeration: str | None = None
    abbreviatedStatement: str | None = None
    conceptKeywords: list[str] | None = None
    conceptKeywordsURI: LinkURI | None = None
    notes: str | None = None
    subject: list[str] | None = None
    subjectURI: list[LinkURI] | None = None
    language: str | None = None
    educationLevel: list[str] | None = None
    CFItemTypeURI: LinkURI | None = None
    licenseURI: LinkURI | None = None
    statusStartDate: Day | None = None
    statusEndDate: Day | None = None


class CFAssociation(Extended):
    """How the origin relates to the destination; `sequenceNumber` is the place of a child among its siblings."""

    associationType: AssociationType
    originNodeURI: LinkGenURI
    destinationNodeURI: LinkGenURI
    sequenceNumber: int | None = None
    CFAssociationGroupingURI: LinkURI | None = None
    notes: str | None = None


class CFConcept(Defined):
    """What the framework means by a word."""

    hierarchyCode: str | None = None
    keywords: str | None = None


class CFSubject(Defined):
    """A topic."""

    hierarchyCode: str | None = None


class CFLicense(Defined):
    """Under which terms the framework may be used."""

    licenseText: str | None = None


class CFItemType(Defined):
    """A kind of item."""

    hierarchyCode: str | None = None
    typeCode: str | None = None


class CFAssociationGrouping(Defined):
    """A label over associations."""


class CFDefinitions(CasePart):
    """What items and associations refer to."""

    CFConcepts: list[CFConcept] = []
    CFSubjects: list[CFSubject] = []
    CFLicenses: list[CFLicense] = []
    CFItemTypes: list[CFItemType] = []
    CFAssociationGroupings: list[CFAssociationGrouping] = []
    extensions: Extensions | None = None


class CFRubricCriterionLevel(Described):
    """One degree of achievement of a criterion."""

    description: str | None = None
    quality: str | None = None
    score: FiniteFloat | None = None
    feedback: str | None = None
    position: int | None = None
    rubricCriterionId: Identifier | None = None
    extensions: list[Extensions] | None = None


class CFRubricCriterion(Extended):
    """A row of a rubric, about one item."""

    category: str | None = None
    description: str | None = None
    CFItemURI: LinkURI | None = None
    weight: FiniteFloat | None = None
    position: int | None = None
    rubricId: Identifier | None = None
    CFRubricCriterionLevels: list[CFRubricCriterionLevel] = []


class CFRubric(Extended):
    """A table: criteria down, degrees of achievement across."""

    title: str | None = None
    description: str | None = None
    CFRubricCriteria: list[CFRubricCriterion] = []


class CFPackage(CasePart):
    """A framework with everything in it."""

    document: CFDocument = Field(alias="CFDocument")
    items: list[CFItem] = Field(default=[], alias="CFItems")
    associations: list[CFAssociation] = Field(default=[], alias="CFAssociations")
    definitions: CFDefinitions = Field(default=CFDefinitions(), alias="CFDefinitions")
    rubrics: list[CFRubric] = Field(default=[], alias="CFRubrics")
    extensions: Extensions | None = None
