"""Where the people of a team begin, and what there is to choose from for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from app.core.db import db
from app.people.models import Organisation, Team, TeamMembership, User
from app.people.queries import running_on, still_there
from app.standards.library import standard_for, standards_on_offer
from app.standards.models import Norm, NormVersion, TeamStandard
from app.standards.norms.queries import norms_on, started
from app.standards.rules.editions import newest_edition, newest_editions
from app.standards.rules.norms import code_of, version_id_of
from app.standards.rules.profile import Profile
from app.standards.rules.standard import Standard, UnknownStandard


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a zelfscan begins: a standard that is on offer, and the profile to reach when that was said too."""

    standard: Standard
    profile: Profile | None


Beginnings = Sequence[tuple[Team, Beginning | None]]


def beginning_of(person: User, day: date) -> Beginning | None:
    """Where the team of which somebody became a member last lets them begin on a day; None when no team says it."""
    kept = db.session.scalar(
        select(TeamStandard)
        .join(TeamMembership, TeamMembership.team_id == TeamStandard.team_id)
        .where(TeamMembership.user_id == person.id, ~TeamMembership.is_manager, running_on(TeamMembership, day))
        .order_by(TeamMembership.starts_on.desc(), TeamMembership.id.desc())
        .limit(1)
    )
    if kept is None:
        return None
    return _meant(person.organisation, kept.standard, kept.profile, _newest_kaders([kept.profile], day))


def beginnings_of(organisation: Organisation, day: date) -> Beginnings:
    """The teams of an organisation that somebody can enter, by name, each with where its people begin."""
    rows = db.session.execute(
        select(Team, TeamStandard.standard, TeamStandard.profile)
        .outerjoin(TeamStandard, TeamStandard.team_id == Team.id)
        .where(Team.organisation_id == organisation.id, still_there(day))
        .order_by(Team.name)
    ).all()
    newest = _newest_kaders([code for _, _, code in rows if code], day)
    return [(team, _meant(organisation, slug, code, newest) if slug else None) for team, slug, code in rows]


def begins_at(team: Team) -> str:
    """The title of the standard at which the people of a team begin; empty when they choose."""
    kept = db.session.get(TeamStandard, team.id)
    meant = _meant(team.organisation, kept.standard, "", {}) if kept is not None else None
    return meant.standard.title if meant is not None else ""


def _newest_kaders(codes: Iterable[str], day: date) -> Mapping[str, str]:
    """The code of the newest version, on the same edition, of each kader among these codes that is used on a day."""
    wanted = {version_id_of(code) for code in codes} - {None}
    if not wanted:
        return {}
    named = aliased(NormVersion)
    rows = db.session.execute(
        select(named.id, func.max(NormVersion.id))
        .join(NormVersion, and_(NormVersion.norm_id == named.norm_id, NormVersion.standard == named.standard))
        .join(Norm, Norm.id == named.norm_id)
        .where(named.id.in_(wanted), Norm.closed_at.is_(None), started(day))
        .group_by(named.id)
    )
    return {code_of(one): code_of(newest) for one, newest in rows}


def _meant(organisation: Organisation, slug: str, code: str, kaders: Mapping[str, str]) -> Beginning | None:
    """What was chosen, on the edition and in the version of today; None when it is not on offer any more."""
    offered = standards_on_offer(organisation)
    try:
        standard = newest_edition(standard_for(organisation, slug), offered)
    except UnknownStandard:
        return None
    if standard.slug not in {one.slug for one in offered}:
        return None
    wanted = kaders.get(code) if version_id_of(code) is not None else code
    known = (*standard.profiles, *standard.norms)
    return Beginning(standard, next((one for one in known if one.code == wanted), None))


def places_to_begin(organisation: Organisation, day: date) -> list[tuple[Standard, tuple[Profile, ...]]]:
    """What a team can begin at: the newest editions on offer, each with its kaders of the day and its profiles."""
    return [
        (one, (*norms_on(organisation, one, day), *one.profiles))
        for one in newest_editions(standards_on_offer(organisation))
    ]
