"""Levels that are proposed to somebody who starts on a standard, from what they handed in on others.

A proposal is no answer: it counts for nothing until the person chooses a level. Where two sources differ the lower one
is proposed, and both are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.assessments.editions.carrying import carried
from app.assessments.models import Assessment
from app.assessments.queries import answers_of, standard_of, submitted_of
from app.assessments.rules import Answer
from app.assessments.words import level_name
from app.core.web.filters import day
from app.core.worded import series
from app.people.models import User
from app.standards.library import get_crosswalk, standard_read_by, standards_for
from app.standards.rules.editions import chain_of, crossing, editions_before
from app.standards.rules.element import Element
from app.standards.rules.standard import Standard

CROSSWALK = "andere-standaarden"
EDITION = "vorige-editie"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a proposal comes from: an answer on an element of another standard, handed in at a moment, and why."""

    standard: Standard
    element: Element
    answer: Answer
    handed_in: datetime
    reason: str = ""

    @property
    def name(self) -> str:
        """`Creativiteit: Basis`."""
        return f"{self.element.title}: {level_name(self.element, self.answer)}"

    @property
    def sentence(self) -> str:
        """Everything about it, as it is kept with the proposal."""
        where = f"{self.name}, in {self.standard.title}, ingeleverd op {day(self.handed_in)}."
        return f"{where} {self.reason}".strip()


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed on one element, and from which sources; the first is the one that decides."""

    element: str
    answer: Answer
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Proposals that a person can begin with; `code` names the choice in the form.

    `left_out` are the titles of what was scored before and has no place in this standard, `undecided` of that about
    which the organisation did not decide yet.
    """

    code: str
    title: str
    proposed: tuple[Proposed, ...]
    left_out: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


def lowest(found: Iterable[tuple[str, Answer, Source]]) -> tuple[Proposed, ...]:
    """One proposal per element: the lowest of what was found for it, with every source named."""
    per_element: dict[str, list[tuple[Answer, Source]]] = {}
    for element, answer, source in found:
        per_element.setdefault(element, []).append((answer, source))
    proposed = []
    for element, some in per_element.items():
        some.sort(key=lambda pair: pair[0].code)
        proposed.append(Proposed(element, some[0][0], tuple(source for _, source in some)))
    return tuple(proposed)


def offers_for(person: User, standard: Standard) -> tuple[Offer, ...]:
    """What this person can begin with on a standard; nothing when no score says anything about it."""
    return tuple(offer for offer in all_offers(person, standard) if offer.proposed)


def all_offers(person: User, standard: Standard) -> tuple[Offer, ...]:
    """The same with an offer of the edition before from which nothing can be proposed (yet): it says why."""
    latest: dict[str, Assessment] = {}
    for assessment in submitted_of(person):
        latest.setdefault(assessment.standard, assessment)
    find = partial(standard_read_by, person)
    known = standards_for(person.organisation)
    offers = (from_edition_before(standard, latest, find), from_others(standard, latest.values(), known))
    return tuple(offer for offer in offers if offer is not None)


def from_others(standard: Standard, assessments: Iterable[Assessment], known: Iterable[Standard]) -> Offer | None:
    """What assessments (newest first) on other standards say about this one, by the links between what is `known`.

    Of the editions of one standard only the assessment that was handed in last says something.
    """
    known = tuple(known)
    walk = get_crosswalk().in_editions(known)
    sources = {link.source.standard.slug for link in walk.towards(standard.slug)}
    found = []
    read: set[str] = set()
    for assessment in assessments:
        other = standard_of(assessment)
        first = chain_of(other, known)[0].slug
        if first in read or assessment.submitted_at is None:
            continue
        read.add(first)
        if assessment.standard not in sources:
            continue
        for code, answer in answers_of(assessment).items():
            for target, link in walk.derived(other.slug, code, answer.rank or 0, standard.slug).items():
                source = Source(other, other.element(code), answer, assessment.submitted_at, link.reason)
                found.append((target, Answer.level(link.target.level.rank), source))
    proposed = lowest(found)
    if not proposed:
        return None
    titles = dict.fromkeys(source.standard.title for one in proposed for source in one.sources)
    return Offer(CROSSWALK, f"Voorstellen uit {series(list(titles))}", proposed)


def from_edition_before(
    standard: Standard, latest: Mapping[str, Assessment], find: Callable[[str], Standard]
) -> Offer | None:
    """What the newest scores on an earlier edition become on this one; `latest` is an assessment per standard.

    What was kept or reworded keeps its level, each part of what was split gets the level of the whole, what was merged
    gets the lowest; what is gone is named and goes nowhere. "Nog niet" and "niet van toepassing" go along. None without
    scores on an earlier edition; when all of them wait or are gone, nothing is proposed.
    """
    earlier = editions_before(standard, find)
    reached = next(((edition, origins) for edition, origins in earlier if edition.slug in latest), None)
    if reached is None:
        return None
    edition, origins = reached
    assessment = latest[edition.slug]
    handed_in = assessment.submitted_at or assessment.started_at
    before, answers = standard_of(assessment), answers_of(assessment)
    found = []
    for code, answer in carried(edition, answers, standard, origins).items():
        for old in origins[code]:
            source = Source(before, before.element(old), answers[old], handed_in)
            found.append((code, answer, source))
    proposed = lowest(found)
    way = crossing(standard, edition.slug, find)
    left_out, waiting = (
        tuple(one.title for one in elements if answers[one.code].is_answered)
        for elements in ((way.gone, way.undecided) if way else ((), ()))
    )
    title = f"Mijn scores op de vorige editie ({edition.edition}), als voorstellen"
    return Offer(EDITION, title, proposed, left_out, waiting)
