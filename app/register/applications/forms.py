"""What is filled in for an application: what is asked, and what its audit found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from typing import Any, cast

from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, SelectField, TimeField, ValidationError

from app.core import clock
from app.core.files.packed import UnfitContent
from app.core.web.fields import DateInput, Form, LongText, SelectChoice, TextInput, at_most, day_in, required
from app.evidence.models import Evidence
from app.evidence.operations import keep_file
from app.evidence.rules import ACCEPT, ALLOWED_IN_WORDS, MAX_BYTES, type_of
from app.people.models import User
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


class AppointmentForm(Form):
    """When and where the audit is; `shown` is the appointment that the page shows, if any."""

    shown = HiddenField()
    day = DateInput("Welke dag?", validators=[required("Vul een datum in.")])
    time = TimeField("Hoe laat?", validators=[required("Vul een tijd in, zoals 14:00.")])
    place = TextInput(
        "Waar?",
        description="Een adres, of een link als jullie online praten.",
        validators=[required("Vul in waar."), at_most(200)],
    )

    @property
    def moment(self) -> datetime:
        """The appointment, on a Dutch clock; only of a valid form."""
        return datetime.combine(day_in(self.day), cast(time, self.time.data), clock.AMSTERDAM)

    def show(self, planned: datetime | None) -> None:
        """The page shows this appointment, or none."""
        self.shown.data = planned.isoformat() if planned else ""

    @property
    def shown_moment(self) -> datetime | None:
        """What the page showed; a moment that is none was not shown by us and is equal to no appointment."""
        try:
            return datetime.fromisoformat(self.shown.data) if self.shown.data else None
        except ValueError:
            return datetime.min.replace(tzinfo=UTC)


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
    second = SelectField("Wie was er nog bij?", description="Een tweede lid van de commissie.", default="")
    file = FileField(
        "Een bestand erbij", description=f"Hoogstens 10 MB: {ALLOWED_IN_WORDS}.", render_kw={"accept": ACCEPT}
    )
    findings = LongText(
        "Wat heb je gezien?",
        description="De persoon en het bestuur lezen dit.",
        validators=[required("Schrijf op wat je hebt gezien."), at_most(TEXT_LENGTH)],
    )

    content: bytes = b""

    def __init__(self, sought: Status, others: Sequence[User], *args: Any, **kwargs: Any) -> None:
        """`sought` is the status that was asked, `others` who could have been there too."""
        super().__init__(*args, **kwargs)
        self._others = {str(one.id): one for one in others}
        self.second.choices = [
            SelectChoice("", "Niemand"),
            *(SelectChoice(key, one.name) for key, one in self._others.items()),
        ]
        if sought is not Status.C:
            del self.function_fits

    def validate_file(self, field: FileField) -> None:
        """A file that we keep, or none."""
        if not field.data or not field.data.filename:
            return
        self.content = field.data.stream.read(MAX_BYTES + 1)
        try:
            type_of(field.data.filename, self.content)
        except UnfitContent as unfit:
            raise ValidationError(str(unfit)) from unfit

    def keep(self, owner: User) -> Evidence | None:
        """Keep the file that was sent, if any; call it after `validate` said yes."""
        return keep_file(owner, self.file.data.filename, self.content) if self.content else None

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
            second=self._others.get(self.second.data or ""),
        )
