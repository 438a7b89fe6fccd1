"""What somebody sends to have a badge checked: its code, or its file."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask_wtf.file import FileField

from app.core.files.apart import apart
from app.core.shapes import Fault, Faulty
from app.core.web.fields import Form, TextInput, at_most
from app.register.badges.baking import MAX_BYTES, NoBadge, token_in
from app.register.badges.rules import tidy_code


class CheckForm(Form):
    """A code or a file; a file goes first. After `validate` either `token` or `tidy_code` is filled.

    It changes nothing for anybody, so it needs no token against forged requests, and then its page needs no cookie.
    """

    class Meta(Form.Meta):
        csrf = False

    code = TextInput(
        "Code van de badge", description="Zestien tekens, zoals 7KXM-2QPR-9TVA-4HWD.", validators=[at_most(60)]
    )
    file = FileField(
        "Of het bestand van de badge",
        description="Een plaatje dat op .png of .svg eindigt, of een .jwt-bestand. Hoogstens 2 MB.",
        render_kw={"accept": ".png,.svg,.jwt,.jws"},
    )
    token, tidy_code = "", ""

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Say what is wrong beside the field that it is about."""
        if not super().validate(*args, **kwargs):
            return False
        if self.file.data:
            return self._read_file()
        if not self.code.data:
            self.code.errors = ["Vul een code in, of kies een bestand."]
            return False
        code = tidy_code(self.code.data)
        if code is None:
            self.code.errors = ["Dit is geen code van een badge. Kijk of er zestien tekens staan, zonder 0, 1, I en O."]
            return False
        self.tidy_code = code
        return True

    def _read_file(self) -> bool:
        try:
            self.token = apart(partial(_token, self.file.data.stream.read(MAX_BYTES + 1)))
        except Faulty as faulty:
            self.file.errors = [str(faulty)]
            return False
        return True


def _token(content: bytes) -> str:
    try:
        return token_in(content)
    except NoBadge as error:
        raise Faulty([Fault("", str(error))]) from None
