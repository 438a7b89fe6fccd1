"""What is proposed about a seat in committee or board, and what is answered."""

from __future__ import annotations

from wtforms import EmailField, RadioField, ValidationError

from app.core.web.fields import DateInput, Form, LongText, SelectChoice, at_most, choices_of, required
from app.people.rules import REGISTER_ROLES, RoleName
from app.people.sign_in.forms import address_error

REASON_LENGTH = 2000
CONFIRM, REJECT = "bevestig", "wijs_af"


class ReasonForm(Form):
    """Why something is proposed."""

    reason = LongText(
        "Waarom stel je dit voor?",
        description="Eén zin is genoeg. Alleen het bestuur leest dit.",
        validators=[required("Schrijf in een zin waarom."), at_most(REASON_LENGTH)],
    )


class TermForm(ReasonForm):
    """Until when somebody is a member."""

    last_day = DateInput(
        "Lid tot en met",
        description="De laatste dag van de termijn. Daarvoor krijgen jullie een herinnering.",
        validators=[required("Vul de laatste dag in.")],
    )


class MemberForm(TermForm):
    """Who joins the committee or the board."""

    email = EmailField(
        "E-mailadres",
        description="Het adres waarmee deze persoon inlogt.",
        validators=[required("Vul een e-mailadres in."), at_most(255)],
    )
    role = RadioField(
        "Wordt lid van",
        choices=choices_of(role for role in RoleName if role in REGISTER_ROLES),
        validators=[required("Kies kwaliteitscommissie of bestuur.")],
    )

    def validate_email(self, field: EmailField) -> None:
        """An address that can exist."""
        wrong = address_error(field.data or "")
        if wrong:
            raise ValidationError(wrong)


class AnswerForm(Form):
    """Yes or no of a second member, in the own words."""

    verdict = RadioField(
        "Wat vind je?",
        choices=[SelectChoice(CONFIRM, "Ik bevestig het"), SelectChoice(REJECT, "Ik wijs het af")],
        validators=[required("Kies of je het bevestigt of afwijst.")],
    )
    answer = LongText(
        "Waarom?",
        description="Eén zin is genoeg. Alleen het bestuur leest dit.",
        validators=[required("Schrijf in een zin waarom."), at_most(REASON_LENGTH)],
    )
