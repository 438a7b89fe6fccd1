"""The letter of a decision: what was decided, why, on which rules, by whom, and what you can do (regeling 1.10).

Made from what was kept with the decision, so that the letter of an old decision stays as it was.
"""

from __future__ import annotations

from typing import Any

from flask import Response, url_for

from app.core.files.pdf import write_pdf
from app.core.web.filters import day, weekday
from app.core.web.sending import send
from app.register.models import Decision
from app.register.outcomes.pages import OutcomePage, outcome_of
from app.register.rules import DecisionKind, ObjectionOutcome
from app.regulation.case import Verdict
from app.regulation.edition import Clause
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
    DecisionKind.GRANT: "Het bestuur heeft je aanvraag toegewezen. Je staat vanaf {effective} in het {register} met de "
    "{status}-status. Je mag de titel {title} gebruiken.",
    DecisionKind.REFUSE: "Het bestuur heeft je aanvraag voor de {status}-status in het {register} afgewezen.",
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
_SHOWN = {Verdict.NOT_APPLICABLE: "Geldt niet voor jou"}
OBJECTION = "OBJECTION"


def letter_data(decision: Decision) -> dict[str, Any]:
    """Everything that the template prints, as plain texts."""
    page = outcome_of(decision)
    info = page.rules.register(decision.register) if page else None
    words = {
        "status": decision.register_status.value,
        "effective": weekday(decision.effective_on),
        "register": f"beroepsregister {info.name if info else decision.register}",
        "title": info.title if info else f"R-{decision.register}",
    }
    return {
        "title": _TITLES[decision.kind].format(**words),
        "intro": _EXPLAINS[decision.kind].format(**words),
        "person": decision.person.name,
        "employer": decision.person.organisation.name,
        "number": decision.number,
        "register": words["register"],
        "decided_on": weekday(decision.decided_on),
        "effective_on": weekday(decision.effective_on),
        "status": f"{decision.register_status}-status, {words['title']}",
        "has_effect": decision.kind is not DecisionKind.REFUSE,
        "again": _again(decision),
        "reason": decision.reason,
        "deviation": decision.deviation,
        "decided_by": who_decided(decision),
        "evaluated_on": day(page.outcome.evaluated_on) if page else "",
        "rules": f"{page.rules.title}, uitgave {page.rules.edition}" if page else decision.rules_edition,
        "requirements": [_requirement(page, one) for one in page.outcome.requirements] if page else [],
        "objection": _objection(page),
    }


def _again(decision: Decision) -> str:
    """Which decision this one comes in the place of, after which objection, and what that means for the status."""
    first = decision.replaces
    if first is None:
        return ""
    sentences = [f"Dit besluit komt in de plaats van besluit {first.number} van {weekday(first.decided_on)}."]
    objection = first.objection
    if objection is not None and objection.outcome in _FOUND and objection.handled_on is not None:
        sentences.append(
            f"Je maakte daartegen bezwaar op {weekday(objection.filed_on)}. De Kwaliteitscommissie vindt dat "
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
    """By whom, as functions: a letter is of the board and not of a person."""
    if decision.second_by_id is not None:
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
        "clauses": [_clause(clause) for clause in page.clauses(one)],
    }


def _clause(clause: Clause) -> dict[str, str]:
    return {
        "id": clause.id,
        "title": clause.title,
        "text": clause.text,
        "place": f"{clause.document_title}, {clause.chapter}",
    }


def _objection(page: OutcomePage | None) -> dict[str, str]:
    """The right to object, with the clause that gives it."""
    clause = page.rules.clause(OBJECTION) if page else None
    return {
        "text": "Ben je het niet eens met dit besluit? Dan kun je bezwaar maken bij de Kwaliteitscommissie. Mensen die "
        "niet over je dossier besloten, kijken dan opnieuw.",
        "where": url_for("decisions.own", _external=True),
        "clause": f"{clause.document_title}, {clause.chapter}" if clause else "",
    }
