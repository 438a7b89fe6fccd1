"""PE in the town: somebody with activities of every sort, and somebody whose dossier was handed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.core.db import db
from app.dossiers.pe import operations
from app.dossiers.rules import ActivityStatus
from app.people.models import Organisation, User
from app.plans.rules import ActionKind
from app.regulation.terms import PEKind, Status
from tests.factories.dossiers import make_dossier, make_registrant, make_registration
from tests.factories.evidence import make_file, make_link
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal
from tests.factories.register import make_committee_member

LONG = "Overeenstemmingsonderhandelingen voorbereiden met de arbeidsongeschiktheidsverzekeraar"


def add_pe(here: Organisation) -> tuple[Mapping[str, User], Mapping[str, Any]]:
    """The people by name, and the ids that addresses need."""
    petra = make_person(organisation=here, name="Petra Punten")
    make_registrant(petra)
    make_registration(petra, Status.A, started_on=date(2025, 3, 15), renewed=1)
    koen = make_person(organisation=here, name="Koen Ingeleverd")
    make_registrant(koen)
    make_registration(koen, Status.B)
    make_pe_activity(koen)
    shut = make_pe_activity(koen, held_on=date(2027, 2, 1), title="Nog te gaan")
    make_dossier(koen)
    nina = make_person(organisation=here, name="Nina Nieuw")
    make_registrant(nina)
    make_registration(nina, Status.C)
    ids = {**_full(petra), "pe_shut": shut.id}
    db.session.commit()
    return {"petra": petra, "koen": koen, "nina": nina}, ids


def _full(petra: User) -> dict[str, Any]:
    judge = make_committee_member()
    done = make_pe_activity(petra, evidence=[make_file(petra, title=LONG), make_link(petra, title="Programma")])
    for title, hours in (("Advies over leegstand", 25), (LONG, 6)):
        make_pe_activity(petra, PEKind.ADVISEREN, title=title, hours=Decimal(hours), clok=False, note=LONG)
    make_pe_activity(petra, PEKind.SEMINAR, title="Te kort", hours=Decimal(2))
    make_pe_activity(petra, PEKind.SPREKER, title="Kort optreden", hours=Decimal(2))
    make_pe_activity(petra, PEKind.CONGRES, title="Congres van een ander", clok=False)
    make_pe_activity(petra, held_on=date(2026, 11, 10), title="Ging dit door", status=ActivityStatus.PLANNED)
    make_pe_activity(petra, held_on=date(2025, 6, 1), title="Vorig jaar")
    planned = make_pe_activity(petra, PEKind.SPREKER, date(2027, 1, 8), title="Straks", hours=Decimal(4))
    other = [make_pe_activity(petra, PEKind.OVERIG, title=f"{LONG} {n}", clok=False) for n in range(4)]
    for one in other[1:]:
        operations.ask_approval(one, f"{LONG}.\n\nEn nog meer.")
    operations.decide_approval(other[2], judge, date(2026, 11, 1), True, 5, "Mooi gekozen.")
    operations.decide_approval(other[3], judge, date(2026, 11, 1), False, answer=LONG)
    action = make_action(make_goal(petra), kind=ActionKind.TRAINING, done_on=date(2026, 11, 2), hours=Decimal(6))
    action.evidence = [make_file(petra, title="Certificaat training")]
    used = make_action(make_goal(petra, "intake"), title=LONG, done_on=date(2026, 11, 3))
    from_plan = make_pe_activity(petra, title=LONG, action=used)
    return {
        "pe": done.id, "pe_planned": planned.id, "pe_unasked": other[0].id, "pe_asked": other[1].id,
        "pe_granted": other[2].id, "pe_refused": other[3].id, "pe_action": action.id, "pe_used": used.id,
        "pe_from_plan": from_plan.id,
    }  # fmt: skip
