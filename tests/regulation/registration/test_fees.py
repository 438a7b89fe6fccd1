"""What a registration costs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.regulation.registration.fees import Fee, FeeEvent, fee
from app.regulation.terms import Status
from tests.regulation.engine import RULES


def price(status: str, years: Any, event: str, **more: bool) -> Fee:
    return fee(Status(status), years, FeeEvent(event), RULES, **more)


def amounts(found: Fee) -> tuple[Decimal | None, ...]:
    return found.annual, found.audit, found.total


@pytest.mark.parametrize(
    ("status", "event", "wanted"),
    [
        ("C", "jaarlijks", (165, 0, 165)),
        ("B", "jaarlijks", (285, 0, 285)),
        ("A", "jaarlijks", (310, 0, 310)),
        ("C", "eerste_inschrijving", (165, 115, 280)),
        ("B", "eerste_inschrijving", (285, 225, 510)),
        ("A", "eerste_inschrijving", (310, 240, 550)),
        ("B", "eerste_inschrijving_leergang", (285, 225, 510)),
        ("B", "upgrade", (285, 225, 510)),
        ("A", "upgrade", (310, 240, 550)),
    ],
)
@pytest.mark.parametrize("year", [2018, 2019])
def test_the_price_list(status: str, event: str, wanted: tuple[int, int, int], year: int) -> None:
    found = price(status, year, event)
    assert amounts(found) == wanted
    assert found.known
    assert found.vat == "excl"
    assert f"FEE-{status}-{year}" in found.clauses
    assert (f"AUDIT-{status}" in found.clauses) == ("AUDIT-COST" in found.clauses) == (event != "jaarlijks")
    assert "CONTRACT" not in found.clauses


def test_a_contract_is_paid_over_its_years() -> None:
    found = price("C", [2018, 2019], "eerste_inschrijving")
    assert amounts(found) == (330, 115, 445)
    assert {"FEE-C-2018", "FEE-C-2019", "AUDIT-C", "CONTRACT"} <= set(found.clauses)


@pytest.mark.parametrize("years", [2017, 2020, [2019, 2020], []])
def test_a_year_that_is_not_in_the_list_is_unknown(years: Any) -> None:
    found = price("B", years, "eerste_inschrijving")
    assert amounts(found) == (None, None, None)
    assert not found.known
    assert "A-41" in found.readings
    assert amounts(price("B", years, "jaarlijks")) == (None, 0, None)


def test_the_year_that_is_unknown_is_named() -> None:
    assert price("B", [2019, 2020, 2021], "jaarlijks").notes == ("Wat het kost in 2020 en 2021, weten wij niet.",)


def test_for_who_is_no_participant_the_price_is_unknown() -> None:
    found = price("B", 2018, "eerste_inschrijving", deelnemer=False)
    assert amounts(found) == (None, None, None)
    assert not found.known
    assert "FEE-AUDIENCE" in found.clauses
    assert "FEE-B-2018" not in found.clauses
    assert set(found.readings) == {"A-22", "A-42"}
    assert found.notes == ("Wat het kost, weten wij niet: de regeling noemt alleen bedragen voor deelnemers.",)


def test_nobody_goes_up_to_c() -> None:
    found = price("C", 2018, "upgrade")
    assert amounts(found) == (165, None, None)
    assert not found.known
    assert "A-45" in found.readings
    assert "Omhoog naar C bestaat niet." in found.notes
    assert "AUDIT-C" not in found.clauses


@pytest.mark.parametrize(
    ("personal", "reimbursed", "vat", "clause"),
    [
        (False, False, "excl", "VAT-EXCL"),
        (True, False, "incl", "VAT-PERSONAL"),
        (True, True, "excl", "VAT-EXCL"),
        (False, True, "excl", "VAT-EXCL"),
    ],
)
def test_vat_is_in_the_price_for_who_pays_for_themselves(
    personal: bool, reimbursed: bool, vat: str, clause: str
) -> None:
    found = price("B", 2018, "upgrade", personal_title=personal, reimbursed=reimbursed)
    assert (found.vat, amounts(found)) == (vat, (285, 225, 510))
    assert found.clauses[-1] == clause
    assert ("A-43" in found.readings) == (vat == "incl")
    assert ("VAT-PERSONAL" in found.clauses) == personal


def test_what_is_not_certain_is_flagged() -> None:
    assert price("B", 2018, "eerste_inschrijving_leergang").readings == ("A-07",)
    assert price("A", 2018, "upgrade").readings == ("A-44", "A-59")
    assert price("A", [2018, 2019], "jaarlijks").readings == ("A-17",)
    assert price("A", 2018, "jaarlijks").readings == ()
    assert price("A", 2018, "jaarlijks").notes == ()
    assert price("B", 2018, "eerste_inschrijving_leergang").notes[0].startswith("Ook met de Leergang")
    assert price("A", 2018, "upgrade").notes == ("Het jaartarief is dat van de genoemde status, niet naar rato.",)


def test_events_have_words_for_the_screen() -> None:
    assert [one.dutch for one in FeeEvent] == [
        "Jaarlijks tarief",
        "Eerste inschrijving",
        "Eerste inschrijving met de Leergang",
        "Upgrade",
    ]
