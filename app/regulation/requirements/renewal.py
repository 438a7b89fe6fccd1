"""Yearly renewal: declaration, PE points, practice report, peer meeting, dossier. Plain Python.

From the Voorwaarden, per status: "Nodig voor jaarlijkse verlenging" and "Overig". Before the renewal date something
that is not there yet is open; from that day on it is not met.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.regulation.asked import NetworkAsked, StatusRules
from app.regulation.case import Case, Due, NetworkCounted, PECalculation, PointsCounted, Requirement, Verdict
from app.regulation.dates import DAY, PEYear, add_months
from app.regulation.edition import RegisterRules
from app.regulation.requirements.entry import certificate_of
from app.regulation.requirements.portfolio import meeting_requirement, portfolio_requirements
from app.regulation.requirements.weighing import by_the_day
from app.regulation.terms import RequirementKey
from app.regulation.wording import day_text, points_text


def renewal_requirements(
    case: Case, held: StatusRules, points: PECalculation, rules: RegisterRules
) -> Iterator[Requirement]:
    """The requirements of keeping a status for another year."""
    year = points.year
    yield _declaration(case, held, year)
    yield points_requirement(RequirementKey.POINTS, case, held, points, rules)
    if held.network is not None:
        yield _network(case, held, held.network, points, rules)
    yield _balance(points, rules)
    if held.portfolio is not None:
        yield from portfolio_requirements(case, held.portfolio, year, rules)
    if held.peer_meeting is not None:
        yield meeting_requirement(case, held.peer_meeting.clause, year)
    if held.dossier is not None:
        yield _dossier(case, held.dossier.clause, held.dossier.months_before, year)


def points_requirement(
    key: RequirementKey, case: Case, held: StatusRules, points: PECalculation, rules: RegisterRules
) -> Requirement:
    """Whether there are points enough for a status in a PE year; with the exemption after the Leergang."""
    year, counted = points.year, counted_points(held, points)
    numbers = PointsCounted(counted, held.pe.points, points.total, points.planned)
    clauses = [held.pe.clause, *sorted({clause for one in points.activities for clause in one.clauses})]
    readings = {"A-13", "A-31", *(reading for one in points.activities for reading in one.readings)}
    explain = [*_sums(points, rules), *_cap(held, points, counted)]
    short = held.pe.points - counted
    explain.append(f"Nodig: {points_text(held.pe.points)}. Er tellen er {counted} mee.")
    verdict, missing = by_the_day(case, year, short <= 0), tuple[str, ...]()
    if short > 0:
        missing = (f"{points_text(short)} vóór {day_text(year.end)}.",)
        if points.planned:
            explain.append(f"Gepland: nog {points_text(points.planned)}.")
    remarks = []
    exempt = exemption(case, held, year)
    if exempt is Verdict.EXEMPT:
        clauses += held.exemption.clauses if held.exemption else ()
        readings |= {"A-09", "A-10", "A-12"}
        verdict, missing = Verdict.EXEMPT, ()
        remarks.append("Dit jaar zijn er geen punten nodig: de status kwam binnen een jaar na de Leergang.")
    elif exempt is Verdict.HUMAN:
        clauses += rules.general.exemption
        readings |= {"A-09", "A-11"}
        remarks.append("Of de Leergang dit jaar vrijstelt, is niet duidelijk. Een mens beslist.")
        if verdict is Verdict.NOT_MET:
            verdict = Verdict.HUMAN
    if verdict is Verdict.NOT_MET and 0 < short <= points.could_be_granted:
        verdict = Verdict.HUMAN
        remarks.append("Over een activiteit beslist een mens; daarmee kan het genoeg worden.")
    return Requirement(
        key,
        verdict,
        tuple(dict.fromkeys(clauses)),
        (*explain, *remarks),
        tuple(sorted(readings)),
        numbers,
        missing,
        year.end - DAY if short > 0 and verdict is not Verdict.EXEMPT else None,
        tuple(warning for one in points.activities for warning in one.warnings),
        tuple(remarks),
    )


def counted_points(held: StatusRules, points: PECalculation) -> int:
    """The points that count for a status: network points beyond its maximum do not (reading A-30)."""
    if held.network_max is None:
        return points.total
    return points.total - max(0, points.network - held.network_max)


def exemption(case: Case, held: StatusRules, year: PEYear) -> Verdict | None:
    """EXEMPT in the first year after the Leergang where that is certain, HUMAN where it is not, else None.

    Certain is: a status that knows the exemption, entered within so many months after the certificate, in its first
    year (A-09, A-10). Not certain: anybody else with a certificate of less than a year old in this PE year (A-11).
    """
    completed, start = certificate_of(case), case.status_start
    if completed is None:
        return None
    if held.exemption is not None and start is not None and completed <= start:
        entered_in_time = completed >= add_months(start, -held.exemption.within_months)
        return Verdict.EXEMPT if entered_in_time and year.start <= start else None
    if completed < year.end and add_months(completed, 12) > year.start:
        return Verdict.HUMAN
    return None


def _sums(points: PECalculation, rules: RegisterRules) -> list[str]:
    lines = [f"{rules.rows[kind].title}: {points_text(number)}." for kind, number in sorted(points.by_kind.items())]
    lines.append(f"Samen: {points_text(points.total)}.")
    return lines


def _cap(held: StatusRules, points: PECalculation, counted: int) -> list[str]:
    if counted == points.total:
        return []
    return [
        f"Van de {points.network} netwerkpunten tellen er {held.network_max} mee.",
        f"Er vallen dus {points.total - counted} af: er tellen {counted} mee.",
    ]


def _declaration(case: Case, held: StatusRules, year: PEYear) -> Requirement:
    verdict = by_the_day(case, year, case.verklaring_nog_in_functie is True)
    clauses = (held.declaration.clause,)
    if verdict is Verdict.MET:
        text = "De verklaring is ondertekend: nog in functie."
        return Requirement(RequirementKey.DECLARATION, verdict, clauses, (text,), ("A-33",))
    said_no = case.verklaring_nog_in_functie is False
    text = "In de verklaring staat: niet meer in functie." if said_no else "De verklaring is nog niet ondertekend."
    missing = "Het formulier Verklaring nog in functie."
    return Requirement(
        RequirementKey.DECLARATION, verdict, clauses, (text,), ("A-33",), missing=(missing,), by=year.end - DAY
    )


def _network(
    case: Case, held: StatusRules, asked: NetworkAsked, points: PECalculation, rules: RegisterRules
) -> Requirement:
    least, most = asked.at_least, asked.counts_up_to
    verdict = by_the_day(case, points.year, points.network >= least)
    numbers = NetworkCounted(points.network, min(points.network, most), least, most, points.planned_network)
    explain = [f"Netwerkpunten: {points.network}. Nodig zijn er minstens {least}. Er tellen er hooguit {most} mee."]
    clauses, readings = [asked.clause], ["A-29", "A-30"]
    if verdict is not Verdict.MET and exemption(case, held, points.year) is Verdict.HUMAN:
        clauses += rules.general.exemption
        readings += ["A-09", "A-11"]
        explain.append("Of de Leergang dit jaar vrijstelt, is niet duidelijk. Een mens beslist.")
        verdict = Verdict.HUMAN if verdict is Verdict.NOT_MET else verdict
    short = least - points.network
    return Requirement(
        RequirementKey.NETWORK,
        verdict,
        tuple(clauses),
        tuple(explain),
        tuple(readings),
        numbers,
        (f"{points_text(short)} voor het netwerk, vóór {day_text(points.year.end)}.",) if short > 0 else (),
        points.year.end - DAY if short > 0 else None,
    )


def _balance(points: PECalculation, rules: RegisterRules) -> Requirement:
    spread = ", ".join(f"{rules.rows[kind].title} {number}" for kind, number in sorted(points.by_kind.items()))
    text = f"Zo zijn de punten verdeeld: {spread}." if spread else "Er zijn nog geen punten om te verdelen."
    return Requirement(
        RequirementKey.BALANCE,
        Verdict.HUMAN,
        (rules.general.balance,),
        (text, "De commissie kijkt naar de spreiding."),
        ("A-32",),
    )


def _dossier(case: Case, clause: str, months_before: int, year: PEYear) -> Requirement:
    deadline = add_months(year.end, -months_before)
    sent = case.dossier_sent
    if sent is not None and not year.start <= sent <= case.evaluation_date:
        sent = None
    numbers = Due(deadline)
    until = f"Het dossier moet er uiterlijk op {day_text(deadline)} zijn."
    clauses, readings = (clause,), ("A-15", "A-19", "A-51")
    if sent is None:
        open_still = case.evaluation_date <= deadline
        return Requirement(
            RequirementKey.DOSSIER,
            Verdict.OPEN if open_still else Verdict.NOT_MET,
            clauses,
            (until, "Het dossier is nog niet ingeleverd."),
            readings,
            numbers,
            ("Het dossier met bewijs.",),
            deadline,
        )
    when = f"Het is ingeleverd op {day_text(sent)}."
    if sent <= deadline:
        return Requirement(RequirementKey.DOSSIER, Verdict.MET, clauses, (until, when), readings, numbers)
    return Requirement(
        RequirementKey.DOSSIER,
        Verdict.NOT_MET,
        clauses,
        (until, when, "Dat is te laat."),
        readings,
        numbers,
        ("Het dossier had eerder ingeleverd moeten zijn.",),
        deadline,
    )
