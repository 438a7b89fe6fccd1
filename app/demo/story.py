"""Fills an empty database with the municipality: people, three years of zelfscans, plans and gaps as in real life."""

from __future__ import annotations

import random
import secrets
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from flask_security import hash_password

from app.assessments.aspects import held_by_all, read_aspect
from app.assessments.editions.proposals import offers_for
from app.assessments.models import Assessment, Note, Rating
from app.assessments.queries import answers_of, submitted_of
from app.assessments.rules import (
    NOT_APPLICABLE,
    NOT_YET,
    Answer,
    Mode,
    Status,
    element_order,
    fold,
    largest_gaps,
    propose,
    standings_of,
)
from app.assessments.scans.operations import start_draft
from app.assessments.sharing.operations import share_result
from app.assessments.sharing.rules import usual_last_day
from app.core import clock
from app.core.db import db
from app.demo import register
from app.demo.cast import CAST, DEPARTMENTS, ORGANISATION, Character, Story, TeamName
from app.demo.notes import NOTES
from app.demo.place import DESK_PROFILE, introduce, publish_own_standard
from app.demo.plans import write_plan
from app.demo.work import add_work
from app.people import operations, queries
from app.people.leaving.operations import leave_on
from app.people.models import Organisation, Team, User
from app.people.rules import LeadKind, Period, RoleName
from app.people.tree.operations import add_department
from app.plans.rules import ActionKind
from app.plans.steps.operations import add_step
from app.standards.library import get_standard
from app.standards.norms import operations as norms
from app.standards.rules.element import Element
from app.standards.rules.norms import NormKind
from app.standards.rules.standard import Standard

STANDARD = "vakvolwassenheid-2013"
PROFILE = "vakbekwaam"
SENIOR_PROFILE = "vakvolwassen"
TRAINEE_PROFILE = "einde-stage"
GROWTH_A_YEAR = 0.13


def load(today: date) -> bool:
    """Load the municipality unless there is any organisation; answers whether it was loaded. The caller commits.

    All have one password that nobody knows: they are signed in as by the buttons of the demo only.
    """
    if queries.any_organisation():
        return False
    place = operations.add_organisation(ORGANISATION)
    password_hash = hash_password(secrets.token_urlsafe())
    known: dict[str, User] = {}
    teams = _add_tree(place)
    for character in CAST:
        person = operations.add_person(
            place,
            name=character.name,
            email=character.email,
            roles=character.roles,
            job_title=character.job_title,
            password_hash=password_hash,
        )
        known[character.name] = person
        _place_in_teams(person, character, teams, today)
    for number, character in enumerate(CAST):
        chance = random.Random(number)  # noqa: S311 - the same people each time, not a secret
        person = known[character.name]
        if RoleName.PROFESSIONAL in character.roles:
            _tell(person, character, today, chance)
        if character.closed:
            operations.close_account(person)
    _give_norm(place, teams[TeamName.WORK], today)
    acts = Period(today - timedelta(days=12), today + timedelta(days=50))
    operations.join_team(known["Hilde Zijlstra"], teams[TeamName.EMPLOYERS], lead=LeadKind.ACTING, period=acts)
    _suggest_steps(place)
    introduce(place, teams[TeamName.INCOME], STANDARD, PROFILE)
    _share_result(known["Noor Verhagen"], known["Ruben Hoekstra"], today)
    _score_at_the_desk(known["Kees van Dalen"], publish_own_standard(place, known["Ingrid Postma"], today), today)
    _come_and_go(known, today)
    db.session.flush()
    register.tell(known, today, password_hash)
    add_work(today)
    return True


def _come_and_go(known: Mapping[str, User], today: date) -> None:
    """One person never signed in, and one leaves soon."""
    waiting = known["Jeroen Smit"]
    waiting.password, waiting.invited_at = None, clock.now() - timedelta(days=6)
    leave_on(known["Ewa Kowalska"], today + timedelta(days=24), {}, known["Marloes Dijkgraaf"])


