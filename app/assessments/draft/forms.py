"""The shape of what the pages of a draft send: an answer with its note, and handing in."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, StringField, ValidationError

from app.assessments.draft.operations import NOTE_LENGTH
from app.assessments.draft.places import answer_from, value_of
from app.assessments.draft.scoring import ScoringPage
from app.assessments.models import DOUBT, NOTE, REASON
from app.assessments.rules import Answer, WrongAnswer
from app.core.web.fields import Form, LongText


class ScoreForm(Form):
    """One question with its note; a field that was not sent is None."""

    level = StringField("Niveau")
    note = LongText("Waaraan zie je dat?")
    reason = LongText("Waarom kies je een ander niveau?")
    doubt = StringField("Ik twijfel")
    page: ScoringPage

    @classmethod
    def on(cls, page: ScoringPage, **more: Any) -> ScoreForm:
        """The form of a page, filled with what is stored or, after a post, was sent (not with `formdata=None`)."""
        note, reason, doubt = (page.scan.note(page.element.code, purpose) for purpose in (NOTE, REASON, DOUBT))
        answer = page.place.proposal if page.confirms and not page.answer.is_answered else page.answer
        form = cls(
            data={
                "level": value_of(page.element, answer),
                "note": note.text if note else "",
                "reason": reason.text if reason else "",
                "doubt": doubt.text if doubt else "",
            },
            **more,
        )
        form.page = page
        return form

    @property
    def answer(self) -> Answer:
        """The answer that was sent; valid after `validate`."""
        return answer_from(self.page.element, self.level.data or "", self.page.aspect_code)

    @property
    def written(self) -> list[str]:
        """The texts that were sent."""
        return [field.data for field in (self.note, self.reason) if field.raw_data and field.data]

    def validate_level(self, field: StringField) -> None:
        """A level of this element, or one of the two other answers."""
        if field.data:
            try:
                answer_from(self.page.element, field.data, self.page.aspect_code)
            except WrongAnswer:
                raise ValidationError(self.page.choose) from None

    def validate_doubt(self, field: StringField) -> None:
        """A mark or nothing; a box without a tick is not sent."""
        field.data = DOUBT if field.raw_data and field.raw_data[0] else ""

    def validate_note(self, field: LongText) -> None:
        """Not longer than what we keep."""
        _check_length(field)

    def validate_reason(self, field: LongText) -> None:
        """Not longer than what we keep."""
        _check_length(field)


def _check_length(field: LongText) -> None:
    length = len(field.data or "")
    if length > NOTE_LENGTH:
        raise ValidationError(
            f"Je tekst is te lang: {length} tekens. Er is plek voor {NOTE_LENGTH}. Maak je tekst korter."
        )


class HandInForm(Form):
    """Handing in; the box is needed only when something is open."""

    accept_open = BooleanField("Ik lever in zonder deze onderdelen")
