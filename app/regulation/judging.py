"""Judges a case by the rules of an edition, on a day that the case names. Plain Python, no clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.regulation.case import DECIDING, Case, CaseAction, CaseError, Outcome, PECalculation, Requirement, Verdict
from app.regulation.dates import anniversary, next_renewal
from app.regulation.edition import RegisterRules
from app.regulation.requirements.entry import entry_requirements
from app.regulation.requirements.points import pe_points, pe_setting
from app.regulation.requirements.renewal import points_requirement, renewal_requirements
from app.regulation.terms import RequirementKey


def judge(case: Case, rules: RegisterRules) -> Outcome:
    """What the rules say of a case on its day; raises `CaseError` for a case that lacks what its action needs."""
    case = with_renewal_date(case)
    points = None
    if case.renewal_date is not None and (case.action is not CaseAction.ENTRY or case.pe_activities):
        points = pe_points(case.pe_activities, pe_setting(case), rules)
    found = {one.key: _marked(one, case) for one in _requirements(case, points, rules)}
    verdicts = {one.verdict for one in found.values() if one.decides}
    overall = next((one for one in DECIDING if one in verdicts), Verdict.MET)
    return Outcome(overall, found, points, case.evaluation_date, case.renewal_date, rules.slug)


def _marked(one: Requirement, case: Case) -> Requirement:
    """The requirement, called not known when it is not met because nobody said the facts."""
    unknown = one.verdict is Verdict.NOT_MET and one.key in case.unknown
    return replace(one, unknown=True) if unknown else one


def with_renewal_date(case: Case) -> Case:
    """The case with the renewal date that it means: the one given, or the first one from the day of judging on."""
    if case.renewal_date is not None or case.status_start is None:
        return case
    found = next_renewal(case.status_start, case.evaluation_date)
    before = anniversary(case.status_start, found.year - case.status_start.year - 1)
    if before == case.evaluation_date and before > case.status_start:
        found = before
    return replace(case, renewal_date=found)


def _requirements(case: Case, points: PECalculation | None, rules: RegisterRules) -> Iterator[Requirement]:
    info = rules.register(case.register)
    if not info.conditions_known:
        text = f"De voorwaarden van het register {info.code} kennen wij niet. Alleen titel, tarief en PE-tabel."
        yield Requirement(
            RequirementKey.CONDITIONS,
            Verdict.UNKNOWN,
            (rules.general.conditions_unknown,),
            (text,),
            ("A-39",),
            missing=(f"De voorwaarden van het register {info.code}.",),
        )
    elif case.action is CaseAction.RENEWAL:
        if case.status_held is None:
            raise CaseError("status_held", "Wie verlengt, heeft een status: C, B of A.")
        if points is None:
            raise CaseError("renewal_date", "Geef de verlengingsdatum, of de dag waarop de status inging.")
        yield from renewal_requirements(case, rules.status(case.status_held), points, rules)
    else:
        if case.status_sought is None:
            raise CaseError("status_sought", "Noem de status die je zoekt: C, B of A.")
        yield from entry_requirements(case, rules.status(case.status_sought), rules)
        if case.action is CaseAction.UPGRADE:
            yield _points_of_held(case, points, rules)


def _points_of_held(case: Case, points: PECalculation | None, rules: RegisterRules) -> Requirement:
    """The points of the status held, in the PE year that ends on the renewal date (reading A-36)."""
    key = RequirementKey.POINTS_HELD
    if case.status_held is None:
        text = "Er is nog geen status, dus er zijn geen punten te tellen."
        return Requirement(key, Verdict.NOT_APPLICABLE, (rules.general.upgrade_pe,), (text,), ("A-36",))
    if points is None:
        raise CaseError("renewal_date", "Geef de verlengingsdatum, of de dag waarop de status inging.")
    found = points_requirement(key, case, rules.status(case.status_held), points, rules)
    return replace(
        found, clauses=(rules.general.upgrade_pe, *found.clauses), readings=tuple(sorted({*found.readings, "A-36"}))
    )
