"""What the forms of the register share: how long a text may be, yes and no, and how a refusal is said on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Response, abort

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


@contextmanager
def refused_in(form: Form, page: Callable[..., Response], *shown: Any, **more: Any) -> Iterator[None]:
    """What is refused in this block is said in the form, on the page that is called with all that follows."""
    try:
        yield
    except DomainError as refused:
        refuse(form, refused)
        abort(page(*shown, **more))
