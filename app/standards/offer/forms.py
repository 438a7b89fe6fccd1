"""What people may choose, and where a team begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wtforms import SelectField, SelectMultipleField

from app.core.web.fields import Form, SelectChoice, required
from app.people.models import Team
from app.standards.rules.profile import Profile
from app.standards.rules.standard import Standard

ANYWHERE = ""
ANY_PROFILE = "Laat mensen zelf kiezen wat ze willen halen"
_BETWEEN = "|"


class OfferForm(Form):
    """The standards on offer, by the slug of their newest edition."""

    standards = SelectMultipleField(
        "Waaruit kunnen mensen kiezen?", validators=[required("Kies minstens één standaard.")]
    )

    def offer(self, standards: Iterable[Standard]) -> None:
        """What there is to offer."""
        self.standards.choices = [SelectChoice(one.slug, one.title) for one in standards]


class TeamsForm(Form):
    """Where some teams begin."""

    place = SelectField("Waar beginnen ze?")
    teams = SelectMultipleField("Voor welke teams?", validators=[required("Kies minstens één team.")])

    def offer(self, places: Sequence[tuple[Standard, tuple[Profile, ...]]], teams: Iterable[Team]) -> None:
        """What there is to choose; per standard: leave the profile open, or one of them."""
        self.place.choices = [SelectChoice(ANYWHERE, "Mensen kiezen zelf")]
        for standard, profiles in places:
            group = standard.title
            self.place.choices.append(SelectChoice(place_of(standard, ""), ANY_PROFILE, optgroup=group))
            self.place.choices.extend(
                SelectChoice(place_of(standard, one.code), one.title, optgroup=group) for one in profiles
            )
        self.teams.choices = [SelectChoice(str(one.id), one.name) for one in teams]

    @property
    def chosen(self) -> tuple[str, str]:
        """The slug of the standard and the code of the profile; empty is anything. Only of a valid form."""
        standard, _, profile = str(self.place.data or "").partition(_BETWEEN)
        return standard, profile


def place_of(standard: Standard, profile: str) -> str:
    """A standard and a profile as one choice."""
    return f"{standard.slug}{_BETWEEN}{profile}"
