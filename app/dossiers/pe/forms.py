"""The forms of PE activities. Which fields count follows from the kind; what the kind does not ask is not read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter
from wtforms import BooleanField, RadioField, SelectField, ValidationError

from app.core import clock
from app.core.web.fields import (
    DateInput,
    Form,
    LongText,
    PreviewForm,
    SelectChoice,
    TextInput,
    at_most,
    day_in,
    required,
)
from app.dossiers.models import TITLE_LENGTH, PEActivity
from app.dossiers.pe.kinds import Asked, asked_by, kinds_of
from app.dossiers.pe.reading import KindFields, read_worked_hours
from app.dossiers.pe.rules import Facts
from app.dossiers.rules import ActivityStatus
from app.evidence.forms import EvidenceChoiceForm
from app.plans.models import Action
from app.plans.rules import TEXT_LENGTH, write_hours
from app.regulation.edition import RegisterRules
from app.regulation.terms import PEKind

_NETWORK: Mapping[str, bool | None] = {"": None, "ja": True, "nee": False}
_CLOK: Mapping[str, bool | None] = {"onbekend": None, "ja": True, "nee": False}


class KindForm(Form):
    """A form about one kind of activity, chosen in `kind_field`: it reads what that kind asks into `amounts`."""

    kind_field = "kind"
    rules: RegisterRules
    amounts: dict[str, Any]

    @property
    def chosen(self) -> PEKind | None:
        """The kind, when a known one is chosen."""
        value = self[self.kind_field].data
        return PEKind(value) if value in set(PEKind) else None

    @property
    def asked(self) -> Asked | None:
        """The fields of the chosen kind."""
        return asked_by(self.rules.row(self.chosen)) if self.chosen else None

    @property
    def fields(self) -> KindFields:
        """What the chosen kind asks, to be read."""
        return KindFields(self.asked)


def amount(name: str) -> Callable[[KindForm, TextInput], None]:
    """A validator that reads an amount (by its name in `Facts`), where the chosen kind has it."""

    def read(form: KindForm, field: TextInput) -> None:
        form.amounts[name] = _read(field.data or "", lambda text: form.fields.read(name, text))

    return read


class ActivityForm(KindForm):
    """One activity: what, when, and what its kind asks."""

    kind = SelectField("Wat voor activiteit is het?", validators=[required("Kies wat voor activiteit het is.")])
    title = TextInput("Hoe heet het?", validators=[required("Schrijf op hoe het heet."), at_most(TITLE_LENGTH)])
    held_on = DateInput("Op welke dag?", validators=[required("Vul een datum in.")])
    status = RadioField(
        "Is het al geweest?",
        choices=[
            SelectChoice(ActivityStatus.DONE.value, "Ja, gedaan"),
            SelectChoice(ActivityStatus.PLANNED.value, "Nee, gepland"),
        ],
        default=ActivityStatus.DONE.value,
        validators=[required("Kies of het al is geweest.")],
    )
    hours = TextInput("Hoeveel uur?", description="Zoals 3 of 3,5, zonder pauzes.", validators=[amount("hours")])
    words = TextInput("Hoeveel woorden?", validators=[amount("words")])
    months = TextInput("Hoeveel maanden achter elkaar?", validators=[amount("consecutive_months")])
    clok = RadioField(
        "Organiseert CLOK dit?",
        choices=[SelectChoice("ja", "Ja"), SelectChoice("nee", "Nee"), SelectChoice("onbekend", "Weet ik niet")],
        validate_choice=False,
        default="",
    )
    network = SelectField(
        "Telt het als werk voor het netwerk?",
        choices=[
            SelectChoice("", "Zoals het bij deze soort hoort"),
            SelectChoice("ja", "Ja, voor het netwerk"),
            SelectChoice("nee", "Nee, als scholing"),
        ],
        default="",
    )
    note = LongText("Wat wil je erbij zetten?", validators=[at_most(TEXT_LENGTH)])
    again = BooleanField("Ja, dit was een andere keer. Bewaar het allebei.")

    @classmethod
    def on(cls, rules: RegisterRules, **data: Any) -> ActivityForm:
        """The form with the kinds of this edition of the rules."""
        form = cls(data=data)
        form.rules, form.amounts = rules, {}
        form.kind.choices = {
            group: [SelectChoice(value, title) for value, title in kinds] for group, kinds in kinds_of(rules).items()
        }
        return form

    @classmethod
    def of(cls, activity: PEActivity, rules: RegisterRules) -> ActivityForm:
        """The form of an activity that is there."""
        same = ("kind", "title", "held_on", "status", "note")
        return cls.on(
            rules,
            hours=write_hours(activity.hours),
            words=_written(activity.words),
            months=_written(activity.consecutive_months),
            clok={one: word for word, one in _CLOK.items()}[activity.clok],
            network={None: "", True: "ja", False: "nee"}[activity.network],
            **{name: getattr(activity, name) for name in same},
        )

    @classmethod
    def of_action(cls, action: Action, rules: RegisterRules) -> ActivityForm:
        """The form for a done action of the plan, filled in; its note stays behind, because that is private.

        What it counts as nobody knows but the person: a training has no row of its own (A-48).
        """
        return cls.on(
            rules,
            kind=PEKind.OVERIG.value,
            title=action.title,
            held_on=action.done_on or action.due,
            status=ActivityStatus.DONE.value,
            hours=write_hours(action.hours),
        )

    def validate_clok(self, field: RadioField) -> None:
        """Who organises it is asked where it matters; not to know is an answer."""
        if self.asked is not None and self.asked.clok and field.data not in _CLOK:
            raise ValidationError("Kies of CLOK dit organiseert. Weet je het niet? Kies dat dan.")

    def put_last(self, shut: Collection[PEKind]) -> None:
        """The kinds that give this person nothing stand last in the list, together."""
        choices: dict[str, list[SelectChoice]] = {}
        closed = []
        for group, kinds in kinds_of(self.rules).items():
            found = [SelectChoice(value, title) for value, title in kinds]
            choices[group] = [one for one in found if one.value not in shut]
            closed += [one for one in found if one.value in shut]
        choices["Geeft jou geen punten"] = closed
        self.kind.choices = {group: found for group, found in choices.items() if found}

    @property
    def facts(self) -> Facts:
        """What was filled in; only of a valid form."""
        assert self.chosen is not None
        return self._facts(day_in(self.held_on), self.amounts)

    @property
    def sketch(self) -> Facts | None:
        """What can be read of a form that is still being filled in; None before a kind is chosen.

        Without a (right) day it is today; an amount that cannot be read is not there yet.
        """
        asked = self.asked
        if asked is None:
            return None
        amounts = self.fields.sketch(
            {
                "hours": self.hours.data or "",
                "words": self.words.data or "",
                "consecutive_months": self.months.data or "",
            }
        )
        return self._facts(self.held_on.data or clock.today(), amounts)

    def _facts(self, day: date, amounts: Mapping[str, Any]) -> Facts:
        kind, asked = self.chosen, self.asked
        assert kind is not None
        assert asked is not None
        done = self.status.data != ActivityStatus.PLANNED.value
        return Facts(
            kind=kind,
            title=self.title.data or "",
            held_on=day,
            status=ActivityStatus.DONE if done else ActivityStatus.PLANNED,
            clok=_CLOK.get(self.clok.data or "") if asked.clok else False,
            network=_NETWORK.get(self.network.data or ""),
            note=self.note.data or "",
            **amounts,
        )


class FinishForm(EvidenceChoiceForm):
    """When it took place, in how many hours, and what shows it."""

    held_on = DateInput("Wanneer was het?", validators=[required("Vul een datum in.")])
    hours = TextInput("Hoeveel uur was het?", description="Zoals 3 of 3,5, zonder pauzes.")

    needed = False
    amount: Decimal | None = None
    hours_needed = False

    def validate_held_on(self, field: DateInput) -> None:
        """Not a day that still has to come."""
        if field.data is not None and field.data > clock.today():
            raise ValidationError("Deze dag moet nog komen. Vul vandaag in of een dag die voorbij is.")

    def validate_hours(self, field: TextInput) -> None:
        """The real hours; afterwards `amount` has them."""
        self.amount = _read(field.data or "", read_worked_hours)
        if self.amount is None and self.hours_needed:
            raise ValidationError("Vul in hoeveel uur het was.")


class PlanAgainForm(Form):
    """The day on which it will be."""

    held_on = DateInput("Wanneer doe je het?", validators=[required("Vul een datum in.")])


class ApprovalForm(EvidenceChoiceForm):
    """Why the committee should approve an activity, and what shows it."""

    request = LongText(
        "Waarom hoort deze activiteit bij je vak?",
        description="Schrijf op wat je er leert of doet, van wie het is en hoeveel uur het duurt.",
        validators=[required("Schrijf op waarom deze activiteit bij je vak hoort."), at_most(TEXT_LENGTH)],
    )


class ConfirmForm(PreviewForm):
    """Yes to what was shown of a workbook."""

    again = BooleanField("Zet ook erbij wat er al staat")

    def carry(self, many: Sequence[Facts], person_id: int) -> None:
        """Put what is shown in the form; it is for this person alone."""
        self.put(_FACTS.dump_python(list(many), mode="json"), "pe-import-3", person_id)

    def carried(self, person_id: int) -> list[Facts] | None:
        """What this person was shown; None when it is too old or not ours."""
        found = self.taken("pe-import-3", person_id)
        return None if found is None else _FACTS.validate_python(found)


_FACTS = TypeAdapter(list[Facts])


def _written(count: int | None) -> str:
    return "" if count is None else str(count)


def _read(text: str, how: Callable[[str], Any]) -> Any:
    try:
        return how(text)
    except ValueError as wrong:
        raise ValidationError(str(wrong)) from None
