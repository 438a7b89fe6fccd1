"""What a row would do to one person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.people.imports.rules.entries import Entry, by_key, key_of, number_key
from app.people.imports.rules.plan import Change, Join, Known, PersonPlan, Place, State
from app.people.rules import REGISTER_ROLES, LeadKind, Period, RoleName

_DAY = timedelta(days=1)


class PersonFault(Exception):
    """A row that cannot be carried out: the key of the column that is at fault, and what, in Dutch."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(what)
        self.key, self.what = key, what


def planned(entry: Entry, known: Known | None, state: State, today: date) -> PersonPlan:
    """What this row does to this person, or to somebody new; raises `PersonFault`.

    An empty cell says nothing, and what is the same but for its capitals in an address, or for the zeros in front of a
    number, is the same.
    """
    roles = _roles(entry, known)
    moves = _Moves(entry, known, state, today)
    moves.find()
    if known is None:
        joins = tuple(moves.joins)
        return PersonPlan(entry, None, entry.name, entry.email, entry.number, entry.job_title, roles, joins=joins)
    other_number = entry.number and number_key(entry.number) != number_key(known.number)
    must_confirm = known.chosen and entry.email != known.email
    asks = must_confirm and entry.email != known.asked
    return PersonPlan(
        entry,
        known,
        name=entry.name,
        email=known.email if must_confirm else entry.email,
        number=entry.number if other_number else known.number,
        job_title=entry.job_title or known.job_title,
        roles=roles,
        changes=tuple(_changes(entry, known, roles, moves)),
        new_address=entry.email if asks else "",
        ends=tuple(moves.ends),
        removes=tuple(moves.removes),
        joins=tuple(moves.joins),
    )


def _roles(entry: Entry, known: Known | None) -> tuple[RoleName, ...]:
    """The roles after it: those of the register stay, and who leads a team gets the role that goes with it."""
    held = frozenset(known.roles) if known else frozenset({RoleName.PROFESSIONAL})
    wanted = held if entry.roles is None else frozenset(entry.roles)
    wanted |= held & REGISTER_ROLES
    if entry.leads:
        wanted |= {RoleName.MANAGER}
    return tuple(role for role in RoleName if role in wanted)


def _in_words(roles: tuple[RoleName, ...]) -> str:
    return ", ".join(role.dutch for role in roles)


def _changes(entry: Entry, known: Known, roles: tuple[RoleName, ...], moves: _Moves) -> Iterator[Change]:
    if not known.active:
        yield Change("Account", "gesloten", "open")
    if entry.name != known.name:
        yield Change("Naam", known.name, entry.name)
    if entry.email not in (known.email, known.asked if known.chosen else known.email):
        yield Change("E-mailadres", known.email, entry.email)
    if entry.number and number_key(entry.number) != number_key(known.number):
        yield Change("Personeelsnummer", known.number, entry.number)
    if entry.job_title and entry.job_title != known.job_title:
        yield Change("Functie", known.job_title, entry.job_title)
    if roles != known.roles:
        yield Change("Rollen", _in_words(known.roles), _in_words(roles))
    yield from moves.changes


@dataclass
class _Moves:
    """From which teams to which, as a member and as the one who leads."""

    entry: Entry
    known: Known | None
    state: State
    today: date
    ends: list[tuple[int, date]] = field(default_factory=list)
    removes: list[int] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def find(self) -> None:
        """Fill the lists; raises `PersonFault`.

        Who leads a team is no member of it. Where somebody is today, or on the first day of what is new when that is
        later, they stay: the first day of what runs already never changes.
        """
        led, teams = self._wanted()
        leaving: list[Place] = []
        for wanted, is_manager in ((teams, False), (led, True)):
            if wanted is not None:
                leaving += [place for place in self._now(led=is_manager) if self._key(place) not in wanted]
        for place in leaving:
            self._leave(place)
        for wanted, is_manager in ((teams, False), (led, True)):
            if wanted is not None:
                self._change_to(dict(wanted), is_manager, leaving)

    def _wanted(self) -> tuple[dict[str, str] | None, dict[str, str] | None]:
        """What to lead and where to be a member, by key; None says nothing."""
        led = None if self.entry.leads is None else dict(by_key(self.entry.leads))
        teams = None if self.entry.teams is None else dict(by_key(self.entry.teams))
        leads = self._led(besides=led is not None) | (led or {}).keys()
        now = {self._key(place): self.state.team_name(place) for place in self._now(led=False)}
        if teams is None and led and now.keys() & led.keys():
            teams = now
        if teams is not None:
            teams = {key: name for key, name in teams.items() if key not in leads}
        return led, teams

    def _led(self, *, besides: bool) -> set[str]:
        """What they lead now, in whatever way, or `besides` those that a file is about."""
        places = self.known.places if self.known else ()
        day = max(self.start, self.today)
        left_out = {None, LeadKind.HIERARCHICAL} if besides else {None}
        return {self._key(place) for place in places if place.lead not in left_out and place.period.holds(day)}

    @property
    def start(self) -> date:
        """The first day of what is new."""
        return self.entry.since or self.today

    def _key(self, place: Place) -> str:
        return key_of(self.state.team_name(place))

    def _now(self, *, led: bool) -> tuple[Place, ...]:
        return self.known.teams_on(max(self.start, self.today), led=led) if self.known else ()

    def _leave(self, place: Place) -> None:
        last = self.start - _DAY
        if last >= place.period.start:
            self.ends.append((place.id, last))
        elif place.period.start >= self.today:
            self.removes.append(place.id)
        else:
            since = f"{place.period.start:%-d-%-m-%Y}"
            what = f"in het team {self.state.team_name(place)} begon deze persoon op {since}. Kies een latere dag."
            raise PersonFault("since", what)

    def _change_to(self, wanted: dict[str, str], is_manager: bool, leaving: list[Place]) -> None:
        now = {self._key(place): self.state.team_name(place) for place in self._now(led=is_manager)}
        for key in wanted.keys() - now.keys():
            self._refuse_overlap(key, leaving)
        new = [key for key in wanted if key not in now]
        self.joins += [Join(key, is_manager, self.start) for key in new]
        if self.known is not None and wanted.keys() != now.keys():
            names = (self.state.open_teams[key].name if key in self.state.open_teams else wanted[key] for key in wanted)
            after = "; ".join(names)
            from_when = "" if self.start <= self.today and not self.entry.since else f" (vanaf {self.start:%-d-%-m-%Y})"
            what = "Leidt" if is_manager else "Team"
            self.changes.append(Change(what, "; ".join(now.values()), f"{after or 'geen team'}{from_when}"))

    def _refuse_overlap(self, key: str, leaving: list[Place]) -> None:
        for place in self.known.places if self.known else ():
            if self._key(place) != key or place in leaving:
                continue
            if place.period.overlaps(Period(self.start)):
                began = f"{place.period.start:%-d-%-m-%Y}"
                name = self.state.team_name(place)
                if place.period.start > self.start:
                    what = f"deze persoon komt al op {began} in het team {name}. Vul die dag in, of laat het team leeg."
                else:
                    what = f"op deze dag zat deze persoon nog in het team {name}. Kies een latere dag."
                raise PersonFault("since", what)