def _add_tree(place: Organisation) -> Mapping[TeamName, Team]:
    """The departments with their teams."""
    teams: dict[TeamName, Team] = {}
    for name, parts in DEPARTMENTS.items():
        above = add_department(place, name)
        for part, names in parts.items():
            department = add_department(place, part, above) if part else above
            teams |= {one: operations.add_team(place, one.value, department) for one in names}
    return teams


def _give_norm(place: Organisation, team: Team, today: date) -> None:
    """What this municipality itself asks of the team: the profile, with more on three elements and without one."""
    targets = dict(get_standard(STANDARD).profile(PROFILE).targets)
    targets |= {"intake": "vakvolwassen", "coachen": "vakvolwassen", "communicatie": "vakvolwassen"}
    del targets["beheer-en-beleid"]
    norm = norms.make_norm(place, STANDARD, "Klantmanager Werk en Meedoen", NormKind.FUNCTION, targets)
    norms.give_norm(norm, team, Period(today - timedelta(days=20)))


def _suggest_steps(place: Organisation) -> None:
    """What this municipality itself knows to begin with."""
    where = (place, STANDARD, "afspraken-bewaken", "vakbekwaam")
    add_step(*where, kind=ActionKind.SHADOWING, title="Een ochtend meelopen met het team Werkgevers")
    add_step(*where, kind=ActionKind.TRAINING, title="De training Grip op afspraken van ons opleidingshuis")


def _share_result(person: User, manager: User, today: date) -> None:
    """The newest result of one person, for the talk with their manager."""
    result = submitted_of(person)[0]
    elements = [one.code for one in get_standard(result.standard).elements]
    share_result(result, manager, elements, usual_last_day(today))


def _score_at_the_desk(person: User, slug: str, today: date) -> None:
    """One person has a result on the standard that the municipality made itself."""
    chance = random.Random(slug)  # noqa: S311 - the same each time, not a secret
    _submitted(person, get_standard(slug), DESK_PROFILE, today - timedelta(days=95), 0.5, defaultdict(float), chance)


def _place_in_teams(person: User, character: Character, teams: Mapping[TeamName, Team], today: date) -> None:
    new = character.story is Story.FRESH
    since = today - timedelta(days=30 if new else 1500)
    for name in character.teams:
        operations.join_team(person, teams[name], period=Period(since))
    for name in character.leads:
        since_then = today - timedelta(days=400) if character.led else since
        operations.join_team(person, teams[name], lead=LeadKind.HIERARCHICAL, period=Period(since_then))
    for name in character.led:
        period = Period(since, today - timedelta(days=401))
        operations.join_team(person, teams[name], lead=LeadKind.HIERARCHICAL, period=period)


def _tell(person: User, character: Character, today: date, chance: random.Random) -> None:
    standard = get_standard(character.standard)
    profile = character.profile or _profile_of(character)
    ages = {
        Story.FULL: (1000, 610, 250),
        Story.NO_PLAN: (700, 340, 4),
        Story.ORDINARY: (1030, 660, 290),
        Story.THOROUGH_DRAFT: (360,),
    }.get(character.story, ())
    offsets = {element.code: chance.gauss(0, 0.16) for element in standard.elements}
    done: list[Assessment] = []
    for age in ages:
        day = today - timedelta(days=age + (chance.randrange(-20, 20) if age > 20 else 0))
        skill = character.skill - GROWTH_A_YEAR * age / 365
        done.append(_submitted(person, standard, profile, day, skill, offsets, chance))
    if character.story in (Story.FULL, Story.ORDINARY) and character.skill < 0.84:
        gaps = largest_gaps(standings_of(standard, profile, answers_of(done[-1])), 2)
        write_plan(person, standard, done[-1], gaps, today, chance, shared=character.story is Story.FULL)
    if character.story is Story.FULL:
        _draft(person, standard, profile, today, Mode.QUICK, 7, character.skill, offsets, chance)
    elif character.story is Story.FIRST_DRAFT:
        _draft(person, standard, profile, today, Mode.QUICK, 4, character.skill, offsets, chance)
    elif character.story is Story.THOROUGH_DRAFT:
        _draft(person, standard, profile, today, Mode.THOROUGH, 5, character.skill, offsets, chance)
    if character.starts_on:
        _start_with_proposals(person, *character.starts_on)


