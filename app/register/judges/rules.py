"""Who may judge whom: nobody their own file, nor one of their organisation or of a team that they share (regeling 1.7),
and nobody looks again at what they decided, audited or advised themselves (regeling 1.10). Plain Python.

A team or an employer counts for a year after it was left, because ties last longer than a contract does. Employers are
those of the account, of its teams, of the public list, and of every function that stood in the list in that year, also
one that was changed or taken away: an account stays where it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.core.problems import DomainError
from app.core.worded import Worded
from app.people.rules import Membership, Period, past_year

_MAY_NOT = "Je mag dit dossier niet beoordelen:"


class Tie(Worded):
    """What stands between somebody and a fair judgement; the word is a whole sentence."""

    SELF = "self", f"{_MAY_NOT} het gaat over jou."
    ORGANISATION = "organisation", f"{_MAY_NOT} jullie werken bij dezelfde organisatie."
    TEAM = "team", f"{_MAY_NOT} jullie zaten het afgelopen jaar in hetzelfde team."
    EMPLOYER = "employer", f"{_MAY_NOT} jullie werkten het afgelopen jaar bij dezelfde organisatie."

    @property
    def why(self) -> str:
        """The reason alone, of any number of files."""
        return {
            "self": "het gaat over jou.",
            "organisation": "van iemand van je eigen organisatie.",
            "team": "van iemand met wie je het afgelopen jaar in een team zat.",
            "employer": "van iemand met wie je het afgelopen jaar bij dezelfde organisatie werkte.",
        }[self.value]


class NotIndependent(DomainError):
    """Somebody tried to judge a file that is too close to them."""

    def __init__(self, tie: Tie) -> None:
        """The sentence says why."""
        super().__init__(tie.dutch)
        self.tie = tie


@dataclass(frozen=True, slots=True)
class Ties:
    """What the rule knows of somebody: who they are, where they work, and in which teams they are or were.

    `employers` are the names of everybody for whom they worked in the past year, as `employer_key` writes them;
    `organisations` are the ids of those that we know. Who is of the register alone has no `organisation_id`.
    """

    person_id: int
    organisation_id: int | None
    memberships: tuple[Membership, ...] = ()
    employers: frozenset[str] = frozenset()
    organisations: frozenset[int] = frozenset()


def tie_between(judge: Ties, subject: Ties, day: date) -> Tie | None:
    """What ties the two on this day, the closest first; None when the judge is independent.

    A shared team: both were in it, as member or manager, on one and the same day between a year ago and today.
    """
    if judge.person_id == subject.person_id:
        return Tie.SELF
    if judge.organisation_id is not None and judge.organisation_id == subject.organisation_id:
        return Tie.ORGANISATION
    year = past_year(day)
    for mine in judge.memberships:
        for theirs in subject.memberships:
            if mine.team_id == theirs.team_id and _were_together(mine.period, theirs.period, year):
                return Tie.TEAM
    shared = judge.employers & subject.employers or judge.organisations & subject.organisations
    return Tie.EMPLOYER if shared else None


def _were_together(mine: Period, theirs: Period, during: Period) -> bool:
    start = max(mine.start, theirs.start, during.start)
    ends = [period.end for period in (mine, theirs, during) if period.end is not None]
    return start <= min(ends)


class Part(Worded):
    """What somebody did in a matter, so that another has to look at it now."""

    DECIDED = "decided", "Je nam zelf dit besluit."
    EARLIER = "earlier", "Je nam zelf het eerdere besluit."
    AUDITED = "audited", "Je deed zelf de audit bij dit besluit."
    ADVISED = "advised", "Je gaf zelf het bestuur advies over dit dossier."
    HANDLED = "handled", "Je behandelde zelf het bezwaar."


class NotDeclared(DomainError):
    """Somebody judges a file without saying that they have no tie with its person."""

    field = "independent"

    def __init__(self) -> None:
        super().__init__("Vink aan dat je geen band hebt met deze persoon. Heb je die wel? Laat dit dan aan een ander.")


class HadAPart(DomainError):
    """Somebody would judge what they did themselves."""

    def __init__(self, part: Part) -> None:
        """The sentence says which part."""
        super().__init__(f"{part.dutch} Een ander kijkt ernaar.")
        self.part = part


def refuse_hindered(hindrance: Tie | Part | None) -> None:
    """Refuse somebody who is too close, or who had a part in the matter; raises `NotIndependent` or `HadAPart`."""
    if isinstance(hindrance, Tie):
        raise NotIndependent(hindrance)
    if hindrance is not None:
        raise HadAPart(hindrance)
