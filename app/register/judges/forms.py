"""What every form asks with which somebody of committee or board judges."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from flask import Response, abort
from wtforms import BooleanField

from app.core.web.fields import Form
from app.people.models import User
from app.register.forms import refuse
from app.register.judges.queries import File, has_declared, person_in
from app.register.judges.rules import NotDeclared


class JudgingForm(Form):
    """A tick that the judge has no tie with the person; it is asked once for each file."""

    independent = BooleanField(
        description="Geen familie, vriendschap of zaken samen. Dat je dit zegt, bewaren we met je naam en de dag."
    )

    def about(self, file: File, by: User) -> Self:
        """The form about this file: it names the person, and does not ask what was declared before."""
        if not self.independent.data and has_declared(by, file):
            del self.independent
        else:
            self.independent.label.text = f"Ik heb geen band met {person_in(file).name}"
        return self

    @property
    def declares(self) -> bool:
        """Whether the tick was put now."""
        return bool(self.independent and self.independent.data)


@contextmanager
def undeclared_in(form: JudgingForm, page: Callable[..., Response], *shown: Any) -> Iterator[None]:
    """That the tick is missing is said beside it, on the page that is called with what follows and the status."""
    try:
        yield
    except NotDeclared as refused:
        abort(page(*shown, refuse(form, refused)))
