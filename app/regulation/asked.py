"""What a file with the rules asks of a status and what it costs, in the very shape of the file. Plain Python.

pydantic reads a file straight into these frozen objects.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from app.core.shapes import shaped
from app.regulation.terms import RegisterName, Route, Status, WorkingLevel


class ClauseName(str):
    """The id of a clause where a file names it: it must stand among the clauses of that file."""


Text = Annotated[str, StringConstraints(strict=True, min_length=1)]
Slug = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
NewClauseId = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z0-9]+([-_][A-Z0-9]+)*$")]
ClauseId = Annotated[NewClauseId, AfterValidator(ClauseName)]
ReadingId = Annotated[str, StringConstraints(strict=True, pattern=r"^A-\d{2}$")]
Number = Annotated[int, Field(strict=True, ge=0)]
Positive = Annotated[int, Field(strict=True, ge=1)]
AStatus = Annotated[Status, Field(strict=False)]
ARegister = Annotated[RegisterName, Field(strict=False)]
Clauses = Annotated[tuple[ClauseId, ...], Field(strict=False, min_length=1)]


@shaped
class EntryRoute:
    """A way in to a status; `from_status` is the status that an upgrade begins at."""

    route: Annotated[Route, Field(strict=False)]
    clauses: Clauses
    from_status: Annotated[AStatus | None, Field(alias="from")] = None


@shaped
class Portfolio:
    """Clauses of the practice report; `local` only where the subject must be local."""

    clause: ClauseId
    approval: ClauseId
    sent: ClauseId
    presented: ClauseId
    local: ClauseId | None = None


@shaped
class ClauseOnly:
    """A requirement that is only there or not."""

    clause: ClauseId


@shaped
class Experience:
    """Months in the field: enough from `at_least_months`, or only above `more_than_months`."""

    clause: ClauseId
    at_least_months: Number | None = None
    more_than_months: Number | None = None
    usual_up_to_months: Number | None = None

    @property
    def enough(self) -> tuple[int, int] | None:
        """The months and days that are enough; None when no experience is asked."""
        if self.more_than_months is not None:
            return self.more_than_months, 1
        return None if self.at_least_months is None else (self.at_least_months, 0)


@shaped
class LevelAsked:
    """The working level that is enough."""

    clause: ClauseId
    at_least: Annotated[WorkingLevel, Field(strict=False)]


@shaped
class PEAsked:
    """Points a year."""

    clause: ClauseId
    points: Number


@shaped
class NetworkAsked:
    """Network points: how many at least, and up to how many count towards the points of a year (A-30)."""

    clause: ClauseId
    at_least: Number
    counts_up_to: Number


@shaped
class Exemption:
    """The first year without points after the Leergang."""

    clauses: Clauses
    within_months: Number


@shaped
class DossierAsked:
    """When the dossier is due."""

    clause: ClauseId
    months_before: Number


@shaped
class Term:
    """How long a certificate or a contract lasts."""

    clause: ClauseId
    years: Positive


@shaped
class Audit:
    """What an audit costs, in euro."""

    clause: ClauseId
    amount: Number


@shaped
class StatusRules:
    """What one status asks to enter and to keep. What is None is not asked of this status."""

    code: AStatus
    function_names: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    function_level: Text
    experience: Experience
    working_level: LevelAsked
    function_content: ClauseOnly
    entry: Annotated[tuple[EntryRoute, ...], Field(strict=False, min_length=1)]
    declaration: ClauseOnly
    pe: PEAsked
    validity: Term
    audit: Audit
    function_check: ClauseOnly | None = None
    network: NetworkAsked | None = None
    exemption: Exemption | None = None
    portfolio: Portfolio | None = None
    peer_meeting: ClauseOnly | None = None
    dossier: DossierAsked | None = None

    def route(self, route: Route | None) -> EntryRoute | None:
        """The way in of this kind, if the status has it."""
        return next((one for one in self.entry if one.route is route), None)

    @property
    def below(self) -> Status | None:
        """The status that an upgrade to this one begins at; None when nobody can go up to it (A-45)."""
        way = self.route(Route.UPGRADE)
        return way.from_status if way else None

    @property
    def network_max(self) -> int | None:
        """The network points that count; None when all do."""
        return self.network.counts_up_to if self.network else None


@shaped
class Price:
    """What a status costs in a year, in euro."""

    status: AStatus
    year: Annotated[int, Field(strict=True, ge=2000, le=2999)]
    amount: Number
    clause: ClauseId


@shaped
class VAT:
    """When VAT comes on top, and when it is in the price."""

    excluded: ClauseId
    personal: ClauseId


@shaped
class FeeRules:
    """The price list."""

    audience: ClauseId
    audit: ClauseId
    contract: Term
    vat: VAT
    annual: Annotated[tuple[Price, ...], Field(strict=False)]

    def price(self, status: Status, year: int) -> Price | None:
        """What a status costs in a year; None when that is not known."""
        return next((one for one in self.annual if (one.status, one.year) == (status, year)), None)


@shaped
class PublicRules:
    """What the public list shows of somebody and what never, where they may show it, and who hears an objection."""

    clauses: Clauses
    title_where: ClauseId
    fields: Annotated[tuple[Text, ...], Field(strict=False)]
    not_public: Annotated[tuple[Text, ...], Field(strict=False)]
    lost: Clauses
    objection_to: Text
