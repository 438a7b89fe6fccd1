"""Writes of PE activities. Each takes what was found for the person who is signed in, and flushes; the request commits.

What is in a PE year that is over stays as it is. So does what is in a year whose dossier has been handed in, except
that something planned may still be done there, because the whole year counts (reading A-14).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.core import clock
from app.core.copying import put
from app.core.db import db, lock, only_once
from app.core.problems import DomainError, WrongStep
from app.core.web.filters import day as in_words
from app.dossiers.holding.operations import NotRegistered
from app.dossiers.holding.position import Position, position_of
from app.dossiers.holding.queries import year_of
from app.dossiers.models import PEActivity
from app.dossiers.pe.queries import activity_from
from app.dossiers.pe.rules import Facts, WrongDay, check_facts, is_too_far
from app.dossiers.rules import ActivityStatus, ApprovalStatus
from app.evidence import operations as evidence_operations
from app.evidence.models import Evidence
from app.people.models import User
from app.plans.models import Action
from app.regulation.dates import PEYear
from app.regulation.terms import PEKind


class ClosedYear(DomainError):
    """The PE year of a day takes no (more) changes; the sentence goes beside the date."""


class FromActionAlready(DomainError):
    """The action of the plan is a PE activity already; `activity` is that one."""

    def __init__(self, activity: PEActivity) -> None:
        super().__init__("Deze actie staat al bij je PE-activiteiten.")
        self.activity = activity


class ApprovalOpen(DomainError):
    """The committee is looking at the activity, so it stays as it is."""


class WrongAnswer(DomainError):
    """An answer of the committee that lacks something."""


def check_day(position: Position, day: date) -> None:
    """Whether a person may add or change something on a day; raises `NotRegistered` or `ClosedYear`."""
    if is_too_far(day, position.day):
        raise ClosedYear("Deze datum is wel erg ver weg. Kijk het jaar nog eens na.")
    year = _check_not_over(position, day)
    if position.handed_in(year) is not None:
        raise ClosedYear(f"Deze dag hoort bij je PE-jaar van {year.words}. Het dossier van dat jaar is ingeleverd.")


def add(person: User, facts: Facts, *, evidence: Sequence[Evidence] = (), action: Action | None = None) -> PEActivity:
    """A new activity; raises `NotRegistered`, `ClosedYear`, `WrongDay`, `FromActionAlready`."""
    lock(person, *evidence)
    return _add(person, facts, evidence, action)


def _add(person: User, facts: Facts, evidence: Sequence[Evidence] = (), action: Action | None = None) -> PEActivity:
    check_day(_position(person), facts.held_on)
    check_facts(facts, clock.today())
    if refused := _refused(action):
        raise refused
    activity = PEActivity(person_id=person.id, created_at=clock.now(), action_id=action.id if action else None)
    put(facts, activity)
    activity.evidence = list(evidence)
    with only_once(lambda: _refused(action)):
        db.session.add(activity)
    return activity


def _refused(action: Action | None) -> FromActionAlready | None:
    existing = activity_from(action) if action is not None else None
    return None if existing is None else FromActionAlready(existing)


def add_all(person: User, many: Sequence[Facts]) -> list[PEActivity]:
    """All of a workbook or, when one of them cannot be added, none."""
    lock(person)
    return [_add(person, facts) for facts in many]


def change(activity: PEActivity, facts: Facts) -> None:
    """Other facts; raises `ClosedYear`, `WrongDay`, `ApprovalOpen`.

    An approval was given for what the activity was: with another kind, title or day it is asked for anew.
    """
    _lock(activity)
    _check_open(activity)
    if activity.held_on != facts.held_on:
        check_day(_position(activity.person), facts.held_on)
    check_facts(facts, clock.today())
    if activity.approval is ApprovalStatus.GRANTED and not keeps_approval(activity, facts):
        _forget_approval(activity)
    put(facts, activity)
    db.session.flush()


def keeps_approval(activity: PEActivity, facts: Facts) -> bool:
    """Whether it is still what the committee approved: the same kind, title and day."""
    return (activity.kind, activity.title, activity.held_on) == (facts.kind, facts.title, facts.held_on)


def finish(activity: PEActivity, held_on: date, hours: Decimal | None, evidence: Sequence[Evidence] = ()) -> None:
    """It took place: on this day, in so many hours. Also when the dossier of the year has been handed in (A-14).

    Raises `WrongStep`, `WrongDay`, and `ClosedYear` when the day is in another year that is closed.
    """
    _lock(activity, *evidence)
    if activity.status is ActivityStatus.DONE:
        raise WrongStep("Deze activiteit staat al op gedaan.")
    if held_on > clock.today():
        raise WrongDay("Deze dag moet nog komen. Vul vandaag in of een dag die voorbij is.")
    position = _position(activity.person)
    _check_not_over(position, activity.held_on)
    if year_of(position.registrations, held_on) != year_of(position.registrations, activity.held_on):
        _check_open(activity)
        check_day(position, held_on)
    activity.status, activity.held_on, activity.hours = ActivityStatus.DONE, held_on, hours
    for one in evidence:
        evidence_operations.show(activity.evidence, one)
    db.session.flush()


def plan_again(activity: PEActivity, held_on: date) -> None:
    """It did not take place after all, but will on a day to come; raises `WrongStep`, `WrongDay`, `ClosedYear`."""
    _lock(activity)
    if activity.status is ActivityStatus.PLANNED:
        raise WrongStep("Deze activiteit staat al op gepland.")
    _check_open(activity)
    check_day(_position(activity.person), held_on)
    if held_on < clock.today():
        raise WrongDay("Deze dag is voorbij. Vul een dag in die nog komt.")
    activity.status, activity.held_on = ActivityStatus.PLANNED, held_on
    db.session.flush()


def delete(activity: PEActivity) -> None:
    """Take an activity away, with the evidence that nothing else shows; raises `ClosedYear`, `ApprovalOpen`."""
    _lock(activity)
    _check_open(activity)
    shown = list(activity.evidence)
    db.session.delete(activity)
    db.session.flush()
    for evidence in shown:
        evidence_operations.remove_unused(evidence)


def add_evidence(activity: PEActivity, evidence: Evidence) -> None:
    """Let an activity show this evidence; once is enough. Raises `ClosedYear`."""
    _lock(activity, evidence)
    _check_year(activity)
    evidence_operations.show(activity.evidence, evidence)


def remove_evidence(activity: PEActivity, evidence: Evidence) -> None:
    """Take evidence from an activity, and away altogether when nothing else shows it; raises `ClosedYear`."""
    _lock(activity)
    _check_open(activity)
    evidence_operations.hide(activity.evidence, evidence)


def ask_approval(activity: PEActivity, request: str) -> None:
    """Ask the committee, with an explanation and evidence (regeling 5.4, footnote); raises `WrongStep`, `ClosedYear`.

    After a refusal it may be asked again.
    """
    _lock(activity)
    _check_year(activity)
    activity.approval = activity.approval.ask()
    activity.approval_request, activity.approval_asked_at = request, clock.now()
    activity.approval_answer, activity.approval_by_id = "", None
    db.session.flush()


def take_back_approval(activity: PEActivity) -> None:
    """No longer ask; raises `WrongStep`. What was written stays, for when it is asked again."""
    _lock(activity)
    activity.approval = activity.approval.take_back()
    activity.approval_asked_at = None
    db.session.flush()


def decide_approval(
    activity: PEActivity, by: User, day: date, granted: bool, points: int | None = None, answer: str = ""
) -> None:
    """The committee's answer: granted (for kind `overig` with its points, A-28) or refused with the reason.

    Raises `WrongStep` when nothing was asked and `WrongAnswer` when the answer lacks something. Whether `by` is
    independent is for the caller to have checked.
    """
    if by.id == activity.person_id:
        raise WrongAnswer("Je kunt niet over je eigen activiteit beslissen.")
    if granted and activity.kind is PEKind.OVERIG and not points:
        raise WrongAnswer("Vul in hoeveel punten deze activiteit krijgt. De tabel noemt er geen.")
    if points is not None and not 1 <= points <= 99:
        raise WrongAnswer("Vul een aantal punten in van 1 tot en met 99.")
    if not granted and not answer.strip():
        raise WrongAnswer("Schrijf op waarom de activiteit niet wordt goedgekeurd.")
    activity.approval = activity.approval.decide(granted)
    activity.approved_on = day if granted else None
    activity.granted_points = points if granted and activity.kind is PEKind.OVERIG else None
    activity.approval_answer, activity.approval_by_id = answer.strip(), by.id
    db.session.flush()


def _lock(activity: PEActivity, *evidence: Evidence) -> None:
    """Wait for all that is done at this moment about the file of the person, and for the committee."""
    lock(activity.person, activity, *evidence)


def _position(person: User) -> Position:
    """Where the person is at this moment: a write looks anew."""
    return position_of(person, clock.today())


def _check_not_over(position: Position, day: date) -> PEYear:
    """The PE year of a day that is open now or still has to come; raises `NotRegistered` or `ClosedYear`."""
    if position.year is None:
        raise NotRegistered("Je staat niet in het register. PE-punten tellen vanaf de dag dat je status ingaat.")
    year = year_of(position.registrations, day)
    if year is None:
        first = in_words(position.registrations[0].started_on)
        raise ClosedYear(f"Op deze dag stond je niet in het register. Je status begon op {first}.")
    if day < position.year.start:
        raise ClosedYear(f"Deze dag hoort bij je PE-jaar van {year.words}. Dat jaar is voorbij.")
    return year


def _forget_approval(activity: PEActivity) -> None:
    activity.approval = ApprovalStatus.NOT_ASKED
    activity.approval_asked_at = activity.approved_on = activity.granted_points = None
    activity.approval_answer, activity.approval_by_id = "", None


def _check_year(activity: PEActivity) -> None:
    check_day(_position(activity.person), activity.held_on)


def _check_open(activity: PEActivity) -> None:
    """May be changed: its year is open, and nobody is looking at it."""
    _check_year(activity)
    if activity.approval is ApprovalStatus.ASKED:
        raise ApprovalOpen("De commissie bekijkt deze activiteit. Neem je vraag eerst terug als je iets wilt wijzigen.")
