"""What somebody can begin a zelfscan with on a standard: targets, earlier answers, proposals from other scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from app.assessments.editions.proposals import EDITION, Offer, Proposed, all_offers
from app.assessments.models import Assessment
from app.assessments.queries import submitted_of
from app.assessments.rules import Mode, expected_minutes
from app.assessments.scans.forms import FROM_SCRATCH, StartForm
from app.core import clock
from app.core.web.filters import month
from app.people.models import User
from app.people.queries import people_of
from app.people.rules import RoleName
from app.standards.library import standard_read_by
from app.standards.norms.queries import norms_for, standards_asked_of
from app.standards.offer.queries import beginning_of
from app.standards.rules.editions import editions_before, newer_edition
from app.standards.rules.profile import Profile
from app.standards.rules.standard import Standard


def usual_standard(person: User, offered: Sequence[Standard], own: Sequence[Assessment]) -> Standard | None:
    """Where somebody begins of what is offered: where a norm was given to them, else where their team begins.

    Then where a norm holds for their team, and where they scored last (`own`). None when nothing says anything and
    there is more than one.
    """
    asked, team = standards_asked_of(person, clock.today()), beginning_of(person, clock.today())
    slugs = [
        *(slug for slug, personal in asked if personal),
        *([team.standard.slug] if team else []),
        *(slug for slug, _ in asked),
        *(one.standard for one in own),
    ]
    for slug in slugs:
        known = next((one for one in offered if one.slug == slug), None)
        known = known or newer_edition(standard_read_by(person, slug), offered)
        if known is not None and known in offered:
            return known
    return offered[0] if len(offered) == 1 else None


def quick_minutes(standard: Standard) -> int:
    """About how long it takes to score all of a standard in the quick way."""
    return expected_minutes((len(element.aspects) for element in standard.elements), Mode.QUICK)


@dataclass(frozen=True)
class Beginning:
    """A person before a standard; `wanted` is the id of the assessment that they came from (`?van=`), as text."""

    person: User
    standard: Standard
    wanted: str

    @cached_property
    def _own(self) -> Sequence[Assessment]:
        return submitted_of(self.person)

    @cached_property
    def source(self) -> Assessment | None:
        """The assessment whose answers can be taken along: the wanted one when it is on this edition, else the last."""
        earlier = [one for one in self._own if one.standard == self.standard.slug]
        return next((one for one in earlier if str(one.id) == self.wanted), earlier[0] if earlier else None)

    @cached_property
    def _of_team(self) -> Profile | None:
        """What the team of this person lets them reach on this standard."""
        team = beginning_of(self.person, clock.today())
        return team.profile if team and team.standard.slug == self.standard.slug else None

    @cached_property
    def _codes(self) -> Sequence[str]:
        codes = norms_for(self.person, self.standard.slug, clock.today())
        if self._of_team and self.standard.is_norm(self._of_team) and self._of_team.code not in codes:
            codes.append(self._of_team.code)
        return codes

    @property
    def norms(self) -> list[Profile]:
        """The norms that hold for this person, and that of their team."""
        return [self.standard.profile(code) for code in self._codes]

    @cached_property
    def _found(self) -> tuple[Offer, ...]:
        return all_offers(self.person, self.standard)

    @property
    def offers(self) -> list[Offer]:
        """The other scores that give proposals."""
        return [offer for offer in self._found if offer.proposed]

    @property
    def stuck(self) -> Offer | None:
        """Other scores that give nothing, to say why."""
        return next((offer for offer in self._found if not offer.proposed), None)

    @property
    def deciders(self) -> list[str]:
        """Who can decide what became of an element of an earlier edition, by name; nobody when all is decided."""
        if not any(offer.undecided for offer in self._found):
            return []
        known = people_of(self.person.organisation_id)
        return [one.name for one in known if one.active and {RoleName.HR, RoleName.ADMINISTRATOR} & one.role_names]

    @property
    def minutes(self) -> Mapping[str, int]:
        """How long each way of scoring takes."""
        counts = [len(element.aspects) for element in self.standard.elements]
        return {mode.value: expected_minutes(counts, mode) for mode in Mode}

    @property
    def usual_profile(self) -> str | None:
        """The profile to begin with: that of the team, the norm that holds for this person, that of last time, or the
        only one.

        A norm that was given to the person comes before that of the team.
        """
        if self._of_team and (self.standard.slug, True) not in standards_asked_of(self.person, clock.today()):
            return self._of_team.code
        if self._codes:
            return self._codes[0]
        known = [profile.code for profile in self.standard.profiles]
        if self.source is not None and self.source.profile in known:
            return self.source.profile
        return known[0] if len(known) == 1 else None

    @property
    def wanted_origin(self) -> str:
        """What to begin with for who came from an assessment, perhaps on an edition before."""
        if self.source is not None and str(self.source.id) == self.wanted:
            return self.wanted
        before = {edition.slug for edition, _ in editions_before(self.standard, self._find)}
        is_before = any(str(one.id) == self.wanted and one.standard in before for one in self._own)
        return EDITION if is_before and EDITION in {offer.code for offer in self.offers} else FROM_SCRATCH

    @property
    def _find(self) -> partial[Standard]:
        return partial(standard_read_by, self.person)

    def form(self) -> StartForm:
        """The form with these choices, filled with what is usual."""
        form = StartForm()
        sources = [] if self.source is None else [(self.source.id, _name_of(self.source))]
        form.offer(self.standard, self._codes, sources, self.usual_profile, self.offers)
        if not form.is_submitted():
            form.origin.data = self.wanted_origin
        return form

    def answers_from(self, origin: str) -> Assessment | None:
        """The assessment that was chosen to take the answers of."""
        return self.source if self.source is not None and str(self.source.id) == origin else None

    def proposals_from(self, origin: str) -> Sequence[Proposed]:
        """What the scores that were chosen propose."""
        return next((offer.proposed for offer in self.offers if offer.code == origin), ())


def _name_of(assessment: Assessment) -> str:
    return month(assessment.submitted_at or assessment.started_at)
