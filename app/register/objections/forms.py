"""What somebody writes in an objection, what the committee answers, and what the board decides after it."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField

from app.core.web.fields import Form, LongText, at_most, choices_of, required
from app.register.decisions.forms import DecisionForm, SecondForm
from app.register.forms import TEXT_LENGTH
from app.register.judges.forms import JudgingForm
from app.register.models import Decision
from app.register.rules import DecisionKind, ObjectionOutcome

_AGAIN = {
    (DecisionKind.GRANT, DecisionKind.GRANT): "Het besluit blijft, met een nieuwe uitleg",
    (DecisionKind.RENEW, DecisionKind.RENEW): "Het besluit blijft, met een nieuwe uitleg",
    (DecisionKind.RESTORE, DecisionKind.RESTORE): "Het besluit blijft, met een nieuwe uitleg",
    (DecisionKind.REFUSE, DecisionKind.GRANT): "Status alsnog toekennen",
    (DecisionKind.REFUSE, DecisionKind.REFUSE): "Voorstellen om opnieuw te weigeren",
    (DecisionKind.REFUSE_RENEWAL, DecisionKind.RENEW): "Status herstellen en verlengen",
    (DecisionKind.REFUSE_RENEWAL, DecisionKind.REFUSE_RENEWAL): "Voorstellen om opnieuw niet te verlengen",
    (DecisionKind.WITHDRAW, DecisionKind.RESTORE): "Status herstellen",
    (DecisionKind.WITHDRAW, DecisionKind.WITHDRAW): "Voorstellen om opnieuw in te trekken",
}
_DAY_AGAIN = "Alleen als de status weg blijft: de dag van het eerste besluit, of een latere."
_DAY_WORDS = {
    DecisionKind.REFUSE: "Alleen bij toekennen: van de dag van de aanvraag tot en met vandaag.",
    DecisionKind.REFUSE_RENEWAL: _DAY_AGAIN,
    DecisionKind.WITHDRAW: _DAY_AGAIN,
}


class ObjectionForm(Form):
    """Why somebody does not agree."""

    grounds = LongText(
        "Waarom ben je het niet eens met het besluit?",
        description="Schrijf wat er volgens jou niet klopt, en wat je anders wilt.",
        validators=[required("Schrijf waarom je het niet eens bent met het besluit."), at_most(TEXT_LENGTH)],
    )


class OutcomeForm(JudgingForm):
    """What the committee finds, and why."""

    outcome = RadioField("Uitkomst", choices=choices_of(ObjectionOutcome), validators=[required("Kies een uitkomst.")])
    answer = LongText(
        "Motivering",
        description="De persoon en het bestuur lezen dit.",
        validators=[required("Schrijf waarom de commissie dit vindt."), at_most(TEXT_LENGTH)],
    )


class SecondOutcomeForm(SecondForm):
    """What a second member of the committee answers; `shown` is the mark of the outcome that they read."""

    shown = HiddenField()


class AgainForm(DecisionForm):
    """What the board decides after an objection; the day is asked only where there is one to choose."""

    def __init__(self, first: Decision, **kwargs: Any) -> None:
        """`first` is the decision that the objection was about."""
        kinds = first.kind.after_objection
        self.day = first.decided_on if first.kind is DecisionKind.REFUSE else first.effective_on
        given = {"kind": kinds[0].value if len(kinds) == 1 else None, "effective_on": self.day}
        super().__init__(kinds, {kind: _AGAIN[first.kind, kind] for kind in kinds}, data=given, **kwargs)
        if first.kind in _DAY_WORDS:
            self.effective_on.description = _DAY_WORDS[first.kind]
        else:
            del self.effective_on
