"""What somebody sends to read in people: the file, and the answers to what it leaves open."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField, SelectMultipleField, ValidationError
from wtforms.validators import Optional

from app.core.web.fields import DateInput, Form, SelectChoice, WorkbookForm, required
from app.people.imports.rules.plan import Answers, PersonPlan, Plan, Question
from app.people.leaving.forms import not_long_ago

STAY, ALL, SOME = "stay", "all", "some"
ANOTHER = 0
NOW = "now"
"""What the button says that also sends the invitations."""


class UploadForm(WorkbookForm):
    """The file with people."""


class ConfirmForm(Form):
    """Yes to what was shown, with an answer to each question; made by `confirm_form`."""

    mark = HiddenField()
    gone = RadioField(
        "Wat doe je met hun account?",
        choices=[
            SelectChoice(STAY, "Laat ze staan"),
            SelectChoice(ALL, "Sluit ze allemaal"),
            SelectChoice(SOME, "Sluit alleen wie ik aankruis"),
        ],
        default=STAY,
        validators=[Optional()],
    )
    leave = SelectMultipleField("Sluit het account van", coerce=int, choices=[])
    last_day = DateInput("Hun laatste dag")
    plan: Plan

    def question(self, question: Question) -> Any:
        """The field of a question."""
        return self[_name(question)]

    def hints(self, question: Question) -> dict[str, str]:
        """What each answer would do, by its value."""
        return {str(one.known.id): _done_to(one) for one in question.options if one.known}

    @property
    def answers(self) -> Answers:
        """What was answered; only of a valid form."""
        who = {one.entry.line: int(self.question(one).data) for one in self.plan.questions}
        everybody = {one.id for one in self.plan.gone}
        chosen = {STAY: set(), ALL: everybody, SOME: everybody & set(self.leave.data or ())}
        return Answers(who, frozenset(chosen.get(self.gone.data or STAY, set())), self.last_day.data)

    def validate_last_day(self, field: DateInput) -> None:
        """Who closes accounts says from when."""
        if self.gone.data in (ALL, SOME) and field.data is None:
            raise ValidationError("Vul de laatste dag in.")
        if self.gone.data in (ALL, SOME):
            not_long_ago(self, field)

    def validate_leave(self, field: SelectMultipleField) -> None:
        """Who says so ticks somebody."""
        if self.gone.data == SOME and not field.data:
            raise ValidationError("Kruis aan van wie je het account sluit.")


def confirm_form(plan: Plan, **kwargs: Any) -> ConfirmForm:
    """The form for a plan: a field for each of its questions, and for who is gone."""
    fields = {_name(one): _field(one) for one in plan.questions}
    form: ConfirmForm = type("ConfirmForm", (ConfirmForm,), fields)(**kwargs)
    form.plan = plan
    if len(plan.gone) == 1:
        form.gone.label.text, form.last_day.label.text = (
            f"Wat doe je met het account van {plan.gone[0].name}?",
            "Laatste dag",
        )
        form.gone.choices = [SelectChoice(STAY, "Laat het staan"), SelectChoice(ALL, "Sluit het")]
    form.leave.choices = [SelectChoice(one.id, one.name) for one in plan.gone]
    return form


def _name(question: Question) -> str:
    return f"row{question.entry.line}"


def _field(question: Question) -> Any:
    entry = question.entry
    other = "Nee, dit is iemand anders" if question.can_be_new else "Nee. Sla deze rij over"
    return RadioField(
        f"Rij {entry.line}: {entry.name}, {entry.email}",
        choices=[
            *(SelectChoice(str(one.known.id), _told(one)) for one in question.options if one.known),
            SelectChoice(str(ANOTHER), other),
        ],
        validators=[required("Kies of dit dezelfde persoon is.")],
    )


def _told(option: PersonPlan) -> str:
    known = option.known
    return f"Ja, dit is {known.name}, {known.email}" if known else ""


def _done_to(option: PersonPlan) -> str:
    changes = [f"{one.what} wordt {one.after}." for one in option.changes if one.what != "E-mailadres"]
    if option.new_address:
        changes.append("Het adres verandert pas als deze persoon het per mail bevestigt.")
    elif option.known and option.email != option.known.email:
        changes.append(f"E-mailadres wordt {option.email}.")
    return " ".join(changes)
