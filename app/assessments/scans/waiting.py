"""The scans that somebody can go on with, and the first one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import url_for

from app.assessments.draft.scan import Scan
from app.core.waiting.rules import Waiting, Weight
from app.core.web.filters import moment, weekday

NOBODY_SEES = "Niemand ziet wat je invult, tot jij het deelt."


def drafts_waiting(scans: Sequence[Scan]) -> list[Waiting]:
    """The scans that somebody was busy with."""
    return [_draft(scan) for scan in scans]


def first_scan(minutes: Sequence[int]) -> Waiting:
    """The scan of who never made one; `minutes` is how long it takes at least and at most."""
    return Waiting(
        "Maak je eerste zelfscan",
        url_for("scans.start"),
        "Begin je zelfscan",
        Weight.NEXT,
        fact=f"Kijk welk niveau nu bij je past. Dat duurt ongeveer {' tot '.join(map(str, dict.fromkeys(minutes)))} "
        "minuten. Je mag tussendoor stoppen.",
        icon="pencil",
        remark=NOBODY_SEES,
    )


def first_scan_later(first: date, place: str) -> Waiting:
    """The scan of who may not begin yet, and what can be done until the day that their organisation (`place`) chose."""
    return Waiting(
        f"Vanaf {weekday(first)} kun je een zelfscan maken",
        url_for("standards.index"),
        "Lees alvast de standaarden",
        Weight.NEXT,
        whom=place,
        fact="Tot dan kun je rondkijken.",
        icon="pencil",
        is_to_come=True,
    )


def _draft(scan: Scan) -> Waiting:
    number, name = scan.assessment.id, f"{scan.standard.title}, editie {scan.standard.edition}"
    saved = f"Laatst opgeslagen: {moment(scan.saved_at)}" if scan.saved_at else "Nog niets ingevuld"
    remark, go_on = f"{saved}. {NOBODY_SEES}", scan.go_on
    if go_on is None:
        return Waiting(
            "Kijk je zelfscan na en lever in",
            url_for("draft.hand_in", assessment_id=number),
            "Kijk na en lever in",
            Weight.BEGUN,
            fact=f"{name}. Alle {scan.total} onderdelen zijn ingevuld.",
            icon="pencil",
            done=(scan.done, scan.total),
            remark=remark,
        )
    offered = {0: "", 1: " Er staat 1 voorstel voor je klaar."}.get(
        scan.offered, f" Er staan {scan.offered} voorstellen voor je klaar."
    )
    return Waiting(
        "Maak je zelfscan af",
        url_for("draft.score", assessment_id=number, element=go_on.element.code),
        f"Ga verder met {go_on.element.label}",
        Weight.BEGUN,
        fact=f"{name}. {scan.done} van de {scan.total} onderdelen ingevuld, nog ongeveer {scan.minutes_left} minuten."
        + offered,
        icon="pencil",
        done=(scan.done, scan.total),
        remark=remark,
    )
