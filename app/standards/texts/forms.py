"""What an HR adviser or administrator sends about own texts: yes to what would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wtforms import BooleanField

from app.core.web.fields import PreviewForm


@dataclass(frozen=True, slots=True)
class Preview:
    """What a person saw before confirming: the texts, the cells that were empty, and the mark at that moment."""

    texts: Mapping[str, str]
    empty: Sequence[str]
    mark: str


class ConfirmForm(PreviewForm):
    """Yes to a preview."""

    emptied = BooleanField("Haal ook de teksten weg waarvan het vak nu leeg is")

    def carry(self, preview: Preview, owner: tuple[int, str]) -> None:
        """Put a preview in the form; `owner` is the organisation and the standard that it is for."""
        self.put([dict(preview.texts), list(preview.empty), preview.mark], "own-texts", *owner)

    def carried(self, owner: tuple[int, str]) -> Preview | None:
        """The preview of this organisation and standard; None when it is too old or not ours."""
        found = self.taken("own-texts", *owner)
        return None if found is None else Preview(*found)
