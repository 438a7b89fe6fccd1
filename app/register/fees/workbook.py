"""The invoice list as workbook. What people typed is written as text: it never becomes a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from app.register.fees.queries import InvoiceLine

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNKNOWN = "tarief onbekend"
HEADINGS = (
    "Nummer", "Naam", "Werkgever", "Register", "Status", "Waarvoor", "Datum", "Jaartarief", "Audit", "Totaal", "Btw",
    "Op persoonlijke titel", "Overeenkomst tot", "Regels", "Opmerking",
)  # fmt: skip
_WIDTHS = (10, 26, 30, 9, 7, 34, 12, 16, 16, 16, 12, 20, 16, 34, 60)


def write_invoices(year: int, lines: Sequence[InvoiceLine]) -> bytes:
    """One sheet with a line per amount; an amount that is not known is words, so that no sum takes it along."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(f"Facturen {year}")
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "€ #,##0.00"})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    sheet.write_row(0, 0, HEADINGS, bold)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for row, line in enumerate(lines, 1):
        one, due = line.registration, line.fee
        words = (one.number, one.name, one.employer, one.register.value, one.status.value, line.event.dutch)
        for column, text in enumerate(words):
            sheet.write_string(row, column, text)
        sheet.write_datetime(row, 6, line.due_on, day)
        for column, amount in enumerate((due.annual, due.audit, due.total), 7):
            _amount(sheet, row, column, amount, money)
        sheet.write_string(row, 10, "inclusief" if due.vat == "incl" else "exclusief")
        sheet.write_string(row, 11, "ja" if line.personal_title else "nee")
        sheet.write_datetime(row, 12, line.contract_until, day)
        sheet.write_string(row, 13, ", ".join(due.clauses))
        sheet.write_string(row, 14, " ".join(line.remarks))
    sheet.autofilter(0, 0, max(1, len(lines)), len(HEADINGS) - 1)
    sheet.freeze_panes(1, 2)
    book.close()
    return target.getvalue()


def _amount(sheet: Any, row: int, column: int, amount: Decimal | None, style: object) -> None:
    if amount is None:
        sheet.write_string(row, column, UNKNOWN)
    else:
        sheet.write_number(row, column, float(amount), style)
