"""A small municipality in which every state of every page occurs, each with its own person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from flask_security import hash_password
from flask_security.recoverable import generate_reset_password_token

from app.assessments.draft import operations as assessments
from app.assessments.editions.proposals import offers_for
from app.assessments.models import Assessment
from app.assessments.rules import Answer, Mode
from app.assessments.scans.operations import start_draft
from app.core import clock
from app.core.audit import record_look
from app.core.db import db
from app.core.jobs.rules import State
from app.core.mail import MAX_ATTEMPTS
from app.evidence import operations as evidence
from app.people import operations as people
from app.people.models import Organisation, Team, User
from app.people.rules import LeadKind, RoleName
from app.people.tree.operations import change_team, close_team
from app.plans import operations as plans
from app.plans.rules import ActionKind
from app.plans.steps.operations import add_step
from app.standards.library import get_standard
from app.standards.norms import operations as norm_operations
from app.standards.rules.norms import NormKind
from app.standards.texts import operations as standards
from tests.browser.town.decision import add_decisions
from tests.browser.town.dossier import add_dossiers
from tests.browser.town.imports import add_import
from tests.browser.town.own import add_own_standards
from tests.browser.town.pe import add_pe
from tests.browser.town.people import add_people
from tests.browser.town.register import add_register
from tests.factories.assessments import STANDARD, make_draft, make_share, make_submitted
from tests.factories.norms import give_norm, make_norm
from tests.factories.people import make_department, make_membership, make_organisation, make_person, make_team
from tests.factories.plans import make_action, make_goal
from tests.factories.work import make_job, make_mail

HR21, AMB, MBO = "hr21-dienstverlening", "amb-functieprofiel-2018", "mbo-accountmanager-25132"
ELEMENTS = tuple(element.code for element in get_standard(STANDARD).elements)
LONG = "Overeenstemmingsonderhandelingen voorbereiden met de arbeidsongeschiktheidsverzekeraar"


def make_town() -> tuple[Mapping[str, User], Mapping[str, Any]]:
    """The people by name, and the ids that addresses need; all saved."""
    here = make_organisation("Gemeente Voorbeeldstad")
    team, second = make_team(here, "Werk en Meedoen"), make_team(here, "Inkomen en Zekerheid")

    password = hash_password("een zin om te onthouden")

    def person(name: str, *roles: RoleName) -> User:
        return make_person(*roles, organisation=here, name=name, password_hash=password)

    town = SimpleNamespace(
        noor=person("Noor Verhagen"),
        sem=person("Sem de Wit"),
        fatima=person("Fatima El Amrani"),
        daan=person("Daan Kuipers"),
        amina=person("Amina Osman"),
        esther=person("Esther Mulder"),
        joke=person("Joke Terpstra"),
        tess=person("Tess Vermeer"),
        bram=person("Bram Hofman"),
        lisa=person("Lisa Tromp"),
        ruben=person("Ruben Hoekstra", RoleName.MANAGER),
        wouter=person("Wouter Bos-van der Meulen", RoleName.MANAGER),
        ingrid=person("Ingrid Postma", RoleName.HR),
        marloes=person("Marloes Dijkgraaf", RoleName.ADMINISTRATOR),
        bilal=person("Bilal Yildirim", RoleName.PROFESSIONAL, RoleName.MANAGER, RoleName.HR, RoleName.ADMINISTRATOR),
        gesloten=person("Karin Smit"),
    )
    membership = make_membership(town.noor, team)
    make_membership(town.noor, second, end=date(2026, 1, 31))
    later = make_membership(town.noor, make_team(here, "Werkgevers"), start=date(2027, 1, 1))
    department = make_department(here, "Sociaal domein")
    change_team(team, team.name, make_department(here, LONG, department))
    stopped = make_team(here, "Schuldhulp")
    make_membership(town.esther, stopped)
    close_team(stopped, clock.today())
    acting = make_person(RoleName.MANAGER, organisation=here, name="Anouk Waterman")
    make_membership(acting, team, lead=LeadKind.ACTING, end=date(2026, 12, 31))
    make_membership(town.fatima, team)
    make_membership(town.ruben, team, is_manager=True)
    invited = make_person(organisation=here, name="Thijs van Leeuwen")
    people.close_account(town.gesloten)
    ids = {
        "team": team.id,
        "membership": membership.id,
        "later_team": later.team_id,
        "later_membership": later.id,
        "department": department.id,
        "stopped_team": stopped.id,
        "invited": invited.id,
        "reset": generate_reset_password_token(town.sem),
        **{name: one.id for name, one in vars(town).items()},
        **_full(town.noor),
        **_others(town),
        **_on_other_standards(town),
    }
    plans.share(town.noor)
    result = db.session.get_one(Assessment, ids["result"])
    ids["shared"] = make_share(result, town.ruben).id
    ids["some_shared"] = make_share(result, town.joke, ["uitvoering", "coachen"]).id
    town.lena = person("Lena Nieuwenhuis")
    _with_another_manager(town.lena)
    ids |= add_import(town.marloes, town.noor, town.sem)
    of_the_organisation = _of_the_organisation(here, team, town.bilal)
    of_register = (add_register(here), add_pe(here), add_dossiers(here), add_decisions(here))
    registered, of_registered = zip(*of_register, strict=True)
    own = add_own_standards(here, town.ingrid)
    people_who_move = add_people(here, town.esther, town.tess, town.marloes)
    make_job("reminders", result="3 herinneringen klaargezet.")
    make_job("sweep", State.FAILED, error="Er ging iets mis. De oorzaak staat in het logboek.")
    make_mail(ago=timedelta(hours=2), attempts=MAX_ATTEMPTS, error="De mailserver weigert dit adres.")
    db.session.commit()
    record_look(town.ruben.id, town.noor.id, "Ontwikkelplan")
    return _together(vars(town), *registered), _together(ids, of_the_organisation, own, people_who_move, *of_registered)


def _with_another_manager(person: User) -> None:
    """A plan that is shared, and a manager who came after that."""
    team = make_team(person.organisation, "Jongeren")
    make_membership(person, team)
    make_submitted(person, at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    make_goal(person)
    for name in ("Ilse Lievaart", "Amira Haddad"):
        manager = make_person(RoleName.MANAGER, organisation=person.organisation, name=name)
        membership = make_membership(manager, team, is_manager=True)
        if name == "Ilse Lievaart":
            plans.share(person)
            membership.ends_on = date(2026, 11, 1)


def _together(*parts: Mapping[str, Any]) -> dict[str, Any]:
    """The names of all parts; two parts with the same name would send a visit to the wrong page unseen."""
    names = [name for part in parts for name in part]
    assert len(names) == len(set(names)), {name for name in names if names.count(name) > 1}
    return {name: value for part in parts for name, value in part.items()}


def _of_the_organisation(here: Organisation, team: Team, person: User) -> dict[str, Any]:
    """An own text, and kaders: one that is given and has an earlier version, one that stopped."""
    base = get_standard(STANDARD)
    texts = {"begrip:werkzoekende": LONG, "begrip:arbeidsmarkt": "Waar werk en mensen elkaar vinden."}
    standards.set_texts(here, base, texts, (), here.standards_mark)
    norm, stopped = make_norm(here, base.profiles[1].targets, name=LONG), make_norm(here, kind=NormKind.INTERNSHIP)
    norm_operations.change_norm(here, norm, LONG, NormKind.FUNCTION, base.profiles[2].targets, 1)
    give_norm(norm, team, date(2025, 1, 1), date(2025, 12, 31))
    give_norm(norm, person)
    norm_operations.close_norm(stopped)
    add_step(here, STANDARD, "uitvoering", "vakbekwaam", kind=ActionKind.SHADOWING, title=LONG)
    return {"norm": norm.id, "stopped_norm": stopped.id}


def _full(noor: User) -> dict[str, Any]:
    """Three results, a draft, and a plan with everything in it."""
    levels = dict.fromkeys(ELEMENTS, 1)
    make_submitted(noor, levels, at=datetime(2024, 3, 4, 9, tzinfo=UTC))
    make_submitted(noor, levels | {"intake": 2}, at=datetime(2025, 3, 3, 9, tzinfo=UTC))
    link = evidence.keep_link(noor, "https://cursus.voorbeeldstad.example/" + "lang" * 20)
    file = evidence.keep_file(noor, "verslag-van-het-gesprek.txt", b"Een verslag.")
    mixed = {code: rank % 4 for rank, code in enumerate(ELEMENTS, 1)} | {"handhaven": "not_applicable"}
    result = make_submitted(
        noor,
        mixed,
        profile="vakbekwaam",
        at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        notes={"intake": "Ik vat samen en vraag door.", "uitvoering": LONG},
        evidence={"uitvoering": (link, file)},
    )
    draft = make_draft(noor, profile="vakbekwaam", copy_from=result)
    assessments.save_answer(draft, "uitvoering", "", Answer.level(2), 1)
    standard = get_standard(STANDARD).element("uitvoering")
    goal = make_goal(
        noor, "uitvoering", title=LONG, source=result, indicators=tuple(one.code for one in standard.asks("vakbekwaam"))
    )
    done = make_action(goal, done_on=date(2026, 11, 2), note="Joke laat stiltes vallen.", helper="Joke Terpstra")
    late = make_action(goal, title="Casus inbrengen", kind=ActionKind.PEER_MEETING, due=date(2026, 11, 12))
    action = make_action(goal, title=LONG, due=date(2026, 11, 27))
    dropped = make_action(goal, title="Boek lezen", kind=ActionKind.READING)
    plans.drop_action(dropped)
    plans.add_evidence(done, link)
    plans.add_evidence(done, file)
    over = make_goal(noor, "intake", title="Rustig blijven", by_when=date(2026, 11, 1), source=result)
    reached, stopped = make_goal(noor, "coachen", source=result), make_goal(noor, "handhaven", source=result)
    make_action(reached, done_on=date(2026, 10, 1))
    plans.reach_goal(reached)
    plans.drop_goal(stopped)
    plans.renew_feed(noor)
    return {
        "result": result.id,
        "draft": draft.id,
        "goal": goal.id,
        "over": over.id,
        "reached": reached.id,
        "stopped": stopped.id,
        "action": action.id,
        "late": late.id,
        "done": done.id,
        "dropped": dropped.id,
    }


def _others(town: SimpleNamespace) -> dict[str, Any]:
    """A result without a plan, a draft per aspect, a first draft, and somebody with nothing left to do."""
    few = make_submitted(town.fatima, {"uitvoering": 1, "intake": "not_applicable"}, profile="vakbekwaam")
    aspects = {("intake", aspect): 2 for aspect in "ABC"} | {("uitvoering", aspect): 1 for aspect in "ABCD"}
    thorough = make_draft(town.daan, {"communicatie": 2}, aspects=aspects, mode=Mode.THOROUGH)
    first = make_draft(town.amina)
    spare = make_draft(town.esther)
    top = make_submitted(town.joke, dict.fromkeys(ELEMENTS, 3))
    return {"few": few.id, "thorough": thorough.id, "first": first.id, "spare": spare.id, "top": top.id}


def _on_other_standards(town: SimpleNamespace) -> dict[str, Any]:
    """Somebody on each of the other standards, with a result and a draft; Lisa starts elsewhere with proposals."""
    ids: dict[str, Any] = {}
    for name, slug, profile in (("tess", HR21, "n06-01-06"), ("bram", AMB, "status-b"), ("lisa", MBO, "voldoende")):
        person, elements = getattr(town, name), get_standard(slug).elements
        levels = {one.code: one.choices[place % len(one.choices)].rank for place, one in enumerate(elements)}
        make_submitted(
            person, dict.fromkeys(levels, 0), standard=slug, profile=profile, at=datetime(2025, 3, 3, 9, tzinfo=UTC)
        )
        ids[f"{name}_result"] = make_submitted(person, levels, standard=slug, profile=profile).id
        ids[f"{name}_draft"] = make_draft(person, standard=slug, profile=profile).id
    offer = offers_for(town.lisa, get_standard(STANDARD))[0]
    ids["offered"] = start_draft(town.lisa, get_standard(STANDARD), "vakbekwaam", Mode.QUICK, None, offer.proposed).id
    return ids
