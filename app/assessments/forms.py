"""The shape of what the pages of the zelfscan send."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from app.assessments.operations import NOTE_LENGTH
from app.assessments.proposals import Offer
from app.assessments.rules import Answer, Mode, WrongAnswer
from app.assessments.scan import answer_from, value_of
from app.assessments.scoring import ScoringPage
from app.core.fields import Form, LongText, required
from app.standards.rules.standard import Standard

FROM_SCRATCH = "nieuw"


class StartForm(Form):
    """A new draft: what for, how, and from where."""

    profile = RadioField("Waar wil je jezelf mee vergelijken?", validators=[required("Kies een doel.")])
    mode = RadioField("Hoe wil je scoren?", default=Mode.QUICK.value, validators=[required("Kies hoe je wilt scoren.")])
    origin = RadioField("Waarmee begin je?", default=FROM_SCRATCH, validators=[required("Kies waarmee je begint.")])

    def offer(
        self,
        standard: Standard,
        norms: Sequence[str],
        sources: Sequence[tuple[int, str]],
        profile: str | None,
        offers: Sequence[Offer] = (),
    ) -> None:
        """The choices for a standard; `sources` are the ids and names of earlier assessments to go on from.

        `offers` are the proposals that other scores of the person give.

        `norms` are the codes of those that hold for the person: they come before the profiles of the standard.
        `profile` is the one that is chosen beforehand.
        """
        self.profile.choices = [
            SelectChoice(profile.code, profile.title)
            for profile in (*(standard.profile(code) for code in norms), *standard.profiles)
        ]
        if self.profile.data is None:
            self.profile.data = profile
        self.mode.choices = [SelectChoice(Mode.QUICK.value, "Snel: één niveau per onderdeel")]
        if standard.has_aspects:
            self.mode.choices.append(SelectChoice(Mode.THOROUGH.value, "Grondig: per aspect"))
        self.origin.choices = [
            SelectChoice(FROM_SCRATCH, "Een lege zelfscan"),
            *(SelectChoice(str(id_), f"Mijn antwoorden van {name}") for id_, name in sources),
            *(SelectChoice(offer.code, offer.title) for offer in offers),
        ]


class ScoreForm(Form):
    """One question with its note; a field that was not sent is None."""

    level = StringField("Niveau")
    note = LongText("Waaraan zie je dat?")
    reason = LongText("Waarom kies je een ander niveau?")
    page: ScoringPage

    @classmethod
    def on(cls, page: ScoringPage, **more: Any) -> ScoreForm:
        """The form of a page, filled with what is stored or, after a post, was sent (not with `formdata=None`)."""
        note, reason = page.scan.note(page.element.code), page.scan.note(page.element.code, "reason")
        answer = page.place.proposal if page.confirms and not page.answer.is_answered else page.answer
        form = cls(
            data={
                "level": value_of(page.element, answer),
                "note": note.text if note else "",
                "reason": reason.text if reason else "",
            },
            **more,
        )
        form.page = page
        return form

    @property
    def answer(self) -> Answer:
        """The answer that was sent; valid after `validate`."""
        return answer_from(self.page.element, self.level.data or "")

    def validate_level(self, field: StringField) -> None:
        """A level of this element, or one of the two other answers."""
        if field.data:
            try:
                answer_from(self.page.element, field.data)
            except WrongAnswer:
                raise ValidationError("Kies een niveau.") from None

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
