"""What would happen when a file is carried out: the file beside what is known, and every fault by its cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.core.shapes import Fault
from app.people.imports.rules.entries import Entry, key_of
from app.people.imports.rules.matching import Matched, match
from app.people.imports.rules.people import PersonFault, planned
from app.people.imports.rules.plan import Answers, Known, MovedTeam, NewTeam, PersonPlan, Plan, Question, State
from app.people.rules import REGISTER_ROLES, RoleName, may_keep

Cell = Callable[[int, str], str]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who reads in the file, with which roles, on which day; `taken` are addresses in it that people elsewhere have.

    `held` are addresses that are kept for a person, by the address: they may still be put back.
    """

    id: int
    roles: tuple[RoleName, ...]
    today: date
    taken: Collection[str] = ()
    held: Mapping[str, int] = field(default_factory=dict)

    def may_give(self, email: str, known: Known | None) -> bool:
        """Whether the address is free, for who is new or for somebody who is known."""
        return email not in self.taken and self.held.get(email) in {None, known.id if known else None}


def compare(entries: Sequence[Entry], state: State, asker: Asker, cell: Cell, answers: Answers | None = None) -> Plan:
    """The plan; with `answers` no question is left in it.

    `cell` names a cell by its line and the key of its column.
    """
    matched = match(entries, state)
    faults = list(_faults_of_matching(matched, cell))
    people: list[PersonPlan] = []
    questions: list[Question] = []

    def plan(entry: Entry, known: Known | None) -> PersonPlan | None:
        try:
            return planned(entry, known, state, asker.today)
        except PersonFault as fault:
            faults.append(Fault(cell(entry.line, fault.key), fault.what, entry.line))
            return None

    for entry, known in matched.sure:
        if (one := plan(entry, known)) is not None:
            people.append(one)
    for entry, candidates, can_be_new in matched.unsure:
        options = tuple(one for known in candidates if (one := plan(entry, known)) is not None)
        question = Question(entry, options, can_be_new)
        if answers is None:
            questions.append(question)
        elif (answer := _answered(question, answers, state, asker.today)) is not None:
            people.append(answer)
    teams = _Teams(state, asker.today, cell)
    for one in people:
        teams.hear(one.entry)
    for question in questions:
        teams.hear(question.entry)
    faults += teams.faults
    faults += _taken(people, asker, cell)
    faults += _stopping(people, state, asker, cell)
    faults += _not_theirs(people, asker, cell)
    faults += _own_role(people, asker, cell)
    faults += _chosen_twice(people, cell)
    return Plan(
        new=tuple(one for one in people if one.known is None),
        changed=tuple(one for one in people if one.known is not None and one.changes),
        same=sum(1 for one in people if not one.is_shown),
        questions=tuple(questions),
        gone=_gone(matched, state, asker),
        teams=tuple(teams.new.values()),
        moved=tuple(teams.moved.values()),
        departments=tuple(teams.departments.values()),
        faults=tuple(sorted(faults, key=lambda fault: fault.line)),
    )


def _answered(question: Question, answers: Answers, state: State, today: date) -> PersonPlan | None:
    chosen = answers.who.get(question.entry.line, 0)
    if chosen:
        return next((one for one in question.options if one.known and one.known.id == chosen), None)
    return planned(question.entry, None, state, today) if question.can_be_new else None


def _faults_of_matching(matched: Matched, cell: Cell) -> Sequence[Fault]:
    crossed = [
        Fault(cell(line, "email"), f"dit adres is van {other.name}, en het personeelsnummer van iemand anders.", line)
        for line, other in matched.crossed.items()
    ]
    twice = [
        Fault(cell(line, "email"), f"over deze persoon gaat ook rij {first}.", line)
        for line, first in matched.twice.items()
    ]
    return crossed + twice


def _taken(people: Sequence[PersonPlan], asker: Asker, cell: Cell) -> Sequence[Fault]:
    """Addresses that somebody elsewhere has; raised for who is new and for who would get another address."""
    what = "dit e-mailadres is al in gebruik."
    return [
        Fault(cell(one.entry.line, "email"), what, one.entry.line)
        for one in people
        if one.is_shown and not asker.may_give(one.new_address or one.email, one.known)
    ]


