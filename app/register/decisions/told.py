"""What a letter says of its day and no other row keeps: until when the status is valid, what it costs, who signs.

It is kept with the decision, so that the letter stays as it was sent.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from app.dossiers.holding.queries import fee_of, prices_of, registrant_of
from app.register.models import Decision
from app.register.rules import ApplicationKind, DecisionKind, DecisionStatus
from app.register.settings.queries import terms_for_objection, until_when
from app.regulation.dates import DAY, next_renewal
from app.regulation.editions import rules_of, rules_on
from app.regulation.registration.fees import Fee, FeeEvent
from app.regulation.registration.validity import valid_until
from app.regulation.terms import Route


def told_of(decision: Decision) -> dict[str, Any]:
    """What the letter of a decision says beside what was decided, also of one that is still a proposal."""
    last = until_when(decision, terms_for_objection())
    signed = [one.name for one in (decision.decided_by, decision.second_by) if one]
    signed += ["het bestuurslid dat dit bevestigt"] if decision.status is DecisionStatus.PROPOSED else []
    return {
        **_term_of(decision),
        "price": _price_of(decision),
        "object_until": last.isoformat() if last else "",
        "signed": signed,
    }


def _term_of(decision: Decision) -> dict[str, str]:
    """The last day of the certificate and the next renewal; empty where somebody has no status by this."""
    days = _days_of(decision)
    return {"valid_until": days[0].isoformat(), "renewal_on": days[1].isoformat()} if days else {}


def _days_of(decision: Decision) -> tuple[date, date] | None:
    held, first = decision.registration, decision.effective_on
    if decision.kind is DecisionKind.GRANT:
        return valid_until(decision.register_status, first, rules_of(decision.rules_edition)), next_renewal(
            first, first
        )
    if held is None or decision.kind.takes_away or decision.kind is DecisionKind.REFUSE:
        return None
    if decision.kind is DecisionKind.RESTORE:
        return held.valid_until, held.renewal_date
    renewal = next_renewal(held.started_on, first)
    if held.valid_until + DAY < renewal:
        return valid_until(held.status, first, rules_on(first)), renewal
    return held.valid_until, renewal


def _price_of(decision: Decision) -> str:
    """What the person pays because of it, in words; the amount is never guessed."""
    if decision.kind not in (DecisionKind.GRANT, DecisionKind.RENEW):
        return ""
    year, known = decision.effective_on.year, registrant_of(decision.person)
    rules = rules_on(decision.effective_on)
    due = fee_of(decision.register_status, known, year, _event_of(decision), rules, prices_of(year))
    if due.total is None:
        return f"Het tarief voor {year} is nog niet bekend. Het bestuur stelt het vast."
    return _amounts(due)


def _event_of(decision: Decision) -> FeeEvent:
    asked = decision.application
    if decision.kind is DecisionKind.RENEW or asked is None:
        return FeeEvent.YEARLY
    if asked.kind is ApplicationKind.UPGRADE:
        return FeeEvent.UPGRADE
    return FeeEvent.ENTRY_LEERGANG if asked.route is Route.LEERGANG else FeeEvent.ENTRY


def _amounts(due: Fee) -> str:
    parts = [f"{_euro(due.annual)} per jaar"] if due.annual else []
    parts += [f"{_euro(due.audit)} voor de audit"] if due.audit else []
    vat = "inclusief btw" if due.vat == "incl" else "exclusief btw"
    return f"{' en '.join(parts) or 'Niets'}, {vat}"


def _euro(amount: Decimal | None) -> str:
    return f"€ {amount or Decimal(0):.2f}".replace(".", ",")
