"""A dossier to take along: one PDF, and one ZIP with the PDF, the dossier file and all evidence."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import IO, Any

from app.core import clock
from app.core.charts import svg_of
from app.core.files.pdf import write_pdf
from app.core.problems import DomainError
from app.core.stores.store import NotThere
from app.core.web.filters import day, weekday
from app.core.worded import series
from app.dossiers.dossier.content import ActivityOfDossier, DossierContent
from app.dossiers.pe.points_bar import PointsBar
from app.evidence import storage
from app.evidence.models import Evidence
from app.regulation.case import Verdict
from app.regulation.editions import rules_of
from app.regulation.kept import KeptRequirement
from app.regulation.wording import number_text, points_text

TEMPLATE = "dossiers/dossier/dossier.typ"
SPOOL = 16 * 1024 * 1024
"""A package up to this many bytes stays in memory."""
SCREEN = {Verdict.OPEN: "Open"}


class MissingFile(DomainError):
    """A file of the evidence is no longer in the store of this installation."""


def pdf_of(content: DossierContent, handed_in_at: datetime | None) -> bytes:
    """The dossier as one PDF, tagged and in Dutch."""
    return write_pdf(TEMPLATE, as_data(content, handed_in_at))


def as_data(content: DossierContent, handed_in_at: datetime | None) -> dict[str, Any]:
    """What the template of the PDF shows: every date and number in words."""
    holder, report, declaration = content.holder, content.report, content.declaration
    numbers = {one.id: number for number, one in enumerate(content.proofs, 1)}
    plain = content.as_json()
    return {
        "title": f"Dossier van {holder.name}",
        "author": holder.name,
        "period": content.year.words,
        "state": f"Ingeleverd op {weekday(handed_in_at)}" if handed_in_at else "Nog niet ingeleverd",
        "holder": plain["holder"]
        | {
            "status": f"{holder.status}-status, {holder.title}",
            "since": day(holder.since),
            "valid_until": day(holder.valid_until),
        },
        "renewal": weekday(content.until),
        "deadline": weekday(content.deadline) if content.deadline else "",
        "rules": content.rules_title,
        "made_on": weekday(content.made_on),
        "checks": [kept | _check(one) for kept, one in zip(plain["checks"], content.checks, strict=True)],
        "declaration": declaration
        and plain["declaration"]
        | {"signed_on": weekday(declaration.signed_on), "still": "Ja" if declaration.still_in_function else "Nee"},
        "report": report
        and plain["report"]
        | {
            "local": "Ja" if report.local_level else "Nee",
            "status": report.status.dutch,
            "submitted_on": _day(report.submitted_on),
            "decided_on": _day(report.decided_on),
            "sent_on": _day(report.sent_on),
            "proofs": [numbers[one] for one in report.evidence],
        },
        "meetings": [
            kept
            | {
                "held_on": weekday(one.held_on),
                "confirmed": f"Bevestigd door {one.confirmed_by}" if one.confirmed_by else "Niet bevestigd",
            }
            for kept, one in zip(plain["meetings"], content.meetings, strict=True)
        ],
        "done": [_activity(one, numbers) for one in content.done],
        "planned": [_activity(one, numbers) for one in content.planned],
        "clauses": _clauses(content),
        "bar": _bar(content),
        "points": points_text(content.points),
        "planned_points": points_text(content.planned_points),
        "work": [
            kept | {"when": f"{day(one.starts_on)} – {day(one.ends_on) if one.ends_on else 'nu'}"}
            for kept, one in zip(plain["work"], content.work, strict=True)
        ],
        "proofs": [
            kept | {"number": numbers[one.id], "shown_at": series(one.shown_at)}
            for kept, one in zip(plain["proofs"], content.proofs, strict=True)
        ],
    }


def _check(one: KeptRequirement) -> dict[str, Any]:
    return {"verdict": SCREEN.get(one.verdict, one.verdict.dutch), "kind": one.verdict.value}


def _clauses(content: DossierContent) -> list[tuple[str, str, str]]:
    """Of each requirement the rules that it rests on and where they stand: for the annex."""
    rules = rules_of(content.rules_edition)
    return [
        (one.title, clause.title, f"{clause.document_title}, {clause.chapter}")
        for one in content.checks
        for clause in map(rules.clause, one.clauses)
    ]


def _bar(content: DossierContent) -> dict[str, str] | None:
    """The bar of the points that stand in the dossier; None with more than can be drawn."""
    asked = rules_of(content.rules_edition).status(content.holder.status)
    network, later = (sum(one.points for one in found if one.network) for found in (content.done, content.planned))
    bar = PointsBar.counting(content.points, network, content.planned_points, later, asked)
    return {"svg": svg_of(bar.cells).decode(), "alternative": bar.alternative} if bar.fits else None


def _activity(one: ActivityOfDossier, numbers: Mapping[int, int]) -> dict[str, Any]:
    return {
        "title": one.title,
        "kind": one.kind_title,
        "held_on": weekday(one.held_on),
        "hours": number_text(one.hours) + " uur" if one.hours is not None else "",
        "points": points_text(one.points),
        "network": one.network,
        "explain": one.explain,
        "note": one.note,
        "approval": one.approval.dutch if one.approval != "not_asked" else "",
        "answer": one.approval_answer,
        "proofs": [numbers[proof] for proof in one.evidence],
    }


def _day(value: date | None) -> str:
    return weekday(value) if value else ""


def zip_of(
    content: DossierContent, case: Mapping[str, Any], evidence: Iterable[Evidence], handed_in_at: datetime | None
) -> IO[bytes]:
    """The package: `dossier.pdf`, `dossier.json` (which `flask dossiers check` reads) and the files under `bewijs/`.

    Only evidence that stands in the content goes in, under the name that it has there. Raises `MissingFile` when one
    is not in the store; then there is no package at all.
    """
    rows = {one.id: one for one in evidence}
    file = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115, whoever sends it closes it
    try:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            for proof in content.proofs:
                if proof.is_file:
                    _add(package, f"bewijs/{proof.name}", rows.get(proof.id), proof.label)
            package.writestr("dossier.pdf", pdf_of(content, handed_in_at))
            package.writestr("dossier.json", json.dumps(case, ensure_ascii=False, indent=2) + "\n")
            links = [f"{one.label}\n{one.url}\n" for one in content.proofs if not one.is_file]
            if links:
                package.writestr("bewijs/links.txt", "\n".join(links))
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _add(package: zipfile.ZipFile, name: str, evidence: Evidence | None, label: str) -> None:
    """One file of the evidence, as it is: what is in it is mostly packed already."""
    try:
        if evidence is None:
            raise NotThere
        with storage.open_file(evidence) as kept, package.open(zipfile.ZipInfo(name, _now()), "w") as place:
            shutil.copyfileobj(kept, place)
    except NotThere:
        raise MissingFile(f"Het bestand {label} is er niet meer. Voeg het opnieuw toe.") from None


def _now() -> tuple[int, int, int, int, int, int]:
    moment = clock.now()
    return (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
