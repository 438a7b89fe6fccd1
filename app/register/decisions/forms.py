"""What is filled in at the register: application, audit, finding, decision. Days come in when a form is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from wtforms import EmailField, IntegerField, RadioField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import NumberRange, Optional

from app.core.problems import DomainError
from app.core.web.fields import DateInput, Form, LongText, at_most, required
from app.people.rules import REGISTER_ROLES, RoleName
from app.people.sign_in.forms import address_error
from app.register.applications.operations import AuditFacts
from app.register.applications.rules import Offer
from app.register.decisions.operations import Verdict
from app.register.outcomes.rules import goes_against
from app.register.rules import Advice, DecisionKind
from app.regulation.case import Verdict as RuleVerdict
from app.regulation.terms import Status

TEXT_LENGTH = 8000
YES, NO, NONE = "ja", "nee", "geen"


def day_in(field: DateInput) -> date:
    """The day of a field that must be filled in, after validation."""
    return cast(date, field.data)


def refuse(form: Form, refused: DomainError) -> int:
    """Put the sentence of a refusal beside the field that it names, or above the form.

    Gives the status of the answer: 422 when what was filled in is at fault, 409 when the matter stands otherwise.
    """
    field = getattr(form, getattr(refused, "field", "") or "-", None)
    if field is None:
        form.form_errors.append(str(refused))
    else:
        field.errors = [*field.errors, str(refused)]
    return 422 if hasattr(refused, "field") else 409


class OfferForm(Form):
    """Which of the things that can be asked; it only shows something, so it needs no token."""

    class Meta(Form.Meta):
        csrf = False

    wat = RadioField("Wat wil je aanvragen?", validators=[required("Kies wat je wilt aanvragen.")])

    def __init__(self, offers: Iterable[Offer], *args: Any, **kwargs: Any) -> None:
        """`offers` is what somebody can ask now."""
        super().__init__(*args, **kwargs)
        self.wat.choices = [SelectChoice(offer.code, offer.dutch) for offer in offers]


class ApplicationForm(Form):
    """What somebody adds to what the register knows already."""

    motivation = LongText(
        "Wat moet de commissie over je werk weten?",
        description="Een paar zinnen is genoeg. Bijvoorbeeld: wat doe je, en wat is er veranderd?",
        validators=[at_most(TEXT_LENGTH)],
    )


class AuditForm(Form):
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
            *(SelectChoice(one.value, f"Kolom {one}") for one in Status), SelectChoice(NONE, "Bij geen van de drie")
        ],
        validators=[required("Kies een kolom, of geen van de drie.")],
    )  # fmt: skip
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


class FindingForm(Form):
    """What a member of the committee finds of a dossier."""

    advice = RadioField(
        "Wat is je advies?",
        choices=[SelectChoice(one.value, one.dutch) for one in Advice],
        validators=[required("Kies een advies.")],
    )
    findings = LongText(
        "Waarom?",
        description="Het bestuur leest dit bij het besluit.",
        validators=[required("Schrijf op waarom."), at_most(TEXT_LENGTH)],
    )


class AnswerForm(Form):
    """Approve or not, with a text for the person."""

    approved = RadioField("Keur je dit goed?", validators=[required("Kies een antwoord.")])
    answer = LongText("Toelichting voor de persoon", validators=[at_most(TEXT_LENGTH)])

    needs_reason = "Schrijf op waarom niet. De persoon leest dit."

    def __init__(self, yes: str, no: str, *args: Any, **kwargs: Any) -> None:
        """The words of the two answers."""
        super().__init__(*args, **kwargs)
        self.approved.choices = [SelectChoice(YES, yes), SelectChoice(NO, no)]

    @property
    def is_yes(self) -> bool:
        """Whether it is approved."""
        return bool(self.approved.data == YES)

    def validate_answer(self, field: LongText) -> None:
        """Nothing is refused without saying why."""
        if self.approved.data == NO and not field.data:
            raise ValidationError(self.needs_reason)


class ActivityAnswerForm(AnswerForm):
    """Also the points, for an activity that the table does not know (A-28)."""

    points = IntegerField(
        "Hoeveel punten krijgt de activiteit?",
        description="De tabel noemt er geen. Alleen nodig als je goedkeurt.",
        validators=[Optional(), NumberRange(1, 99, message="Vul een aantal in van 1 tot en met 99.")],
    )

    def __init__(self, asks_points: bool) -> None:
        """`asks_points` is whether the committee has to say how many."""
        super().__init__("Goedkeuren", "Niet goedkeuren")
        if not asks_points:
            del self.points

    def validate_points(self, field: IntegerField) -> None:
        """Needed to approve."""
        if self.is_yes and field.data is None:
            raise ValidationError("Vul in hoeveel punten deze activiteit krijgt.")


class DecisionForm(Form):
    """What the board decides, why, and from which day; and why otherwise than the rules point to, if so."""

    kind = RadioField("Wat besluit het bestuur?", validators=[required("Kies een besluit.")])
    effective_on = DateInput("Vanaf wanneer geldt het?", validators=[required("Vul een datum in.")])
    reason = LongText(
        "Waarom?",
        description="Dit staat in de brief. Schrijf het aan de persoon.",
        validators=[required("Schrijf op waarom het bestuur dit besluit."), at_most(TEXT_LENGTH)],
    )
    deviation = LongText(
        "Waarom anders dan de regels aangeven?",
        validators=[at_most(TEXT_LENGTH)],
    )

    def __init__(
        self, kinds: Sequence[DecisionKind], words: dict[DecisionKind, str], overall: RuleVerdict | None, **kwargs: Any
    ) -> None:
        """The kinds that can be chosen here, with their words; a single one needs no choice.

        `overall` is what the rules say, if anything: who decides otherwise is told beforehand to write why.
        """
        super().__init__(**kwargs)
        against = [words[kind].lower() for kind in kinds if overall and goes_against(kind, overall)]
        if against:
            self.deviation.description = (
                f"Nodig bij: {' en '.join(against)}. Dat wijkt af van de uitkomst hierboven. Het staat ook in de brief."
            )
        self.kind.choices = [SelectChoice(kind.value, words[kind]) for kind in kinds]

    @property
    def verdict(self) -> Verdict:
        """The decision; only of a valid form."""
        return Verdict(
            DecisionKind(self.kind.data), day_in(self.effective_on), self.reason.data or "", self.deviation.data or ""
        )


class AgainForm(DecisionForm):
    """What the board decides after an objection; the day is asked only where there is one to choose."""

    def __init__(
        self, kinds: Sequence[DecisionKind], words: dict[DecisionKind, str], overall: RuleVerdict | None, day: date,
        day_words: str, **kwargs: Any,
    ) -> None:  # fmt: skip
        """`day` is what stands in the field, with `day_words` beside it; without words there is nothing to choose."""
        first = {"kind": kinds[0].value if len(kinds) == 1 else None, "effective_on": day}
        super().__init__(kinds, words, overall, data=first, **kwargs)
        self.day = day
        if day_words:
            self.effective_on.description = day_words
        else:
            del self.effective_on

    @property
    def verdict(self) -> Verdict:
        """The decision; only of a valid form."""
        chosen = day_in(self.effective_on) if self.effective_on else self.day
        return Verdict(DecisionKind(self.kind.data), chosen, self.reason.data or "", self.deviation.data or "")


class MemberForm(Form):
    """Who joins the committee or the board."""

    email = EmailField(
        "E-mailadres",
        description="Het adres waarmee deze persoon inlogt.",
        validators=[required("Vul een e-mailadres in.")],
    )
    role = RadioField(
        "Wordt lid van",
        choices=[SelectChoice(role.value, role.dutch) for role in RoleName if role in REGISTER_ROLES],
        validators=[required("Kies kwaliteitscommissie of bestuur.")],
    )

    def validate_email(self, field: EmailField) -> None:
        """An address that can exist."""
        wrong = address_error(field.data or "")
        if wrong:
            raise ValidationError(wrong)
