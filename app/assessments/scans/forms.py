"""The shape of how a zelfscan begins."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import RadioField

from app.assessments.editions.proposals import Offer
from app.assessments.rules import Mode
from app.core.web.fields import Form, SelectChoice, required
from app.standards.rules.standard import Standard

FROM_SCRATCH = "nieuw"


class StartForm(Form):
    """A new draft: what for, how, and from where."""

    profile = RadioField("Waar wil je jezelf mee vergelijken?", validators=[required("Kies waarmee je je vergelijkt.")])
    mode = RadioField("Hoe wil je scoren?", default=Mode.QUICK.value, validators=[required("Kies hoe je wilt scoren.")])
    origin = RadioField("Waarmee begin je?", default=FROM_SCRATCH, validators=[required("Kies waarmee je begint.")])

    def offer(
        self,
        standard: Standard,
        norms: Sequence[str],
        sources: Sequence[tuple[int, str]],
        profile: str | None,
        offers: Sequence[Offer] = (),
    ) -> None:
        """The choices for a standard; `sources` are the ids and names of earlier assessments to go on from.

        `offers` are the proposals that other scores of the person give.

        `norms` are the codes of those that hold for the person: they come before the profiles of the standard.
        `profile` is the one that is chosen beforehand.
        """
        self.profile.choices = [
            SelectChoice(profile.code, profile.title)
            for profile in (*(standard.profile(code) for code in norms), *standard.profiles)
        ]
        if self.profile.data is None:
            self.profile.data = profile
        self.mode.choices = [SelectChoice(Mode.QUICK.value, "Snel: één niveau per onderdeel")]
        if standard.has_aspects:
            self.mode.choices.append(SelectChoice(Mode.THOROUGH.value, "Grondig: per aspect"))
        self.origin.choices = [
            SelectChoice(FROM_SCRATCH, "Een lege zelfscan"),
            *(SelectChoice(str(id_), f"Mijn antwoorden van {name}") for id_, name in sources),
            *(SelectChoice(offer.code, offer.title) for offer in offers),
        ]