def _stopping(people: Sequence[PersonPlan], state: State, asker: Asker, cell: Cell) -> Iterator[Fault]:
    """Who would enter a team that stops."""
    for one in people:
        for join in one.joins:
            if (team := state.stops(join.team, asker.today)) and team.closed_on:
                what = f"het team {team.name} stopt op {team.closed_on:%-d-%-m-%Y}. Er komt niemand meer bij."
                yield Fault(cell(one.entry.line, "leads" if join.is_manager else "teams"), what, one.entry.line)


def _not_theirs(people: Sequence[PersonPlan], asker: Asker, cell: Cell) -> Iterator[Fault]:
    """An administrator is changed and made by an administrator alone, and an address at the register by its person."""
    for one in people:
        roles = {*one.roles, *(one.known.roles if one.known else ())}
        if one.is_shown and not may_keep(asker.roles, roles):
            what = "alleen een beheerder verandert een beheerder."
            yield Fault(cell(one.entry.line, "roles"), what, one.entry.line)
        if one.new_address and one.known and not REGISTER_ROLES.isdisjoint(one.known.roles):
            what = "wie bij het register beoordeelt, verandert het e-mailadres zelf."
            yield Fault(cell(one.entry.line, "email"), what, one.entry.line)


def _own_role(people: Sequence[PersonPlan], asker: Asker, cell: Cell) -> Sequence[Fault]:
    """Nobody takes the role of administrator from themselves here: so there is always one left."""
    what = "zo raak je zelf de rol beheerder kwijt. Vraag dat een andere beheerder."
    return [
        Fault(cell(one.entry.line, "roles"), what, one.entry.line)
        for one in people
        if one.known
        and one.known.id == asker.id
        and RoleName.ADMINISTRATOR in one.known.roles
        and RoleName.ADMINISTRATOR not in one.roles
    ]


def _chosen_twice(people: Sequence[PersonPlan], cell: Cell) -> Sequence[Fault]:
    """Two rows that somebody said are about one person."""
    lines: dict[int, int] = {}
    faults = []
    for one in people:
        if one.known and (first := lines.setdefault(one.known.id, one.entry.line)) != one.entry.line:
            what = f"over {one.known.name} gaat ook rij {first}."
            faults.append(Fault(cell(one.entry.line, "email"), what, one.entry.line))
    return faults


def _gone(matched: Matched, state: State, asker: Asker) -> tuple[Known, ...]:
    """Who has an open account and is in no row; not who is leaving, nor whom the one who reads it in may not change.

    Nobody shuts themselves out.
    """
    spoken = {known.id for _, known in matched.sure if known} | {asker.id}
    spoken |= {known.id for _, candidates, _ in matched.unsure for known in candidates}
    spoken |= {known.id for known in matched.crossed.values()}
    left = (
        one
        for one in state.people.values()
        if one.active and not one.leaving and one.id not in spoken and may_keep(asker.roles, one.roles)
    )
    return tuple(sorted(left, key=lambda one: (key_of(one.name), one.id)))


class _Teams:
    """Which teams and departments are new, and which team comes under another department."""

    def __init__(self, state: State, today: date, cell: Cell) -> None:
        self.state, self.today, self.cell = state, today, cell
        self.known_departments = {key_of(name): name for name in state.departments}
        self.departments: dict[str, str] = {}
        self.new: dict[str, NewTeam] = {}
        self.moved: dict[int, MovedTeam] = {}
        self.said: dict[str, tuple[str, int]] = {}
        self.faults: list[Fault] = []

    def hear(self, entry: Entry) -> None:
        """What one row says about teams."""
        for name in (*(entry.teams or ()), *(entry.leads or ())):
            key = key_of(name)
            if key not in self.state.open_teams and not self.state.stops(key, self.today):
                self.new.setdefault(key, NewTeam(name))
        if entry.department:
            for name in entry.teams or entry.leads or ():
                self._under(entry, name)

    def _under(self, entry: Entry, name: str) -> None:
        key, wanted = key_of(name), key_of(entry.department)
        said, line = self.said.setdefault(key, (wanted, entry.line))
        if said != wanted:
            what = f"het team {name} hoort in rij {line} bij een andere afdeling."
            self.faults.append(Fault(self.cell(entry.line, "department"), what, entry.line))
            return
        if wanted not in self.known_departments:
            self.departments.setdefault(wanted, entry.department)
        department = self.known_departments.get(wanted) or self.departments[wanted]
        if key in self.new:
            self.new[key] = replace(self.new[key], department=department)
            return
        team = self.state.open_teams.get(key)
        if team and key_of(team.department) != wanted:
            self.moved[team.id] = MovedTeam(team.id, team.name, team.department, department)
