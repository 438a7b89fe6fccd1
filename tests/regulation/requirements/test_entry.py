"""Coming in to the register and going up in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.regulation.case import CaseAction, CaseError, Leergang, Verdict
from app.regulation.judging import judge, with_renewal_date
from app.regulation.terms import RegisterName, Route, Status, WorkingLevel
from tests.regulation.engine import RULES, activity, entry, not_met, outcome, renewal, upgrade, verdicts, workshops

MET = {"overall": "voldaan"}
CERTIFICATE = Leergang(RegisterName.AMB, date(2018, 2, 1))


@pytest.mark.parametrize("status", ["C", "B", "A"])
def test_who_meets_everything_comes_in(status: str) -> None:
    assert not_met(entry(status)) == MET


@pytest.mark.parametrize("status", ["B", "A"])
def test_who_meets_everything_goes_up(status: str) -> None:
    assert not_met(upgrade(status)) == MET


@pytest.mark.parametrize(
    ("status", "months", "days", "enough"),
    [
        ("C", 0, 0, True),
        ("C", 200, 0, True),
        ("B", 35, 0, False),
        ("B", 35, 30, False),
        ("B", 35, 31, True),
        ("B", 36, 0, True),
        ("B", 200, 0, True),
        ("A", 60, 0, False),
        ("A", 60, 1, True),
        ("A", 61, 0, True),
        ("A", 59, 31, False),
        ("A", 59, 32, True),
    ],
)
def test_experience_has_a_lower_bound_and_no_upper_one(status: str, months: int, days: int, enough: bool) -> None:
    case = entry(status, experience_months=months, experience_extra_days=days)
    assert verdicts(case)["ervaring"] == ("voldaan" if enough else "niet_voldaan")


@pytest.mark.parametrize(
    ("status", "level", "enough"),
    [
        ("C", None, False),
        ("C", "MBO+", True),
        ("C", "WO+", True),
        ("B", "MBO+", False),
        ("B", "HBO+", True),
        ("B", "WO+", True),
        ("A", "HBO+", False),
        ("A", "WO+", True),
    ],
)
def test_a_higher_working_level_is_enough_too(status: str, level: str | None, enough: bool) -> None:
    case = entry(status, working_level=WorkingLevel(level) if level else None)
    assert verdicts(case)["werk_denkniveau"] == ("voldaan" if enough else "niet_voldaan")


@pytest.mark.parametrize(
    ("status", "content", "enough"),
    [
        ("C", None, False),
        ("C", "C", True),
        ("C", "A", True),
        ("B", "C", False),
        ("B", "B", True),
        ("A", "B", False),
        ("A", "A", True),
    ],
)
def test_the_content_of_the_function_matches_at_least_the_column(
    status: str, content: str | None, enough: bool
) -> None:
    case = entry(status, function_content=Status(content) if content else None)
    assert verdicts(case)["functie_inhoud"] == ("voldaan" if enough else "niet_voldaan")


@pytest.mark.parametrize(("fits", "wanted"), [(True, "voldaan"), (False, "niet_voldaan"), (None, "menselijk_oordeel")])
def test_the_function_is_checked_for_c_only(fits: bool | None, wanted: str) -> None:
    assert verdicts(entry("C", function_fits_register=fits))["functiecheck"] == wanted
    assert "functiecheck" not in verdicts(entry("B", function_fits_register=fits))


def test_without_an_audit_nobody_comes_in() -> None:
    assert not_met(entry("B", audit_done=False)) == {"overall": "niet_voldaan", "audit": "niet_voldaan"}
    assert not_met(upgrade("A", audit_done=False)) == {"overall": "niet_voldaan", "audit": "niet_voldaan"}


def test_the_audit_of_an_upgrade_is_another_one() -> None:
    up, in_ = outcome(upgrade("B")).requirements["audit"], outcome(entry("B")).requirements["audit"]
    assert up.clauses == ("B-ENTRY-UPGRADE", "AUDIT-B")
    assert in_.clauses == ("B-ENTRY-AUDIT", "AUDIT-B")
    assert "A-59" in up.readings
    assert "A-59" not in in_.readings


def by_leergang(status: str, **more: object) -> dict[str, str]:
    case = entry(status, route=Route.LEERGANG, audit_done=False, experience_months=2, leergang=CERTIFICATE)
    return verdicts(replace(case, **more))  # type: ignore[arg-type]


def test_the_leergang_leads_to_b_without_audit_and_experience() -> None:
    assert by_leergang("B") == {
        "route": "voldaan",
        "leergang": "voldaan",
        "ervaring": "nvt",
        "werk_denkniveau": "voldaan",
        "functie_inhoud": "voldaan",
    }


def test_the_leergang_leads_to_no_other_status() -> None:
    assert (by_leergang("A")["route"], by_leergang("A")["ervaring"]) == ("niet_voldaan", "niet_voldaan")
    assert (by_leergang("C")["route"], by_leergang("C")["leergang"]) == ("niet_voldaan", "voldaan")


@pytest.mark.parametrize(
    "leergang",
    [
        None,
        Leergang(RegisterName.MW, date(2018, 2, 1)),
        Leergang(RegisterName.AMB, date(2018, 3, 2)),
        Leergang(RegisterName.AMB),
    ],
    ids=["none", "of the other register", "still to come", "not completed"],
)
def test_only_a_certificate_of_this_register_that_is_there_counts(leergang: Leergang | None) -> None:
    found = by_leergang("B", leergang=leergang)
    assert (found["route"], found["leergang"], found["ervaring"]) == ("voldaan", "niet_voldaan", "niet_voldaan")


def test_a_certificate_never_gets_too_old_and_counts_from_its_own_day() -> None:
    assert by_leergang("B", leergang=Leergang(RegisterName.AMB, date(1999, 1, 1)))["leergang"] == "voldaan"
    assert by_leergang("B", leergang=Leergang(RegisterName.AMB, date(2018, 3, 1)))["leergang"] == "voldaan"


def test_a_certificate_does_not_waive_experience_on_another_way_in() -> None:
    case = entry("B", experience_months=2, leergang=CERTIFICATE)
    assert verdicts(case)["ervaring"] == "niet_voldaan"


def test_somebody_with_c_may_come_to_b_by_the_leergang() -> None:
    assert by_leergang("B", status_held=Status.C)["route"] == "voldaan"
    assert by_leergang("B", status_held=Status.B)["route"] == "niet_voldaan"
    assert by_leergang("B", status_held=Status.A)["route"] == "niet_voldaan"


@pytest.mark.parametrize(
    ("held", "sought", "route", "action", "wanted"),
    [
        (None, "A", "entree_audit", "inschrijving", "voldaan"),
        ("C", "A", "entree_audit", "inschrijving", "niet_voldaan"),
        ("C", "B", "entree_audit", "inschrijving", "niet_voldaan"),
        ("B", "B", "entree_audit", "inschrijving", "niet_voldaan"),
        ("C", "B", "upgrade", "upgrade", "voldaan"),
        ("B", "A", "upgrade", "upgrade", "voldaan"),
        ("C", "A", "upgrade", "upgrade", "niet_voldaan"),
        ("A", "B", "upgrade", "upgrade", "niet_voldaan"),
        (None, "B", "upgrade", "upgrade", "niet_voldaan"),
        (None, "B", "entree_audit", "upgrade", "niet_voldaan"),
        ("B", "C", "upgrade", "upgrade", "niet_voldaan"),
        (None, "B", None, "inschrijving", "niet_voldaan"),
    ],
)
def test_each_status_has_its_ways_in(
    held: str | None, sought: str, route: str | None, action: str, wanted: str
) -> None:
    case = entry(
        sought,
        action=CaseAction(action),
        status_held=Status(held) if held else None,
        route=Route(route) if route else None,
        renewal_date=date(2018, 3, 1),
    )
    found = outcome(case).requirements["route"]
    assert found.verdict == wanted
    assert bool(found.missing) == (wanted == "niet_voldaan")


def test_a_way_in_that_there_is_not_names_those_that_there_are() -> None:
    assert outcome(upgrade("C", status_held=None)).requirements["route"].clauses == ("C-ENTRY-AUDIT",)
    found = outcome(upgrade("B", route=Route.ENTRY_AUDIT)).requirements["route"]
    assert found.clauses == ("B-ENTRY-AUDIT", "B-ENTRY-UPGRADE")


@pytest.mark.parametrize(("held", "sought", "points"), [("C", "B", 8), ("B", "A", 12)])
def test_an_upgrade_asks_the_points_of_the_status_held(held: str, sought: str, points: int) -> None:
    def needed(number: int) -> str:
        return verdicts(upgrade(sought, pe_activities=workshops(number, date(2017, 4, 1))))["pe_punten_huidige_status"]

    assert needed(points // 2) == "voldaan"
    assert needed(points // 2 - 1) == "niet_voldaan"
    found = outcome(upgrade(sought)).requirements["pe_punten_huidige_status"]
    assert found.numbers.required == points
    assert found.clauses[:2] == ("PE-UPGRADE", f"{held}-REN-PE")
    assert "A-36" in found.readings


def test_the_points_of_an_upgrade_are_those_of_the_last_pe_year() -> None:
    old = workshops(6, date(2016, 4, 1))
    assert verdicts(upgrade("B", pe_activities=old))["pe_punten_huidige_status"] == "niet_voldaan"
    in_time = verdicts(upgrade("B", pe_activities=(), evaluation_date=date(2018, 2, 28)))
    assert in_time["pe_punten_huidige_status"] == "open"


def test_the_points_of_an_upgrade_to_a_have_no_network_limit() -> None:
    found = outcome(upgrade("A", pe_activities=(activity("organiseren", "2017-05-01", 30),)))
    assert found.requirements["pe_punten_huidige_status"].numbers.counted == 15


def test_who_has_no_status_has_no_points_to_show() -> None:
    assert verdicts(upgrade("B", status_held=None))["pe_punten_huidige_status"] == "nvt"


def test_an_upgrade_needs_to_know_the_pe_year() -> None:
    with pytest.raises(CaseError) as error:
        judge(upgrade("B", renewal_date=None, status_start=None), RULES)
    assert (error.value.field, str(error.value)) == (
        "renewal_date",
        "Geef de verlengingsdatum, of de dag waarop de status inging.",
    )


def test_an_entry_needs_a_status_and_a_renewal_too() -> None:
    with pytest.raises(CaseError) as error:
        judge(replace(entry("B"), status_sought=None), RULES)
    assert (error.value.field, str(error.value)) == ("status_sought", "Noem de status die je zoekt: C, B of A.")
    with pytest.raises(CaseError) as error:
        judge(replace(renewal("B"), status_held=None), RULES)
    assert (error.value.field, str(error.value)) == ("status_held", "Wie verlengt, heeft een status: C, B of A.")
    with pytest.raises(CaseError) as error:
        judge(renewal("B", renewal_date=None, status_start=None), RULES)
    assert (error.value.field, str(error.value)) == (
        "renewal_date",
        "Geef de verlengingsdatum, of de dag waarop de status inging.",
    )


@pytest.mark.parametrize("case", [entry("B"), upgrade("B"), renewal("B"), entry("B", status_sought=None)])
def test_of_mw_nothing_can_be_judged_but_its_points(case) -> None:  # type: ignore[no-untyped-def]
    found = outcome(replace(case, register=RegisterName.MW))
    assert found.overall is Verdict.UNKNOWN
    assert list(found.requirements) == ["voorwaarden"]
    assert found.requirements["voorwaarden"].clauses == ("MW-LINK",)


def test_the_points_of_mw_follow_its_own_row() -> None:
    case = renewal("B", register=RegisterName.MW, pe_activities=(activity("infographic", hours=8),))
    found = outcome(case)
    assert found.pe is not None
    assert found.pe.total == 4


def test_an_entry_has_no_points_to_calculate() -> None:
    assert outcome(entry("B")).pe is None
    assert outcome(entry("B", renewal_date=date(2018, 3, 1))).pe is None


@pytest.mark.parametrize(
    ("start", "on", "wanted"),
    [
        ("2018-03-01", "2018-03-01", "2019-03-01"),
        ("2018-03-01", "2019-02-28", "2019-03-01"),
        ("2018-03-01", "2019-03-01", "2019-03-01"),
        ("2018-03-01", "2019-03-02", "2020-03-01"),
        ("2024-02-29", "2025-02-28", "2025-02-28"),
        ("2024-02-29", "2025-03-01", "2026-02-28"),
        ("2018-03-01", "2017-01-01", "2019-03-01"),
    ],
)
def test_the_renewal_date_that_is_meant_is_the_first_from_the_day_of_judging_on(
    start: str, on: str, wanted: str
) -> None:
    case = renewal(
        "B", renewal_date=None, status_start=date.fromisoformat(start), evaluation_date=date.fromisoformat(on)
    )
    assert with_renewal_date(case).renewal_date == date.fromisoformat(wanted)
    assert outcome(case).renewal_date == date.fromisoformat(wanted)


def test_a_renewal_date_that_is_given_stays() -> None:
    assert with_renewal_date(renewal("B")).renewal_date == date(2019, 1, 1)
    assert with_renewal_date(entry("B")).renewal_date is None


def test_an_outcome_says_by_which_rules_and_on_which_day() -> None:
    found = outcome(entry("B"))
    assert (found.edition, found.evaluation_date) == ("register-amb-2018", date(2018, 3, 1))
