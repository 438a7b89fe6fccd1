"""One municipality with one person of every kind, and something of `self` behind every address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from app.core.db import db
from app.evidence import operations as evidence_operations
from app.people import operations
from app.people.models import TeamMembership, User
from app.people.rules import RoleName
from app.plans import operations as plan_operations
from app.standards.exchange import as_case
from app.standards.queries import get_standard
from tests.factories.assessments import STANDARD, make_draft, make_submitted
from tests.factories.norms import give_norm, make_norm
from tests.factories.people import make_membership, make_organisation, make_person, make_team
from tests.factories.plans import make_action, make_goal

ELEMENT, ASPECT = "uitvoering", "B"


@dataclass(frozen=True)
class World:
    """The people by persona (None is somebody who is not signed in), and the ids of what belongs to `self`."""

    people: Mapping[str, User | None]
    ids: Mapping[str, Any]

    def address(self, endpoint: str, url_for: Callable[..., str], arguments: frozenset[str]) -> str:
        """The address of an endpoint, about `self`."""
        values = {name: self.ids.get(f"{endpoint}.{name}", self.ids.get(name)) for name in arguments}
        missing = [name for name, value in values.items() if value is None]
        assert not missing, f"The world has nothing for {missing} of {endpoint}."
        return url_for(endpoint, **values)


def make_world() -> World:
    """Everybody and everything, saved."""
    here, elsewhere = make_organisation("Gemeente Hier"), make_organisation("Gemeente Elders")
    team, other_team = make_team(here), make_team(elsewhere)

    def person(name: str, role: RoleName, place: Any = here) -> User:
        return make_person(role, organisation=place, name=name)

    people = {
        "anonymous": None,
        "self": person("Zelf Persoon", RoleName.PROFESSIONAL),
        "colleague": person("Collega Persoon", RoleName.PROFESSIONAL),
        "stranger": person("Vreemde Persoon", RoleName.PROFESSIONAL, elsewhere),
        "manager": person("Leiding Persoon", RoleName.MANAGER),
        "former_manager": person("Vorige Leiding", RoleName.MANAGER),
        "hr": person("Hr Persoon", RoleName.HR),
        "hr_elsewhere": person("Hr Elders", RoleName.HR, elsewhere),
        "administrator": person("Beheer Persoon", RoleName.ADMINISTRATOR),
        "administrator_elsewhere": person("Beheer Elders", RoleName.ADMINISTRATOR, elsewhere),
        "closed": person("Gesloten Persoon", RoleName.PROFESSIONAL),
    }
    me = people["self"]
    assert me is not None
    mine = make_membership(me, team)
    for name in ("colleague", "closed"):
        make_membership(_some(people[name]), team)
    make_membership(_some(people["stranger"]), other_team)
    make_membership(_some(people["manager"]), team, is_manager=True)
    make_membership(_some(people["former_manager"]), team, is_manager=True, end=date(2026, 11, 19))
    ids = _things_of(me, mine)
    norm = make_norm(here)
    given = give_norm(norm, team)
    ids |= {"norm_id": norm.id, "assignment_id": given.id}
    operations.close_account(_some(people["closed"]))
    db.session.commit()
    return World(people, ids | {"team_id": team.id})


def _things_of(me: User, membership: TeamMembership) -> dict[str, Any]:
    make_submitted(me, at=datetime(2025, 3, 2, tzinfo=UTC))
    submitted = make_submitted(me, at=datetime(2026, 3, 2, tzinfo=UTC))
    draft = make_draft(me, {ELEMENT: 2})
    goal = make_goal(me)
    action = make_action(goal)
    evidence = evidence_operations.keep_file(me, "verslag.txt", b"Een verslag.")
    action.evidence.append(evidence)
    plan_operations.share(me)
    token = plan_operations.renew_feed(me)
    db.session.commit()
    return {
        "assessment_id": draft.id, "element": ELEMENT, "aspect": ASPECT, "group": "task", "kind": "svg",
        "slug": STANDARD, "profile": "vakbekwaam",
        "results.show.assessment_id": submitted.id, "results.picture.assessment_id": submitted.id,
        "results.growth.assessment_id": submitted.id, "person_id": me.id, "membership_id": membership.id,
        "goal_id": goal.id, "action_id": action.id, "evidence_id": evidence.id, "token": token,
        "security.reset_password.token": "een-token-dat-niet-klopt", "name": "index", "filename": "x.css",
        **_of_the_exchange(),
    }  # fmt: skip


def _of_the_exchange() -> dict[str, str]:
    """Something of a standard behind every address of the exchange with other systems."""
    package = as_case(get_standard(STANDARD))
    document, definitions = package["CFDocument"], package["CFDefinitions"]
    item, link = package["CFItems"][0], package["CFAssociations"][0]
    rubric, concept, item_type = package["CFRubrics"][0], definitions["CFConcepts"][0], definitions["CFItemTypes"][0]
    behind = {
        "document": document, "package": document, "item": item, "item_associations": item, "association": link,
        "rubric": rubric, "concept": concept, "item_type": item_type,
    }  # fmt: skip
    return {f"case.{name}.identifier": one["identifier"] for name, one in behind.items()}


def _some(person: User | None) -> User:
    assert person is not None
    return person
