"""What is filled in about a dossier and at a decision. Days come in when a form is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from wtforms import HiddenField, RadioField

from app.core.web.fields import DateInput, LongText, SelectChoice, at_most, choices_of, day_in, required
from app.register.decisions.rulings import Ruling
from app.register.forms import TEXT_LENGTH
from app.register.judges.forms import JudgingForm
from app.register.outcomes.rules import KeptOutcome, goes_against
from app.register.rules import Advice, DecisionKind

WORDS: Mapping[DecisionKind, str] = {
    DecisionKind.GRANT: "Status toekennen",
    DecisionKind.REFUSE: "Voorstellen om te weigeren",
    DecisionKind.RENEW: "Verlengen",
    DecisionKind.REFUSE_RENEWAL: "Voorstellen om niet te verlengen",
    DecisionKind.WITHDRAW: "Voorstellen om in te trekken",
}


class FindingForm(JudgingForm):
    """What a member of the committee finds of a dossier."""

    advice = RadioField("Wat is je advies?", choices=choices_of(Advice), validators=[required("Kies een advies.")])
    findings = LongText(
        "Waarom?",
        description="Het bestuur leest dit bij het besluit.",
        validators=[required("Schrijf op waarom."), at_most(TEXT_LENGTH)],
    )


class SecondForm(JudgingForm):
    """What a second member answers to a proposal."""

    answer = LongText(
        "Waarom vind je dit?",
        description="Een zin is genoeg. Andere bestuursleden lezen het. Het staat niet in de brief.",
        validators=[required("Schrijf in een zin waarom je dit vindt."), at_most(TEXT_LENGTH)],
    )


class DecisionForm(JudgingForm):
    """What the board decides, why, and from which day; and why otherwise than the rules point to, if so.

    `day` is from when it holds where there is no day to choose; `shown` the renewal date that the page shows. Nothing
    is decided before the letter was seen: `seen` is the mark of what the letter was shown for.
    """

    day = date.max
    letter: Mapping[str, Any] | None = None

    seen = HiddenField()

    kind = RadioField("Wat besluit het bestuur?", validators=[required("Kies een besluit.")])
    effective_on = DateInput("Vanaf wanneer geldt het?", validators=[required("Vul een datum in.")])
    reason = LongText(
        "Waarom?",
        description="Dit staat in de brief. Schrijf het aan de persoon.",
        validators=[required("Schrijf op waarom het bestuur dit besluit."), at_most(TEXT_LENGTH)],
    )
    shown = HiddenField()
    deviation = LongText("Waarom anders dan de regels aangeven?", validators=[at_most(TEXT_LENGTH)])

    def __init__(self, kinds: Sequence[DecisionKind], words: Mapping[DecisionKind, str] = WORDS, **kwargs: Any) -> None:
        """The kinds that can be chosen here, with their words; a single one needs no choice."""
        super().__init__(**kwargs)
        self.words = {kind: words[kind] for kind in kinds}
        self.kind.choices = [SelectChoice(kind.value, word) for kind, word in self.words.items()]

    def warn(self, outcome: KeptOutcome | None) -> None:
        """Say beforehand at which kinds the board decides otherwise than the rules, and so has to write why."""
        against = [word.lower() for kind, word in self.words.items() if outcome and goes_against(kind, outcome.overall)]
        if against:
            self.deviation.description = (
                f"Nodig bij: {' en '.join(against)}. Dat wijkt af van de uitkomst hierboven. Het staat ook in de brief."
            )

    @property
    def is_seen(self) -> bool:
        """Whether the letter of exactly this was shown before."""
        return bool(self.seen.data == self._mark())

    def show(self, letter: Mapping[str, Any]) -> None:
        """Show the letter of what was filled in; when the same comes again, it is decided."""
        self.letter = letter
        self.seen.data = self._mark()

    def _mark(self) -> str:
        return sha256(repr(self.ruling).encode()).hexdigest()[:16]

    @property
    def ruling(self) -> Ruling:
        """The decision; only of a valid form."""
        chosen = day_in(self.effective_on) if self.effective_on else self.day
        return Ruling(
            DecisionKind(self.kind.data), chosen, self.reason.data or "", self.deviation.data or "", self._shown()
        )

    def _shown(self) -> date | None:
        """A day that is none was not shown by us: no renewal date is equal to it."""
        try:
            return date.fromisoformat(self.shown.data) if self.shown.data else None
        except ValueError:
            return date.min
