"""The invoice list as workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.core.files.sheets import Book, Column, Sheet
from app.register.fees.queries import InvoiceLine

UNKNOWN = "tarief onbekend"
_COLUMNS = (
    Column("Nummer", "number", width=10),
    Column("Naam", "name", width=26),
    Column("Werkgever", "employer", width=30),
    Column("Register", "register", width=9),
    Column("Status", "status", width=7),
    Column("Waarvoor", "event", width=34),
    Column("Datum", "due_on", "day", width=12),
    Column("Jaartarief", "annual", width=16),
    Column("Audit", "audit", width=16),
    Column("Totaal", "total", width=16),
    Column("Btw", "vat", width=12),
    Column("Op persoonlijke titel", "personal", "yes", width=20),
    Column("Overeenkomst tot", "until", "day", width=16),
    Column("Regels", "clauses", width=34),
    Column("Opmerking", "remarks", width=60),
)


def write_invoices(year: int, lines: Sequence[InvoiceLine]) -> bytes:
    """One sheet with a line per amount; an amount that is not known is words, so that no sum takes it along."""
    book = Book(f"Facturen {year}")
    sheet = Sheet(f"Facturen {year}", "Een rij per bedrag.", _COLUMNS)
    page = book.add(sheet, fixed=2, to_fill=0)
    for number, line in enumerate(lines, 1):
        book.write_row(page, number, sheet, _row(line))
    page.autofilter(0, 0, max(1, len(lines)), len(_COLUMNS) - 1)
    return book.content()


def _row(line: InvoiceLine) -> dict[str, Any]:
    one, due = line.registration, line.fee
    return {
        **{key: getattr(one, key) for key in ("number", "name", "employer", "register", "status")},
        "event": line.event.dutch,
        "due_on": line.due_on,
        **{
            key: UNKNOWN if amount is None else amount
            for key, amount in (("annual", due.annual), ("audit", due.audit), ("total", due.total))
        },
        "vat": "inclusief" if due.vat == "incl" else "exclusief",
        "personal": line.personal_title,
        "until": line.contract_until,
        "clauses": ", ".join(due.clauses),
        "remarks": " ".join(line.remarks),
    }
