"""What is asked when somebody leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import SelectField

from app.core.web.fields import DateInput, Form, SelectChoice, required
from app.people.models import Team, User


class LeaveForm(Form):
    """The last day, and for each team without another leader who leads it from then on."""

    last_day = DateInput(
        "Laatste dag",
        description="Is die dag voorbij? Dan sluit het account meteen.",
        validators=[required("Vul de laatste dag in.")],
    )


def leave_form(teams: Sequence[Team], leaders: Sequence[User], **given: Any) -> LeaveForm:
    """The form with a choice of `leaders` for each of these teams."""
    choices = [SelectChoice("", "Nog niemand"), *(SelectChoice(str(one.id), one.name) for one in leaders)]
    fields = {f"team_{one.id}": SelectField(f"Wie leidt {one.name} daarna?", choices=choices) for one in teams}
    made: type[LeaveForm] = type("LeaveFormOfPerson", (LeaveForm,), fields)
    return made(**given)


def successors_in(form: LeaveForm, teams: Sequence[Team], leaders: Sequence[User]) -> Mapping[Team, User]:
    """Who takes over which team, of a valid form."""
    by_id = {str(one.id): one for one in leaders}
    chosen = {team: by_id.get(form[f"team_{team.id}"].data or "") for team in teams}
    return {team: leader for team, leader in chosen.items() if leader is not None}