def _start_with_proposals(person: User, slug: str, profile: str) -> None:
    """A draft on a standard that is new to somebody, with what their scores elsewhere say about it; nothing chosen."""
    standard = get_standard(slug)
    proposed = [one for offer in offers_for(person, standard) for one in offer.proposed]
    start_draft(person, standard, profile, Mode.QUICK, proposed=proposed)


def _profile_of(character: Character) -> str:
    if "Senior" in character.job_title:
        return SENIOR_PROFILE
    return TRAINEE_PROFILE if "opleiding" in character.job_title else PROFILE


def _answer(element: Element, skill: float, chance: random.Random) -> Answer:
    """A level that fits the skill (0 to 1, on any scale), with some luck."""
    if chance.random() < 0.012:
        return NOT_APPLICABLE
    rank = round(min(1.0, max(0.0, skill + chance.gauss(0, 0.06))) * element.top_rank + 0.15)
    reached = [level.rank for level in element.choices if level.rank <= rank]
    return Answer.level(reached[-1]) if reached else NOT_YET


def _at(day: date, chance: random.Random) -> datetime:
    return datetime.combine(day, time(8 + chance.randrange(8), chance.randrange(60)), UTC)


def _new(person: User, standard: Standard, profile: str, started: datetime, mode: Mode) -> Assessment:
    return Assessment(
        subject_id=person.id,
        author_id=person.id,
        standard=standard.slug,
        profile=profile,
        mode=mode,
        started_at=started,
    )


def _submitted(
    person: User,
    standard: Standard,
    profile: str,
    day: date,
    skill: float,
    offsets: Mapping[str, float],
    chance: random.Random,
) -> Assessment:
    at = _at(day, chance)
    assessment = _new(person, standard, profile, at - timedelta(days=chance.randrange(1, 9)), Mode.QUICK)
    answers = {e.code: _answer(e, skill + offsets[e.code], chance) for e in standard.elements}
    assessment.status, assessment.submitted_at = Status.SUBMITTED, at
    assessment.levels = fold(answers, element_order(standard))
    db.session.add(assessment)
    known = [element.code for element in standard.elements if element.code in NOTES]
    for code in chance.sample(known, min(6, len(known))):
        assessment.notes.append(Note(element=code, text=chance.choice(NOTES[code]), updated_at=at))
    db.session.flush()
    return assessment


def _draft(
    person: User,
    standard: Standard,
    profile: str,
    today: date,
    mode: Mode,
    count: int,
    skill: float,
    offsets: Mapping[str, float],
    chance: random.Random,
) -> None:
    at = min(_at(today - timedelta(days=1), chance), clock.now())
    assessment = _new(person, standard, profile, at - timedelta(days=3), mode)
    for element in standard.elements[:count]:
        answer = _answer(element, skill + offsets[element.code], chance)
        if mode is Mode.THOROUGH:
            levels = {one.code: _answer(element, skill + offsets[element.code], chance) for one in element.aspects}
            answer = propose(held_by_all(element, levels))
            for aspect, level in levels.items():
                shown = read_aspect(element, aspect, level)
                assessment.ratings.append(Rating(element=element.code, aspect=aspect, answer=shown.code, updated_at=at))
        assessment.ratings.append(Rating(element=element.code, answer=answer.code, updated_at=at))
    first = standard.elements[0].code
    assessment.notes.append(Note(element=first, text=NOTES[first][0], updated_at=at))
    db.session.add(assessment)
    db.session.flush()
