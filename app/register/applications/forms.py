"""What is filled in for an application: what is asked, and what its audit found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField

from app.core.web.fields import DateInput, Form, LongText, SelectChoice, at_most, day_in, required
from app.register.applications.operations import AuditFacts
from app.register.applications.rules import Ask
from app.register.forms import NO, TEXT_LENGTH, YES
from app.register.judges.forms import JudgingForm
from app.regulation.terms import Status

NONE = "geen"


class AskForm(Form):
    """Which of the things that can be asked; it only shows something, so it needs no token."""

    class Meta(Form.Meta):
        csrf = False

    wat = RadioField("Wat wil je aanvragen?", validators=[required("Kies wat je wilt aanvragen.")])

    def __init__(self, asks: Iterable[Ask], *args: Any, **kwargs: Any) -> None:
        """`asks` is what somebody can ask now."""
        super().__init__(*args, **kwargs)
        self.wat.choices = [SelectChoice(ask.code, ask.dutch) for ask in asks]


class ApplicationForm(Form):
    """What somebody adds to what the register knows already."""

    motivation = LongText(
        "Wat moet de commissie over je werk weten?",
        description="Een paar zinnen is genoeg. Bijvoorbeeld: wat doe je, en wat is er veranderd?",
        validators=[at_most(TEXT_LENGTH)],
    )


class AuditForm(JudgingForm):
    """What an audit found. The check of the function is asked for C only (C-CHECK)."""

    held_on = DateInput("Wanneer was de audit?", validators=[required("Vul een datum in.")])
    passed = RadioField(
        "Is de audit gehaald?",
        choices=[SelectChoice(YES, "Ja"), SelectChoice(NO, "Nee")],
        validators=[required("Kies ja of nee.")],
    )
    function_content = RadioField(
        "Bij welke kolom van het functieprofiel past het werk?",
        description="Jouw bevinding komt naast wat de persoon er zelf van zegt, en telt voor het besluit.",
        choices=[
            *(SelectChoice(one.value, f"Kolom {one}") for one in Status),
            SelectChoice(NONE, "Bij geen van de drie"),
        ],
        validators=[required("Kies een kolom, of geen van de drie.")],
    )
    function_fits = RadioField(
        "Past de functie in dit register?",
        choices=[SelectChoice(YES, "Ja"), SelectChoice(NO, "Nee")],
        validators=[required("Kies ja of nee.")],
    )
    findings = LongText(
        "Wat heb je gezien?",
        description="De persoon en het bestuur lezen dit.",
        validators=[required("Schrijf op wat je hebt gezien."), at_most(TEXT_LENGTH)],
    )

    def __init__(self, sought: Status, *args: Any, **kwargs: Any) -> None:
        """`sought` is the status that was asked."""
        super().__init__(*args, **kwargs)
        if sought is not Status.C:
            del self.function_fits

    @property
    def facts(self) -> AuditFacts:
        """The audit; only of a valid form."""
        content = self.function_content.data
        return AuditFacts(
            held_on=day_in(self.held_on),
            passed=self.passed.data == YES,
            function_content=None if content == NONE else Status(content),
            function_fits=self.function_fits.data == YES if self.function_fits else None,
            findings=self.findings.data or "",
        )
