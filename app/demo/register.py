"""What the invented people do with the register: statuses, points, a dossier, applications, decisions, a sample.

Everything goes through the operations that people use, on the day on which it happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import delete, update

from app.core import clock
from app.core.db import db
from app.core.mail import OutboxMail
from app.demo import board
from app.demo.register_cast import REGISTER_CAST
from app.demo.register_steps import as_judge, grant, hold_meeting, make_registrant, on_day, renew_until_now
from app.demo.scans import hand_in_evenly
from app.dossiers.declarations.operations import declare
from app.dossiers.dossier.operations import hand_in
from app.dossiers.holding import operations as dossiers
from app.dossiers.holding.position import own_year
from app.dossiers.holding.queries import held
from app.dossiers.models import PEActivity
from app.dossiers.pe import operations as pe
from app.dossiers.pe.rules import Facts
from app.dossiers.reports import operations as reports
from app.dossiers.rules import ActivityStatus
from app.evidence.models import Evidence
from app.evidence.operations import keep_link
from app.people import operations as people
from app.people import queries as people_queries
from app.people.models import User
from app.register.applications import operations as applications
from app.register.applications.rules import Ask
from app.register.decisions import operations as decisions
from app.register.decisions.rulings import Ruling
from app.register.judges import operations as judges
from app.register.models import Decision
from app.register.objections import operations as objections
from app.register.rules import ApplicationKind, DecisionKind, SampleVerdict
from app.register.samples import operations as samples
from app.regulation.dates import add_months
from app.regulation.terms import PEKind, RegisterName, Route, Status, WorkingLevel
from app.standards.library import get_standard


def tell(cast: Mapping[str, User], today: date, password_hash: str) -> None:
    """Make the people of elsewhere and let everybody live with the register; `cast` are the others, by name."""
    everybody = {**cast, **_outsiders(password_hash)}
    _ways_in(everybody, today)
    _bram(everybody["Bram Hofman"], today)
    _naomi(everybody, today)
    _wim(everybody, today)
    _gokhan(everybody["Gökhan Aydin"], today)
    _lisa(everybody["Lisa Tromp"], today)
    _neighbours(everybody, today)
    _sample(everybody, today)
    board.tell(everybody, today)
    people.close_account(everybody["Roel Veenstra"])
    db.session.flush()
    _letters_read(everybody)
    # Nobody reads the mail of invented people.
    db.session.execute(delete(OutboxMail).where(OutboxMail.recipient.in_([one.email for one in everybody.values()])))


def _letters_read(everybody: Mapping[str, User]) -> None:
    """Everybody read their letters, but Roel did not open the one of today."""
    read = update(Decision).where(Decision.person_id != everybody["Roel Veenstra"].id)
    db.session.execute(read.values(letter_read_at=Decision.recorded_at))


def _outsiders(password_hash: str) -> dict[str, User]:
    made = {}
    for one in REGISTER_CAST:
        place = people_queries.find_organisation(one.organisation) or people.add_organisation(one.organisation)
        made[one.name] = people.add_person(
            place, name=one.name, email=one.email, roles=one.roles, job_title=one.job_title, password_hash=password_hash
        )
    return made


def _ways_in(everybody: Mapping[str, User], today: date) -> None:
    """Who holds what, and since when."""
    make_registrant(everybody["Bram Hofman"], WorkingLevel.HBO, add_months(today, -34))
    make_registrant(everybody["Anouk Meijer"], WorkingLevel.HBO, add_months(today, -50))
    make_registrant(everybody["Naomi Pinas"], WorkingLevel.HBO, add_months(today, -57))
    make_registrant(
        everybody["Wim Versteeg"], WorkingLevel.WO, add_months(today, -110), "Senior accountmanager bedrijven"
    )
    starts = {
        "Bram Hofman": (Status.C, add_months(today, -19)),
        "Anouk Meijer": (Status.B, add_months(today, -4)),
        "Naomi Pinas": (Status.B, add_months(today, -9) - timedelta(days=14)),
        "Wim Versteeg": (Status.A, add_months(today, -21)),
    }
    for name, (status, day) in starts.items():
        renew_until_now(grant(everybody, name, status, day))


def _activity(
    person: User,
    kind: PEKind,
    title: str,
    day: date,
    hours: str,
    *,
    clok: bool = True,
    evidence: Sequence[Evidence] = (),
) -> PEActivity:
    """Done when its day is over, otherwise planned."""
    status = ActivityStatus.DONE if day <= clock.today() else ActivityStatus.PLANNED
    return pe.add(person, Facts(kind, title, day, status, Decimal(hours), clok=clok), evidence=evidence)


def _bram(person: User, today: date) -> None:
    """A C holder: six of eight points, and B comes within reach when he has three years of experience."""
    with on_day(today - timedelta(days=20)):
        hand_in_evenly(person, get_standard("amb-functieprofiel-2018"), "status-b", rank=2)
    _activity(person, PEKind.WORKSHOP, "Workshop bedrijventerreinen", today - timedelta(days=80), "4")
    _activity(person, PEKind.NETWERKBIJEENKOMST, "Regionale netwerkdag", today - timedelta(days=41), "3")
    _activity(person, PEKind.SEMINAR, "Seminar vergunningen", today - timedelta(days=20), "3.5")
    _activity(person, PEKind.CONGRES, "Congres lokale economie", today + timedelta(days=33), "6")
    for title, days, why in (
        ("Training zakelijk onderhandelen", 17, "Ik oefende er gesprekken met eigenaren van panden."),
        ("Masterclass winkelgebieden", 4, "Wij kozen er maatregelen voor een straat met veel leegstand."),
    ):
        asked = _activity(person, PEKind.WORKSHOP, title, today - timedelta(days=days + 5), "3.5", clok=False)
        with on_day(today - timedelta(days=days)):
            pe.ask_approval(asked, why)


def _naomi(everybody: Mapping[str, User], today: date) -> None:
    """A B holder with nearly everything: only the declaration is missing, and the deadline is two weeks away."""
    person = everybody["Naomi Pinas"]
    _activity(person, PEKind.CONGRES, "Congres lokale economie", today - timedelta(days=200), "7")
    _activity(person, PEKind.WORKSHOP, "Workshop onderhandelen", today - timedelta(days=120), "4")
    _activity(person, PEKind.ORGANISEREN, "Ondernemersavond opgezet", today - timedelta(days=60), "13")
    _activity(person, PEKind.WORKSHOP, "Training gebiedsmarketing", today - timedelta(days=30), "4", clok=False)
    asked = _activity(
        person,
        PEKind.OVERIG,
        "Cursus ruimtelijke economie",
        today - timedelta(days=25),
        "16",
        clok=False,
        evidence=[keep_link(person, "https://cursus.voorbeeldstad.example/ruimtelijke-economie")],
    )
    with on_day(today - timedelta(days=6)):
        pe.ask_approval(asked, "Twee dagen over werklocaties en de regio. Ik gebruik het nu bij het nieuwe terrein.")
    _report(
        everybody,
        person,
        "Leegstand in de Voorstraat",
        today,
        local=False,
        why="Niet één vergunning, maar met eigenaren en ondernemers samen een plan voor de hele straat.",
    )
    meeting_day = today - timedelta(days=15)
    hold_meeting(person, everybody["Anouk Meijer"], meeting_day)


def _wim(everybody: Mapping[str, User], today: date) -> None:
    """An A holder who handed in last week: the committee looks, the board decides."""
    person = everybody["Wim Versteeg"]
    renewal = held(person, clock.today())
    assert renewal is not None
    start = add_months(renewal.renewal_date, -12)
    _activity(person, PEKind.CONGRES, "Congres lokale economie", start + timedelta(days=40), "7")
    _activity(person, PEKind.DOCENT, "Gastcollege op de hogeschool", start + timedelta(days=75), "8")
    _activity(person, PEKind.ORGANISEREN, "Landelijke dag van het netwerk", start + timedelta(days=110), "14")
    _activity(person, PEKind.WORKSHOP, "Workshop circulaire bedrijven", start + timedelta(days=130), "4")
    _report(
        everybody,
        person,
        "Vakcollege met de ondernemersvereniging",
        today,
        local=True,
        why="Scholen, ondernemers en gemeente maakten samen een leerplek die er nog niet was.",
    )
    hold_meeting(person, everybody["Naomi Pinas"], today - timedelta(days=12))
    with on_day(today - timedelta(days=8)):
        own = own_year(person, clock.today())
        assert own is not None
        declare(
            own,
            still_in_function=True,
            function="Senior accountmanager bedrijven",
            employer=person.organisation.name,
            changes="",
        )
    with on_day(today - timedelta(days=7)):
        own = own_year(person, clock.today())
        assert own is not None
        hand_in(own)


def _report(everybody: Mapping[str, User], person: User, subject: str, today: date, *, local: bool, why: str) -> None:
    """A practice activity that was approved, written and sent in time."""
    own = own_year(person, clock.today())
    assert own is not None
    report = reports.report_for(person, own.year)
    reports.keep_subject(report, subject=subject, beyond_routine=why, local_level=local)
    reports.propose(report, own.year.start + timedelta(days=20))
    reports.decide_subject(report, everybody["Els Rijnders"], own.year.start + timedelta(days=34), True, "Mooie casus.")
    reports.save_body(
        report,
        "Wat speelde er? Iedereen wachtte op een ander.\n\nWat deed ik? Ik bracht de mensen bij elkaar en maakte de "
        "keuzes klein.\n\nWat leerde ik? Eerst luisteren, dan pas rekenen. Volgende keer betrek ik de buren eerder.",
        0,
    )
    reports.send(report, today - timedelta(days=30))


def _gokhan(person: User, today: date) -> None:
    """Somebody new who asked for C; the audit still has to be held."""
    make_registrant(person, WorkingLevel.MBO, add_months(today, -11))
    dossiers.registrant_for(person).new_in_function = True
    with on_day(today - timedelta(days=9)):
        applications.apply(
            person, Ask(ApplicationKind.ENTRY, Route.ENTRY_AUDIT, Status.C), "Ik werk nu bijna een jaar aan het loket."
        )


def _lisa(person: User, today: date) -> None:
    """Somebody with the Leergang, not in the register yet: she can come in at B directly."""
    make_registrant(person, WorkingLevel.HBO, add_months(today, -14))
    registrant = dossiers.registrant_for(person)
    registrant.leergang_kind, registrant.leergang_completed_on = RegisterName.AMB, add_months(today, -3)


def _neighbours(everybody: Mapping[str, User], today: date) -> None:
    """A municipality next door: four in the register, one who lost the status and objects, one subject proposed."""
    levels = {
        "Saskia Blom": (Status.B, WorkingLevel.HBO, -40, -60),
        "Roel Veenstra": (Status.C, WorkingLevel.MBO, 0, -30),
        "Dunya Yilmaz": (Status.B, WorkingLevel.HBO, -16, -48),
        "Kor Feenstra": (Status.A, WorkingLevel.WO, -15, -90),
        "Petra Lammers": (Status.C, WorkingLevel.MBO, -14, -26),
    }
    for name, (status, level, began, worked) in levels.items():
        make_registrant(everybody[name], level, add_months(today, worked))
        renew_until_now(grant(everybody, name, status, add_months(today, began)))
    _proposed(everybody["Dunya Yilmaz"], today)
    lost = held(everybody["Petra Lammers"], clock.today())
    assert lost is not None
    with on_day(today - timedelta(days=50)):
        decision = decisions.decide_registration(
            lost,
            as_judge(everybody["Marijke van Vliet"], lost),
            Ruling(
                DecisionKind.WITHDRAW,
                clock.today(),
                "Er kwam geen verklaring en er zijn geen punten gehaald.",
                "Het jaar loopt nog, maar de functie is vervallen.",
            ),
        )
    with on_day(today - timedelta(days=45)):
        decisions.confirm(decision, as_judge(everybody["Ahmed Bouzid"], decision), "De werkgever bevestigt het.")
    with on_day(today - timedelta(days=11)):
        objections.file_objection(
            decision,
            everybody["Petra Lammers"],
            "Ik werk er nog. Mijn functie heeft alleen een andere naam.",
            clock.today(),
        )


def _proposed(person: User, today: date) -> None:
    own = own_year(person, clock.today())
    assert own is not None
    report = reports.report_for(person, own.year)
    reports.keep_subject(
        report,
        subject="Ondernemersloket in de wijk",
        local_level=False,
        beyond_routine="Voor het eerst gaan we met drie diensten samen de wijk in.",
    )
    reports.propose(report, today - timedelta(days=4))


def _sample(everybody: Mapping[str, User], today: date) -> None:
    """A sample has been drawn of this year, or in its first months of the year before; one judge has begun."""
    joost = everybody["Joost Kramer"]
    year = add_months(today, -4).year
    with on_day(today - timedelta(days=3)):
        sample = samples.draw_sample(joost, year, list(Status), share=Decimal(40))
    with on_day(today - timedelta(days=2)):
        judges.declare(joost, sample.files[0])
        samples.judge_file(sample, sample.files[0], joost, SampleVerdict.SOUND, "De reden klopt met de audit.")
