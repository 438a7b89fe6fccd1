"""The words of the register as enums, with the values of the dossier file (dossier-format). Plain Python."""

from __future__ import annotations

from enum import StrEnum


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
