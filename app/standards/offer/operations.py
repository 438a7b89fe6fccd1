"""What people of an organisation may choose, and where those of a team begin."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete

from app.core.db import db, lock
from app.core.problems import DomainError
from app.people.models import Organisation, Team
from app.standards.library import standards_for, standards_on_offer, withheld_of
from app.standards.marks import mark_changed
from app.standards.models import TeamStandard, WithheldStandard
from app.standards.rules.editions import chain_of, newest_editions


class NothingOnOffer(DomainError):
    """Without a standard nobody could score."""

    sentence = "Kies minstens één standaard. Zonder standaard kan niemand een zelfscan maken."


class NotOnOffer(DomainError):
    """A team would begin at what nobody may choose."""

    sentence = "Deze standaard kan niemand kiezen. Kies een andere, of bied hem eerst aan."


def offer(organisation: Organisation, slugs: Collection[str]) -> None:
    """Offer the standards of which these are the newest editions, and no other that the organisation has.

    What is there and is not named is withheld in all its editions; who has begun with it goes on. Raises
    `NothingOnOffer`.
    """
    lock(organisation)
    known = standards_for(organisation)
    shown = newest_editions(known)
    offered = {chain_of(one, known)[0].slug for one in shown if one.slug in slugs}
    if not offered:
        raise NothingOnOffer
    withheld = {chain_of(one, known)[0].slug for one in shown} - offered
    if withheld == withheld_of(organisation):
        return
    db.session.execute(delete(WithheldStandard).where(WithheldStandard.organisation_id == organisation.id))
    db.session.add_all(WithheldStandard(organisation_id=organisation.id, standard=slug) for slug in sorted(withheld))
    mark_changed(organisation)


def begin_as(old: Team, into: Team) -> None:
    """Let the people of a team begin where those of another do, when theirs is not said; both are locked."""
    kept = db.session.get(TeamStandard, old.id)
    if kept is not None and db.session.get(TeamStandard, into.id) is None:
        db.session.add(TeamStandard(team_id=into.id, standard=kept.standard, profile=kept.profile))
    db.session.flush()


def begin_team_at(team: Team, standard: str, profile: str) -> None:
    """Let the people of a team begin at this edition with this profile (empty: they choose); no `standard`: anywhere.

    Raises `NotOnOffer`, and `UnknownProfile` for a profile that the standard does not have.
    """
    lock(team.organisation, team)
    kept = db.session.get(TeamStandard, team.id)
    if not standard:
        if kept is not None:
            db.session.delete(kept)
        db.session.flush()
        return
    found = next((one for one in standards_on_offer(team.organisation) if one.slug == standard), None)
    if found is None:
        raise NotOnOffer
    code = found.profile(profile).code if profile else ""
    if kept is None:
        db.session.add(TeamStandard(team_id=team.id, standard=standard, profile=code))
    else:
        kept.standard, kept.profile = standard, code
    db.session.flush()
