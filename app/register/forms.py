"""What the forms of the register share: how long a text may be, yes and no, and how a refusal is said on a page."""

from __future__ import annotations

from app.core.problems import DomainError
from app.core.web.fields import Form

TEXT_LENGTH = 8000
YES, NO = "ja", "nee"


def refuse(form: Form, refused: DomainError) -> int:
    """Put the sentence of a refusal beside the field that it names, or above the form.

    Gives the status of the answer: 422 when what was filled in is at fault, 409 when the matter stands otherwise.
    """
    field = getattr(form, getattr(refused, "field", "") or "-", None)
    if field is None:
        form.form_errors.append(str(refused))
    else:
        field.errors = [*field.errors, str(refused)]
    return 422 if hasattr(refused, "field") else 409
