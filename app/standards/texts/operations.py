"""Writes of own texts over a standard. Each gives the organisation another mark (see `marks`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete

from app.core.db import db, lock
from app.people.models import Organisation
from app.standards.library import own_texts
from app.standards.marks import ChangedByOther, mark_changed
from app.standards.models import StandardText
from app.standards.rules.standard import Standard
from app.standards.rules.wording import Sentence, sentences_of


@dataclass(frozen=True, slots=True)
class TextChange:
    """What happens to one sentence; `before` is the own text until now, `after` is empty when ours comes back."""

    sentence: Sentence
    before: str
    after: str

    @property
    def shown_before(self) -> str:
        """What people read until now."""
        return self.before or self.sentence.text


def changes_to(
    organisation: Organisation, standard: Standard, texts: Mapping[str, str], emptied: Iterable[str] = ()
) -> list[TextChange]:
    """What would change with these texts by code; `emptied` are codes whose own text goes.

    `standard` is as in the files. A text that is the same as ours is no own text.
    """
    own = own_texts(organisation.id, standard.slug)
    emptied = set(emptied)
    changes = []
    for sentence in sentences_of(standard):
        before = own.get(sentence.code, "")
        after = "" if sentence.code in emptied else texts.get(sentence.code, before)
        after = "" if after == sentence.text else after
        if after != before:
            changes.append(TextChange(sentence, before, after))
    return changes


def set_texts(
    organisation: Organisation, standard: Standard, texts: Mapping[str, str], emptied: Iterable[str], seen_at: str
) -> int:
    """Lay texts over a standard, and take those of `emptied` away; answers how many changed.

    `seen_at` is the mark of the organisation when the person saw what would change; raises `ChangedByOther` when
    somebody else was first.
    """
    lock(organisation)
    if organisation.standards_mark != seen_at:
        raise ChangedByOther("Iemand anders heeft intussen teksten of kaders veranderd.")
    changes = changes_to(organisation, standard, texts, emptied)
    if changes:
        _drop(organisation, standard.slug, [change.sentence.code for change in changes])
        db.session.add_all(
            StandardText(
                organisation_id=organisation.id, standard=standard.slug, code=change.sentence.code, text=change.after
            )
            for change in changes
            if change.after
        )
        mark_changed(organisation)
    return len(changes)


def take_off(organisation: Organisation, slug: str, code: str | None = None) -> None:
    """Take the own texts of a standard away, or only the one of a code: ours come back."""
    lock(organisation)
    _drop(organisation, slug, None if code is None else [code])
    mark_changed(organisation)


def _drop(organisation: Organisation, slug: str, codes: list[str] | None) -> None:
    query = delete(StandardText).where(StandardText.organisation_id == organisation.id, StandardText.standard == slug)
    db.session.execute(query if codes is None else query.where(StandardText.code.in_(codes)))
