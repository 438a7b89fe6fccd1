"""What is asked when somebody leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from wtforms import SelectField, ValidationError

from app.core import clock
from app.core.web.fields import DateInput, Form, SelectChoice, required
from app.people.models import Team, User

Asked = TypeVar("Asked", bound=Form)


LONGEST_AGO = timedelta(days=365)


def not_long_ago(form: Form, field: DateInput) -> None:
    """A last day of more than a year ago is a slip of the pen, and would shorten what teams were for years."""
    if field.data is not None and field.data < clock.today() - LONGEST_AGO:
        raise ValidationError("Deze dag is meer dan een jaar geleden. Controleer het jaar.")


class LeaveForm(Form):
    """The last day, and for each team without another leader who leads it from then on."""

    last_day = DateInput(
        "Laatste dag",
        description="Is die dag voorbij? Dan sluit het account meteen.",
        validators=[required("Vul de laatste dag in."), not_long_ago],
    )


class CloseForm(Form):
    """For each team without another leader who leads it from now on."""


def leave_form(teams: Sequence[Team], leaders: Sequence[User], **given: Any) -> LeaveForm:
    """The form with a choice of `leaders` for each of these teams."""
    return _asking(LeaveForm, teams, leaders)(**given)


def close_form(teams: Sequence[Team], leaders: Sequence[User]) -> CloseForm:
    """The question whether to close, with the same choice."""
    return _asking(CloseForm, teams, leaders)()


def _asking(kind: type[Asked], teams: Sequence[Team], leaders: Sequence[User]) -> type[Asked]:
    choices = [SelectChoice("", "Nog niemand"), *(SelectChoice(str(one.id), one.name) for one in leaders)]
    fields = {f"team_{one.id}": SelectField(f"Wie leidt {one.name} daarna?", choices=choices) for one in teams}
    made: type[Asked] = type(f"{kind.__name__}OfPerson", (kind,), fields)
    return made


def successors_in(form: Form, teams: Sequence[Team], leaders: Sequence[User]) -> Mapping[Team, User]:
    """Who takes over which team, of a valid form."""
    by_id = {str(one.id): one for one in leaders}
    chosen = {team: by_id.get(form[f"team_{team.id}"].data or "") for team in teams}
    return {team: leader for team, leader in chosen.items() if leader is not None}
