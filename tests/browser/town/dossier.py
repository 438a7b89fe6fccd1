"""Dossiers in the town: reports in each of their steps, peer meetings, and dossiers that are handed in or not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import current_app

from app.core.db import db
from app.dossiers.holding.operations import renew
from app.dossiers.meetings.operations import invite
from app.dossiers.reports.operations import add_evidence
from app.dossiers.rules import ReportStatus
from app.people.models import Organisation, User
from app.regulation.terms import PEKind, Status
from tests.factories.dossiers import (
    make_declaration,
    make_dossier,
    make_experience,
    make_meeting,
    make_registrant,
    make_registration,
    make_report,
)
from tests.factories.evidence import make_file, make_link
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person

LONG = "Overeenstemmingsonderhandelingen voorbereiden met de arbeidsongeschiktheidsverzekeraar"


def add_dossiers(here: Organisation) -> tuple[Mapping[str, User], Mapping[str, Any]]:
    """The people by name, and the ids that addresses need."""

    def holder(name: str, status: Status, start: date = date(2026, 3, 15)) -> User:
        person = make_person(organisation=here, name=name)
        make_registrant(person)
        make_experience(person)
        make_registration(person, status, started_on=start)
        return person

    people = {
        "dora": holder("Dora Compleet", Status.B),
        "dirk": holder("Dirk Leeg", Status.A),
        "dana": holder("Dana Voorgelegd", Status.A),
        "dina": holder("Dina Teruggekregen", Status.B),
        "dolf": holder("Dolf Goedgekeurd", Status.B),
        "daan_laat": holder("Daan Telaat", Status.B, date(2025, 12, 20)),
        "dewi": holder("Dewi Ingeleverd", Status.B, date(2025, 11, 21)),
        "dik": make_person(organisation=here, name="Dik Buiten"),
    }
    make_report(people["dana"], ReportStatus.PROPOSED, subject=LONG)
    make_report(people["dina"], ReportStatus.RETURNED)
    report = make_report(people["dolf"], ReportStatus.APPROVED, body=f"{LONG}.\n\n" * 12)
    kept, link = make_file(people["dolf"], f"{LONG}.pdf"), make_link(people["dolf"], f"https://x.example/{'lang' * 30}")
    for one in (kept, link):
        add_evidence(report, one)
    make_file(people["dolf"], "nog te kiezen.pdf")
    ids = _of_dora(people) | _of_dewi(people)
    db.session.commit()
    return people, ids


def _of_dora(people: Mapping[str, User]) -> dict[str, Any]:
    """A whole year, and a meeting in each state: seen by another, waiting for others, alone."""
    dora, dolf = people["dora"], people["dolf"]
    report = make_report(dora)
    make_declaration(dora, changes=LONG)
    make_meeting(dora, dolf, group=LONG)
    open_ = make_meeting(dora, dolf, people["dina"], confirmed=False, held_on=date(2026, 11, 5))
    alone = make_meeting(dora, confirmed=False, held_on=date(2026, 11, 6), group="Kring Noord")
    with current_app.test_request_context():
        invite(alone, dora, person=people["dik"])
        invite(alone, dora, email="iemand.met.een.lang.adres@voorbeeldstad.example")
    proof = make_file(dora, f"{LONG}.pdf")
    for title, kind in (("Congres", PEKind.CONGRES), (LONG, PEKind.WORKSHOP)):
        make_pe_activity(dora, kind, title=title, note=LONG, evidence=[proof, make_link(dora)])
    make_pe_activity(dora, held_on=date(2027, 2, 1), title="Straks")
    return {"report": report.id, "meeting_open": open_.id, "meeting_alone": alone.id}


def _of_dewi(people: Mapping[str, User]) -> dict[str, Any]:
    """A dossier of the year before that was decided about, and one of this year that was handed in."""
    dewi = people["dewi"]
    make_pe_activity(dewi, held_on=date(2026, 2, 3), evidence=[make_file(dewi)])
    dossier = make_dossier(dewi)
    dossier.status, dossier.judged_at = dossier.status.judge(), dossier.handed_in_at
    renew(dossier.registration)
    db.session.commit()
    make_report(dewi, ReportStatus.DRAFT)
    make_dossier(dewi)
    return {"dossier_before": dossier.id}
