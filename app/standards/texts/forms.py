"""What an HR adviser or administrator sends about own texts: yes to what would change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from wtforms import BooleanField, HiddenField

from app.core.web.fields import Form

_PREVIEW_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Preview:
    """What a person saw before confirming: the texts, the cells that were empty, and the mark at that moment."""

    texts: Mapping[str, str]
    empty: Sequence[str]
    mark: str


class ConfirmForm(Form):
    """Yes to a preview; it carries what was seen, signed, so that nothing is written before the yes."""

    preview = HiddenField()
    emptied = BooleanField("Haal ook de teksten weg waarvan het vak nu leeg is")

    def carry(self, preview: Preview, owner: tuple[int, str]) -> None:
        """Put a preview in the form; `owner` is the organisation and the standard that it is for."""
        self.preview.data = _signer(owner).dumps([dict(preview.texts), list(preview.empty), preview.mark])

    def carried(self, owner: tuple[int, str]) -> Preview | None:
        """The preview of this organisation and standard; None when it is too old or not ours."""
        try:
            return Preview(*_signer(owner).loads(self.preview.data or "", max_age=_PREVIEW_SECONDS))
        except BadData:
            return None


def _signer(owner: tuple[int, str]) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=json.dumps(["own-texts", *owner]))
