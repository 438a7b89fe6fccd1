"""What a person sets for themselves."""

from __future__ import annotations

from wtforms import BooleanField

from app.core.web.fields import Form


class ShortcutsForm(Form):
    """The number keys of the scoring page on or off."""

    shortcuts = BooleanField("Met de cijfertoetsen een niveau kiezen")
