"""The form that hands in a dossier."""

from __future__ import annotations

from wtforms import BooleanField, ValidationError

from app.core.web.fields import Form


class HandInForm(Form):
    """`accept_missing` is asked when something is missing."""

    accept_missing = BooleanField("Ik lever in, ook al ontbreekt er nog iets")

    is_whole = True

    def validate_accept_missing(self, field: BooleanField) -> None:
        """Who hands in something that is not whole, says so."""
        if not self.is_whole and not field.data:
            raise ValidationError("Vink aan dat je dit weet, of vul eerst aan wat er ontbreekt.")
