"""Where a goal that was reached is scored again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import url_for
from flask_security import current_user

from app.assessments.models import Assessment
from app.assessments.queries import drafts_of
from app.plans.pages import GoalCard, wants_new_score
from app.plans.places import editions_of


def again_addresses(cards: Sequence[GoalCard], handed_in: Sequence[Assessment]) -> dict[int, str]:
    """For each reached goal (by its id) that was not scored again: where to do that."""
    wanted = [card for card in cards if wants_new_score(card, handed_in)]
    drafts = {draft.standard: draft for draft in drafts_of(current_user)} if wanted else {}
    return {card.goal.id: _again(card, drafts, handed_in) for card in wanted}


def _again(card: GoalCard, drafts: Mapping[str, Assessment], handed_in: Sequence[Assessment]) -> str:
    """The element in the draft that is there, else a new zelfscan that goes on from the last one."""
    goal, now = card.goal, card.now
    places = [(now.edition.slug, now.elements[0].code)] if now else []
    for slug, element in (*places, (goal.standard, goal.element)):
        if slug in drafts:
            return url_for("draft.score", assessment_id=drafts[slug].id, element=element)
    slugs = {one.slug for one in editions_of(current_user, goal.standard)}
    latest = next((one for one in handed_in if one.standard in slugs), None)
    slug, element = (*places, (goal.standard, goal.element))[0]
    return url_for("scans.start", standaard=slug, van=latest.id if latest else None, onderdeel=element)
