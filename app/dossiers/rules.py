"""The engine of the register: judges a case by the rules of an edition, and explains itself. Plain Python, no clock.

This is the door: what other modules use of the engine is imported from here. Points are in `pe_rules`, entry and
upgrade in `entry_rules`, renewal in `renewal_rules`, terms in `validity_rules`, prices in `fee_rules`, and what comes
within reach in `readiness_rules`.
"""

from __future__ import annotations

from app.dossiers.cases import (
    Activity,
    ActivityPoints,
    Case,
    CaseAction,
    CaseError,
    Leergang,
    Outcome,
    PECalculation,
    PESetting,
    PracticeReport,
    Requirement,
    Roles,
    Verdict,
)
from app.dossiers.dates import (
    PEYear,
    add_months,
    anniversary,
    experience,
    months_and_days,
    next_renewal,
    pe_year,
    pe_year_ending,
)
from app.dossiers.fee_rules import Fee, FeeEvent, fee
from app.dossiers.judging import judge, with_renewal_date
from app.dossiers.pe_rules import Gain, gain, pe_points, pe_setting
from app.dossiers.readiness_rules import (
    How,
    PEOption,
    Readiness,
    ReadinessStep,
    Suggestion,
    at,
    pe_options,
    planned,
    readiness,
    suggest,
    with_best_year,
)
from app.dossiers.register_rules import Clause, PERow, Reading, RegisterInfo, RegisterRules, StatusRules
from app.dossiers.terms import PEKind, RegisterName, Route, Status, WorkingLevel
from app.dossiers.validity_rules import (
    contract_end,
    dossier_deadline,
    valid_until,
    valid_until_exclusive,
    validity_clauses,
)

__all__ = [
    "Activity", "ActivityPoints", "Case", "CaseAction", "CaseError", "Clause", "Fee", "FeeEvent", "Gain", "How",
    "Leergang", "Outcome", "PECalculation", "PEKind", "PEOption", "PERow", "PESetting", "PEYear", "PracticeReport",
    "Readiness", "ReadinessStep", "Reading", "RegisterInfo", "RegisterName", "RegisterRules", "Requirement", "Roles",
    "Route", "Status", "StatusRules", "Suggestion", "Verdict", "WorkingLevel", "add_months", "anniversary", "at",
    "contract_end", "dossier_deadline", "experience", "fee", "gain", "judge", "months_and_days", "next_renewal",
    "pe_options", "pe_points", "pe_setting", "pe_year", "pe_year_ending", "planned", "readiness", "suggest",
    "valid_until", "valid_until_exclusive", "validity_clauses", "with_best_year",
    "with_renewal_date",
]  # fmt: skip
