"""The form with which an organisation suggests a first step."""

from __future__ import annotations

from wtforms import SelectField

from app.core.web.fields import Form, SelectChoice, TextInput, at_most, choices_of, member_of, required
from app.plans.rules import TITLE_LENGTH, ActionKind
from app.standards.rules.standard import Standard


class StepForm(Form):
    """A step, and the level of an element that it leads to."""

    place = SelectField("Waarvoor is deze stap?", description="Het niveau waar iemand naartoe wil.")
    title = TextInput(
        "Wat kan iemand doen?",
        description="Bijvoorbeeld: Meelopen met het wijkteam in Noord.",
        validators=[required("Schrijf op wat iemand kan doen."), at_most(TITLE_LENGTH)],
    )
    kind = SelectField(
        "Wat voor stap is het?",
        choices=choices_of(ActionKind),
        coerce=member_of(ActionKind),
        default=ActionKind.TRAINING,
    )

    @classmethod
    def on(cls, standard: Standard) -> StepForm:
        """The form with every level that somebody can grow to."""
        form = cls()
        form.place.choices = [
            SelectChoice(f"{element.code}/{level.code}", f"{element.label}: naar {element.level_label(level.code)}")
            for element in standard.elements
            for level in element.choices
        ]
        return form

    @property
    def element_and_level(self) -> tuple[str, str]:
        """The codes of what was chosen; after validation."""
        element, _, level = str(self.place.data).partition("/")
        return element, level
