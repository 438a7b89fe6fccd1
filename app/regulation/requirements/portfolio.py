"""The practice report and the peer meeting of a renewal: what was approved, written, sent and attended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.regulation.asked import Portfolio
from app.regulation.case import Case, PracticeReport, Requirement, Verdict
from app.regulation.dates import DAY, PEYear, add_months
from app.regulation.edition import RegisterRules
from app.regulation.requirements.weighing import by_the_day
from app.regulation.terms import RequirementKey
from app.regulation.wording import day_text


def portfolio_requirements(case: Case, clauses: Portfolio, year: PEYear, rules: RegisterRules) -> Iterator[Requirement]:
    """What is asked of the practice report of a year: approved, written, sent, in the meeting."""
    report = case.practice_report or _NO_REPORT
    attended = attended_on(case, year)
    yield _approved(case, report, clauses, year, rules)
    yield _simple(
        RequirementKey.REPORT_WRITTEN,
        case,
        year,
        report.report_written,
        (clauses.clause,),
        "Het praktijkverslag is geschreven.",
        "Het praktijkverslag is er nog niet.",
        "Het praktijkverslag.",
        ("A-34",),
        ()
        if report.activity_approved or not report.report_written
        else ("Het verslag is geschreven, maar de activiteit is niet goedgekeurd.",),
    )
    yield _sent(case, report, clauses.sent, attended, year)
    yield _simple(
        RequirementKey.REPORT_PRESENTED,
        case,
        year,
        report.presented and attended is not None,
        (clauses.presented,),
        "Het verslag is gepresenteerd bij de intervisie.",
        "Het verslag is nog niet gepresenteerd.",
        "De presentatie bij een intervisiebijeenkomst.",
        ("A-53",),
    )
    if clauses.local is not None:
        yield _simple(
            RequirementKey.LOCAL_SUBJECT,
            case,
            year,
            report.local_level is True,
            (clauses.local,),
            "Het verslag gaat over iets lokaals.",
            "Of het verslag over iets lokaals gaat, staat nog niet vast.",
            "Een onderwerp op lokaal niveau.",
        )


def attended_on(case: Case, year: PEYear) -> date | None:
    """The day of the peer meeting of this year that took place, if there was one."""
    day = case.intervisie_attended_on
    return day if day is not None and day in year and day <= case.evaluation_date else None


def _approved(
    case: Case, report: PracticeReport, clauses: Portfolio, year: PEYear, rules: RegisterRules
) -> Requirement:
    warnings: tuple[str, ...] = ()
    submitted = report.activity_submitted_on
    if submitted is not None and submitted >= add_months(year.start, rules.late_after_months):
        warnings = (f"De activiteit is laat in het jaar voorgelegd: op {day_text(submitted)}.",)
    elif submitted is None and not report.activity_approved and case.evaluation_date < year.end:
        warnings = ("Leg de activiteit op tijd voor: dat hoort vroeg in het jaar.",)
    return _simple(
        RequirementKey.ACTIVITY_APPROVED,
        case,
        year,
        report.activity_approved,
        (clauses.clause, clauses.approval),
        "De praktijkactiviteit is goedgekeurd.",
        "De praktijkactiviteit is nog niet goedgekeurd.",
        "Een goedgekeurde praktijkactiviteit.",
        ("A-34",),
        warnings,
    )


def _simple(
    key: RequirementKey,
    case: Case,
    year: PEYear,
    met: bool,
    clauses: tuple[str, ...],
    yes: str,
    no: str,
    missing: str,
    readings: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Requirement:
    """A requirement that is there or not, and can be met until the renewal date."""
    if met:
        return Requirement(key, Verdict.MET, clauses, (yes,), readings, warnings=warnings)
    verdict = by_the_day(case, year, met)
    return Requirement(key, verdict, clauses, (no,), readings, missing=(missing,), by=year.end - DAY, warnings=warnings)


def _sent(case: Case, report: PracticeReport, clause: str, attended: date | None, year: PEYear) -> Requirement:
    key, clauses, readings = RequirementKey.REPORT_SENT, (clause,), ("A-62",)
    sent = report.report_sent_on
    if sent is not None and sent > case.evaluation_date:
        sent = None
    if sent is None or attended is None:
        text = "Het verslag is nog niet gestuurd." if sent is None else "Er was nog geen intervisie na het verslag."
        missing = "Het verslag, vóór de dag van de intervisie." if sent is None else "Een intervisie na het verslag."
        verdict = by_the_day(case, year, False)
        return Requirement(key, verdict, clauses, (text,), readings, missing=(missing,), by=year.end - DAY)
    when = f"Verslag gestuurd op {day_text(sent)}, intervisie op {day_text(attended)}."
    if sent < attended:
        return Requirement(key, Verdict.MET, clauses, (when, "Dat is op tijd."), readings)
    if sent == attended:
        text = "Op dezelfde dag: of dat op tijd is, beslist een mens."
        return Requirement(key, Verdict.HUMAN, clauses, (when, text), readings)
    missing = "Het verslag had voor de intervisie gestuurd moeten zijn."
    return Requirement(key, Verdict.NOT_MET, clauses, (when, "Dat is te laat."), readings, missing=(missing,))


def meeting_requirement(case: Case, clause: str, year: PEYear) -> Requirement:
    """That a peer meeting was attended in the year."""
    attended = attended_on(case, year)
    yes = f"Bij de intervisie geweest op {day_text(attended)}." if attended else ""
    return _simple(
        RequirementKey.MEETING,
        case,
        year,
        attended is not None,
        (clause,),
        yes,
        "Dit jaar nog niet bij een intervisie geweest.",
        "Een intervisiebijeenkomst in dit PE-jaar.",
        ("A-53",),
    )


_NO_REPORT = PracticeReport()
