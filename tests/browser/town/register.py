"""The register in the town: who is in it, who judges, and what was asked and decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask import current_app

from app.core import clock
from app.core.db import db
from app.dossiers.holding.operations import end_status
from app.people.models import Organisation, User
from app.people.rules import RoleName, employer_key
from app.register.badges.operations import give_badge
from app.register.fees.operations import keep_debtor, make_invoices
from app.register.fees.queries import Payer, mark_of, to_invoice
from app.register.judges.operations import declare
from app.register.objections import operations as objection_operations
from app.register.rules import ObjectionOutcome, SampleVerdict
from app.register.samples import operations as sample_operations
from app.regulation.terms import PEKind, RegisterName, Status
from tests.factories.dossiers import make_experience, make_registrant, make_registration
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.factories.register import make_board_member, make_committee_member, make_prices
from tests.factories.samples import make_objection, make_sample, make_taken_decision

LONG = "Overeenstemmingsonderhandelingen voorbereiden met de arbeidsongeschiktheidsverzekeraar. " * 4


def add_register(here: Organisation) -> tuple[Mapping[str, User], Mapping[str, Any]]:
    """The people by name, and the ids that addresses need; `here` employs the registrants."""
    people = {
        "carla": make_person(organisation=here, name="Carla Registrant"),
        "wim": make_person(organisation=here, name="Wim Versteeg-van den Oudenalder"),
        "anja": make_person(organisation=here, name="Anja Beginner"),
        "ria": make_person(organisation=here, name="Ria Overtijd"),
        "mo": make_person(organisation=here, name="Mo Werklocatie"),
        "kees": make_person(organisation=here, name="Kees Voorheen"),
        "els": make_committee_member(name="Els Commissie"),
        "cor": make_committee_member(here, name="Cor Dichtbij"),
        "hans": make_board_member(name="Hans Bestuur"),
        "bas": make_person(RoleName.PROFESSIONAL, RoleName.COMMITTEE, name="Bas Beoordelaar"),
    }
    for name, status in (("carla", Status.B), ("wim", Status.A), ("anja", Status.C)):
        make_registrant(people[name])
        experience = make_experience(people[name])
        make_registration(people[name], status)
    firm = make_experience(people["bas"], employer="Gemeente Verderop")
    make_experience(people["bas"], date(2015, 1, 1), date(2019, 1, 1))
    make_registration(people["ria"], started_on=date(2025, 11, 1))
    make_registration(people["mo"], register=RegisterName.MW)
    end_status(make_registration(people["kees"]), date(2026, 11, 1), "withdrawn")
    for kind, hours, day in ((PEKind.WORKSHOP, 7, 3), (PEKind.ADVISEREN, 26, 4), (PEKind.CONGRES, 3, 30)):
        make_pe_activity(people["wim"], kind, held_on=date(2026, 11, day), hours=Decimal(hours))
    with current_app.test_request_context():
        badge = give_badge(people["carla"], clock.today())
        ids = _decided(people) | _paid(here)
    db.session.commit()
    return people, {
        "code": badge.code,
        "registered": people["wim"].id,
        "experience": experience.id,
        "firm_function": firm.id,
        **ids,
    }


def _paid(here: Organisation) -> dict[str, Any]:
    """Prices that were set twice, an invoice, and somebody whose payer has no address."""
    make_prices(2026)
    make_prices(2026)
    payer = make_registration(make_person(organisation=here, name="Pia Factuur"), employer="Gemeente " + LONG[:60])
    make_registrant(payer.person)
    keep_debtor(Payer(here.name, employer=employer_key(here.name)), here.name, "Plein 1\n1234 AB Voorbeeldstad")
    make_invoices(2026, clock.today(), make_board_member(), mark_of(to_invoice(2026, clock.today())))
    make_registrant(make_registration(make_person(organisation=here)).person)
    return {"payer": payer.id}


def _decided(people: Mapping[str, User]) -> dict[str, Any]:
    """Decisions with every state of an objection and of a sample."""
    els, hans, carla = people["els"], people["hans"], people["carla"]
    plain, filed, handled = (make_taken_decision(carla, by=hans) for _ in range(3))
    waiting = make_objection(filed)
    done = make_objection(handled)
    received, drafted = (make_objection(make_taken_decision(people["wim"], by=hans)) for _ in range(2))
    for objection in (done, received, drafted):
        objection_operations.receive(objection, els, clock.today())
    declare(people["bas"], drafted)
    objection_operations.handle(drafted, people["bas"], ObjectionOutcome.UPHELD, LONG, clock.today())
    first, second = make_committee_member(), make_committee_member()
    for one in (first, second):
        declare(one, done)
    objection_operations.handle(done, first, ObjectionOutcome.PARTLY, LONG, clock.today())
    objection_operations.confirm(done, second, LONG, clock.today(), done.draft_mark)
    sample, closed = make_sample(els), make_sample(els, 1)
    other = make_committee_member()
    declare(els, sample.files[0])
    sample_operations.judge_file(sample, sample.files[0], els, SampleVerdict.DOUBTFUL, LONG)
    for one, verdict in ((els, SampleVerdict.SOUND), (other, SampleVerdict.UNSOUND)):
        declare(one, closed.files[0])
        sample_operations.judge_file(closed, closed.files[0], one, verdict, LONG)
    sample_operations.close_sample(closed)
    make_taken_decision(make_person(), by=hans, day=date(2025, 3, 2))
    return {
        "decision": plain.id,
        "objected": filed.id,
        "answered": handled.id,
        "waiting": waiting.id,
        "received": received.id,
        "drafted": drafted.id,
        "handled": done.id,
        "sample": sample.id,
        "closed_sample": closed.id,
        "judged": sample.files[0].id,
        "unjudged": sample.files[1].id,
        "closed_file": closed.files[0].id,
    }
