"""The letter of a decision: what was decided, why, on which rules, by whom, and what you can do (regeling 1.10).

Made from what was kept with the decision, so that the letter of an old decision stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask import Response, url_for

from app.core.files.pdf import write_pdf
from app.core.web.filters import day, weekday
from app.core.web.sending import send
from app.register.decisions.told import told_of
from app.register.models import Decision
from app.register.outcomes.pages import OutcomePage, outcome_of
from app.register.rules import DecisionKind, DecisionStatus, ObjectionOutcome
from app.regulation.case import Verdict
from app.regulation.editions import rules_of
from app.regulation.kept import KeptRequirement

_TITLES = {
    DecisionKind.GRANT: "Je hebt de {status}-status",
    DecisionKind.REFUSE: "Je krijgt de {status}-status niet",
    DecisionKind.RENEW: "Je {status}-status is verlengd",
    DecisionKind.REFUSE_RENEWAL: "Je {status}-status is niet verlengd",
    DecisionKind.WITHDRAW: "Je {status}-status is ingetrokken",
    DecisionKind.RESTORE: "Je {status}-status is hersteld",
}
_EXPLAINS = {
    DecisionKind.GRANT: "Het bestuur heeft je aanvraag toegekend. Je staat vanaf {effective} in het {register} met de "
    "{status}-status. Je mag de titel {title} gebruiken.",
    DecisionKind.REFUSE: "Het bestuur heeft je aanvraag voor de {status}-status in het {register} geweigerd.",
    DecisionKind.RENEW: "Het bestuur heeft je dossier bekeken en je status in het {register} verlengd. Je nieuwe "
    "PE-jaar begint op {effective}.",
    DecisionKind.REFUSE_RENEWAL: "Het bestuur heeft je dossier bekeken en je status in het {register} niet verlengd. "
    "Vanaf {effective} sta je niet meer in het register en mag je de titel {title} niet meer gebruiken.",
    DecisionKind.WITHDRAW: "Het bestuur heeft je status in het {register} ingetrokken. Vanaf {effective} sta je niet "
    "meer in het register en mag je de titel {title} niet meer gebruiken.",
    DecisionKind.RESTORE: "Het bestuur heeft je status in het {register} hersteld, vanaf {effective}. Je mag de titel "
    "{title} gebruiken.",
}
_NEVER_GONE = (
    "Je status is nooit onderbroken geweest. Je staat weer in het register, met {started} als datum van ingang. "
    "Een badge die is ingetrokken, blijft dat: haal in Vakspiegel een nieuwe op."
)
_WENT_ON = "Je status is nooit onderbroken geweest: die liep door tot je op {ended} een hogere kreeg."
_FOUND = {ObjectionOutcome.UPHELD: "je bezwaar klopt", ObjectionOutcome.PARTLY: "je bezwaar voor een deel klopt"}
_SHOWN = {Verdict.OPEN: "Open"}
OBJECTION = "OBJECTION"


def letter_data(decision: Decision) -> dict[str, Any]:
    """Everything that the letter says, as plain texts: for the template and for the page that shows it beforehand.

    Of a proposal it is the letter as it would be; what was decided before the letter kept its own day says less.
    """
    page = outcome_of(decision)
    told = decision.told or (told_of(decision) if decision.status is DecisionStatus.PROPOSED else {})
    info = rules_of(decision.rules_edition).register(decision.register)
    words = {
        "status": decision.register_status.value,
        "effective": weekday(decision.effective_on),
        "register": f"beroepsregister {info.name}",
        "title": info.title,
    }
    return {
        "title": _TITLES[decision.kind].format(**words),
        "paragraphs": [_EXPLAINS[decision.kind].format(**words)],
        "person": decision.person.name,
        "first_name": decision.person.first_name,
        "employer": decision.person.organisation.name,
        "number": decision.number,
        "register": words["register"],
        "facts": [list(one) for one in _facts(decision, words, told) if one[1]],
        "again": _again(decision),
        "reason": decision.reason,
        "deviation": decision.deviation,
        "signed": _signed(words["register"], told),
        "evaluated_on": day(page.outcome.evaluated_on) if page else "",
        "rules": f"{page.rules.title}, uitgave {page.rules.edition}" if page else decision.rules_edition,
        "requirements": [_requirement(page, one) for one in page.outcome.requirements] if page else [],
        "objection": _objection(page, told),
    }


def _facts(decision: Decision, words: Mapping[str, str], told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Besluit", decision.number
    yield "Datum", weekday(decision.decided_on)
    yield "Status", f"{words['status']}-status, {words['title']}"
    yield "Geldt vanaf", weekday(decision.effective_on) if decision.kind is not DecisionKind.REFUSE else ""
    yield "Geldig tot en met", _day_in(told, "valid_until")
    yield "Verlengen op", _day_in(told, "renewal_on")
    yield "Wat het kost", told.get("price", "")
    yield "Besloten door", who_decided(decision)


def _day_in(told: Mapping[str, Any], name: str) -> str:
    return weekday(date.fromisoformat(told[name])) if told.get(name) else ""


def _signed(register: str, told: Mapping[str, Any]) -> str:
    """Who signs: the board, by the names of who decided."""
    names = told.get("signed") or ()
    return (
        f"{' en '.join(names)}, namens het bestuur van het {register}" if names else f"Het bestuur van het {register}"
    )


def _again(decision: Decision) -> str:
    """Which decision this one comes in the place of, after which objection, and what that means for the status."""
    first = decision.replaces
    if first is None:
        return ""
    sentences = [f"Dit besluit komt in de plaats van besluit {first.number} van {weekday(first.decided_on)}."]
    objection = first.objection
    if objection is not None and objection.outcome in _FOUND and objection.handled_on is not None:
        sentences.append(
            f"Je maakte daartegen bezwaar op {weekday(objection.filed_on)}. De kwaliteitscommissie vindt dat "
            f"{_FOUND[objection.outcome]}, en zei dat op {weekday(objection.handled_on)}. Daarom besloot het bestuur "
            "opnieuw, met mensen die het eerste besluit niet namen."
        )
    held = decision.registration
    if held is not None and first.kind.takes_away and not decision.kind.takes_away:
        if held.ended_on is not None and held.ended_on < decision.decided_on:
            sentences.append(_WENT_ON.format(ended=weekday(held.ended_on)))
        else:
            sentences.append(_NEVER_GONE.format(started=weekday(held.started_on)))
    return " ".join(sentences)


def who_decided(decision: Decision) -> str:
    """By whom, as functions: it is decided by the board, whoever signs."""
    if decision.second_by_id is not None or decision.status is DecisionStatus.PROPOSED:
        return "Het bestuur van het register: voorgesteld door een lid van het bestuur, bevestigd door een tweede lid."
    return "Het bestuur van het register, door een lid van het bestuur."


def letter_response(decision: Decision) -> Response:
    """The letter as a PDF that opens in the browser; nobody else keeps it on the way."""
    content = write_pdf("register/decisions/letter.typ", letter_data(decision))
    return send(content, "application/pdf", f"besluit-{decision.number}.pdf", inline=True)


def _requirement(page: OutcomePage, one: KeptRequirement) -> dict[str, Any]:
    return {
        "title": one.title,
        "verdict": _SHOWN.get(one.verdict, one.verdict.dutch),
        "explain": " ".join(one.explain),
        "clauses": [f"{clause.title} ({clause.document_title}, {clause.chapter})" for clause in page.clauses(one)],
    }


def _objection(page: OutcomePage | None, told: Mapping[str, Any]) -> dict[str, str]:
    """The right to object, with the clause that gives it, and until when, as far as the board set a term."""
    clause = page.rules.clause(OBJECTION) if page else None
    last = _day_in(told, "object_until")
    until = f" Dat kan tot en met {last}." if last else ""
    return {
        "text": "Ben je het niet eens met dit besluit? Dan kun je bezwaar maken bij de kwaliteitscommissie. Mensen die "
        f"niet over je dossier besloten, kijken dan opnieuw.{until}",
        "where": url_for("decisions.own", _external=True),
        "clause": f"{clause.document_title}, {clause.chapter}" if clause else "",
    }
