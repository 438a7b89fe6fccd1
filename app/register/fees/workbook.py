"""The invoice list as workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.core.files.sheets import Book, Column, Sheet
from app.register.fees.queries import InvoiceLine

_COLUMNS = (
    Column("Factuur", "invoice", width=12),
    Column("Gefactureerd op", "invoiced_on", "day", width=13),
    Column("Debiteur", "debtor", width=26),
    Column("Adres", "address", width=30),
    Column("Registernummer", "number", width=11),
    Column("Naam", "name", width=24),
    Column("Register", "register", width=9),
    Column("Status", "status", width=7),
    Column("Waarvoor", "event", width=22),
    Column("Datum", "due_on", "day", width=12),
    Column("Jaartarief", "annual", width=12),
    Column("Audit", "audit", width=12),
    Column("Totaal", "total", width=12),
    Column("Btw", "vat", width=11),
    Column("Overeenkomst tot", "until", "day", width=14),
    Column("Waar dit staat", "sources", width=30),
    Column("Opmerking", "remarks", width=36),
)


def write_invoices(year: int, lines: Sequence[InvoiceLine]) -> bytes:
    """One sheet with a line per amount; an amount that is not known is an empty cell, and the remark says so."""
    book = Book(f"Facturen {year} van het beroepsregister")
    sheet = Sheet(f"Facturen {year}", "Een rij per bedrag.", _COLUMNS)
    page = book.add(sheet, fixed=1, to_fill=0)
    for number, line in enumerate(lines, 1):
        book.write_row(page, number, sheet, _row(line))
    page.autofilter(0, 0, max(1, len(lines)), len(_COLUMNS) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&RPagina &P van &N")
    return book.content()


def _row(line: InvoiceLine) -> dict[str, Any]:
    one, made = line.registration, line.invoice
    debtor = made.debtor if made else line.debtor.name if line.debtor else line.payer.name
    address = made.address if made else line.debtor.address if line.debtor else ""
    return {
        **{key: getattr(one, key) for key in ("number", "name", "register", "status")},
        "invoice": made.number if made else "",
        "invoiced_on": made.invoiced_on if made else None,
        "debtor": debtor,
        "address": address,
        "event": line.event.dutch,
        "due_on": line.due_on,
        "annual": line.annual,
        "audit": line.audit,
        "total": line.total,
        "vat": "inclusief" if line.vat == "incl" else "exclusief",
        "until": line.contract_until,
        "sources": ", ".join(line.sources),
        "remarks": " ".join(line.remarks),
    }
