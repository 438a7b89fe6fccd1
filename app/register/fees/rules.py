"""What an amount is, and the number of an invoice. Plain Python."""

from __future__ import annotations

import re
from decimal import Decimal

from app.core.problems import Conflict, DomainError

_AMOUNT = re.compile(r"([0-9]{1,5})(?:[.,]([0-9]{1,2}))?", re.ASCII)


class NoAddress(DomainError):
    """An invoice goes nowhere without an address."""

    sentence = "Van geen van deze bedragen is bekend wie de factuur krijgt. Vul eerst de adressen in."


class OtherInvoices(Conflict):
    """What would be invoiced is not what was read: an amount, an address or a registration changed meanwhile."""

    sentence = "Er veranderde iets terwijl je keek. Hieronder staat wat er nu te factureren is."


def amount_in(text: str) -> Decimal:
    """An amount as people write it (165, 165,00, € 165.50); raises `ValueError`."""
    match = _AMOUNT.fullmatch(text.replace("€", "").strip())
    if match is None:
        raise ValueError("Vul een bedrag in zoals 165 of 165,50.")
    return Decimal(f"{match[1]}.{(match[2] or '0'):0<2}")


def euro(amount: Decimal) -> str:
    """€ 165,00, or € 1.165,00."""
    return "€ " + f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def invoice_number(year: int, before: str | None) -> str:
    """The number that follows, counted from 1 in each year; `before` is the last one of the year."""
    return f"{year}-{(int(before.rpartition('-')[2]) if before else 0) + 1:04}"
