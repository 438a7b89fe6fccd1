"""WTForms with Dutch messages, and the fields that WTForms lacks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, cast

from flask import current_app
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from itsdangerous import BadData, URLSafeTimedSerializer
from wtforms import DateField, HiddenField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice as SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, StopValidation

from app.core.worded import Worded, clean

_PREVIEW_SECONDS = 24 * 3600
_DUTCH_DATE = re.compile(r"^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\s*$")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of the text around them."""


class Form(FlaskForm):
    """The base of all forms: WTForms' own messages in Dutch."""

    class Meta(FlaskForm.Meta):
        locales = ("nl",)

    @property
    def page_status(self) -> int:
        """The status of the page that shows it: 422 when what was sent was not right, 200 before anything is."""
        return 422 if self.is_submitted() else 200


def read_date(text: str) -> date:
    """A day as the browser sends it or as people write it; raises `ValueError` with a Dutch sentence."""
    match = _DUTCH_DATE.match(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("Vul een datum in zoals 4-12-2026.") from None


class DateInput(DateField):
    """A date from the browser's date field (2026-12-04) or typed as people write it (4-12-2026)."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read either way of writing; anything else is a sentence beside the field."""
        if not valuelist or not str(valuelist[0]).strip():
            self.data = None
            return
        try:
            self.data = read_date(str(valuelist[0]))
        except ValueError:
            self.data = None
            raise


class _Cleaned:
    """Strips the ends, makes line ends one kind and drops control characters, which no database keeps well.

    Marks that turn a text go too: in a letter or mail it cannot turn around what stands beside it.
    """

    data: str | None

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take the typed text, cleaned."""
        if valuelist:
            self.data = clean(_TURNS.sub("", str(valuelist[0])))


class TextInput(_Cleaned, StringField):
    """One line of text, cleaned."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take the typed text on one line, whatever a program sent; a browser sends no line ends here."""
        super().process_formdata(valuelist)
        if self.data:
            self.data = " ".join(self.data.split())


class LongText(_Cleaned, TextAreaField):
    """Several lines of text, cleaned."""


class _Required(InputRequired):
    """Blanks alone are not an answer."""

    def __call__(self, form: Any, field: Any) -> None:
        super().__call__(form, field)
        if field.data == "":
            field.errors[:] = []
            raise StopValidation(str(self.message))


def required(message: str) -> InputRequired:
    """A field that must be filled in, with a sentence that says what to do ("Kies een niveau.")."""
    return _Required(message)


def at_most(count: int) -> Length:
    """At most `count` characters, said in Dutch."""
    return Length(max=count, message=f"Dit is te lang. Gebruik hoogstens {count} tekens.")


def choices_of(kinds: Iterable[Worded]) -> list[SelectChoice]:
    """A choice for each, under the word that people read."""
    return [SelectChoice(one.value, one.dutch) for one in kinds]


def member_of(kind: type[StrEnum]) -> Callable[[Any], Any]:
    """What a choice means, for its `coerce`: a member of an enum, None for an empty choice.

    What is no member stays what it is, and then is no valid choice.
    """

    def meant(value: Any) -> Any:
        return kind(value) if value in set(kind) else value or None

    return meant


class WorkbookForm(Form):
    """The filled-in workbook."""

    file = FileField(
        "Ingevuld werkboek",
        description="Een werkboek (.xlsx of .ods) of CSV van hoogstens 5 MB.",
        render_kw={"accept": ".xlsx,.ods,.csv"},
        validators=[required("Kies het ingevulde werkboek.")],
    )


def day_in(field: DateInput) -> date:
    """The day of a field that must be filled in, after validation."""
    return cast(date, field.data)


def version_in(text: str | None) -> int:
    """The version that a save was based on, as it was sent; what is no number is an old one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


class PreviewForm(Form):
    """Yes to what was shown; it carries that, signed, so that nothing is written before the yes."""

    preview = HiddenField()

    def put(self, shown: Any, *owner: Any) -> None:
        """Carry what is shown; `owner` says for whom and for what."""
        self.preview.data = _signer(owner).dumps(shown)

    def taken(self, *owner: Any) -> Any:
        """What was shown to this owner; None when it is older than a day or not ours."""
        try:
            return _signer(owner).loads(self.preview.data or "", max_age=_PREVIEW_SECONDS)
        except BadData:
            return None


def _signer(owner: tuple[Any, ...]) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=json.dumps(owner))
