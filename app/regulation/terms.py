"""The words of the register as enums, with the values of the dossier file (docs/dossier-format.md). Plain Python."""

from __future__ import annotations

from enum import StrEnum

from app.core.worded import Worded


class RegisterName(StrEnum):
    """The two registers; of MW the conditions are not known (reading A-39)."""

    AMB = "AMB"
    MW = "MW"


class Status(StrEnum):
    """The status in the register, from light to heavy: C, B, A (regeling 1.3)."""

    C = "C"
    B = "B"
    A = "A"

    @property
    def rank(self) -> int:
        """0 for C, 1 for B, 2 for A: compare ranks, never letters."""
        return list(Status).index(self)

    @property
    def next(self) -> Status | None:
        """The status that comes after this one: one goes up one at a time (reading A-35)."""
        return next((one for one in Status if one.rank == self.rank + 1), None)


class WorkingLevel(StrEnum):
    """The declared level at which somebody works and thinks (reading A-56: not a diploma)."""

    MBO = "MBO+"
    HBO = "HBO+"
    WO = "WO+"

    @property
    def rank(self) -> int:
        """0 for MBO+, 1 for HBO+, 2 for WO+."""
        return list(WorkingLevel).index(self)


class Route(StrEnum):
    """The ways in (Voorwaarden, "Inschrijving voor deze status")."""

    ENTRY_AUDIT = "entree_audit"
    UPGRADE = "upgrade"
    LEERGANG = "leergang"


class PEKind(StrEnum):
    """The kinds of PE activity: the rows of the table in regeling 5.4, and `overig` for any other."""

    DOCENT = "docent"
    SPREKER = "spreker"
    NETWERKBIJEENKOMST = "netwerkbijeenkomst"
    WORKSHOP = "workshop"
    SEMINAR = "seminar"
    CONGRES = "congres"
    MONITOR = "monitor"
    INFOGRAPHIC = "infographic"
    KERNTEAMOVERLEG = "kernteamoverleg"
    MODERATIE = "moderatie"
    PUBLICATIE_KRINGEN = "publicatie_kringen"
    PUBLICATIE_EZINE = "publicatie_ezine"
    PUBLICATIE_NIEUWSFLITS = "publicatie_nieuwsflits"
    ONTWIKKELEN = "ontwikkelen"
    ORGANISEREN = "organiseren"
    ADVISEREN = "adviseren"
    LANDELIJK = "landelijk"
    OVERIG = "overig"


class RequirementKey(Worded):
    """What the register asks, as the dossier file names it, with its name on the screen."""

    CONDITIONS = "voorwaarden", "Voorwaarden"
    ROUTE = "route", "Weg naar de status"
    AUDIT = "audit", "Audit"
    LEERGANG = "leergang", "Leergang"
    EXPERIENCE = "ervaring", "Ervaring"
    WORKING_LEVEL = "werk_denkniveau", "Werk- en denkniveau"
    FUNCTION_CONTENT = "functie_inhoud", "Inhoud van de functie"
    FUNCTION_CHECK = "functiecheck", "Controle van de functie"
    POINTS_HELD = "pe_punten_huidige_status", "PE-punten van de huidige status"
    DECLARATION = "verklaring", "Verklaring nog in functie"
    POINTS = "pe_punten", "PE-punten"
    NETWORK = "netwerkpunten", "Netwerkpunten"
    BALANCE = "evenwicht", "Spreiding over het vak"
    ACTIVITY_APPROVED = "praktijkactiviteit_goedgekeurd", "Praktijkactiviteit goedgekeurd"
    REPORT_WRITTEN = "praktijkverslag", "Praktijkverslag"
    REPORT_SENT = "verslag_vooraf_toegestuurd", "Verslag vooraf gestuurd"
    REPORT_PRESENTED = "presentatie", "Presentatie"
    LOCAL_SUBJECT = "lokaal_gericht", "Lokaal onderwerp"
    MEETING = "intervisie", "Intervisie"
    DOSSIER = "dossier", "Dossier"


ALL_POINTS = (RequirementKey.POINTS, RequirementKey.POINTS_HELD)
"""The PE points of the status held: to keep it, and to leave it for a higher one (reading A-36)."""
