"""Entry and upgrade: the way in, the audit, experience, working level and content of the function. Plain Python.

From the Voorwaarden, per status: "Inschrijving voor deze status" and the lines above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.regulation.asked import EntryRoute, StatusRules
from app.regulation.case import Case, CaseAction, ExperienceCounted, Requirement, Verdict
from app.regulation.dates import full_months
from app.regulation.edition import RegisterRules
from app.regulation.terms import RequirementKey, Route
from app.regulation.wording import day_text, duration_text


def entry_requirements(case: Case, sought: StatusRules, rules: RegisterRules) -> Iterator[Requirement]:
    """The requirements of entering a status, or of going up to it; the points of the held status are not among them."""
    way = sought.route(case.route)
    yield _route(case, sought, way, rules)
    if case.route is not Route.LEERGANG:
        yield _audit(case, sought)
    else:
        yield _leergang(case, rules)
    yield _experience(case, sought)
    yield _working_level(case, sought)
    yield _content(case, sought, rules)
    if sought.function_check is not None:
        yield _check(case, sought.function_check.clause)


def has_leergang(case: Case) -> bool:
    """Whether the person has the certificate of this register on the day of judging (reading A-58)."""
    return certificate_of(case) is not None


def certificate_of(case: Case) -> date | None:
    """The day of the certificate of this register, once that day is there (reading A-58)."""
    found = case.leergang
    if found is None or found.kind is not case.register or found.completed_on is None:
        return None
    return found.completed_on if found.completed_on <= case.evaluation_date else None


def _route(case: Case, sought: StatusRules, way: EntryRoute | None, rules: RegisterRules) -> Requirement:
    refused = _refused(case, sought, way)
    if way is not None:
        clauses = way.clauses
    elif case.route is Route.LEERGANG:
        clauses = (rules.general.leergang_entry, rules.general.leergang_direct)
    else:
        clauses = tuple(clause for one in sought.entry for clause in one.clauses)
    if case.action is CaseAction.UPGRADE and (upward := sought.route(Route.UPGRADE)) is not None:
        clauses = tuple(dict.fromkeys((*clauses, *upward.clauses)))
    if refused:
        return Requirement(RequirementKey.ROUTE, Verdict.NOT_MET, clauses, refused[:1], ("A-35",), missing=refused[1:])
    if case.route is Route.UPGRADE:
        what, readings = f"Van {case.status_held} naar {sought.code}, met een upgrade.", ("A-35",)
        return Requirement(RequirementKey.ROUTE, Verdict.MET, clauses, (what,), readings)
    if case.route is Route.LEERGANG:
        what = f"De Leergang geeft meteen toegang tot {sought.code}."
    else:
        what = f"Naar {sought.code} met een entree-audit."
    return Requirement(RequirementKey.ROUTE, Verdict.MET, clauses, (what,))


def _refused(case: Case, sought: StatusRules, way: EntryRoute | None) -> tuple[str, ...]:
    """Why this is no way in to this status for this person, and what would be; empty when it is one."""
    held = case.status_held
    if case.route is None:
        return (
            "Er is nog geen weg gekozen naar deze status.",
            "Een keuze: een entree-audit, een upgrade of de Leergang.",
        )
    if way is None:
        what = "De Leergang" if case.route is Route.LEERGANG else "Een upgrade"
        return (f"{what} leidt niet naar {sought.code}.", f"Een andere weg naar {sought.code}.")
    if held is not None and held.rank >= sought.code.rank:
        return (f"De status is nu al {held}.", f"Een status hoger dan {held}.")
    if way.from_status is not None and held is not way.from_status:
        return (f"Een upgrade naar {sought.code} begint bij {way.from_status}.", f"Eerst status {way.from_status}.")
    if way.route is Route.ENTRY_AUDIT and (held is not None or case.action is CaseAction.UPGRADE):
        return (
            "De entree-audit is voor wie nog niet in het register staat.",
            f"Een upgrade, vanuit {held}." if held else "Een inschrijving.",
        )
    return ()


def _audit(case: Case, sought: StatusRules) -> Requirement:
    upgrade = case.action is CaseAction.UPGRADE
    kind = Route.UPGRADE if upgrade else Route.ENTRY_AUDIT
    ways = [way for route in (case.route, kind) if route is not None and (way := sought.route(route)) is not None]
    own = [clause for way in ways or sought.entry[:1] for clause in way.clauses]
    clauses = tuple(dict.fromkeys((*own, sought.audit.clause)))
    readings = ("A-37", "A-59") if upgrade else ("A-37",)
    name = "upgrade-audit" if upgrade else "entree-audit"
    if case.audit_done:
        return Requirement(RequirementKey.AUDIT, Verdict.MET, clauses, (f"De {name} is gehaald.",), readings)
    return Requirement(
        RequirementKey.AUDIT,
        Verdict.NOT_MET,
        clauses,
        (f"De {name} is nog niet gehaald.",),
        readings,
        missing=(f"De {name}.",),
    )


def _leergang(case: Case, rules: RegisterRules) -> Requirement:
    clauses = (rules.general.leergang_entry,)
    completed = certificate_of(case)
    if completed is not None:
        text = f"De Leergang {case.register} is gehaald op {day_text(completed)}."
        return Requirement(RequirementKey.LEERGANG, Verdict.MET, clauses, (text,), ("A-08",))
    if case.leergang is None:
        explain, readings = "Er is geen certificaat van de Leergang.", ("A-08",)
    elif case.leergang.kind is not case.register:
        explain, readings = f"De Leergang {case.leergang.kind} hoort bij het andere register.", ("A-58",)
    elif case.leergang.completed_on is None:
        explain, readings = f"De Leergang {case.register} is nog niet afgerond.", ("A-08",)
    else:
        explain, readings = (
            f"Het certificaat van de Leergang komt pas op {day_text(case.leergang.completed_on)}.",
            ("A-08",),
        )
    missing = f"Het certificaat van de Leergang {case.register}."
    return Requirement(RequirementKey.LEERGANG, Verdict.NOT_MET, clauses, (explain,), readings, missing=(missing,))


def _experience(case: Case, sought: StatusRules) -> Requirement:
    months, days = full_months(case.experience_months, case.experience_extra_days)
    numbers = ExperienceCounted(months, days)
    asked, clauses = sought.experience, (sought.experience.clause,)
    said = RequirementKey.EXPERIENCE not in case.unknown
    has = f"Ervaring in het vak: {duration_text(months, days)}." if said else "De ervaring is nog niet bekend."
    now = f"nu {duration_text(months, days)}" if said else "nu nog niet bekend"
    readings: tuple[str, ...]
    way = sought.route(Route.LEERGANG)
    if case.route is Route.LEERGANG and way is not None and has_leergang(case):
        text = "Met de Leergang is geen ervaring nodig."
        return Requirement(
            RequirementKey.EXPERIENCE, Verdict.NOT_APPLICABLE, (*clauses, *way.clauses), (has, text), ("A-06",), numbers
        )
    if asked.at_least_months is not None:
        numbers = replace(numbers, required_months=asked.at_least_months)
        enough = months >= asked.at_least_months
        rule, readings = (
            f"Voor {sought.code} is minstens {duration_text(asked.at_least_months)} nodig.",
            ("A-01", "A-02"),
        )
        missing = f"Ervaring: minstens {duration_text(asked.at_least_months)}, {now}."
    elif asked.more_than_months is not None:
        numbers = replace(numbers, required_months=asked.more_than_months)
        enough = (months, days) > (asked.more_than_months, 0)
        rule, readings = (
            f"Voor {sought.code} is meer dan {duration_text(asked.more_than_months)} nodig.",
            ("A-01", "A-03"),
        )
        missing = f"Ervaring: meer dan {duration_text(asked.more_than_months)}, {now}."
    else:
        enough, missing = True, ""
        rule, readings = (f"Voor {sought.code} is geen ervaring nodig. Meer mag.", ("A-01", "A-04", "A-05"))
    return Requirement(
        RequirementKey.EXPERIENCE,
        Verdict.MET if enough else Verdict.NOT_MET,
        clauses,
        (has, rule),
        readings,
        numbers,
        () if enough else (missing,),
    )


def _working_level(case: Case, sought: StatusRules) -> Requirement:
    wanted, has = sought.working_level.at_least, case.working_level
    enough = has is not None and has.rank >= wanted.rank
    if has is not None:
        mine = f"Werk- en denkniveau: {has}."
    elif RequirementKey.WORKING_LEVEL in case.unknown:
        mine = "Het werk- en denkniveau is nog niet bekend."
    else:
        mine = "Het werk- en denkniveau is niet ingevuld, of lager dan MBO+."
    rule = f"Voor {sought.code} is {wanted} nodig."
    return Requirement(
        RequirementKey.WORKING_LEVEL,
        Verdict.MET if enough else Verdict.NOT_MET,
        (sought.working_level.clause,),
        (mine, rule),
        ("A-56", "A-63"),
        missing=() if enough else (f"Werk- en denkniveau {wanted}.",),
    )


def _content(case: Case, sought: StatusRules, rules: RegisterRules) -> Requirement:
    has = case.function_content
    enough = has is not None and has.rank >= sought.code.rank
    if has is not None:
        mine = f"Het werk past bij kolom {has} van het functieprofiel."
    elif RequirementKey.FUNCTION_CONTENT in case.unknown:
        mine = "Wat het werk inhoudt, is nog niet bekend."
    else:
        mine = "Het werk past bij geen enkele kolom van het functieprofiel."
    rule = f"Voor {sought.code} is minstens kolom {sought.code} nodig ({sought.function_level})."
    return Requirement(
        RequirementKey.FUNCTION_CONTENT,
        Verdict.MET if enough else Verdict.NOT_MET,
        (sought.function_content.clause, *rules.general.function_content),
        (mine, rule),
        ("A-49", "A-66"),
        missing=() if enough else (f"Werk dat past bij kolom {sought.code}: {_names(sought)}.",),
    )


def _names(sought: StatusRules) -> str:
    return sought.function_names[-1]


def _check(case: Case, clause: str) -> Requirement:
    if case.function_fits_register is None:
        return Requirement(
            RequirementKey.FUNCTION_CHECK,
            Verdict.HUMAN,
            (clause,),
            ("Of de functie in dit register past, is nog niet bekeken.",),
            missing=("De controle van de functie.",),
        )
    if case.function_fits_register:
        return Requirement(RequirementKey.FUNCTION_CHECK, Verdict.MET, (clause,), ("De functie past in dit register.",))
    return Requirement(
        RequirementKey.FUNCTION_CHECK,
        Verdict.NOT_MET,
        (clause,),
        ("De functie past niet in dit register.",),
        missing=("Een functie die in dit register past.",),
    )
