"""People of the register, and what they do: applications, audits, decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.core import clock
from app.core.db import db
from app.dossiers.holding.queries import held
from app.dossiers.models import Registration
from app.people.models import Organisation, User
from app.people.rules import RoleName
from app.register.applications import operations as applications
from app.register.applications.operations import AuditFacts
from app.register.applications.queries import asks_to
from app.register.decisions import operations as decisions
from app.register.decisions.rulings import Ruling
from app.register.judges.operations import declare
from app.register.judges.queries import Judge, Matter, judge_of
from app.register.members.operations import propose_appointment
from app.register.models import Application, Audit, BoardSetting, Decision, SeatProposal
from app.register.rules import DecisionKind, DecisionStatus, SettingKind
from app.register.settings import operations as settings
from app.regulation.terms import Status
from tests.factories.people import make_person


def make_committee_member(organisation: Organisation | None = None, *, name: str | None = None) -> User:
    """A member of the quality committee; of an organisation of their own unless one is given."""
    return make_person(RoleName.COMMITTEE, organisation=organisation, name=name)


def make_board_member(organisation: Organisation | None = None, *, name: str | None = None) -> User:
    """A member of the board of the register; of an organisation of their own unless one is given."""
    return make_person(RoleName.BOARD, organisation=organisation, name=name)


def judging(about: Matter, by: User | None = None) -> Judge:
    """Somebody, by default of the board, as judge of the person whom this is about, and who declared to have no tie.

    Raises `NotIndependent`.
    """
    judge = judge_of(by or make_board_member(), about.person, clock.today())
    declare(judge.viewer, about)
    return judge


def make_application(person: User, code: str = "", *, motivation: str = "Ik doe dit werk nu vier jaar.") -> Application:
    """What somebody asks: the first thing that they can ask, or the one with this code (`B-entree_audit`)."""
    asks = {ask.code: ask for ask in asks_to(person)}
    application = applications.apply(person, asks[code] if code else next(iter(asks.values())), motivation)
    db.session.commit()
    return application


def make_audit(
    application: Application,
    by: User | None = None,
    *,
    passed: bool = True,
    content: Status | None = Status.B,
    fits: bool | None = True,
    findings: str = "Gesprek van een uur, met drie voorbeelden uit het werk.",
) -> Audit:
    """An audit held today by a member of the committee."""
    facts = AuditFacts(clock.today(), passed, content, fits, findings)
    audit = applications.record_audit(application, judging(application, by or make_committee_member()), facts)
    db.session.commit()
    return audit


def make_decision(
    application: Application,
    by: User | None = None,
    *,
    kind: DecisionKind = DecisionKind.GRANT,
    reason: str = "De audit laat zien dat het werk past bij deze status.",
    deviation: str = "De persoon laat dit op een andere manier zien.",
) -> Decision:
    """A decision of today about an application; `deviation` is kept only when it goes against the rules.

    What needs a second member gets one; before a refusal an audit is held, when there was none.
    """
    if kind is DecisionKind.REFUSE and application.needs_audit and not application.audits:
        make_audit(application, passed=False)
    ruling = Ruling(kind, clock.today(), reason, deviation)
    decision = decisions.decide_application(application, judging(application, by), ruling)
    return make_confirmed(decision)


def make_confirmed(decision: Decision, by: User | None = None) -> Decision:
    """The same, confirmed by a second member of the board when it waits for one."""
    if decision.status is DecisionStatus.PROPOSED:
        decisions.confirm(decision, judging(decision, by), "Ik zie het ook zo.")
    db.session.commit()
    return decision


def make_proposal(
    person: User,
    by: User | None = None,
    *,
    reason: str = "Deze persoon werkt niet meer in het vak.",
    effective_on: date | None = None,
) -> Decision:
    """A proposal to take away the status that somebody holds, which waits for a second member."""
    registration: Registration | None = held(person, clock.today())
    assert registration is not None
    ruling = Ruling(DecisionKind.WITHDRAW, effective_on or clock.today(), reason)
    decision = decisions.decide_registration(registration, judging(registration, by), ruling)
    db.session.commit()
    return decision


def make_seat_proposal(
    person: User | None = None, role: RoleName = RoleName.COMMITTEE, *, by: User | None = None
) -> SeatProposal:
    """A proposal that somebody joins committee or board, which waits for a second member."""
    person, by = person or make_person(), by or make_board_member()
    proposal = propose_appointment(person.email, role, date(2028, 11, 20), "Kent het vak goed.", by)
    db.session.commit()
    return proposal


def make_proposed_setting(by: User | None = None, *, weeks: int = 6) -> BoardSetting:
    """A term for objections that a member of the board proposed."""
    setting = settings.propose(by or make_board_member(), SettingKind.OBJECTION_TERM, {"weeks": weeks})
    db.session.commit()
    return setting


def make_objection_term(weeks: int = 6) -> BoardSetting:
    """A term for objections that two members of the board set."""
    setting = make_proposed_setting(weeks=weeks)
    settings.confirm(setting, make_board_member())
    db.session.commit()
    return setting


PRICES = {
    "deelnemer": {"C": "170.00", "B": "290.50", "A": "315.00"},
    "ander": {"B": "350.00"},
    "audit": {"C": "200.00", "B": "200.00", "A": "200.00"},
}


def make_prices(year: int, value: Mapping[str, Mapping[str, str]] = PRICES) -> BoardSetting:
    """What two members of the board set that a year costs."""
    setting = settings.propose(make_board_member(), SettingKind.FEES, value, scope=str(year))
    settings.confirm(setting, make_board_member())
    db.session.commit()
    return setting
